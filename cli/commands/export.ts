/** `release-plan export`: a release in a format of another program; what that cannot say is told. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { formatOfFile } from '../../exchange/plan-formats.ts';
import { type ExportAsk, exported } from '../../service/formats/export.ts';
import { analyseInputs } from '../analyses.ts';
import { loadOne } from '../git/sides.ts';
import { comparedBy } from '../git/versions.ts';
import { readInputs } from '../inputs.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import { named } from '../terminal/printable.ts';
import type { Streams } from '../terminal/streams.ts';
import { writeAtomically } from '../terminal/write.ts';

export interface ExportOptions {
  /** Default: what the name of the file that is written ends with. */
  readonly format?: string;
  readonly out?: string;
  readonly release?: string;
  readonly for?: string;
  readonly profile?: string;
  /** A file that was written before, or a revision of git that it would have been written of; default: the one that is replaced. */
  readonly since?: string;
  readonly now?: number;
}

export async function exportPlan(file: string, options: ExportOptions, streams: Streams): Promise<ExitCode> {
  const cwd = process.cwd();
  const format = options.format ?? (options.out === undefined ? undefined : formatOfFile(options.out)?.name);
  if (format === undefined) throw new Misuse('Say --format, or --out with a file name that ends as its format does.');
  const inputs = await readInputs([file], cwd, streams, { ignore: false });
  if (inputs.problems.length > 0) throw new Misuse(inputs.problems.join(' '));
  if (inputs.files.length > 1) throw new Misuse(`${file} holds ${inputs.files.length} plans; name one of them.`);
  const { analyses } = await analyseInputs(inputs.files, { cwd, now: options.now });
  const asked: ExportAsk = {
    format,
    ...(options.release !== undefined && { release: options.release }),
    ...(options.for !== undefined && { for: options.for }),
    ...(options.profile !== undefined && { profile: options.profile }),
    ...(options.now !== undefined && { now: options.now }),
  };
  const before = await earlier(file, asked, options, cwd);
  const result = await exported(analyses[0]!, named(file), { ...asked, ...(before && { before }) });
  if ('trouble' in result) throw new Misuse(result.trouble);
  const { data, missing } = result;
  if (options.out !== undefined) await writeAtomically(resolve(cwd, options.out), data);
  else if (typeof data === 'string') streams.data(data);
  else throw new Misuse(`${format} is no text: say --out and the name of a file.`);
  if (missing !== undefined) streams.note(`release-plan: ${missing}\n`);
  return 0;
}

/** What was written before, or would have been of an earlier version of the plan; undefined: there is none yet. */
async function earlier(
  file: string,
  asked: ExportAsk,
  { since, out }: ExportOptions,
  cwd: string,
): Promise<Uint8Array | undefined> {
  const path = since ?? out;
  if (path === undefined) return undefined;
  try {
    return await readFile(resolve(cwd, path));
  } catch (error) {
    if (since === undefined) return undefined;
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return asOf(since, file, asked, cwd);
  }
}

async function asOf(revision: string, file: string, asked: ExportAsk, cwd: string): Promise<Uint8Array> {
  if (file === '-') throw new Misuse(`There is no file ${named(revision)}, and of standard input no earlier version.`);
  const { repository, base, only } = await comparedBy([revision], [file], cwd);
  try {
    const side = await loadOne(base, only[0]!.path, asked.now ?? 0);
    const [plan] = side.files;
    if (!plan) throw new Misuse([...side.unreadable.values()].join(' '));
    const result = await exported(side.workspace.analysis(plan.uri), `${named(file)} of ${base.name}`, asked);
    if ('trouble' in result) throw new Misuse(result.trouble);
    return typeof result.data === 'string' ? new TextEncoder().encode(result.data) : result.data;
  } finally {
    repository?.close();
  }
}
