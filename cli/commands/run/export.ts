/** `release-plan run export`: the log of all who wrote, as one file. */
import { resolve } from 'node:path';
import { inOrder, lineOf } from '../../../plan/log/read.ts';
import type { ExitCode } from '../../misuse.ts';
import { anonymous } from '../../run/anonymous.ts';
import { type RunChoice, readPlanOfRun } from '../../run/plan-of-run.ts';
import { named } from '../../terminal/printable.ts';
import type { Streams } from '../../terminal/streams.ts';
import { writeAtomically } from '../../terminal/write.ts';
import { leftOut, logOf } from './log.ts';

export interface ExportOptions extends RunChoice {
  readonly output?: string;
  readonly anonymous?: boolean;
}

export async function exportRun(file: string, options: ExportOptions, streams: Streams): Promise<ExitCode> {
  const of = await readPlanOfRun(file, options, streams);
  const log = await logOf(of);
  const { events, unknown } = log;
  const shown = options.anonymous ? inOrder(events).map(anonymous(of.plan, of.release)) : events;
  // What a later version wrote may name people where this one does not look.
  const kept = options.anonymous ? [] : unknown;
  const text = [...shown, ...kept].map(lineOf).join('');
  if (options.output === undefined) streams.data(text);
  else {
    await writeAtomically(resolve(options.output), text);
    streams.note(`${named(options.output)}: ${events.length} events.\n`);
  }
  if (options.anonymous && unknown.length > 0) {
    streams.note(
      `release-plan: ${unknown.length} lines of a later version are left out: nobody here knows whom they name.\n`,
    );
  }
  streams.note(leftOut(of, log));
  return 0;
}
