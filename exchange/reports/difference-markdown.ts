/** What is new in plans as the comment at a pull request: what matters in the open, everything else folded. */
import { newErrors } from '../../plan/diff/findings.ts';
import type { FindingSummary, FindingsDifference } from '../../plan/diff/model.ts';
import type { Headline } from '../../view/diff/headlines.ts';
import { newsOf, type PlanNews, type ReleaseNews } from '../../view/diff/news.ts';
import type { DiffRow, DiffSection } from '../../view/diff/report.ts';
import type { Comparison } from '../json/difference.ts';
import { code, fitted, prose } from './markdown-text.ts';

/** Its first line: by it a job finds the comment it wrote before, to write it anew. */
export const MARKER = '<!-- release-plan diff -->';

export function differenceMarkdown({ base, head, plans: compared, problems }: Comparison): string {
  const plans = compared.map(newsOf);
  const between = `between ${code(base.name)} and ${code(head.name)}`;
  const blocks = [
    `${MARKER}\n## Release plans`,
    plans.length === 0 ? `No release plan is different ${between}.` : `**${countsOf(plans)}** ${between}.`,
    ...(problems.length > 0 ? [problems.map((problem) => `- ⚠️ ${prose(problem)}`).join('\n')] : []),
    ...plans.flatMap(planBlocks),
  ];
  return fitted(blocks, '*The rest is too long for a comment: `release-plan diff` tells it all.*');
}

function countsOf(plans: readonly PlanNews[]): string {
  const counts = (['changed', 'added', 'removed'] as const).flatMap((status) => {
    const count = plans.filter((plan) => plan.status === status).length;
    return count > 0 ? `${count} ${status === 'added' ? 'new' : status === 'removed' ? 'gone' : 'changed'}` : [];
  });
  return counts.join(', ');
}

function planBlocks(plan: PlanNews): readonly string[] {
  const { path, headlines, sections, releases } = plan;
  const isOfFile = headlines.length + sections.length > 0 || releases.length === 0;
  return [
    ...(isOfFile ? [`### ${code(path)}`, ...newsBlocks({ headlines, sections })] : []),
    ...releases.flatMap((release) => releaseBlocks(release, path)),
  ];
}

function releaseBlocks({ difference, headlines, sections }: ReleaseNews, path: string): readonly string[] {
  const { name, findings } = difference;
  return [`### ${code(name)} in ${code(path)}`, ...newsBlocks({ headlines, sections, findings })];
}

function newsBlocks({
  headlines,
  sections,
  findings,
}: Pick<PlanNews, 'headlines' | 'sections'> & {
  readonly findings?: FindingsDifference;
}): readonly string[] {
  const lines = headlines.map(({ text, tone }) => `- ${SIGNS[tone]}${prose(text)}`);
  const errors = findings ? newErrors(findings).map(errorLine) : [];
  const shown =
    errors.length > MOST_ERRORS
      ? [...errors.slice(0, MOST_ERRORS - 1), `  - and ${errors.length - MOST_ERRORS + 1} more`]
      : errors;
  const rows = sections.reduce((sum, section) => sum + section.rows.length, 0);
  return [
    ...(lines.length > 0 ? [[...lines, ...shown].join('\n')] : []),
    ...(rows > 0 ? [details(sections, rows)] : []),
  ];
}

const MOST_ERRORS = 5;

/** What a sign says is said by the words beside it as well. */
const SIGNS: Readonly<Record<Headline['tone'], string>> = { worse: '⚠️ ', better: '✅ ', plain: '' };

function errorLine({ code: check, message }: FindingSummary): string {
  return `  - ❌ ${code(check)} ${prose(message)}`;
}

function details(sections: readonly DiffSection[], rows: number): string {
  const lists = sections.map(({ title, rows: own }) => `**${prose(title)}**\n\n${own.map(rowLine).join('\n')}`);
  const summary = `${rows} ${rows === 1 ? 'difference' : 'differences'}`;
  return `<details><summary>${summary}</summary>\n\n${lists.join('\n\n')}\n\n</details>`;
}

function rowLine({ sign, tone, label, text }: DiffRow): string {
  const mark = tone === 'worse' ? '⚠️ ' : '';
  return `- ${code(sign === '-' ? '−' : sign)} ${mark}**${prose(label)}** ${prose(text)}`;
}
