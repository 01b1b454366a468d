/** `release-plan diff`: what two versions of plans mean for the night, for whoever reviews the change. */
import { resolve } from 'node:path';
import { errorsIn } from '../../exchange/json/difference.ts';
import { newsOf } from '../../view/diff/news.ts';
import { type Comparison, compareVersions } from '../comparison.ts';
import { newsText } from '../difference.ts';
import { isForTerminal, written } from '../formats.ts';
import { comparedBy } from '../git/versions.ts';
import type { ExitCode } from '../misuse.ts';
import { printable } from '../terminal/printable.ts';
import type { Paint, Streams } from '../terminal/streams.ts';
import { writeAtomically } from '../terminal/write.ts';

export interface DiffOptions {
  readonly format: string;
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
  const isText = isForTerminal('difference', options.format);
  const paint: Paint = options.output === undefined ? streams.paint : (_, text) => text;
  const told = isText ? textOf(comparison, paint) : await written('difference', options.format, comparison);
  if (options.output === undefined) (isText ? streams.write : streams.data)(told);
  else await writeAtomically(resolve(cwd, options.output), told);
  for (const sentence of [...comparison.problems, ...comparison.notes]) {
    streams.note(`release-plan: ${printable(sentence)}\n`);
  }
  if (comparison.problems.length > 0) return 2;
  return options.exitCode && errorsIn(comparison.plans) > 0 ? 1 : 0;
}

function textOf({ base, head, plans }: Comparison, paint: Paint): string {
  const between = `between ${printable(base.name)} and ${printable(head.name)}`;
  if (plans.length === 0) return `No release plan is different ${between}.\n`;
  return `${paint('dim', `What is different ${between}:`)}\n\n${newsText(plans.map(newsOf), paint)}`;
}
