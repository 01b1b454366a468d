/** `release-plan diff`: what two versions of plans mean for the night, for whoever reviews the change. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIFFERENCE_VERSION, type JsonComparison, jsonPlanDifference } from '../../exchange/difference-json.ts';
import { newErrors } from '../../plan/diff/findings.ts';
import { headlinesOf } from '../../view/diff/headlines.ts';
import { newsOf, type PlanNews } from '../../view/diff/news.ts';
import { type Comparison, compareVersions } from '../comparison.ts';
import { newsText } from '../difference.ts';
import { newsMarkdown } from '../difference-markdown.ts';
import type { ExitCode } from '../misuse.ts';
import { printable } from '../printable.ts';
import type { Paint, Streams } from '../streams.ts';
import { comparedBy, pathFrom, type Version } from '../versions.ts';
import { writeAtomically } from '../write.ts';

export const DIFF_FORMATS = ['text', 'json', 'markdown', 'svg', 'html'] as const;

export interface DiffOptions {
  readonly format: (typeof DIFF_FORMATS)[number];
  readonly output?: string;
  /** 1 when there are new errors. */
  readonly exitCode?: boolean;
  readonly ignore: boolean;
  readonly history: boolean;
  readonly now: number;
}

/** `files` stood behind `--`. Exits 2 when something could not be compared; all the rest is told. */
export async function diff(
  versions: readonly string[],
  files: readonly string[],
  options: DiffOptions,
  streams: Streams,
): Promise<ExitCode> {
  const cwd = process.cwd();
  const compared = await comparedBy(versions, files, cwd);
  let comparison: Comparison;
  try {
    comparison = await compareVersions(compared, options);
  } finally {
    compared.repository?.close();
  }
  const told = await tell(comparison, options.format, options.output === undefined ? streams.paint : (_, text) => text);
  if (options.output === undefined) (options.format === 'text' ? streams.write : streams.data)(told);
  else await writeAtomically(resolve(cwd, options.output), told);
  for (const sentence of [...comparison.problems, ...comparison.notes]) {
    streams.note(`release-plan: ${printable(sentence)}\n`);
  }
  if (comparison.problems.length > 0) return 2;
  return options.exitCode && errorsIn(comparison) > 0 ? 1 : 0;
}

async function tell(comparison: Comparison, format: DiffOptions['format'], paint: Paint): Promise<string> {
  const { base, head, plans, problems } = comparison;
  const news = plans.map(newsOf);
  const named = { base: base.name, head: head.name };
  switch (format) {
    case 'text':
      return textOf(comparison, news, paint);
    case 'json':
      return `${JSON.stringify(jsonOf(comparison, news), null, 2)}\n`;
    case 'markdown':
      return newsMarkdown(news, { ...named, problems });
    case 'svg':
      return (await import('../../view/diff/picture.ts')).differencePicture(plans, { ...named, width: 1100 });
    case 'html':
      return (await import('../../view/diff/page.ts')).differencePage(plans, named);
  }
}

function textOf({ base, head }: Comparison, news: readonly PlanNews[], paint: Paint): string {
  const between = `between ${printable(base.name)} and ${printable(head.name)}`;
  if (news.length === 0) return `No release plan is different ${between}.\n`;
  return `${paint('dim', `What is different ${between}:`)}\n\n${newsText(news, paint)}`;
}

function jsonOf(comparison: Comparison, news: readonly PlanNews[]): JsonComparison {
  const { base, head, plans, problems } = comparison;
  const version = ({ name, commit }: Version) => ({ name, commit: commit?.hash ?? null });
  const pathOf = (uri: string) => (uri.startsWith('file:') ? pathFrom(head.root, fileURLToPath(uri)) : uri);
  return {
    version: DIFFERENCE_VERSION,
    base: version(base),
    head: version(head),
    plans: plans.map(({ status, path, was, difference }, i) => ({
      status,
      path,
      was: was ?? null,
      headlines: news[i]!.headlines,
      ...jsonPlanDifference(difference, difference.releases.map(headlinesOf), pathOf),
    })),
    newErrors: errorsIn(comparison),
    problems,
  };
}

function errorsIn({ plans }: Comparison): number {
  const of = plans.flatMap(({ difference: { releases, findings } }) => [
    ...releases.map((one) => one.findings),
    findings,
  ]);
  return of.reduce((sum, findings) => sum + newErrors(findings).length, 0);
}
