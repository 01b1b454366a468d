import { countsOf, countsText } from '../../../exchange/reports/report.ts';
import { type Finding, withMembers } from '../../../plan/findings/findings.ts';
import type { Severity } from '../../../plan/model.ts';
import { fixesIn } from '../../../service/findings/fixes.ts';
import { type OpenPlan, openPlan, PLAN, type PlanAsk } from '../plans.ts';
import { list, number, oneOf, shape, text } from '../schema.ts';
import type { PlanTool } from './tool.ts';

export const check: PlanTool<PlanAsk> = {
  name: 'check',
  title: 'Check a release plan',
  description:
    'Finds what is wrong with a release plan (.release): syntax, order, people, times, rollback, approvals. Call it after ' +
    'every change of a plan, until no errors are left.',
  takes: shape(PLAN),
  gives: shape({
    summary: text(),
    findings: list(
      shape({
        severity: oneOf(['error', 'warning', 'information'] satisfies Severity[]),
        code: text('explain says more of it'),
        message: text('what is wrong, by how much, what to do'),
        line: number('from 1'),
        'path?': text('where not in this file'),
        'facts?': list(text(), 'what it tells as one'),
        'repairs?': list(text()),
        'waived?': text('why it does not count'),
      }),
      'the worst first',
    ),
    'leftOut?': number('further findings'),
  }),
  async answer(ask, folder) {
    const plan = await openPlan(ask, folder);
    return 'trouble' in plan ? plan : foundIn(plan);
  },
};

/** What anybody can work on in one go; the rest is counted. */
const MOST_FINDINGS = 100;
const WORST_FIRST: readonly Severity[] = ['error', 'warning', 'information'];

export function summaryOf(findings: readonly Finding[]): string {
  const counts = countsOf(findings);
  const waived = counts.waived > 0 ? `, ${counts.waived} waived` : '';
  return `${countsText(counts) ?? 'nothing found'}${waived}`;
}

/** What is found in it, the worst first. */
export function foundIn({ analysis, workspace, pathOf }: OpenPlan): object {
  const fixes = fixesIn(workspace, [analysis]);
  const ranked = [...analysis.findings].sort(
    (a, b) => rankOf(a) - rankOf(b) || a.place.range.start.line - b.place.range.start.line,
  );
  const findings = ranked.slice(0, MOST_FINDINGS).map((finding) => {
    const { severity, code, message, place, members = [], waived } = finding;
    const repairs = [...new Set(withMembers([finding]).flatMap((one) => fixes(one).map(({ title }) => title)))];
    return {
      severity,
      code,
      message,
      line: place.range.start.line + 1,
      ...(place.file !== analysis.plan.file && { path: pathOf(place.file) }),
      ...(members.length > 0 && { facts: members.map((one) => one.message) }),
      ...(repairs.length > 0 && { repairs }),
      ...(waived && { waived: waived.because }),
    };
  });
  const leftOut = ranked.length - findings.length;
  return { summary: summaryOf(ranked), findings, ...(leftOut > 0 && { leftOut }) };
}

function rankOf({ severity, waived }: Finding): number {
  return waived ? WORST_FIRST.length : WORST_FIRST.indexOf(severity);
}
