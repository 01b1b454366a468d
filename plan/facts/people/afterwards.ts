/** Whether anybody is there once a release is over: those who keep a bridge open in the night go home with it. */
import type { Roster, Step } from '../../model.ts';
import { areComparable } from '../../schedule/relative.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import type { Instant } from '../../time/model.ts';
import { dayAt, instantOfDay } from '../../time/zone.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { momentOf } from '../times.ts';

export interface GoneHome {
  /** The one that ends last, and when. */
  readonly last: Roster;
  readonly end: Instant;
}

/**
 * Of a release without a `hypercare`: all of its rosters end with the run, or with the day of its window, and no line behind them speaks of looking.
 * Undefined: somebody is there, or nobody knows.
 */
export function goneHome(facts: Facts): GoneHome | undefined {
  const { release, schedule } = facts;
  const over = overAt(facts);
  if (over === undefined || release.rosters.length === 0) return undefined;
  if (
    release.rosters.some(({ kind }) => kind === 'hypercare') ||
    release.steps.some((step) => looks(facts, step, over))
  )
    return undefined;
  const ends = release.rosters.map((roster) => ({
    roster,
    end: schedule.rosters[roster.id]?.end ?? momentOf(facts, roster.during?.to),
  }));
  let latest: GoneHome | undefined;
  for (const { roster: last, end } of ends) {
    if (end === undefined || end > over) return undefined;
    if (!latest || end > latest.end) latest = { last, end };
  }
  return latest;
}

/** The first share of the traffic, and when its users are in, where a roster begins more than a day later and no other one is there by then. */
export function usersBefore(
  { schedule, release }: Facts,
  roster: Roster,
  begin: Instant,
): { readonly first: Step; readonly open: Instant } | undefined {
  const first = release.steps.find((step) => step.verb === 'switch' && step.share && inRun(step) && isForward(step));
  const open = first && schedule.steps[first.id]?.end;
  if (!first || open === undefined || !areComparable(begin, open) || begin - open <= MINUTES_PER_DAY) return undefined;
  const isCovered = release.rosters.some((one) => {
    const span = schedule.rosters[one.id];
    return one !== roster && (span === undefined || span.start - open <= MINUTES_PER_DAY);
  });
  return isCovered ? undefined : { first, open };
}

/** The end of the day on which all is done; while the date is open that of the run. */
function overAt({ release, schedule }: Facts): Instant | undefined {
  const [window] = release.windows;
  const done =
    schedule.run?.end ?? (window && (schedule.windows[window.id]?.end ?? schedule.windows[window.id]?.start));
  if (done === undefined || schedule.T === undefined) return done;
  return instantOfDay(dayAt(done - 1, release.zone) + 1, 0, release.zone);
}

/** It comes round behind it, or says that somebody watches. */
function looks(facts: Facts, step: Step, over: Instant): boolean {
  if (!isForward(step)) return false;
  const { start, end = Number.POSITIVE_INFINITY } = facts.schedule.steps[step.id] ?? {};
  if (step.every) return (momentOf(facts, step.every.until) ?? Number.POSITIVE_INFINITY) > over;
  return (start === undefined || end > over) && watches(step);
}

const watches = heard((words) => WATCHES.test(words()));

const WATCHES =
  /\b(monitor\w*|watch\w*|on-?call|hyper-?care|support|observ\w+|stand-?by|look(s|ing)? (at|after)|check\w*)\b/i;
