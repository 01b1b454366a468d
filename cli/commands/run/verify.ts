/** `release-plan run verify`: whether the log of a run can be read whole, and what in it is out of order. */
import { readLog } from '../../../plan/log/read.ts';
import { runOf } from '../../../plan/log/run.ts';
import { type ExitCode, Misuse } from '../../misuse.ts';
import { rightNow } from '../../moment.ts';
import { type RunChoice, readPlanOfRun } from '../../run/plan-of-run.ts';
import { readRunTexts } from '../../run/store.ts';
import { named, printable } from '../../terminal/printable.ts';
import type { Streams } from '../../terminal/streams.ts';

/** Exits 1 where a line cannot be read. */
export async function verifyRun(file: string, choice: RunChoice, streams: Streams): Promise<ExitCode> {
  const of = await readPlanOfRun(file, choice, streams);
  const texts = await readRunTexts(of.name, of.kept);
  if (texts.length === 0)
    throw new Misuse(
      `No log of ${of.name.run} lies ${of.kept.store === undefined ? `beside ${of.shown}` : 'in the store'}.`,
    );
  const { events, problems, unknown, repeated } = readLog(texts);
  for (const { name, line, message } of problems) streams.write(`${named(name)}:${line}: ${printable(message)}.\n`);
  const { odd } = runOf({ plan: of.plan, release: of.release, schedule: of.schedule, events, now: rightNow() });
  for (const { message } of odd) streams.write(`${printable(message)}\n`);
  const unread = problems.length - unknown.length;
  const files = of.kept.store !== undefined ? 'the store' : texts.length === 1 ? '1 file' : `${texts.length} files`;
  streams.write(
    `${events.length} events in ${files}, ${repeated} repeated, ${unknown.length} of a later version, ${unread} unreadable, ${odd.length} out of order.\n`,
  );
  return unread > 0 ? 1 : 0;
}
