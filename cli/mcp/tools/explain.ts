import { checks } from '../../../plan/checks/catalogue.ts';
import { checkNamed, jsonCheck } from '../../../service/findings/explain.ts';
import { list, shape, text } from '../schema.ts';
import type { PlanTool } from './tool.ts';

export const explain: PlanTool<{ readonly code?: string }> = {
  name: 'explain',
  title: 'Explain a check',
  description:
    'Says what a check finds, why it matters, and shows a whole plan with such a finding and the same without. Without a ' +
    'code: all checks there are.',
  takes: shape({ 'code?': text('code of a finding, e.g. backup-missing') }),
  gives: shape({
    checks: list(
      shape({
        code: text(),
        title: text(),
        'why?': text(),
        'severity?': text('where no policy says another'),
        'breaks?': text('a plan with it'),
        'passes?': text('a plan without'),
      }),
    ),
  }),
  async answer({ code }) {
    if (code === undefined) return { checks: checks.map(({ code, title }) => ({ code, title })) };
    const check = checkNamed(code);
    if ('trouble' in check) return check;
    const { title, why, severity, example } = jsonCheck(check);
    return { checks: [{ code, title, why, severity, breaks: example.breaks, passes: example.passes }] };
  },
};
