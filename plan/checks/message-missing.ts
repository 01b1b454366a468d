import { untoldOfBack, untoldStops } from '../facts/back/untold.ts';
import { isSmall } from '../facts/back/ways.ts';
import { inOutage, inRun, isForward, outageOf, systems } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { isBeforeT, type Message, saysItIsThere, saysOnlyThatItIsDecided, sent, shutOut } from '../facts/messages.ts';
import { busiest, knownOwner } from '../facts/people/accountable.ts';
import { leftWaitingOf } from '../facts/users/left-waiting.ts';
import { parties, type ToldParty } from '../facts/users/parties.ts';
import { toldAfterwards } from '../facts/users/told-after.ts';
import { listed, quoted, said, titleText, whenSpan } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { type Audience, CHANGE_VERBS, isTbd, lookup, releaseTitle, rootBlock, type Step } from '../model.ts';
import { ofKind } from '../named.ts';
import { whoText } from '../said/words.ts';
import { addDuration, negate, parseEstimate } from '../time/duration.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (messages: string) =>
  standardRelease(
    `
    policy standard {
      check message-missing error announced users reported users
    }
    person mara
    person priya
    person jonas
    service web
    audience customers {
      uses web
    }
    `,
    `
    owner mara
${messages}
    run {
      deploy web 10m by priya undo 5m${messages.includes('after run') ? '' : '  // <- message-missing'}
      verify web 10m by jonas
    }
    `,
  );

export const messageMissing: ReleaseCheck = {
  code: 'message-missing',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'Somebody who must be told is not told before, not after, or not when it is taken back',
  why:
    'Users who meet a closed door on Saturday night call the hotline; users who never learn that it is open again stay ' +
    'away. Each release is announced to those it touches, and closed with them.',
  parameters: {
    announced: {
      type: 'words',
      default: ['users', 'sponsor'],
      choices: ['users', 'sponsor'],
      description: 'Who is told before T: `users` of the changed systems, the `sponsor`; `none`.',
    },
    reported: {
      type: 'words',
      default: ['users', 'sponsor'],
      choices: ['users', 'sponsor', 'told'],
      description: 'Who is told when it is done: `users`, the `sponsor`, those who were `told` before; `none`.',
    },
  },
  fixable: true,
  readsTitlesOf: ['release', 'step'],
  bundle: 'release',
  example: {
    breaks: plan('    notify customers "Shop 2.1 on Saturday" by mara at T-5wd'),
    passes: plan(
      '    notify customers "Shop 2.1 on Saturday" by mara at T-5wd\n    notify customers "Shop 2.1 is live" by mara after run',
    ),
  },
  practice: {
    askedOf:
      'whatever changes what an audience `uses`, or has a `sponsor`; and ten steps or more that change something and name nobody who uses it',
    begunBy: 'a `notify`; and in any case an `outage`, and a `stop` of what an audience uses',
    // Whoever is cut off is told, whatever else a release may leave out.
    isBegun: (subject) =>
      subject.release.steps.some((step) => step.verb === 'notify' && isForward(step)) || isCutOff(subject),
    words: (_, founds) => `a message to ${listed(founds.flatMap(({ about = [] }) => about.map(quoted)))}`,
  },
  *find(subject) {
    const { changes, parameters } = subject;
    const messages = sent(subject);
    const told = new Set<string>();
    const sides = new Set([...parameters.words('announced'), ...parameters.words('reported')]);
    for (const party of changes.steps.length === 0 ? [] : parties(subject, messages, sides)) {
      const own = messages.filter(({ names }) => names.some((name) => party.names.has(name)));
      const missing = (['before', 'after'] as const).filter(
        (side) => parameters.words(PARAMETERS[side]).includes(party.why) && !own.some((message) => message[side]),
      );
      if (missing.includes('after')) told.add(party.name);
      if (missing.length > 0) yield finding(subject, party, missing, own);
    }
    if (parameters.words('reported').includes('users')) {
      yield* leftWaiting(subject, messages, told);
      yield* neverToldThatItIs(subject, told);
      yield* stoppedInSilence(subject);
    }
    if (parameters.words('announced').includes('users')) yield* losing(subject, messages);
    if (changes.steps.length === 0) return;
    if (parameters.words('reported').includes('users')) yield* untoldBack(subject, messages);
    const shut = parameters.words('announced').includes('users') ? untold(subject, messages) : undefined;
    if (shut) yield shut;
    else if (parameters.words('announced').includes('users'))
      yield* [...unheard(subject, messages), ...heardAfterwards(subject, messages)].slice(0, 1);
  },
};

