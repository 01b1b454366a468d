/** `release-plan diff`: what two versions of plans mean for the night, for whoever reviews the change. */
import { dirname, resolve } from 'node:path';
import { errorsIn } from '../../exchange/json/difference.ts';
import { uriOf } from '../../server/files.ts';
import { plainOf } from '../../service/trains/plain.ts';
import { newsOf } from '../../view/diff/news.ts';
import { readWorkspace } from '../analyses.ts';
import { type Comparison, compareVersions } from '../comparison.ts';
import { newsText } from '../difference.ts';
import { isForTerminal, written } from '../formats.ts';
import { besideText, type Compared, comparedBy } from '../git/versions.ts';
import { readInputs } from '../inputs.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import { printable } from '../terminal/printable.ts';
import type { Paint, Streams } from '../terminal/streams.ts';
import { writeAtomically } from '../terminal/write.ts';

export interface DiffOptions {
  readonly format: string;
  readonly output?: string;
  /** 1 when there are new errors. */
  readonly exitCode?: boolean;
  /** One plan, with what the template of its train gives. */
  readonly template?: boolean;
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
  const compared = options.template
    ? await withTemplate([...versions, ...files], cwd, options.now, streams)
    : await comparedBy(versions, files, cwd);
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

/** The plans beside it say which departures of the train they are. */
async function withTemplate(args: readonly string[], cwd: string, now: number, streams: Streams): Promise<Compared> {
  const [file, ...more] = args;
  if (file === undefined || more.length > 0) throw new Misuse('--template takes one plan, which a train has made.');
  const { files, problems } = await readInputs([file, dirname(resolve(cwd, file))], cwd, streams, { ignore: false });
  const path = resolve(cwd, file);
  if (!files.some((one) => one.path === path)) throw new Misuse(problems[0] ?? `${file} is no plan.`);
  const { workspace } = await readWorkspace(files, { cwd, now });
  const { releases } = workspace.plan(uriOf(path));
  const [release, second] = releases;
  if (!release || second) throw new Misuse(`${file} has ${releases.length} releases: a plan of a train has one.`);
  const plain = plainOf(workspace, release.name, now);
  if ('trouble' in plain) throw new Misuse(plain.trouble);
  return besideText(file, cwd, `the template ${plain.template}`, plain.text);
}

function textOf({ base, head, plans }: Comparison, paint: Paint): string {
  const between = `between ${printable(base.name)} and ${printable(head.name)}`;
  if (plans.length === 0) return `No release plan is different ${between}.\n`;
  return `${paint('dim', `What is different ${between}:`)}\n\n${newsText(plans.map(newsOf), paint)}`;
}
