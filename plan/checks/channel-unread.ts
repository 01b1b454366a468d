import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { listed, quoted, said } from '../facts/words.ts';
import type { Fix } from '../findings.ts';
import { type Audience, lookup, type Ref, type Step } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (channels: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    audience customers {
      channels email, status-page
      uses     web
    }
    `,
    `
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    notify customers "Shop 2.1 is live" by jonas via ${channels} after run${channels === 'email, fax' ? '  // <- channel-unread' : ''}
    `,
  );

export const channelUnread: ReleaseCheck = {
  code: 'channel-unread',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A message goes over a channel that those it is for do not read',
  why:
    'A message that is sent and read by nobody looks like one that was read. An audience says which `channels` it reads: each ' +
    'channel of a message must be one of somebody whom it is for, and each of them must be reached by one.',
  fixable: true,
  bundle: 'release',
  example: { breaks: plan('email, fax'), passes: plan('email, status-page') },
  *find(subject) {
    for (const step of subject.release.steps) {
      const one = step.verb === 'notify' && !step.done ? unread(subject, step) : undefined;
      if (one) yield finding(subject, one);
    }
  },
};

interface Unread {
  readonly step: Step;
  /** The channels that none of these audiences reads. */
  readonly over: readonly Ref[];
  readonly audiences: readonly Audience[];
  /** They read no other channel of the message either. */
  readonly isMissed: boolean;
}

/** Whoever says no channels may read any: of a message to them it is only asked whether the others are reached. */
function unread({ plan, release }: ReleaseSubject, step: Step): Unread | undefined {
  const told = step.targets.map(({ name }) => lookup(plan, release, name));
  const audiences = told.filter((one): one is Audience => one?.kind === 'audience' && one.channels.length > 0);
  if (audiences.length === 0 || step.via.length === 0) return undefined;
  const reads = ({ channels }: Audience, via: Ref) => channels.some(({ name }) => name === via.name);
  const missed = audiences.filter((one) => !step.via.some((via) => reads(one, via)));
  if (missed.length > 0) return { step, over: step.via, audiences: missed, isMissed: true };
  const over = step.via.filter((via) => !audiences.some((one) => reads(one, via)));
  const isIdle = over.length > 0 && audiences.length === told.length;
  return isIdle ? { step, over, audiences, isMissed: false } : undefined;
}

function finding({ release }: ReleaseSubject, one: Unread): Found {
  const { step, over, audiences, isMissed } = one;
  const channels = [...new Set(audiences.flatMap(({ channels: own }) => namesOf(own)))];
  const who = listed(namesOf(audiences).map(quoted));
  const what = listed(namesOf(over).map(quoted));
  const [first] = audiences;
  const reads =
    `${who} ${audiences.length > 1 ? 'read' : 'reads'} only ${listed(channels.map(quoted))}` +
    `${isMissed ? ', so they are not reached' : ''}`;
  const instead = `over ${channels.length > 1 ? 'one of these' : 'that'}, or add ${what} to the \`channels\` of ${who}`;
  return {
    message: `${said(step)} goes over ${what}, and ${reads}; send it ${instead}.`,
    place: over[0]!.place,
    about: [...step.targets.map(({ name }) => name), ...namesOf(over)],
    related: [{ message: `What ${quoted(first!.name)} reads`, place: first!.channels[0]!.place }],
    several: {
      at: headOfRelease(release).at,
      what: `messages go over ${what}, and ${reads}`,
      name: said(step),
      todo: `send them ${instead}`,
    },
    fixes: () => fixes(one, channels),
  };
}

/** The channel that is spelled most alike, else each that the message does not use yet. */
function fixes({ step, over }: Unread, channels: readonly string[]): readonly Fix[] {
  const unused = channels.filter((name) => !step.via.some((one) => one.name === name));
  const meant = nearest(over[0]!.name, unused);
  return (meant ? [meant] : unused).map((text) => replacement(`Send it via ${quoted(text)}`, over[0]!.place, text));
}

function namesOf(things: readonly { readonly name: string }[]): readonly string[] {
  return things.map(({ name }) => name);
}
