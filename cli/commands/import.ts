/** `release-plan import`: what another program wrote, as a plan; or taken over into one that is there, shown as a diff. */
import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { formatOfFile } from '../../exchange/plan-formats.ts';
import { LARGEST_MAP, MAP_FILE, mapText } from '../../exchange/table/saved-map.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import { readRegularFile, uriOf } from '../../server/files.ts';
import { fixesIn } from '../../service/findings/fixes.ts';
import { imported, mostBytesOf, tooLarge } from '../../service/formats/import.ts';
import { type AnalysisRun, analyseInputs } from '../analyses.ts';
import { type Input, readInputs } from '../inputs.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import { textReport } from '../reports.ts';
import { patch } from '../terminal/patch.ts';
import { named } from '../terminal/printable.ts';
import { readAll, type Streams } from '../terminal/streams.ts';
import { writeAtomically } from '../terminal/write.ts';

export interface ImportOptions {
  /** Default: what the name of the file ends with. */
  readonly format?: string;
  /** A plan that takes over what the file says. */
  readonly into?: string;
  /** `HEAD=FIELD` each. */
  readonly map?: readonly string[];
  /** Keeps `map` beside the file, for all tables of the folder. */
  readonly remember?: boolean;
  readonly zone?: string;
  readonly profile?: string;
  readonly out?: string;
  /** What the file includes. */
  readonly others?: readonly string[];
  readonly now: number;
}

export async function importPlan(file: string, options: ImportOptions, streams: Streams): Promise<ExitCode> {
  const cwd = process.cwd();
  const format = options.format ?? formatOfFile(file)?.name;
  if (format === undefined) throw new Misuse(`The name of ${named(file)} does not say what it is: say --format.`);
  const most = mostBytesOf(format);
  const bytes = await bytesOf(file, cwd, streams, most);
  const target = options.into === undefined ? undefined : await targetOf(options.into, cwd, options.now, streams);
  const { zone, profile } = options;
  const mapPath = file === '-' ? undefined : join(dirname(resolve(cwd, file)), MAP_FILE);
  const saved = mapPath === undefined ? '' : await savedMap(mapPath);
  const { map = [] } = options;
  if (options.remember && (mapPath === undefined || map.length === 0))
    throw new Misuse(
      '--remember keeps what --map says beside the file: say --map "HEAD=FIELD", and the name of a file.',
    );
  const others = new Map<string, Uint8Array>();
  for (const one of options.others ?? []) {
    // Asked for by the last part of its path; several may be called alike, and none gets lost.
    const name = basename(one);
    others.set(others.has(name) ? one : name, await bytesOf(one, cwd, streams, most));
  }
  const result = await imported({
    format,
    bytes,
    file: named(file),
    ...(zone !== undefined && { zone }),
    ...(profile !== undefined && { profile }),
    map,
    saved,
    ...(others.size > 0 && { others }),
    ...(target && { into: { uri: uriOf(target.input.path), text: target.input.text, ...target.run.analyses[0]! } }),
  });
  if ('trouble' in result) throw new Misuse(result.trouble);
  const { text, ledger, report } = result;
  if (options.out !== undefined) await writeNew(resolve(cwd, options.out), text, target);
  else if (!target) streams.data(text);
  else if (text !== target.input.text) streams.data(patch(target.input.shown, target.input.text, text));
  streams.note(report);
  if (options.remember) await writeAtomically(mapPath!, mapText(saved, map));
  await tellFindings(options.out ?? options.into ?? 'imported.release', text, cwd, options.now, streams);
  return ledger.exitCode;
}

/** Of the folder that the file lies in; '': it has none. */
async function savedMap(path: string): Promise<string> {
  try {
    const read = await readRegularFile(path, LARGEST_MAP);
    return read instanceof Uint8Array ? new TextDecoder().decode(read) : '';
  } catch {
    return '';
  }
}

export async function bytesOf(file: string, cwd: string, streams: Streams, most: number): Promise<Uint8Array> {
  if (file === '-') return readAll(streams.stdin, most);
  const read = await readRegularFile(resolve(cwd, file), most);
  if (read instanceof Uint8Array) return read;
  if (!read.isFile()) throw new Misuse(`${named(file)} is no file.`);
  throw new Misuse(tooLarge(named(file), read.size, most));
}

interface Target {
  readonly input: Input;
  readonly run: AnalysisRun;
}

async function targetOf(file: string, cwd: string, now: number, streams: Streams): Promise<Target> {
  const inputs = await readInputs([file], cwd, streams, { ignore: false });
  if (inputs.problems.length > 0) throw new Misuse(inputs.problems.join(' '));
  if (inputs.files.length > 1) throw new Misuse(`${file} holds ${inputs.files.length} plans; name one of them.`);
  return { input: inputs.files[0]!, run: await analyseInputs(inputs.files, { cwd, now }) };
}

/** Over the plan that it was taken into, and over nothing else that somebody has written. */
async function writeNew(path: string, text: string, target: Target | undefined): Promise<void> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (isThere && target?.input.path !== path)
    throw new Misuse(`${named(path)} is there already, and stays as it is; name another file, or --into it.`);
  await writeAtomically(path, (target?.input.mark ?? '') + text);
}

/** As `check` would tell them, one line each. */
async function tellFindings(file: string, text: string, cwd: string, now: number, streams: Streams): Promise<void> {
  const path = resolve(cwd, file);
  const input = { path, shown: named(file), text, mark: '', isStdin: false };
  const run = await analyseInputs([input], { cwd, now });
  const analyses = run.analyses.map((one) => ({ ...one, findings: one.findings.map(short) }));
  const report = textReport(
    { run, report: { analyses, fixesOf: fixesIn(run.workspace, run.analyses) }, known: 0 },
    (_, plain) => plain,
  );
  streams.note(`\nWhat the plan is found to be:\n${report}`);
}

function short(finding: Finding): Finding {
  return { ...finding, related: [] };
}
