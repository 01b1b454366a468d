/** `release-plan run sheet`: what a run sheet that came back filled in says of when steps began and ended, as lines of the log. */
import { createHash } from 'node:crypto';
import { formatOfFile } from '../../../exchange/plan-formats.ts';
import { happenedIn } from '../../../language/write/happened.ts';
import type { RunEvent } from '../../../plan/log/events.ts';
import { logName, nightOf } from '../../../plan/log/night.ts';
import { readLog } from '../../../plan/log/read.ts';
import { recordOf } from '../../../plan/log/record.ts';
import type { Instant } from '../../../plan/time/model.ts';
import { mostBytesOf, outlineOf } from '../../../service/formats/import.ts';
import { Locked } from '../../../store/lock.ts';
import { type ExitCode, Misuse } from '../../misuse.ts';
import { type RunChoice, readPlanOfRun } from '../../run/plan-of-run.ts';
import { openRun, readRunTexts } from '../../run/store.ts';
import { named } from '../../terminal/printable.ts';
import type { Streams } from '../../terminal/streams.ts';
import { bytesOf } from '../import.ts';
import { logLines } from './log.ts';

export interface SheetOptions extends RunChoice {
  /** Who brings it. */
  readonly by: string;
  readonly format?: string;
  readonly zone?: string;
  readonly map?: readonly string[];
  readonly write?: boolean;
}

/** Shown first. What the log says of a step already is not said again by a sheet. */
export async function sheetOfRun(
  file: string,
  sheet: string,
  options: SheetOptions,
  streams: Streams,
): Promise<ExitCode> {
  const of = await readPlanOfRun(file, options, streams);
  const format = options.format ?? formatOfFile(sheet)?.name;
  if (format === undefined) throw new Misuse(`The name of ${named(sheet)} does not say what it is: say --format.`);
  const { zone = of.release.zone, map } = options;
  const bytes = await bytesOf(sheet, process.cwd(), streams, mostBytesOf(format));
  const read = await outlineOf({ format, bytes, file: named(sheet), zone, ...(map && { map }) });
  if ('trouble' in read) throw new Misuse(read.trouble);
  const { events } = readLog(await readRunTexts(of.name, of.kept));
  const night = nightOf(of.plan, of.release, of.schedule);
  const known = recordOf(events).steps;
  const lines = happenedIn(read.outline, of.release).flatMap(({ step, start, end }) => {
    const name = logName(night, step.id);
    const own = known.get(name);
    return [
      ...(start !== undefined && own?.start === undefined ? [lineAt(start, { start: name })] : []),
      ...(end !== undefined && own?.end === undefined ? [lineAt(end, { done: name })] : []),
    ];
  });
  const fresh = lines.toSorted((a, b) => a.clock - b.clock);
  for (const line of logLines(of, fresh)) streams.write(`${line}\n`);
  streams.note(read.ledger.report());
  const count = fresh.length === 1 ? '1 line' : `${fresh.length} lines`;
  if (fresh.length === 0) streams.note(`release-plan: ${named(sheet)} says nothing that the log does not say.\n`);
  else if (options.write) {
    await append(fresh);
    streams.note(`release-plan: noted ${count}.\n`);
  } else streams.note(`release-plan: --write would note ${count}.\n`);
  return read.ledger.exitCode;

  function lineAt(at: Instant, said: { readonly start: string } | { readonly done: string }): RunEvent {
    const key = JSON.stringify([of.name.run, at, said]);
    return {
      id: idOf(key),
      at: new Date(at * 60_000).toISOString().replace('.000', ''),
      // It has its place where it was, and not where the sheet came.
      clock: at * 60_000 + ('done' in said ? 1 : 0),
      writer: 'sheet',
      by: options.by,
      ...said,
      note: `from ${named(sheet)}`,
    };
  }

  async function append(said: readonly RunEvent[]): Promise<void> {
    const store = await openRun(of.name, of.kept).catch((error: unknown) => {
      throw error instanceof Locked ? new Misuse(error.message) : error;
    });
    try {
      const came = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
      await store.append(said.map((event) => ({ ...event, writer: store.writer, came })));
    } finally {
      await store.close();
    }
  }
}

/** The same line of the same sheet has the same: whoever brings it twice says it once. */
function idOf(key: string): string {
  const hash = createHash('sha256').update(key).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
