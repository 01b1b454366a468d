/** Pages of a release for one purpose: what a pull request is approved by, and what its messages say, to be copied from there. */
import { releaseTitle, type Step, stepLabel } from '../../plan/model.ts';
import { whoText } from '../../plan/said/words.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { isRelative } from '../../plan/schedule/relative.ts';
import { formatIso } from '../../plan/time/format.ts';
import { drawnOf } from '../../view/doubt.ts';
import { tableOf } from '../../view/tables/tabled.ts';
import type { Exporting } from '../plan-format.ts';
import { literal } from '../reports/markdown-text.ts';
import { tableMarkdown } from '../reports/table-markdown.ts';
import { cellTime } from '../sheet/rows.ts';

export const PAGES: ReadonlyMap<string | undefined, (exporting: Exporting) => string> = new Map([
  ['pull-request', pullRequestPage],
  ['messages', messagesPage],
]);

/** The release on one page for whoever says yes to it. */
function pullRequestPage({ analysis, release, now }: Exporting): string {
  const schedule = analysis.schedules[analysis.plan.releases.indexOf(release)]!;
  const picture = now === undefined ? {} : { now };
  return tableMarkdown(tableOf('summary', drawnOf(analysis, schedule), picture), releaseTitle(release));
}

/** In the order of time, each with its words as they are sent. */
function messagesPage({ analysis, release }: Exporting): string {
  const schedule = analysis.schedules[analysis.plan.releases.indexOf(release)]!;
  const startOf = ({ id }: Step) => schedule.steps[id]?.start ?? Number.POSITIVE_INFINITY;
  const messages = release.steps.filter(({ verb }) => verb === 'notify').sort((a, b) => startOf(a) - startOf(b));
  const blocks = messages.flatMap((step) => messageBlocks(step, schedule, release.zone));
  const rest = blocks.length === 0 ? ['Nobody is told anything in this plan.'] : blocks;
  return `${[`# ${literal(`Messages of ${releaseTitle(release)}`)}`, ...rest].join('\n\n')}\n`;
}

function messageBlocks(step: Step, schedule: Schedule, zone: string): readonly string[] {
  const scheduled = schedule.steps[step.id];
  const start = scheduled?.start;
  const isDated = start !== undefined && Number.isFinite(start) && !isRelative(schedule, start);
  const facts = [
    isDated ? `${cellTime(formatIso(start, zone), zone)} ${zone}` : 'no time yet',
    step.by ? `from ${whoText(step.by)}` : 'nobody sends it yet',
    ...(step.via.length > 0 ? [`over ${step.via.map(({ name }) => name).join(', ')}`] : []),
  ];
  const words = scheduled?.messages ?? [];
  return [
    `## ${literal(step.title ?? stepLabel(step))}`,
    `*${literal(facts.join(', '))}*`,
    ...(words.length === 0 ? [`To ${literal(step.targets.map(({ name }) => name).join(', '))}: no words yet.`] : []),
    ...words.flatMap(({ to, text }) => [`To ${literal(to.join(', '))}:`, asItIs(text)]),
  ];
}

/** With a fence that is longer than any run of its signs in the text. */
function asItIs(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
