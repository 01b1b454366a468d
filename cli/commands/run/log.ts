/** `release-plan run log`: what happened, as people read it. */
import { type RunEvent, timeOf } from '../../../plan/log/events.ts';
import { type ReadLog, readLog } from '../../../plan/log/read.ts';
import { formatInstant } from '../../../plan/time/format.ts';
import { eventWords } from '../../../view/run/event-words.ts';
import { type ExitCode, Misuse } from '../../misuse.ts';
import { type PlanOfRun, type RunChoice, readPlanOfRun } from '../../run/plan-of-run.ts';
import { readRunTexts } from '../../run/store.ts';
import { named, printable } from '../../terminal/printable.ts';
import type { Streams } from '../../terminal/streams.ts';
import { tableLines } from '../../terminal/table.ts';

export interface LogOptions extends RunChoice {
  readonly format: 'table' | 'json';
}

export async function showLog(file: string, options: LogOptions, streams: Streams): Promise<ExitCode> {
  const of = await readPlanOfRun(file, options, streams);
  const { events, problems } = await logOf(of);
  if (options.format === 'json') streams.data(`${JSON.stringify(events, null, 2)}\n`);
  else for (const line of logLines(of, events)) streams.write(`${printable(line)}\n`);
  for (const { name, line, message } of problems) streams.note(`release-plan: ${named(name)}:${line}: ${message}.\n`);
  return 0;
}

/** Throws a `Misuse` where the run has no log. */
export async function logOf({ name, shown, kept }: PlanOfRun): Promise<ReadLog> {
  const texts = await readRunTexts(name, kept);
  if (texts.length === 0) {
    const where = kept.store === undefined ? `beside ${shown}` : 'in the store';
    throw new Misuse(`No log of ${name.run} lies ${where}: nobody has run it yet.`);
  }
  return readLog(texts);
}

/** What is told where lines of a log count for nothing; empty where all can be read. */
export function leftOut(
  { asked }: Pick<PlanOfRun, 'asked'>,
  { problems, unknown }: Pick<ReadLog, 'problems' | 'unknown'>,
): string {
  const count = problems.length - unknown.length;
  if (count === 0) return '';
  const what =
    count === 1 ? '1 line of the log cannot be read and is' : `${count} lines of the log cannot be read and are`;
  return `release-plan: ${what} left out; \`release-plan run verify ${asked}\` names ${count === 1 ? 'it' : 'them'}.\n`;
}

/** `Sat 2026-12-05 22:15:07  priya  started night-backup`. */
export function logLines({ release }: PlanOfRun, events: readonly RunEvent[]): readonly string[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const taken = new Set(events.flatMap((event) => ('correct' in event ? event.correct : [])));
  return tableLines(
    events.map((event) => [
      whenOf(event, release.zone),
      event.by,
      `${taken.has(event.id) ? 'taken back: ' : ''}${eventWords(event, release, byId)}${came(event, release.zone)}`,
    ]),
  );
}

function whenOf(event: Pick<RunEvent, 'at'>, zone: string): string {
  const at = timeOf(event);
  const seconds = Math.floor(at / 1000) % 60;
  return `${formatInstant(Math.floor(at / 60_000), zone)}:${String(seconds).padStart(2, '0')}`;
}

function came({ came }: RunEvent, zone: string): string {
  return came === undefined ? '' : `, came ${whenOf({ at: came }, zone).slice(-8)}`;
}
