import { inRun, isForward } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { coverSpans } from '../facts/people/cover.ts';
import { gapsIn, minutesIn } from '../facts/people/spans.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { listed, quoted, said, when, whenSpan } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { type Cover, lookup, type Plan, type Release, type TimeRange } from '../model.ts';
import { ofKind } from '../named.ts';
import { whoText } from '../said/words.ts';
import type { Span } from '../schedule/model.ts';
import type { TimedStep } from '../schedule/timed.ts';
import { isWork } from '../taking-time.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes, formatInstant } from '../time/format.ts';
import type { Instant } from '../time/model.ts';
import { membersOf, peopleOf } from '../who/people.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (others: string) =>
  standardRelease(
    `
    calendar early-shift {
      working Mon..Sun 00:00 .. 08:00
    }
    person nadia {
      zone  Europe/Berlin
      shift Mon..Sun 16:00 .. 24:00
    }
    person jonas {
      calendar early-shift
    }
    team night-desk is nadia, jonas
    service web
    `,
    `
    run {
      deploy web 10m by night-desk undo 5m
      verify web 150m by nadia${others}${others ? '' : '  // <- shift-handover'}
    }
    `,
  );

export const shiftHandover: ReleaseCheck = {
  code: 'shift-handover',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title: 'A shift changes inside a step, and nobody is there on both sides',
  why:
    'What the one shift has in its head the next one has to be told, and while a step runs is the worst moment for it. ' +
    'Have somebody of the next shift there before the change, let two covers overlap, or put the step on one side of it.',
  parameters: {
    overlap: {
      type: 'duration',
      default: '15m',
      description: 'How long two covers should overlap where one hands over to the other; what the quick fix makes it.',
    },
  },
  fixable: true,
  example: { breaks: plan(''), passes: plan(' with jonas') },
  *find(subject) {
    if (subject.schedule.T === undefined) return;
    const run = subject.timed.filter(({ step }) => inRun(step) && !step.done && isWork(step));
    for (const scheduled of run) {
      const found = scheduled.relay ? ofRelay(subject, scheduled) : ofShift(subject, scheduled);
      if (found) yield found;
    }
    for (const one of subject.timed) {
      const found = one.relay && !inRun(one.step) && isForward(one.step) && !one.step.done && ofRelay(subject, one);
      if (found) yield found;
    }
    yield* ofCovers(subject, run);
  },
};

/** The shift of whoever does it ends while it runs, and nobody else of the step goes on. Only `shift` lines are shifts. */
function ofShift(subject: ReleaseSubject, scheduled: TimedStep): Found | undefined {
  const { plan, release, schedule, calendars } = subject;
  const { step, start, end } = scheduled;
  const [name] = scheduled.by;
  const person = name === undefined ? undefined : lookup(plan, release, name);
  if (person?.kind !== 'person' || person.shifts.length === 0) return undefined;
  const ends = calendars
    .of(person.name)
    .intervals(start, end)
    .find((hours) => hours.end > start && hours.end < end && hours.start <= start)?.end;
  if (ends === undefined) return undefined;
  const others = [...scheduled.by.slice(1), ...scheduled.with].filter((other) => other !== name);
  if (others.some((other) => isThere(subject, other, ends))) return undefined;
  const next = nextShift(subject, person.name, ends);
  return {
    message:
      `The shift of ${quoted(person.name)} ends ${when(schedule, ends)}, in the middle of ${said(step)} ` +
      `(${whenSpan(schedule, scheduled)}), ${describeMinutes(end - ends)} before it is done, and nobody of the next shift is ` +
      `there; add \`with ${next ?? 'WHO'}\`, or put the step on one side of the change.`,
    place: step.head,
    about: [person.name],
    related: [{ message: `The shifts of ${quoted(person.name)}`, place: person.shifts[0]!.place }],
    fixes: () => (next ? [withNext(scheduled, next)] : []),
  };
}

/** Hours of a relay in which nobody of the team is on shift, or free. */
function ofRelay({ schedule, release, plan, calendars }: ReleaseSubject, scheduled: TimedStep): Found | undefined {
  const { step, relay = [] } = scheduled;
  const gaps = gapsIn(scheduled, relay);
  const [first] = gaps;
  if (!first) return undefined;
  const team = step.by!.ref.name;
  const { people } = membersOf(plan, release, team);
  const there = people.filter((name) => calendars.of(name).isWorking(first.start));
  const why = there.length === 0 ? 'is on shift' : `is free (${listed(there.map(quoted))} on shift)`;
  const before = relay.findLast(({ end }) => end <= first.start);
  return {
    message:
      `Nobody of ${quoted(team)} ${why} ${whenSpan(schedule, first)}, ${describeMinutes(minutesIn(gaps))} of ${said(step)} ` +
      `(${whenSpan(schedule, scheduled)}) in all${gaps.length > 1 ? `, in ${gaps.length} stretches` : ''}` +
      `${before ? `; ${quoted(before.name)} has nobody to hand it over to` : ''}; add somebody of that shift, or begin at another hour.`,
    place: step.head,
    about: [team, ...people],
  };
}

