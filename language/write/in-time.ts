/**
 * Starts that a file gives are compared with those that follow from order, lengths and links, and only the others are
 * written: a person writes down that a step begins at 23:00 when nothing else says so.
 */
import { scheduleAll } from '../../plan/analysis.ts';
import { isRelative } from '../../plan/schedule/relative.ts';
import { formatInstant } from '../../plan/time/format.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import { lower } from '../lower/lower.ts';
import { parseAgain } from '../parse/parser.ts';
import { everyOf, type Settled } from './items.ts';
import type { Page } from './page.ts';
import { instantIn } from './values.ts';

/** Each time the first of what is late in a row is put where it was; what follows it moves along. */
const ROUNDS = 5;
const FILE = 'import:/in-time.release';

/** The page on which every step that has a start begins then, as far as that can be; the report tells of the others. */
export function inTime(settled: readonly Settled[], zone: Zone, compose: () => Page): Page {
  const dated = settled.filter(({ kind }) => kind !== 'rollback' && kind !== 'play');
  const wanted = everyOf(dated).flatMap((one) => {
    const { kind, item } = one;
    const start = item.start === undefined ? undefined : instantIn(item.start, zone);
    if (start === undefined || (kind !== 'step' && kind !== 'milestone')) return [];
    const isOpen = item.at === undefined && item.during === undefined && item.every === undefined;
    return [{ one, isOpen, start, end: item.end === undefined ? undefined : instantIn(item.end, zone) }];
  });
  let page = compose();
  if (wanted.length === 0) return page;
  for (let round = 1; ; round++) {
    const starts = startsOf(page);
    const ends = new Set(wanted.flatMap(({ end }) => end ?? []));
    const late = wanted.filter(({ one, start }) => starts.has(one) && starts.get(one) !== start);
    if (late.length === 0) return page;
    if (round > ROUNDS) {
      for (const { one, start } of late) {
        const now = starts.get(one);
        one.row?.changed(
          'its start',
          formatInstant(start, zone),
          now === undefined ? 'not known' : formatInstant(now, zone),
        );
      }
      return page;
    }
    // Where another ends just then it may follow from that one, once that is where it should be.
    const first = late.filter(
      ({ one, isOpen, start }) => isOpen && one.at === undefined && (round >= 3 || !ends.has(start)),
    );
    const movable = first.length > 0 ? first : late.filter(({ one, isOpen }) => isOpen && one.at === undefined);
    for (const { one } of movable) one.at = one.item.start!;
    if (movable.length === 0) round = ROUNDS;
    page = compose();
  }
}

/** When the plan on a page has its steps begin; undefined: it does not know. */
function startsOf(page: Page): ReadonlyMap<object, Instant | undefined> {
  const { plan } = lower(FILE, parseAgain(page.text(FILE)), []);
  const keys = page.keys();
  const starts = new Map<object, Instant | undefined>();
  const schedules = scheduleAll(plan);
  for (const [i, release] of plan.releases.entries()) {
    const schedule = schedules[i]!;
    const enter = (line: number, at: Instant | undefined) => {
      const key = keys[line];
      if (key) starts.set(key, at === undefined || isRelative(schedule, at) ? undefined : at);
    };
    for (const step of release.steps) enter(step.head.range.start.line, schedule.steps[step.id]?.start);
    for (const milestone of release.milestones)
      enter(milestone.head.range.start.line, schedule.milestones[milestone.id]);
  }
  return starts;
}
