import { repair } from '../../../language/edit/repair.ts';
import { type JsonRepair, jsonRepairs } from '../../../service/findings/fix.ts';
import { openPlan, PLAN, type PlanAsk } from '../plans.ts';
import { rows, shape, text } from '../schema.ts';
import { summaryOf } from './check.ts';
import type { PlanTool } from './tool.ts';

export const fix: PlanTool<PlanAsk> = {
  name: 'fix',
  title: 'Repair a plan',
  description:
    'Makes the repairs that have one way out and do no harm, and gives the new text; no file is written. What is left ' +
    'over wants a decision.',
  takes: shape(PLAN),
  gives: shape({
    'text?': text('the repaired plan; missing: nothing could be repaired'),
    made: rows('line (as it was just before), code, repair'),
    refused: rows('the same; would have brought another finding'),
    left: text('what is found in it then'),
  }),
  async answer(ask, folder) {
    const plan = await openPlan(ask, folder);
    if ('trouble' in plan) return plan;
    const { files, made, refused } = jsonRepairs(repair(plan.workspace, [plan.uri]), (uri) => uri);
    const after = plan.workspace.fork();
    for (const { path, text } of files) after.set(path, text);
    const own = files.find(({ path }) => path === plan.uri);
    return {
      ...(own && { text: own.text }),
      made: made.map(told),
      refused: refused.map(told),
      left: summaryOf(after.analysis(plan.uri).findings),
    };
  },
};

function told({ line, code, title }: JsonRepair): { line: number; code: string; repair: string } {
  return { line: line + 1, code, repair: title };
}
