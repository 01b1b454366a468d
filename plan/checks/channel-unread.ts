import { counted } from '../counted.ts';
import { standardRelease } from '../facts/example.ts';
import { listed, quoted, said } from '../facts/words.ts';
import type { Fix } from '../findings.ts';
import { append } from '../grouped.ts';
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
  example: { breaks: plan('email, fax'), passes: plan('email, status-page') },
  *find(subject) {
    const alike = new Map<string, Unread[]>();
    for (const step of subject.release.steps) {
      const one = step.verb === 'notify' && !step.done ? unread(subject, step) : undefined;
      if (one) append(alike, JSON.stringify([namesOf(one.over), namesOf(one.audiences), one.isMissed]), one);
    }
    for (const messages of alike.values()) yield finding(messages);
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

/** Messages that differ in nothing of it are one slip. */
function finding(messages: readonly Unread[]): Found {
  const { step, over, audiences, isMissed } = messages[0]!;
  const channels = [...new Set(audiences.flatMap((one) => namesOf(one.channels)))];
  const who = listed(namesOf(audiences).map(quoted));
  const what = listed(namesOf(over).map(quoted));
  const [first] = audiences;
  return {
    message:
      `${messages.length > 1 ? `${counted(messages.length, 'message')} go` : `${said(step)} goes`} over ${what}, and ${who} ` +
      `${audiences.length > 1 ? 'read' : 'reads'} only ${listed(channels.map(quoted))}${isMissed ? ', so they are not reached' : ''}; ` +
      `send ${messages.length > 1 ? 'them' : 'it'} over ${channels.length > 1 ? 'one of these' : 'that'}, or add ${what} to the ` +
      `\`channels\` of ${who}.`,
    place: over[0]!.place,
    about: [...step.targets.map(({ name }) => name), ...namesOf(over)],
    related: [
      { message: `What ${quoted(first!.name)} reads`, place: first!.channels[0]!.place },
      ...messages.slice(1).map((other) => ({ message: 'Another such message', place: other.over[0]!.place })),
    ],
    fixes: () => fixes(messages, channels),
  };
}

/** The channel that is spelled most alike, else each that the message does not use yet. */
function fixes(messages: readonly Unread[], channels: readonly string[]): readonly Fix[] {
  const { step, over } = messages[0]!;
  const unused = channels.filter((name) => !step.via.some((one) => one.name === name));
  const meant = nearest(over[0]!.name, unused);
  return (meant ? [meant] : unused).map((text) => ({
    title: `Send ${messages.length > 1 ? 'them' : 'it'} via ${quoted(text)}`,
    edits: messages.map((one) => ({ kind: 'replace', place: one.over[0]!.place, text })),
  }));
}

function namesOf(things: readonly { readonly name: string }[]): readonly string[] {
  return things.map(({ name }) => name);
}
