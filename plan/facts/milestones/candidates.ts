/** What a calendar of candidates leaves open: who says go, by what, with how much room, and who is there behind it. */
import { MINUTES_PER_DAY } from '../../time/date.ts';
import { dayAt } from '../../time/zone.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { type Course, courseOf, isCandidate, isFinal, type Reached, reached } from './reached.ts';

/** It comes out on its day whatever its candidates show: no gate, no test, nothing that it waits for, no condition that moves it. */
export function byDateAlone(facts: Facts): Course | undefined {
  const course = courseOf(facts);
  if (!course || course.final.milestone.done || course.final.milestone.after.length > 0) return undefined;
  const { steps, triggers } = facts.release;
  const isJudged = steps.some((step) => (step.verb === 'gate' || step.verb === 'verify') && isForward(step));
  return isJudged || triggers.length > 0 ? undefined : course;
}

/** The last candidate stands right before it, and no day is kept to which a bad one would move it. */
export function withoutReserve(facts: Facts): { readonly last: Reached; readonly final: Reached } | undefined {
  const course = courseOf(facts);
  const last = course?.candidates.at(-1);
  if (!course || !last || course.final.milestone.done || course.final.at - last.at > CLOSE) return undefined;
  const { release } = facts;
  const isKept = release.reserves.length > 0 || release.windows.length > 1 || release.triggers.length > 0;
  const speaks = course.all.some(({ words }) => KEPT.test(words)) || release.steps.some(({ gate }) => gate?.noGo);
  return isKept || speaks ? undefined : { last, final: course.final };
}

/** A week, and the hours by which two days may differ. */
const CLOSE = 8 * MINUTES_PER_DAY;
const KEPT =
  /\b(fall-?back|slip\w*|reserved?|buffer|back-?up (date|day)|alternat\w+|contingency|if needed|optional|tentative)\b/i;

/** The version that nothing is planned behind: no roster, no step, no milestone. */
export function nothingBehind(facts: Facts): Reached | undefined {
  const course = courseOf(facts);
  if (!course || facts.release.rosters.length > 0) return undefined;
  const { final, all } = course;
  const isLater = (at: number | undefined) => at !== undefined && at - final.at > A_FEW_DAYS;
  const isFollowed = facts.schedule.dated.some(({ what, start, end, due, relative, of }) => {
    if (relative || what === 'freeze' || what === 'window') return false;
    // What comes round from before on goes on by itself.
    const begin = start ?? due ?? end;
    return of !== final.milestone.id && isLater(begin);
  });
  const meets = facts.release.steps.some(({ block }) => block.kind === 'follow-up');
  return isFollowed || meets || all.some(({ at }) => isLater(at)) ? undefined : final;
}

const A_FEW_DAYS = 3 * MINUTES_PER_DAY;

/** A version that is judged by what is only set up on the day it comes: nothing has run by then. */
export function judgedTooEarly(facts: Facts): { readonly version: Reached; readonly signal: Reached } | undefined {
  const all = reached(facts);
  for (const signal of all) {
    if (signal.milestone.done || !SIGNAL.test(signal.words)) continue;
    const version = all.find(
      (one) =>
        one !== signal &&
        (isCandidate(one) || isFinal(one)) &&
        !SIGNAL.test(one.words) &&
        dayAt(one.at, one.zone) === dayAt(signal.at, one.zone),
    );
    if (version) return { version, signal };
  }
  return undefined;
}

const SIGNAL =
  /\b(jobs?|pipelines?|CI|test ?(suites?|beds?|grid|environments?|systems?)|tests|dashboards?|monitoring|signals?|build (farm|service))\b.*\b(created?|set ?up|ready|available|enabled?|provisioned|in place|live|online|switched on)\b|\b(create|set ?up|enable|provision|switch on)\b.*\b(jobs?|pipelines?|CI|test ?(suites?|beds?|grid|environments?|systems?)|dashboards?|monitoring|signals?)\b/i;
