/** `release-plan run results`: what a night has shown, as a change of its plan. */
import { applyTextEdits, textEdits } from '../../../language/edit/edits.ts';
import { counted } from '../../../plan/counted.ts';
import { nightOf } from '../../../plan/log/night.ts';
import { corrected, lastRun } from '../../../plan/log/read.ts';
import { type Results, resultsOf } from '../../../plan/log/results.ts';
import { stateOf } from '../../../plan/log/run.ts';
import type { ExitCode } from '../../misuse.ts';
import { rightNow } from '../../moment.ts';
import { type PlanOfRun, type RunChoice, readPlanOfRun } from '../../run/plan-of-run.ts';
import { patch } from '../../terminal/patch.ts';
import { named, printable } from '../../terminal/printable.ts';
import type { Streams } from '../../terminal/streams.ts';
import { writeAtomically } from '../../terminal/write.ts';
import { leftOut, logOf } from './log.ts';

export interface ResultsOptions extends RunChoice {
  readonly write?: boolean;
}

export async function resultsOfRun(file: string, options: ResultsOptions, streams: Streams): Promise<ExitCode> {
  const of = await readPlanOfRun(file, options, streams);
  const log = await logOf(of);
  const results = resultsIn(of, log.events);
  streams.note(leftOut(of, log));
  for (const one of results.left) streams.note(`release-plan: not written: ${printable(one)}\n`);
  const after = applyTextEdits(
    of.text,
    textEdits(results.edits, (uri) => (uri === of.plan.file ? of.text : undefined)),
  );
  const lines = counted(results.lines.length, 'line');
  if (after === of.text) streams.note(`release-plan: ${named(of.shown)} says all of it already.\n`);
  else if (!options.write) {
    streams.data(patch(of.shown, of.mark + of.text, of.mark + after));
    streams.note(`release-plan: --write would write ${lines} into ${named(of.shown)}.\n`);
  } else {
    await writeAtomically(of.path, of.mark + after);
    streams.note(`release-plan: wrote ${lines} into ${named(of.shown)}.\n`);
  }
  return 0;
}

function resultsIn(
  { plan, release, schedule }: PlanOfRun,
  events: Awaited<ReturnType<typeof logOf>>['events'],
): Results {
  const night = nightOf(plan, release, schedule);
  const closed = corrected(lastRun(events)).findLast((event) => 'close' in event);
  const now = closed ? Math.floor(Date.parse(closed.at) / 60_000) : rightNow();
  return resultsOf(night, stateOf(night, events, now));
}