/** Working on right after that moment. */
function isThere({ plan, release, calendars }: ReleaseSubject, name: string, at: Instant): boolean {
  return lookup(plan, release, name)?.kind !== 'person' || calendars.of(name).isWorking(at);
}

/** Somebody of the same team whose hours begin or go on then. */
function nextShift(subject: ReleaseSubject, name: string, at: Instant): string | undefined {
  const { plan, release, calendars } = subject;
  for (const { members } of teamsOf(plan, release, name)) {
    const next = members.find((member) => {
      const person = lookup(plan, release, member.name);
      const tells = person?.kind === 'person' && (person.shifts.length > 0 || person.calendar);
      return tells && member.name !== name && calendars.of(member.name).isWorking(at);
    });
    if (next) return next.name;
  }
  return undefined;
}

function teamsOf(plan: Plan, release: Release, name: string) {
  const teams = [release, plan].flatMap(({ names }) => ofKind(names, 'team'));
  return teams.filter(({ members }) => members.some((member) => member.name === name));
}

function withNext({ step }: TimedStep, next: string): Fix {
  const last = step.with.at(-1);
  if (last) return replacement(`Have ${quoted(next)} there, too`, last.place, `${whoText(last)}, ${next}`);
  const edits: Fix['edits'] = [{ kind: 'append-clause', place: step.place, text: `with ${next}` }];
  return { title: `Have ${quoted(next)} there, too`, edits };
}

/** Two people cover one after the other, and hand over in the middle of a step. */
function* ofCovers(subject: ReleaseSubject, run: readonly TimedStep[]): Iterable<Found> {
  for (const roster of subject.release.rosters) {
    const shifts = roster.cover.flatMap((one) => {
      const isOwn = one.by && !one.otherwise && (one.during || one.every);
      const spans = isOwn ? coverSpans(subject, roster, one) : undefined;
      return (spans ?? []).map((span) => ({ cover: one, span }));
    });
    for (const first of shifts) {
      const next = shifts.find(
        (one) => one.span.start === first.span.end && !isSameWho(subject, one.cover, first.cover),
      );
      if (!next || shifts.some(({ span }) => span.start < first.span.end && span.end > first.span.end)) continue;
      const at = first.span.end;
      const step = run.find(({ start, end }) => start < at && at < end);
      if (step) yield handover(subject, first.cover, next, step);
    }
  }
}

function isSameWho({ plan, release }: ReleaseSubject, a: Cover, b: Cover): boolean {
  const [first, second] = [peopleOf(plan, release, a.by, 'with'), peopleOf(plan, release, b.by, 'with')];
  return first.fixed.some((name) => second.fixed.includes(name)) || a.by!.ref.name === b.by!.ref.name;
}

function handover(
  { schedule, parameters }: ReleaseSubject,
  first: Cover,
  { cover: next, span }: { readonly cover: Cover; readonly span: Span },
  { step, start, end }: TimedStep,
): Found {
  const overlap = roughMinutes(parameters.duration('overlap'));
  const [from, to] = [first.by!.ref.name, next.by!.ref.name];
  return {
    message:
      `${quoted(from)} hands over to ${quoted(to)} ${when(schedule, span.start)}, in the middle of ${said(step)} ` +
      `(${whenSpan(schedule, { start, end })}), and they do not overlap; let ${quoted(to)} begin ` +
      `${describeMinutes(overlap)} earlier.`,
    place: next.place,
    about: [from, to],
    related: [
      { message: 'The cover before', place: first.place },
      { message: 'It runs then', place: step.head },
    ],
    fixes: () =>
      next.during && !next.every
        ? earlier(next.during, { start: span.start - overlap, end: span.end }, schedule.zone)
        : [],
  };
}

/** Both ends written out, for what stood there may have counted from another moment. */
function earlier({ place, from }: TimeRange, span: Span, ofRelease: string): readonly Fix[] {
  const zone = from && 'zone' in from ? from.zone : ofRelease;
  const suffix = zone === ofRelease ? '' : ` ${zone}`;
  const text = `${formatInstant(span.start, zone)} .. ${formatInstant(span.end, zone)}${suffix}`;
  return [replacement(`Begin earlier: \`${text}\``, place, text)];
}
