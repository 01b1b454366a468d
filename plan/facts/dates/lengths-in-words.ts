/** How long the words of a step say that it lasts, `task watch "Watch it for 24 hours"`, where its line leaves less. */
import { isTbd, type Release, type Step, type WrittenEstimate } from '../../model.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import { roughMinutes } from '../../time/duration.ts';
import type { Minutes } from '../../time/model.ts';
import { isForward } from '../changes/changes.ts';
import { heard } from '../heard.ts';

export interface SaidLength {
  readonly step: Step;
  readonly said: Minutes;
  /** Of the step, or of the block that it has to fit into. */
  readonly estimate: WrittenEstimate;
}

export function saidLonger({ steps }: Release): readonly SaidLength[] {
  return steps.flatMap((step) => {
    const said = isForward(step) && !step.done && !step.every ? lengthOf(step) : undefined;
    const estimate = step.duration ?? step.block.duration;
    if (said === undefined || !estimate || isTbd(estimate)) return [];
    return roughMinutes(estimate.max) < said ? [{ step, said, estimate }] : [];
  });
}

const lengthOf = heard((words, { verb }): Minutes | undefined => {
  if (!LASTING.has(verb)) return undefined;
  const found = LENGTH.exec(words())?.groups;
  if (!found || SETS_UP.test(words())) return undefined;
  const { count, unit } = found;
  const factor = /^m/i.test(unit!) ? 1 : /^h/i.test(unit!) ? 60 : MINUTES_PER_DAY;
  return Number(count) * factor;
});

const LASTING: ReadonlySet<string> = new Set(['task', 'verify', 'wait']);
const LENGTH =
  /\b(?:monitor\w*|watch\w*|observ\w+|soak\w*|wait\w*|hold|keep\w*|run(?:s|ning)?|look\w*|test\w*|stable|stay\w*|bake\w*|burn-?in)\b.*?\b(?:for|over) (?:at least |about |another |the (?:first|next) )?(?<count>\d+) ?(?<unit>min(?:ute)?s?|h(?:ou)?rs?|h|days?|d)\b/i;
const SETS_UP = /\b(set(ting)? ?up|schedul\w+|configur\w+|enabl\w+|prepar\w+|plan\w*|kept|start(s|ed)?)\b/i;
