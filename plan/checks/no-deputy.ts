import { inRun } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfThing } from '../facts/heads.ts';
import { decidingAlone } from '../facts/people/open-roles.ts';
import { listed, quoted, said, when } from '../facts/words.ts';
import type { Related } from '../findings/findings.ts';
import { lookup, type Named, type Plan, type Release } from '../model.ts';
import { among } from '../named.ts';
import type { Span } from '../schedule/model.ts';
import type { TimedStep } from '../schedule/timed.ts';
import type { Instant } from '../time/model.ts';
import { deputiesOf, isDeputyOpen, peopleOf } from '../who/people.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (deputy: string) =>
  standardRelease(
    `
    policy standard {
      check no-deputy warning
    }
    person priya${deputy}
    person jonas {
      deputy priya
    }
    service web
    `,
    `
    run {
      deploy web 10m by priya undo 5m${deputy ? '' : '  // <- no-deputy'}
      verify web 10m by jonas
    }
    `,
  );

export const noDeputy: ReleaseCheck = {
  code: 'no-deputy',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title: 'A critical step hangs on one person without a free deputy',
  why:
    'If that one person is ill, stuck on a train or asleep, the whole run waits: the step lies on the critical path, and ' +
    'nobody else is meant to do it.',
  fixable: false,
  bundle: 'person',
  example: { breaks: plan(''), passes: plan(' {\n      deputy jonas\n    }') },
  practice: {
    askedOf: 'whatever hangs on one person on the critical path',
    begunBy: 'a `deputy` of anybody, or an `else`',
    isBegun: ({ plan, release }) => hasStandIns(plan, release),
    words: (_, founds) => {
      const names = new Set(founds.flatMap(({ about = [] }) => about.map(quoted)));
      return `somebody who stands in for ${listed([...names])}`;
    },
  },
  *find(subject) {
    const { plan, release } = subject;
    const hidden = hiddenBefore(subject);
    for (const scheduled of subject.timed) {
      const isCritical =
        scheduled.critical || (scheduled.start < hidden && subject.changes.steps.includes(scheduled.step));
      if (!isCritical || !inRun(scheduled.step) || scheduled.step.done) continue;
      const { by } = scheduled.step;
      // Of a team, whoever is free can stand in; a party finds its own deputies.
      const { fixed } = peopleOf(plan, release, by, 'by');
      const [owner, ...others] = fixed;
      if (!by || owner === undefined || others.length > 0) continue;
      const found = judge(subject, scheduled, owner, deputiesOf(plan, release, by));
      if (found) yield found;
    }
    yield* openRoles(subject);
    yield* allOfOne(subject);
  },
};

/** Who it is is open, and asked for as that; that nobody comes instead is so whoever it will be. */
function* openRoles(subject: ReleaseSubject): Iterable<Found> {
  for (const { role, who, what } of decidingAlone(subject)) {
    yield {
      message:
        `${quoted(role)} alone decides ${what === 'trigger' ? 'whether one goes back' : said(what)}, and whoever that will be, nobody stands in; say who ` +
        `does: \`role ${role} is NAME else NAME\`.`,
      place: who.place,
      about: [role],
    };
  }
}

/** As long as there is no date there is no critical path: that all which is anybody's is one person's shows without it. */
function* allOfOne({ plan, release, schedule }: ReleaseSubject): Iterable<Found> {
  if (schedule.T !== undefined) return;
  const theirs = release.steps.flatMap(({ by, done }) => (by && !done ? [by] : []));
  const [first] = theirs;
  if (!first || theirs.length < MANY || theirs.some(({ ref, otherwise }) => otherwise || ref.name !== first.ref.name))
    return;
  const [owner, ...others] = peopleOf(plan, release, first, 'by').fixed;
  if (owner === undefined || others.length > 0) return;
  if (deputiesOf(plan, release, first).some((name) => name !== owner) || isDeputyOpen(plan, release, owner)) return;
  const head = headOfThing(plan, release, owner);
  yield {
    message: `All ${theirs.length} steps that anybody does are done by ${quoted(owner)}, and nobody stands in; name a deputy: \`deputy NAME\` in the block of the person.`,
    place: head.at,
    about: [owner],
  };
}

/** So many steps of one person are no accident. */
const MANY = 5;