/** Who cannot work any more from one minute to the next asks what is broken. */
function* losing(subject: ReleaseSubject, messages: readonly Message[]): Iterable<Found> {
  for (const { step, audience } of shutOut(subject, messages)) {
    yield {
      message: `${said(step)} takes from ${quoted(audience.name)} what they work with, and nothing tells them before; add \`notify ${audience.name} "…" at T-1wd\`.`,
      place: step.head,
      severity: 'warning',
      about: [audience.name],
    };
  }
}

/** Told in the night that it begins, and of nothing behind it: they wait, or believe that it is over. `known`: who is told of anyway. */
function* leftWaiting(
  subject: ReleaseSubject,
  messages: readonly Message[],
  known: ReadonlySet<string>,
): Iterable<Found> {
  const { plan, release, schedule, dependencies } = subject;
  const startOf = ({ id }: Step) => schedule.steps[id]?.start;
  const seen = new Set(known);
  for (const { step } of messages) {
    const at = startOf(step);
    if (step.verb !== 'notify' || !isForward(step) || !inRun(step) || at === undefined || saysItIsThere(step)) continue;
    for (const { name } of step.targets) {
      const audience = lookup(plan, release, name);
      if (seen.has(name) || audience?.kind !== 'audience') continue;
      seen.add(name);
      const works = worksFor(subject, audience);
      const over = Math.max(...works.flatMap((one) => startOf(one) ?? []));
      const isTold = messages.some((one) => {
        if (!isForward(one.step) || !one.names.includes(name)) return false;
        const later = startOf(one.step);
        if (one.step.every !== undefined) return true;
        // What has no time, and where nothing has a length, the order of the page tells.
        if (later === undefined) return !isBeforeT(one.step) && one.step.index > step.index;
        return one.step === step ? !works.some((work) => dependencies.precedes(step, work)) : later >= over;
      });
      if (isTold || !Number.isFinite(over)) continue;
      yield {
        message: `${quoted(name)} hears by ${said(step)} that something is under way, and of nothing behind it; add \`notify ${name} "…" after run\`.`,
        place: step.head,
        severity: 'warning',
        about: [name],
      };
    }
  }
}

/** Who has been told that it comes waits for it; where it is taken back, nothing tells them. */
function* untoldBack(subject: ReleaseSubject, messages: readonly Message[]): Iterable<Found> {
  const announced = messages.flatMap(({ step, before }) =>
    before && step.verb === 'notify' && isForward(step) ? step : [],
  );
  for (const { way, names } of untoldOfBack(subject, announced)) {
    const them = listed(names.map(quoted));
    yield {
      message:
        `${quoted(way.name)} takes back what ${them} ${names.length > 1 ? 'are' : 'is'} told of before, and nobody tells them; add ` +
        `\`notify ${names.join(', ')} "…"\` to it.`,
      place: way.block.head,
      severity: 'warning',
      about: [way.name],
      several: {
        at: headOfRelease(subject.release).at,
        what: `ways back take back what ${them} ${names.length > 1 ? 'are' : 'is'} told of before, and nobody tells them`,
        name: quoted(way.name),
        todo: `add \`notify ${names.join(', ')} "…"\` to each`,
      },
    };
  }
}

/** Who has been told that it comes sees that it does not, and asks. */
function* stoppedInSilence(subject: ReleaseSubject): Iterable<Found> {
  for (const { stop, message } of untoldStops(subject)) {
    const play = rootBlock(stop.block);
    const whom = message.targets.map(({ name }) => name).join(', ');
    yield {
      message: `${quoted(play.name ?? play.kind)} stops what ${said(message)} has told ${listed(message.targets.map(({ name }) => quoted(name)))} of, and tells nobody; add \`notify ${whom} "…"\` to it.`,
      place: stop.head,
      severity: 'information',
      about: play.name ? [play.name] : [],
      related: [{ message: 'They are told of it here', place: message.head }],
    };
  }
}

/** In weeks as in a night: whoever has been asked to be ready for it wants to know that it is over. */
function* neverToldThatItIs(subject: ReleaseSubject, known: ReadonlySet<string>): Iterable<Found> {
  for (const { name, step } of leftWaitingOf(subject)) {
    if (known.has(name)) continue;
    const last = subject.changes.steps.at(-1)!;
    yield {
      message: `${quoted(name)} hears by ${said(step)} that it comes, and of nothing behind ${said(last)}; add \`notify ${name} "…"\` there.`,
      place: step.head,
      severity: 'warning',
      about: [name],
    };
  }
}

