/** What a run sets for itself and sets back: that line is a way back, and needs none of its own. */
import type { Step } from '../../model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

/**
 * Without what the run sets for itself and takes back at its end, `configure web as logs-on … configure web as logs-off`: of that nobody has to
 * look at the system. What lets users in is no such thing.
 */
export function withoutSetBack(steps: readonly Step[]): readonly Step[] {
  const prepared = steps.filter(({ verb }) => verb === 'configure');
  const pairs = new Set<Step>();
  for (let first = 0, end = steps.length; ; first += 1, end -= 1) {
    const [begin, last] = [prepared[first], steps[end - 1]];
    if (!begin || !last || begin.index >= last.index || !setsBack(last)) break;
    pairs.add(begin).add(last);
  }
  return pairs.size === 0 ? steps : steps.filter((step) => !pairs.has(step));
}

/**
 * Whether a step ends what an earlier one of the run does to all that it touches: `configure api "Online again"` behind `configure api
 * "Read-only"`, `configure web "Re-enable the service"` behind `stop web`.
 */
export function endsOwn({ release, changes }: Facts, step: Step): boolean {
  if (!ends(step)) return false;
  const begun = release.steps.filter((one) => one.index < step.index && isForward(one) && inRun(one) && begins(one));
  const targets = changes.targets(step);
  return targets.length > 0 && targets.every((system) => begun.some((one) => changes.targets(one).includes(system)));
}

const setsBack = heard((words, { verb }) => verb === 'configure' && SETS_BACK.test(words()) && !LETS_IN.test(words()));
const begins = heard((words, { verb }) => verb === 'stop' || (verb === 'configure' && BEGINS.test(words())));
const ends = heard((words, { verb }) => verb === 'configure' && ENDS.test(words()) && !BEGINS.test(words()));

const SETS_BACK =
  /\b(un-?(block|lock|mut|freez|paus|silenc|suspend)\w*|off|disabl\w*|re-?enabl\w*|resum\w*|restor\w*|revert\w*|reset|back|normal)\b/i;
const LETS_IN = /\b(maintenance|users?|customers?|traffic|public|open\w*|live)\b/i;
const BEGINS =
  /\b(read[- ]?only|disabl\w*|paus\w*|suspend\w*|block\w*|silenc\w*|mut(e|es|ed|ing)|freez\w*|lock\w*|hold|stop\w*|maintenance (mode|page|banner|flag)(?! (is )?(off|removed|over|down|ends?))|off)\b/i;
const ENDS =
  /\b(un-?(block|lock|mut|freez|paus|silenc|suspend)\w*|enabl\w*|re-?enabl\w*|resum\w*|online|read[- /]?write|(re-?)?open\w*|lift\w*|maintenance (mode|page|banner|flag) (is )?(off|removed|over|down|ends?)|out of maintenance|(allow|accept)\w* (\w+ )?(writes?|edits?|traffic))\b/i;
