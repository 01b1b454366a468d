import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { listed, quoted, said } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { type Audience, lookup, type Ref, type Release, TBD } from '../model.ts';
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
  timeless: true,
  impersonal: true,
  fixable: true,
  bundle: 'release',
  example: { breaks: plan('email, fax'), passes: plan('email, status-page') },
  *find(subject) {
    for (const message of messagesOf(subject.release)) {
      const one = unread(subject, message);
      if (one) yield finding(subject, one);
    }
  },
};

/** What is sent: a step, or what a trigger or a no-go sends. */
interface Message {
  readonly label: string;
  readonly targets: readonly Ref[];
  readonly via: readonly Ref[];
}

function messagesOf({ steps, triggers }: Release): readonly Message[] {
  const called = [...triggers.flatMap(({ then }) => then), ...steps.flatMap(({ gate }) => gate?.noGo ?? [])];
  return [
    ...steps
      .filter(({ verb, done }) => verb === 'notify' && !done)
      .map((step) => ({ label: said(step), targets: step.targets, via: step.via })),
    ...called.flatMap(({ action, ref, via = [] }) =>
      action === 'notify' && ref ? [{ label: quoted(`then notify ${ref.name}`), targets: [ref], via }] : [],
    ),
  ];
}

interface Unread {
  readonly message: Message;
  /** The channels that none of these audiences reads. */
  readonly over: readonly Ref[];
  readonly audiences: readonly Audience[];
  /** They read no other channel of the message either. */
  readonly isMissed: boolean;
}

/** Whoever says no channels may read any: of a message to them it is only asked whether the others are reached. */
function unread({ plan, release }: ReleaseSubject, message: Message): Unread | undefined {
  const told = message.targets.map(({ name }) => lookup(plan, release, name));
  const audiences = told.filter((one): one is Audience => one?.kind === 'audience' && one.channels.length > 0);
  if (audiences.length === 0 || message.via.length === 0) return undefined;
  // Over what they hear of it, or what they read, is still to be said: `still-open` asks for it.
  if ([...message.via, ...audiences.flatMap(({ channels }) => channels)].some(({ name }) => name === TBD))
    return undefined;
  const reads = ({ channels }: Audience, via: Ref) => channels.some(({ name }) => name === via.name);
  const missed = audiences.filter((one) => !message.via.some((via) => reads(one, via)));
  if (missed.length > 0) return { message, over: message.via, audiences: missed, isMissed: true };
  const over = message.via.filter((via) => !audiences.some((one) => reads(one, via)));
  const isIdle = over.length > 0 && audiences.length === told.length;
  return isIdle ? { message, over, audiences, isMissed: false } : undefined;
}

function finding({ release }: ReleaseSubject, one: Unread): Found {
  const { message, over, audiences, isMissed } = one;
  const channels = [...new Set(audiences.flatMap(({ channels: own }) => namesOf(own)))];
  const who = listed(namesOf(audiences).map(quoted));
  const what = listed(namesOf(over).map(quoted));
  const [first] = audiences;
  const reads =
    `${who} ${audiences.length > 1 ? 'read' : 'reads'} only ${listed(channels.map(quoted))}` +
    `${isMissed ? ', so they are not reached' : ''}`;
  const instead = `over ${channels.length > 1 ? 'one of these' : 'that'}, or add ${what} to the \`channels\` of ${who}`;
  return {
    message: `${message.label} goes over ${what}, and ${reads}; send it ${instead}.`,
    place: over[0]!.place,
    about: [...message.targets.map(({ name }) => name), ...namesOf(over)],
    related: [{ message: `What ${quoted(first!.name)} reads`, place: first!.channels[0]!.place }],
    several: {
      at: headOfRelease(release).at,
      what: `messages go over ${what}, and ${reads}`,
      name: message.label,
      todo: `send them ${instead}`,
    },
    fixes: () => fixes(one, channels),
  };
}

/** The channel that is spelled most alike, else each that the message does not use yet. */
function fixes({ message, over }: Unread, channels: readonly string[]): readonly Fix[] {
  const unused = channels.filter((name) => !message.via.some((one) => one.name === name));
  const meant = nearest(over[0]!.name, unused);
  return (meant ? [meant] : unused).map((text) => replacement(`Send it via ${quoted(text)}`, over[0]!.place, text));
}

function namesOf(things: readonly { readonly name: string }[]): readonly string[] {
  return things.map(({ name }) => name);
}