/** What the run changes, and starts, of what they use; of who uses nothing that the plan knows all that it changes. */
function worksFor({ plan, release, changes }: ReleaseSubject, { uses }: Audience): readonly Step[] {
  const used = new Set(systems(plan, release, uses).flatMap((system) => [...changes.needs(system)]));
  return release.steps.filter((step) => {
    if (!inRun(step) || !isForward(step)) return false;
    if (used.size === 0) return CHANGE_VERBS.includes(step.verb);
    const isWork = step.verb === 'start' || CHANGE_VERBS.includes(step.verb);
    return isWork && changes.targets(step).some((system) => used.has(system));
  });
}

/** An outage that nobody hears of before, in a plan that does not say who uses what it shuts: `audience` is what it lacks. */
function untold({ plan, release, schedule }: ReleaseSubject, messages: readonly Message[]): Found | undefined {
  const shut = release.steps.find((step) => inRun(step) && inOutage(step));
  const isSaid = [plan, release].some(({ names }) => ofKind(names, 'audience').some(({ uses }) => uses.length > 0));
  if (!shut || isSaid || messages.some(({ step, before }) => before && step.verb === 'notify')) return undefined;
  const outage = outageOf(shut);
  const span = schedule.blocks[outage.id];
  const when = span && schedule.T !== undefined ? ` (${whenSpan(schedule, span)})` : '';
  const used = quoted(`audience users { uses ${shut.targets[0]?.name ?? 'SYSTEM'} }`);
  return {
    message: `The users are cut off${when}, and nobody is told before; say who they are, ${used}, and add \`notify users "…" at T-1wd\`.`,
    place: outage.head,
    about: ['users'],
  };
}

/** Whoever is told that it is done has met it by then. */
function* heardAfterwards(subject: ReleaseSubject, messages: readonly Message[]): Iterable<Found> {
  const late = toldAfterwards(subject, messages);
  const [first] = late;
  if (!first) return;
  const names = late.map(({ audience }) => audience.name);
  yield {
    message:
      `${listed(names.map(quoted))} ${names.length > 1 ? 'are' : 'is'} told when it is done (${said(first.step)}), and of nothing before it: they meet it first. ` +
      `Add ${quoted(`notify ${names.join(', ')} "…" at T-1wd`)}.`,
    place: first.step.head,
    severity: 'warning',
    about: names,
    related: late.slice(1).map(({ step }) => ({ message: 'Told here first', place: step.head })),
  };
}

/** A small release is a small file, and knows whom it touches. */
const FEW_STEPS = 10;

/** Something changes, and the plan knows neither who uses it nor a single message; in a long one those to each other before it are none. */
function* unheard({ plan, release, changes }: ReleaseSubject, messages: readonly Message[]): Iterable<Found> {
  const isSaid = [plan, release].some(({ names }) => ofKind(names, 'audience').some(({ uses }) => uses.length > 0));
  const told = messages.filter(({ step }) => step.verb === 'notify' && isForward(step));
  const isOutside = (name: string) => !OF_THE_HOUSE.has(lookup(plan, release, name)?.kind ?? '');
  const isTold = isSmall(release)
    ? told.length > 0
    : told.some(({ before, names, step }) => before && names.some(isOutside) && !saysOnlyThatItIsDecided(step));
  const [system] = changes.systems.keys();
  const isTiny = release.steps.filter(isForward).length < FEW_STEPS;
  if (!system || isTiny || isSaid || isTold || release.sponsor) return;
  const nobody = told.length > 0 ? 'nobody but those who do it is told before' : 'nobody is told before or after';
  yield {
    message:
      `${quoted(system.name)} changes, and ${nobody}; say who uses it, ${quoted(`audience users { uses ${system.name} }`)}, and add ` +
      '`notify users "…" at T-1wd`.',
    place: release.head,
    severity: told.length > 0 ? 'warning' : undefined,
    about: ['users'],
  };
}

const OF_THE_HOUSE: ReadonlySet<string> = new Set(['person', 'role', 'team', 'implicit']);

