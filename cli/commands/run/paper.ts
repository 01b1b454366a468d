/** `release-plan run paper`: the sheet of a night as of now, to print. */
import { resolve } from 'node:path';
import { nightOf } from '../../../plan/log/night.ts';
import { readLog } from '../../../plan/log/read.ts';
import { stateOf } from '../../../plan/log/run.ts';
import { paperOf } from '../../../view/run/paper.ts';
import { renderPaper } from '../../../view/run/paper-page.ts';
import type { ExitCode } from '../../misuse.ts';
import { rightNow } from '../../moment.ts';
import { type RunChoice, readPlanOfRun } from '../../run/plan-of-run.ts';
import { readRunTexts } from '../../run/store.ts';
import { named } from '../../terminal/printable.ts';
import type { Streams } from '../../terminal/streams.ts';
import { writeAtomically } from '../../terminal/write.ts';
import { leftOut } from './log.ts';

export interface PaperOptions extends RunChoice {
  readonly output?: string;
  readonly at?: number;
}

/** Of a night that nobody has opened yet it is the plan. */
export async function paperOfRun(file: string, options: PaperOptions, streams: Streams): Promise<ExitCode> {
  const of = await readPlanOfRun(file, options, streams);
  const log = readLog(await readRunTexts(of.name, of.kept));
  const night = nightOf(of.plan, of.release, of.schedule);
  const page = renderPaper(paperOf(night, stateOf(night, log.events, options.at ?? rightNow())));
  if (options.output === undefined) streams.data(page);
  else {
    await writeAtomically(resolve(options.output), page);
    streams.note(`${named(options.output)}: the sheet of ${named(of.name.run)}. Print it before you need it.\n`);
  }
  streams.note(leftOut(of, log));
  return 0;
}
