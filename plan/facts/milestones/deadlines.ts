/** Deadlines of which most say until when on their day, and some do not. */
import type { Milestone, Release, Time } from '../../model.ts';
import { inWords } from '../words.ts';

export interface Deadlines {
  /** With an hour. */
  readonly timed: readonly Milestone[];
  /** With a day alone. */
  readonly open: readonly Milestone[];
}

/** Undefined where there is no habit that somebody fell out of. */
export function deadlinesOf({ milestones }: Release): Deadlines | undefined {
  const all = milestones.filter((milestone) => !milestone.done && DEADLINE.test(inWords(milestone)));
  const hasHour = ({ at, due, meaning = [] }: Milestone) => [at, due, ...meaning].some(isHour);
  const timed = all.filter(hasHour);
  const open = all.filter((one) => !hasHour(one) && isDay(one.at ?? one.due));
  return timed.length < HABIT || open.length === 0 || open.length >= timed.length ? undefined : { timed, open };
}

const HABIT = 3;

function isHour(time: Time | undefined): boolean {
  return time?.kind === 'instant' && !time.dateOnly;
}

function isDay(time: Time | undefined): boolean {
  return time?.kind === 'instant' && time.dateOnly;
}

const DEADLINE =
  /\b(deadline|due|cut-?off|freeze|closes?|last call|submi(t|ssion)s?|hand-?in|ready (for|to) review)\b/i;