/** Whether users of what is changed meet a closed door: an `outage`, or something they use that is stopped. */
function isCutOff(subject: ReleaseSubject): boolean {
  const { plan, release, changes } = subject;
  const audiences = ofKind(plan.names, 'audience');
  return release.steps.some((step) => {
    if (!inRun(step)) return false;
    if (inOutage(step)) return true;
    const stopped = step.verb === 'stop' ? changes.targets(step) : [];
    return audiences.some(({ uses }) => {
      const used = systems(plan, release, uses);
      return used.some((system) => stopped.some((one) => changes.needs(system).has(one)));
    });
  });
}

/** `before` and `after` are words of the language, so a policy says it in others. */
const PARAMETERS = { before: 'announced', after: 'reported' } as const;

function finding(
  subject: ReleaseSubject,
  party: ToldParty,
  missing: readonly ('before' | 'after')[],
  own: readonly Message[],
): Found {
  // What had to be sent by now is not written into the past.
  const isLate = missing.includes('before') && isTooLate(subject, party);
  const open = missing.filter((side) => side === 'after' || !isLate);
  const lines = open.map((side) => line(subject, party, side));
  const { now, schedule } = subject;
  const isAhead = schedule.T === undefined || now?.isBefore(schedule.T) !== false;
  const ways = [
    isLate && isAhead ? 'tell them at once' : '',
    lines.length > 0 ? `add ${listed(lines.map(quoted))}` : '',
  ];
  const todo = ways.filter((way) => way !== '').join(', and ');
  const messages = own.filter(({ step }) => step.verb === 'notify');
  const what = missing.length === 2 ? 'neither before the release nor after it' : SIDES[missing[0]!];
  const name = quoted(party.name);
  return {
    message: `${name} ${missing.length === 2 ? 'is told' : 'is not told'} ${what}, though ${party.because}${todo && `; ${todo}`}.`,
    place: party.place,
    about: [party.name],
    related: [
      ...(party.audience ? [{ message: `${name} is declared here`, place: party.audience.namePlace }] : []),
      ...messages.slice(0, 3).map(({ step }) => ({ message: 'The message there is', place: step.head })),
    ],
    several: {
      at: headOfRelease(subject.release).at,
      what: `audiences and parties are ${missing.length === 2 ? 'told' : 'not told'} ${what}`,
      name,
      todo: `add a \`notify\` ${missing.length === 2 ? 'before and after' : missing[0]} for each`,
    },
    fixes: () => (lines.length > 0 ? fixes(subject, lines, messages, open) : []),
  };
}

const SIDES = { before: 'before the release (at T or earlier)', after: 'after the last change' } as const;

function line({ plan, release }: ReleaseSubject, { name, audience }: ToldParty, side: 'before' | 'after'): string {
  const by = knownOwner(plan, release) ?? busiest(plan, release, (step) => step.verb === 'notify');
  const title = releaseTitle(release);
  const channel = audience?.channels[0]?.name;
  const run = release.blocks.findLast((block) => block.kind === 'run');
  return [
    `notify ${name}`,
    titleText(side === 'before' ? `${title} is coming` : `${title} is live`),
    by && `by ${whoText(by)}`,
    channel && `via ${channel}`,
    side === 'before' ? `at T-${noticeOf(audience)}` : `after ${run?.name ?? 'run'}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function noticeOf(audience: Audience | undefined): string {
  return audience?.notice && !isTbd(audience.notice) ? audience.notice.text : '1wd';
}

/** The notice that is due to them cannot be kept any more. */
function isTooLate({ schedule, calendars, now }: ReleaseSubject, { audience }: ToldParty): boolean {
  const notice = parseEstimate(noticeOf(audience))?.likely;
  if (!notice || now === undefined || schedule.T === undefined) return false;
  return now.isAfter(addDuration(schedule.T, negate(notice), calendars.release.zone, calendars.release));
}

/** Behind the message there is, else before the blocks of steps. */
function fixes(
  { release }: ReleaseSubject,
  lines: readonly string[],
  own: readonly Message[],
  missing: readonly string[],
): readonly Fix[] {
  const title = missing.length === 2 ? 'Add both messages' : `Add the message ${missing[0]}`;
  const text = lines.join('\n');
  const last = own.findLast(({ step }) => step.block.kind === 'messages')?.step;
  if (last) return [{ title, edits: [{ kind: 'insert-after', place: last.place, text }] }];
  const block = release.blocks.find(({ kind }) => kind !== 'messages');
  return block ? [{ title, edits: [{ kind: 'insert-before', place: block.place, text }] }] : [];
}
