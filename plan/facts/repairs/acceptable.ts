/**
 * Repairs that a reader would accept: none plans anything into what is over by the moment the plan is judged at, and none
 * gives work to somebody who is away then. Judged by what they write and where, so that it costs nothing; what else a repair
 * does, a trial finds out (`language/edit/trial.ts`).
 */
import { childrenOf } from '../../children.ts';
import type { Fix, PlanEdit } from '../../findings/findings.ts';
import {
  type Block,
  lookup,
  type Place,
  type PointOfNoReturn,
  type Release,
  rootBlock,
  type Step,
  VERBS,
} from '../../model.ts';
import { isOrdered, timingOf } from '../../order/blocks.ts';
import { contains, isSamePlace } from '../../place.ts';
import type { Schedule, Span } from '../../schedule/model.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import { addDuration, negate, parseDuration, parseEstimate } from '../../time/duration.ts';
import type { Instant } from '../../time/model.ts';
import { dayAt, instantOfDay } from '../../time/zone.ts';
import { spansAway } from '../../who/calendars.ts';
import { inRun } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { awayAt } from '../people/away.ts';

export function acceptable(subject: Facts, fixes: readonly Fix[]): readonly Fix[] {
  // Without a date nothing is over, and nobody is away.
  if (subject.schedule.T === undefined || fixes.length === 0) return fixes;
  return fixes.filter(({ edits }) => edits.every((edit) => isPossible(subject, edit)));
}

function isPossible(subject: Facts, edit: PlanEdit): boolean {
  const { now } = subject;
  return writtenIn(subject, edit).every(({ at, text, isHere }) => {
    if (at !== undefined && now?.isAfter(at)) return false;
    return at === undefined || namesIn(subject, text).every((name) => !isAway(subject, name, at, isHere));
  });
}

/** Something that a repair plans. */
interface Written {
  readonly text: string;
  /** When it would begin; what only says by when it is done, then. Undefined: nothing says it, or it moves nothing. */
  readonly at?: Instant;
  /** It is done at that very time, and not somewhen before it. */
  readonly isHere: boolean;
}

function writtenIn(subject: Facts, { kind, place, text }: PlanEdit): readonly Written[] {
  if (kind === 'replace') return [replaced(subject, place, text)];
  if (kind === 'append-clause') {
    const step = subject.release.steps.find((one) => isSamePlace(one.place, place));
    const isMoved = /^(at|due|during|not before)\b/.test(text);
    const at = isMoved
      ? timeIn(subject, text)
      : step && /^(after |\d)/.test(text)
        ? startIf(subject, step, text)
        : undefined;
    return [{ text, at, isHere: false }];
  }
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => PLANNED.test(line))
    .map((line) => {
      const written = timeIn(subject, line) ?? endOfNamed(subject, line);
      return { text: line, at: written ?? besideOf(subject, kind, place), isHere: written === undefined };
    });
}

const PLANNED = new RegExp(`^(${[...VERBS, 'rehearsal', 'uat', 'milestone', 'sign-off', 'review'].join('|')})\\b`);

/** Another time, another duration, or somebody else. */
function replaced(subject: Facts, place: Place, text: string): Written {
  const { release, schedule } = subject;
  const step = release.steps.find((one) => contains(one.place, place));
  const at = step && !step.done ? schedule.steps[step.id]?.start : undefined;
  if (step?.duration && isSamePlace(step.duration.place, place))
    return { text, at: startIf(subject, step, text), isHere: false };
  const written = isPlanned(release, place)
    ? (timeIn(subject, text) ?? (CLOCK.test(text) ? beginAround(subject, place) : undefined))
    : undefined;
  if (written !== undefined) return { text, at: written, isHere: false };
  const isSomebody = lookup(subject.plan, release, text)?.kind === 'person';
  // Whoever is named rightly was meant all the time; what is over stays over.
  const isOver = at !== undefined && subject.now?.isAfter(at) === true;
  return { text: `by ${text}`, at: isSomebody && !isOver ? at : undefined, isHere: step !== undefined && inRun(step) };
}

/** A time of what is still to come; when something was approved, or has passed, may be corrected at any time. */
function isPlanned({ steps, milestones, rehearsals, uats, windows }: Release, place: Place): boolean {
  const open = [
    ...[...steps, ...milestones].filter(({ done }) => !done),
    ...rehearsals.filter(({ result }) => !result),
    ...uats,
    ...windows,
  ];
  return open.some((one) => contains(one.place, place));
}

const CLOCK = /^\d{2}:\d{2}$/;

/** When a step begins that takes so long; what is planned backwards begins the earlier the longer it takes. */
function startIf({ release, schedule, calendars }: Facts, step: Step, text: string): Instant | undefined {
  const at = schedule.steps[step.id];
  if (!at || step.done) return undefined;
  const estimate = /^\d/.test(text) ? parseEstimate(text) : undefined;
  const isBackwards = at.waits.some(({ backwards }) => backwards) || timingOf(rootBlock(step.block).kind) === 'prepare';
  if (!estimate || !isBackwards || step.at) return at.start;
  const calendar = calendars.of(step.by?.ref.name);
  const { likely } = estimate;
  if (likely.workingDays === 0) return addDuration(at.end, negate(likely), release.zone, calendar);
  // Days of work are whole ones, the last of which may be the day of the end.
  const day = calendar.workingDayFrom(dayAt(at.end - 1, calendar.zone) + 1, -likely.workingDays);
  return calendar.next(instantOfDay(day, 0, calendar.zone));
}

