/** A plan to begin with: one of several kinds, with real dates and people, and nothing in it that a check finds. */
import { format } from '../../language/format.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { type Day, formatClock, formatDay, isWithinReach, WEEKDAYS, weekdayOfDay } from '../../plan/time/date.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import { dayAt, instantOfDay } from '../../plan/time/zone.ts';
import type { Trouble } from '../trouble.ts';
import { NEW_KINDS, type NewKind, type NewKindId } from './kinds.ts';
import { type Cast, castOf } from './people.ts';
import { dayOf, kindOf, weekdayWords, zoneOf } from './wish.ts';

/** The answers, as somebody types them. */
export interface NewPlanWish {
  /** `hotfix`, `database-upgrade` …; see `newKinds`. */
  readonly kind: string;
  /** The day it begins, `2026-12-05`; left out: the next one that fits. */
  readonly date?: string;
  /** An IANA zone, such as `Europe/Berlin`. */
  readonly zone: string;
  /** Names with commas between them, or a list of them. The first one answers for the release. */
  readonly people: string | readonly string[];
}

export interface NewPlan {
  /** Of the release, and of a file for it: `hotfix-2026-12-03`. */
  name: string;
  text: string;
}

/** A kind of plan that can be begun with. */
export interface NewPlanKind {
  id: NewKindId;
  title: string;
  detail: string;
}

export function newKinds(): NewPlanKind[] {
  return NEW_KINDS.map(({ id, title, detail }) => ({ id, title, detail }));
}

/** The next day that fits, `2026-12-05`, for whoever is asked for one. */
export function nextDate(kind: string, zone: string, now: Instant): string | Trouble {
  const read = kindOf(kind);
  if ('trouble' in read) return read;
  const place = zoneOf(zone);
  if (typeof place !== 'string') return place;
  const asked = { kind: read, zone: place, cast: castOf(SOMEBODY, read.calendar) as Cast, now };
  const next = firstPlan(asked, earliest(asked));
  return next ? formatDay(next.day) : OUT_OF_REACH;
}

/** The questions, in the order in which people are asked. */
export const NEW_QUESTIONS = ['kind', 'date', 'zone', 'people'] as const;
export type NewQuestion = (typeof NEW_QUESTIONS)[number];

/** Why an answer cannot be meant, for whoever asks one after the other; undefined: it can. */
export function troubleWith(question: NewQuestion, wish: NewPlanWish, now: Instant): string | undefined {
  const judged = () => {
    if (question === 'people') return castOf(wish.people, '');
    const zone = zoneOf(wish.zone);
    if (question === 'zone') return zone;
    const kind = kindOf(wish.kind);
    if (question === 'kind' || 'trouble' in kind) return kind;
    const cast = castOf(wish.people, kind.calendar);
    return dateOf(wish.date, {
      kind,
      zone: typeof zone === 'string' ? zone : 'UTC',
      cast: 'trouble' in cast ? (castOf(SOMEBODY, kind.calendar) as Cast) : cast,
      now,
    });
  };
  const found = judged();
  return typeof found === 'object' && 'trouble' in found ? found.trouble : undefined;
}

/** The answers but the date, read. */
interface Asked {
  readonly kind: NewKind;
  readonly zone: Zone;
  readonly cast: Cast;
  readonly now: Instant;
}

/** For whom days are proposed as long as nobody is named. */
const SOMEBODY = 'Somebody';

/** The day that is wanted, where it can be that day; undefined: whichever fits first. */
function dateOf(date: string | undefined, asked: Asked): Day | undefined | Trouble {
  if (date === undefined || date.trim() === '') return undefined;
  const day = dayOf(date);
  if (typeof day === 'object') return day;
  return whyNot(asked, day) ?? day;
}

/** On the day that is wanted, else on the first that fits; what cannot be meant is told in a sentence. */
export function newPlan(wish: NewPlanWish, now: Instant): NewPlan | Trouble {
  const kind = kindOf(wish.kind);
  if ('trouble' in kind) return kind;
  const zone = zoneOf(wish.zone);
  if (typeof zone !== 'string') return zone;
  const cast = castOf(wish.people, kind.calendar);
  if ('trouble' in cast) return cast;
  const asked = { kind, zone, cast, now };
  const day = dateOf(wish.date, asked);
  if (typeof day === 'object') return day;
  const first = earliest(asked);
  if (day === undefined && fittingDays(kind, first).length === 0) return OUT_OF_REACH;
  const found = day === undefined ? firstPlan(asked, first) : planOn(asked, day);
  if (found) return { name: found.name, text: found.text };
  const later = day === undefined ? undefined : firstPlan(asked, day + 1);
  if (!later)
    return {
      trouble: `No day from ${dayWords(day ?? first)} on gives a ${kind.title.toLowerCase()} without a finding.`,
    };
  return {
    trouble: `No hour of ${dayWords(day!)} fits: the clocks change, or the plan would not be free of findings. ${dayWords(later.day)} does.`,
  };
}

