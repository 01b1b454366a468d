/**
 * Starts that a file gives are compared with those that follow from order, lengths and links, and only the others are
 * written: a person writes down that a step begins at 23:00 when nothing else says so.
 */
import { scheduleAll } from '../../plan/analysis.ts';
import type { OutlineAfter } from '../../plan/outline/model.ts';
import { isRelative } from '../../plan/schedule/relative.ts';
import { formatInstant } from '../../plan/time/format.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import { lower } from '../lower/lower.ts';
import { parseAgain } from '../parse/parser.ts';
import { everyOf, index, keyOf, type Settled } from './items.ts';
import type { Page } from './page.ts';
import { isFromDates, saysEnd } from './placed.ts';
import { instantIn } from './values.ts';

/** Each time the first of what is late in a row is put where it was; what follows it moves along. */
const ROUNDS = 12;
const FILE = 'import:/in-time.release';

/** The page on which every step that has a start begins then, as far as that can be; the report tells of the others. */
export function inTime(settled: readonly Settled[], zone: Zone, compose: () => Page): Page {
  const dated = settled.filter(({ kind }) => kind !== 'rollback' && kind !== 'play');
  const wanted = everyOf(dated).flatMap((one): Wanted[] => {
    const { kind, item } = one;
    const start = item.start === undefined ? undefined : instantIn(item.start, zone);
    if (start === undefined || (kind !== 'step' && kind !== 'milestone')) return [];
    const isOpen = item.at === undefined && item.during === undefined && item.every === undefined;
    return [{ one, isOpen, start, end: saysEnd(item) ? instantIn(item.end!, zone) : undefined }];
  });
  const called = index(settled);
  let page = compose();
  if (wanted.length === 0) return page;
  for (let round = 1; ; round++) {
    const { starts, ends: planned } = timesOf(page);
    const ends = new Set(wanted.flatMap(({ end }) => end ?? []));
    const late = wanted.filter(({ one, start }) => starts.get(one) !== start);
    const long = wanted.filter(
      ({ one, end, start }) => end !== undefined && starts.get(one) === start && (planned.get(one) ?? end) !== end,
    );
    if (late.length === 0 || round > ROUNDS) {
      // A length that the dates alone say is written as these, where working hours would make another end of it.
      const spans = round > 2 * ROUNDS ? [] : long.filter(({ one, isOpen }) => isOpen && isFromDates(one.item));
      for (const { one, start, end } of spans)
        one.span = `${formatInstant(start, zone)} .. ${formatInstant(end!, zone)}`;
      if (spans.length > 0) {
        round = 2 * ROUNDS;
        page = compose();
        continue;
      }
      for (const { one, end } of long)
        one.row?.changed('its end', formatInstant(end!, zone), formatInstant(planned.get(one)!, zone));
      for (const { one, start } of late) {
        const now = starts.get(one);
        one.row?.changed(
          'its start',
          formatInstant(start, zone),
          now === undefined ? 'not known' : formatInstant(now, zone),
        );
      }
      return late.length > 0 ? page : spared(wanted, settled, compose);
    }
    // A lag of working days counts dates here, and hours in other programs: with its last day it may end a night later.
    const early = late.filter(
      ({ one, start }) =>
        one.at !== undefined && !one.isSooner && (starts.get(one) ?? start) > start && one.item.after?.some(isLater),
    );
    if (early.length > 0) {
      for (const { one } of early) {
        one.isSooner = true;
        for (const { of, lag } of one.item.after!.filter(isLater))
          one.row?.left(`the lag of ${lag} behind ${of}`, 'it would be over only later; its dates say when it is');
      }
      page = compose();
      continue;
    }
    // It may follow from what it waits for, or from what ends just then, once that is where it should be.
    const first = late.filter(
      ({ one, isOpen, start }) =>
        isOpen && one.at === undefined && (round >= 3 || !(ends.has(start) || (one.item.after ?? []).length > 0)),
    );
    const open = first.length > 0 ? first : late.filter(({ one, isOpen }) => isOpen && one.at === undefined);
    // What waits for something that is late itself comes with it.
    const isLate = new Set(late.map(({ one }) => one));
    const heads = open.filter(
      ({ one }) => !(one.item.after ?? []).some(({ of }) => isLate.has(called.get(keyOf(of))!)),
    );
    const movable = heads.length > 0 && round < ROUNDS ? heads : open;
    for (const { one } of movable) one.at = one.item.start!;
    if (movable.length === 0) round = ROUNDS;
    page = compose();
  }
}

interface Wanted {
  readonly one: Settled;
  /** Whether the file leaves open what says when it is. */
  readonly isOpen: boolean;
  readonly start: Instant;
  readonly end: Instant | undefined;
}

/** A schedule for each. */
const TRIES = 8;

/** A start that was written while something in front of it was not yet in its place may follow from that by now: then it goes again. */
function spared(wanted: readonly Wanted[], settled: readonly Settled[], compose: () => Page): Page {
  const written = new Map(
    wanted.flatMap(({ one, isOpen }) => (isOpen && one.at !== undefined ? [[one, one.at] as const] : [])),
  );
  for (const one of written.keys()) delete one.at;
  const blockOf = new Map(settled.flatMap((block) => everyOf([block]).map((one) => [one, block] as const)));
  const before = new Map<Settled | undefined, number>();
  let page = compose();
  for (let round = 1; written.size > 0; round++) {
    const { starts } = timesOf(page);
    const late = wanted.filter(({ one, start }) => starts.get(one) !== start);
    if (late.length === 0) break;
    const missing = late.filter(({ one }) => written.has(one)).sort((a, b) => a.start - b.start);
    // What comes first may be what keeps the others from their places.
    const block = missing[0] && blockOf.get(missing[0].one);
    const own = missing.filter(({ one }) => blockOf.get(one) === block);
    // Where one of them brings nothing else to its place, each needs its own.
    const helps = own.length + 1 < (before.get(block) ?? Number.POSITIVE_INFINITY);
    const back = helps ? own.filter(({ start }) => start === own[0]!.start) : own;
    before.set(block, own.length);
    for (const one of round > TRIES || back.length === 0 ? [...written.keys()] : back.map((each) => each.one)) {
      one.at = written.get(one)!;
      written.delete(one);
    }
    page = compose();
  }
  return page;
}

function isLater({ lag }: OutlineAfter): boolean {
  return lag !== undefined && !lag.startsWith('-');
}

type Times = ReadonlyMap<object, Instant | undefined>;

/** When the plan on a page has its steps begin and end; undefined: it does not know. */
function timesOf(page: Page): { readonly starts: Times; readonly ends: Times } {
  const { plan } = lower(FILE, parseAgain(page.text(FILE)), []);
  const keys = page.keys();
  const starts = new Map<object, Instant | undefined>();
  const ends = new Map<object, Instant | undefined>();
  const schedules = scheduleAll(plan);
  for (const [i, release] of plan.releases.entries()) {
    const schedule = schedules[i]!;
    const known = (at: Instant | undefined) => (at === undefined || isRelative(schedule, at) ? undefined : at);
    const enter = (line: number, at: Instant | undefined, end?: Instant) => {
      const key = keys[line]!;
      starts.set(key, known(at));
      ends.set(key, known(end));
    };
    for (const step of release.steps)
      enter(step.head.range.start.line, schedule.steps[step.id]?.start, schedule.steps[step.id]?.end);
    for (const milestone of release.milestones)
      enter(milestone.head.range.start.line, schedule.milestones[milestone.id]);
  }
  return { starts, ends };
}
