import { errorsIn } from '../../../exchange/json/difference.ts';
import { nothingIn, planVersions } from '../../../service/versions/diff.ts';
import { newsOf } from '../../../view/diff/news.ts';
import { newsText } from '../../difference.ts';
import { openPlan, PLAN, type PlanAsk } from '../plans.ts';
import { number, shape, text } from '../schema.ts';
import type { PlanTool } from './tool.ts';

export const diff: PlanTool<PlanAsk & { readonly before: string }> = {
  name: 'diff',
  title: 'Compare two versions of a plan',
  description: 'What a change of a plan means for the night: times, people, outage, rollback, approvals, findings.',
  takes: shape({ ...PLAN, before: text('what the plan said before') }),
  gives: shape({ difference: text('empty: none'), newErrors: number() }),
  async answer({ before, ...ask }, folder) {
    const plan = await openPlan(ask, folder);
    if ('trouble' in plan) return plan;
    const earlier = plan.workspace.fork();
    earlier.set(plan.uri, before);
    const path = plan.pathOf(plan.uri);
    const versions = planVersions(
      { base: { path, analysis: earlier.analysis(plan.uri) }, head: { path, analysis: plan.analysis } },
      nothingIn(plan.workspace),
    );
    if (!versions) return { difference: '', newErrors: 0 };
    return { difference: newsText([newsOf(versions)], (_, text) => text).trim(), newErrors: errorsIn([versions]) };
  },
};
