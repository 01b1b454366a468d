import { errorsIn } from '../../../exchange/json/difference.ts';
import type { Wanted } from '../../../language/edit/what-if.ts';
import { tryOut } from '../../../service/versions/what-if.ts';
import { diffReport, diffSummary } from '../../../view/diff/report.ts';
import { differenceText } from '../../difference.ts';
import { openPlan, PLAN, type PlanAsk } from '../plans.ts';
import { list, number, shape, text } from '../schema.ts';
import type { PlanTool } from './tool.ts';

export const whatIf: PlanTool<PlanAsk & Wanted> = {
  name: 'what_if',
  title: 'Try out a change',
  description:
    'What would be different if a step took longer, somebody else did it or could not, or the run began later. The plan ' +
    'stays as it is.',
  takes: shape({
    ...PLAN,
    'set?': list(
      text(),
      'STEP.FIELD=VALUE, e.g. "migrate-orders.duration=50m", "deploy web.by=jonas", "window.end=+1h"',
    ),
    'without?': list(text(), 'people, roles, teams or parties who cannot'),
    'start?': text('of the run: "+30m" or "22:30"'),
  }),
  gives: shape({ summary: text(), difference: text(), newErrors: number() }),
  async answer(ask, folder) {
    const plan = await openPlan(ask, folder);
    if ('trouble' in plan) return plan;
    const { set, without, start } = ask;
    if (![set, without].some((wanted) => wanted && wanted.length > 0) && start === undefined)
      return { trouble: 'Nothing is to be tried: say `set`, `without` or `start`.' };
    const trial = tryOut(plan.workspace, plan.analysis, { set, without, start });
    if ('trouble' in trial) return trial;
    return {
      summary: diffSummary(trial.difference),
      difference: differenceText(diffReport(trial.difference, trial.gaps), (_, text) => text).trim(),
      newErrors: errorsIn([trial]),
    };
  },
};