/**
 * Where the critical path begins at a step that is fixed by the clock, whatever comes before has float and is none the less
 * what the night is for: its changes count.
 */
function hiddenBefore({ timed }: ReleaseSubject): Instant {
  const night = timed.filter(({ step }) => inRun(step));
  const [first] = night.filter(({ critical }) => critical).sort((a, b) => a.start - b.start);
  return first?.step.at ? first.start : Number.NEGATIVE_INFINITY;
}

function hasStandIn(named: Named): boolean {
  return (
    (named.kind === 'person' && named.deputy !== undefined) || (named.kind === 'role' && named.otherwise !== undefined)
  );
}

/** Whether anybody at all stands in for anybody: then whoever has nobody was forgotten. */
function hasStandIns(plan: Plan, release: Release): boolean {
  const isDeclared = [plan, release].some(({ names }) => among(names, hasStandIn).length > 0);
  return isDeclared || release.steps.some(({ by }) => by?.otherwise !== undefined);
}

function judge(subject: ReleaseSubject, at: TimedStep, owner: string, deputies: readonly string[]): Found | undefined {
  const { plan, release, schedule } = subject;
  const { step } = at;
  const base = { place: step.by!.place, about: [owner] };
  const head = headOfThing(plan, release, owner);
  const unfree = {
    at: head.at,
    what: `steps of the critical path hang on ${head.of}, and nobody who stands in is free then`,
    name: `${said(step)} (${when(schedule, at.start)})`,
    todo: 'name somebody else to stand in',
  };
  const others = deputies.filter((name) => name !== owner);
  const [deputy] = others;
  // Who it is is open, and told as such.
  if (deputy === undefined && isDeputyOpen(plan, release, owner)) return undefined;
  if (deputy === undefined) {
    return {
      ...base,
      message:
        `${said(step)} ${at.critical ? 'is on the critical path' : 'is what the run is for'} and hangs on ${quoted(owner)} alone; name a deputy: ` +
        `\`by ${step.by!.ref.name} else NAME\`, or \`deputy NAME\` in the block of the person.`,
      several: {
        at: head.at,
        what: `${at.critical ? 'steps of the critical path' : 'changes of the run'} hang on ${head.of} alone`,
        name: said(step),
        todo: 'name a deputy: `deputy NAME` in the block of the person, or `else NAME` behind the `by` of each',
      },
    };
  }
  const hindrances = others.map((name) => hindranceOf(subject, at, name));
  // One of the chain is enough.
  if (hindrances.some((one) => one === undefined)) return undefined;
  const related = hindrances.flatMap((one) => one ?? []).map(({ related: why }) => why);
  if (others.length > 1) {
    const whys = hindrances.map((one, i) => `${quoted(others[i]!)} ${one!.short}`);
    return {
      ...base,
      message:
        `None of those who stand in for ${quoted(owner)} is free while ${said(step)} runs (${when(schedule, at.start)}): ` +
        `${listed(whys)}; name somebody else.`,
      related,
      several: unfree,
    };
  }
  return {
    ...base,
    message: `${quoted(deputy)}, who stands in for ${quoted(owner)}${hindrances[0]!.text}; name somebody else.`,
    related,
    several: unfree,
  };
}

interface Hindrance {
  /** Behind `jonas, who stands in for priya`. */
  readonly text: string;
  readonly short: string;
  readonly related: Related;
}

function hindranceOf(subject: ReleaseSubject, at: TimedStep, deputy: string): Hindrance | undefined {
  const { plan, release, schedule } = subject;
  const { step } = at;
  const busy = subject.timed.find((other) => other.step !== step && other.by.includes(deputy) && overlap(other, at));
  if (busy) {
    const short = `is busy with ${said(busy.step)}`;
    return {
      text: `, ${short} while ${said(step)} runs (${when(schedule, at.start)})`,
      short,
      related: { message: `${quoted(deputy)} does this at the same time`, place: busy.step.head },
    };
  }
  const person = lookup(plan, release, deputy);
  const away =
    person?.kind === 'person' ? subject.calendars.leaveOf(person).find(({ span }) => overlap(span, at)) : undefined;
  if (!away) return undefined;
  return {
    text: ` at ${said(step)}, is on leave then`,
    short: 'is on leave',
    related: { message: 'The leave', place: away.place },
  };
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
