/** `release-plan run report`: the draft of the review of a night. */
import { resolve } from 'node:path';
import { type RunReportFormat, runReportText } from '../../../exchange/reports/run-report.ts';
import { nightOf } from '../../../plan/log/night.ts';
import { corrected, lastRun } from '../../../plan/log/read.ts';
import { stateOf } from '../../../plan/log/run.ts';
import { runReport } from '../../../view/run/report.ts';
import type { ExitCode } from '../../misuse.ts';
import { rightNow } from '../../moment.ts';
import { type RunChoice, readPlanOfRun } from '../../run/plan-of-run.ts';
import { named } from '../../terminal/printable.ts';
import type { Streams } from '../../terminal/streams.ts';
import { writeAtomically } from '../../terminal/write.ts';
import { leftOut, logOf } from './log.ts';

export interface ReportOptions extends RunChoice {
  readonly format: RunReportFormat;
  readonly output?: string;
  /** The moment of the report, while the night goes on. */
  readonly at?: number;
}

export async function reportRun(file: string, options: ReportOptions, streams: Streams): Promise<ExitCode> {
  const of = await readPlanOfRun(file, options, streams);
  const log = await logOf(of);
  const { events } = log;
  const night = nightOf(of.plan, of.release, of.schedule);
  const last = lastRun(events);
  // What was over when the run was closed does not go on since.
  const closed = last.findLast((event) => 'close' in event);
  const now = options.at ?? (closed ? Math.floor(Date.parse(closed.at) / 60_000) : rightNow());
  const text = runReportText(runReport(night, stateOf(night, events, now), corrected(last)), options.format);
  if (options.output === undefined) streams.data(text);
  else {
    await writeAtomically(resolve(options.output), text);
    streams.note(`${named(options.output)}: the report of ${named(of.name.run)}.\n`);
  }
  if (log.unknown.length > 0) {
    streams.note(
      `release-plan: what a later version wrote is left out: ${log.unknown.length === 1 ? '1 line' : `${log.unknown.length} lines`}.\n`,
    );
  }
  streams.note(leftOut(of, log));
  return 0;
}