/** When what the clock is written in happens. */
function beginAround({ release, schedule }: Facts, place: Place): Instant | undefined {
  const around = [...release.milestones, ...release.steps, ...release.rehearsals].find((one) =>
    contains(one.place, place),
  );
  if (!around) return undefined;
  if (around.kind === 'milestone') return schedule.milestones[around.id];
  return around.kind === 'step' ? schedule.steps[around.id]?.start : schedule.rehearsals[around.id]?.start;
}

/** The end of `after run`, `after web`. */
function endOfNamed({ release, schedule }: Facts, line: string): Instant | undefined {
  const name = / after ([\w.-]+)/.exec(line)?.[1];
  if (name === undefined) return undefined;
  if (name === 'run') return schedule.run?.end;
  const step = release.steps.find((one) => one.name === name);
  return step && schedule.steps[step.id]?.end;
}

/** When a new line in a block with an order begins: with the one it is put before, or behind the one it is put after. */
function besideOf(subject: Facts, kind: PlanEdit['kind'], place: Place): Instant | undefined {
  const anchor = thingAt(subject, place);
  if (!anchor) return undefined;
  const { thing, span } = anchor;
  if (kind === 'append-line' || kind === 'prepend-line') {
    if (!('children' in thing) || !isOrdered(thing)) return undefined;
    return kind === 'append-line' ? span.end : span.start;
  }
  const around = 'children' in thing ? thing.parent : thing.block;
  if (!around || !isOrdered(around)) return undefined;
  return kind === 'insert-before' ? span.start : span.end;
}

function thingAt(
  { release, schedule }: { readonly release: Release; readonly schedule: Schedule },
  place: Place,
): { readonly thing: Step | Block | PointOfNoReturn; readonly span: Span } | undefined {
  const step = release.steps.find((one) => isSamePlace(one.place, place));
  const at = step && schedule.steps[step.id];
  if (step && at) return { thing: step, span: at };
  const point = release.pointsOfNoReturn.find((one) => isSamePlace(one.place, place));
  const moment = point && schedule.pointsOfNoReturn[point.id];
  if (point && moment !== undefined) return { thing: point, span: { start: moment, end: moment } };
  const below = (blocks: readonly Block[]): Block | undefined => {
    for (const block of blocks) {
      if (isSamePlace(block.place, place)) return block;
      const inner = below(childrenOf(release, block).filter((child): child is Block => 'children' in child));
      if (inner) return inner;
    }
    return undefined;
  };
  const block = below(release.blocks);
  const span = block && schedule.blocks[block.id];
  return block && span ? { thing: block, span } : undefined;
}

/** The first time that a line says, in the forms that repairs write: `T-5wd`, `T+2wd 10:00`, `Mon 2026-12-07 10:00`. */
function timeIn({ schedule, calendars, release }: Facts, line: string): Instant | undefined {
  const text = line.replace(/"[^"]*"/g, '""');
  const date = /\b(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2}))?/.exec(text);
  const clockOf = (hour: string | undefined, minute: string | undefined) =>
    hour === undefined ? MINUTES_PER_DAY : Number(hour) * 60 + Number(minute);
  if (date) {
    const [, year, month, day, hour, minute] = date;
    const number = Math.round(Date.UTC(Number(year), Number(month) - 1, Number(day)) / (MINUTES_PER_DAY * 60_000));
    return instantOfDay(number, clockOf(hour, minute), release.zone);
  }
  const offset = /(?:^|\b(?:at|due|during|not before) )T([+-][\dwdmoh]+)?(?: (\d{2}):(\d{2}))?(?![\w-])/.exec(text);
  const duration = offset?.[1] === undefined ? undefined : parseDuration(offset[1]);
  if (!offset || (offset[1] !== undefined && !duration)) return undefined;
  const { zone } = calendars.release;
  const at = duration ? addDuration(schedule.T!, duration, zone, calendars.release) : schedule.T!;
  const isDay = duration !== undefined && duration.minutes === 0;
  return isDay ? instantOfDay(dayAt(at, zone), clockOf(offset[2], offset[3]), zone) : at;
}

/** Whoever is asked to do it, by name. */
function namesIn({ plan, release }: Facts, text: string): readonly string[] {
  const names = [...text.replace(/"[^"]*"/g, '""').matchAll(/\b(?:by|with) ([\p{L}\p{N}_.-]+)/gu)].map(
    ([, name]) => name!,
  );
  return names.filter((name) => lookup(plan, release, name)?.kind === 'person');
}

function isAway(subject: Facts, name: string, at: Instant, isHere: boolean): boolean {
  const span = { start: at, end: at + 1 };
  if (isHere && awayAt(subject, span, name) !== undefined) return true;
  const { zone } = subject.calendars.of(name);
  return spansAway(subject.plan, subject.release, name, zone).some(
    (away) => away.span.start <= at && at < away.span.end,
  );
}