const OUT_OF_REACH: Trouble = { trouble: 'There is no day left for it: plans are made until 2099.' };

/** The first day that leaves enough time, counted in the zone of the plan. */
function earliest({ kind: { days, windows }, zone, now }: Asked): Day {
  const today = dayAt(now, zone);
  const latest = Math.max(...windows.map(([from]) => from));
  const isOver = instantOfDay(today, latest * 60, zone) - SOON <= now;
  return days === 0 && isOver ? today + 1 : today + days;
}

/** A window that opens this soon is too late to plan. */
const SOON = 30;

/** Why it cannot be that day at all, with the first one that it can. */
function whyNot(asked: Asked, day: Day): Trouble | undefined {
  const { kind, zone, now } = asked;
  const first = earliest(asked);
  const isWrongDay = kind.only !== undefined && !kind.only.includes(weekdayOfDay(day));
  if (day >= first && !isWrongDay) return undefined;
  const next = firstPlan(asked, Math.max(first, day));
  const then = next ? ` The first day that fits is ${dayWords(next.day)}.` : '';
  if (day < dayAt(now, zone)) return { trouble: `${dayWords(day)} is in the past.${then}` };
  if (day < first) {
    const why =
      kind.days === 0
        ? 'its hours are over'
        : `a ${kind.title.toLowerCase()} wants ${kind.days} days before it: ${kind.because}`;
    return { trouble: `${dayWords(day)} is too early: ${why}.${then}` };
  }
  return {
    trouble: `${dayWords(day)} is no ${weekdayWords(kind.only!)}, on which a ${kind.title.toLowerCase()} begins.${then}`,
  };
}

interface PlanOn extends NewPlan {
  readonly day: Day;
}

/** On the first day from this one on that gives one. */
function firstPlan(asked: Asked, from: Day): PlanOn | undefined {
  return firstOf(fittingDays(asked.kind, from), (day) => planOn(asked, day));
}

/** Some weeks of days from this one on, those it is proposed for. */
function fittingDays({ proposed }: NewKind, from: Day): readonly Day[] {
  return Array.from({ length: 35 }, (_, i) => from + i).filter(
    (day) => isWithinReach(day + 60) && proposed.includes(weekdayOfDay(day)),
  );
}

/** The plan with the first window of the day in which nothing is found. */
function planOn({ kind, zone, cast, now }: Asked, day: Day): PlanOn | undefined {
  return firstOf(kind.windows, ([from, to]) => {
    if (instantOfDay(day, from * 60, zone) - SOON <= now) return undefined;
    const name = `${kind.id}-${formatDay(day)}`;
    const start = moment(day, from);
    const end = to < 24 ? formatClock(to * 60) : moment(day, to);
    const window = `${start} .. ${end}`;
    const again = moment(day + 7, from);
    const weekday = WEEKDAYS[weekdayOfDay(day)]!;
    const text = format(kind.template({ name, window, again, weekday, zone, cast }));
    return isClean(text, now) ? { day, name, text } : undefined;
  });
}

/** `Sat 2026-12-05 22:00`; hours beyond 24 are on the next day. */
function moment(day: Day, hour: number): string {
  return `${dayWords(day + Math.floor(hour / 24))} ${formatClock((hour % 24) * 60)}`;
}

/** Judged as everybody will judge it: what we hand out has nothing to repair. */
function isClean(text: string, now: Instant): boolean {
  const file = 'new:/plan.release';
  const workspace = createWorkspace({ roots: [], now: () => now });
  workspace.set(file, text);
  return workspace.analysis(file).findings.length === 0;
}

/** `Sat 2026-12-05`. */
function dayWords(day: Day): string {
  return `${WEEKDAYS[weekdayOfDay(day)]} ${formatDay(day)}`;
}

function firstOf<T, R>(all: Iterable<T>, of: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = of(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
