/** `release-plan export`: a release in a format of another program; what that cannot say is told. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { formatOfFile } from '../../exchange/plan-formats.ts';
import { exported } from '../../service/formats/export.ts';
import { analyseInputs } from '../analyses.ts';
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
  /** A file that was written before; default: the one that is replaced. */
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
  const before = await earlier(options, cwd);
  const result = await exported(analyses[0]!, named(file), {
    format,
    ...(options.release !== undefined && { release: options.release }),
    ...(options.for !== undefined && { for: options.for }),
    ...(options.profile !== undefined && { profile: options.profile }),
    ...(before && { before }),
    ...(options.now !== undefined && { now: options.now }),
  });
  if ('trouble' in result) throw new Misuse(result.trouble);
  const { data, missing } = result;
  if (options.out !== undefined) await writeAtomically(resolve(cwd, options.out), data);
  else if (typeof data === 'string') streams.data(data);
  else throw new Misuse(`${format} is no text: say --out and the name of a file.`);
  if (missing !== undefined) streams.note(`release-plan: ${missing}\n`);
  return 0;
}

/** Undefined: there is none yet. */
async function earlier({ since, out }: ExportOptions, cwd: string): Promise<Uint8Array | undefined> {
  const path = since ?? out;
  if (path === undefined) return undefined;
  try {
    return await readFile(resolve(cwd, path));
  } catch (error) {
    if (since === undefined) return undefined;
    throw error;
  }
}
