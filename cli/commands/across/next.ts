/** `release-plan next`: the next plan of a train, and the line of the train that names it. */
import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyTextEdits } from '../../../language/edit/edits.ts';
import type { Workspace } from '../../../language/workspace.ts';
import { nightOf } from '../../../plan/log/night.ts';
import { inOrder, readLog } from '../../../plan/log/read.ts';
import { minuteOf } from '../../../plan/log/record.ts';
import { type Outgrown, outgrownIn, outgrownWords } from '../../../plan/log/results.ts';
import { stateOf } from '../../../plan/log/run.ts';
import type { Release } from '../../../plan/model.ts';
import { uriOf } from '../../../server/files.ts';
import { type Estimates, withEstimates } from '../../../service/trains/estimates.ts';
import { nextOfTrain } from '../../../service/trains/next.ts';
import { thereWords, type WrittenPlan, writtenWords } from '../../../service/trains/words.ts';
import { readRun } from '../../../store/file.ts';
import { readWorkspace } from '../../analyses.ts';
import { readInputs, shownPath } from '../../inputs.ts';
import { type ExitCode, Misuse } from '../../misuse.ts';
import { named, printable } from '../../terminal/printable.ts';
import { reason } from '../../terminal/reason.ts';
import type { Streams } from '../../terminal/streams.ts';

export interface NextOptions {
  readonly out?: string;
  readonly dryRun?: boolean;
  /** What took longer in the night before becomes the estimate of its step. */
  readonly takeOver?: boolean;
  readonly ignore?: boolean;
  readonly now: number;
}

export async function next(
  train: string | undefined,
  folder: string,
  { out, dryRun, takeOver, ignore, now }: NextOptions,
  streams: Streams,
): Promise<ExitCode> {
  const cwd = process.cwd();
  const { files, problems } = await readInputs([folder], cwd, streams, { ignore });
  for (const problem of problems) streams.note(`release-plan: ${problem}\n`);
  const { workspace } = await readWorkspace(files, { cwd, now });
  const wish = {
    ...(train !== undefined && { train }),
    ...(out !== undefined && { folder: `${uriOf(resolve(out))}/` }),
  };
  const plan = nextOfTrain(workspace, wish, now);
  if ('trouble' in plan) throw new Misuse(plan.trouble);
  if (plan.kind === 'there') {
    streams.note(`${thereWords(plan)}\n`);
    return 0;
  }
  const before = plan.previous && (await nightBefore(plan.previous, workspace));
  const made = takeOver && before ? withEstimates(workspace, plan, before.release, before.longer) : undefined;
  if (takeOver && !before)
    streams.note('No log says how long anything took in the night before: nothing is taken over.\n');
  const written = made?.plan ?? plan;
  if (dryRun) streams.data(written.text);
  else await write(written, cwd, streams, (uri) => workspace.text(uri) ?? '');
  tell(written, streams);
  if (before) tellOutgrown(before, made, streams);
  return problems.length > 0 ? 2 : 0;
}

/** The plan first: a train that names nothing is worse than a plan nobody names. */
async function write(plan: WrittenPlan, cwd: string, streams: Streams, text: (uri: string) => string): Promise<void> {
  const path = fileURLToPath(plan.uri);
  const shown = named(shownPath(path, cwd));
  try {
    await writeFile(path, plan.text, { flag: 'wx' });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new Misuse(
      isThere
        ? `${shown} is there already, and stays as it is: the train '${plan.train}' does not name ${plan.name}. Add its line, or move the file.`
        : `${shown} cannot be written: ${reason(error)}.`,
    );
  }
  streams.write(`${shown}\n`);
  for (const uri of new Set(plan.edits.map(({ file }) => file))) {
    const edits = plan.edits.filter(({ file }) => file === uri);
    await writeFile(fileURLToPath(uri), applyTextEdits(text(uri), edits));
    streams.write(`${named(shownPath(fileURLToPath(uri), cwd))}\n`);
  }
}

function tell(plan: WrittenPlan, streams: Streams): void {
  for (const sentence of writtenWords(plan, named)) streams.note(`${sentence}\n`);
  if (plan.findings.length > 0) streams.note('release-plan check shows them.\n');
}

interface NightBefore {
  readonly release: Release;
  readonly longer: readonly Outgrown[];
}

/** Undefined: it has no log here. */
async function nightBefore(
  { name, uri }: NonNullable<WrittenPlan['previous']>,
  workspace: Workspace,
): Promise<NightBefore | undefined> {
  // A log that cannot be read is no reason to write no plan; `run verify` says what it is.
  const texts = await readRun({ folder: dirname(fileURLToPath(uri)), run: name }).catch(() => []);
  const { events } = readLog(texts);
  if (events.length === 0) return undefined;
  const { plan, schedules } = workspace.analysis(uri);
  const index = plan.releases.findIndex((release) => release.name === name);
  const release = plan.releases[index]!;
  const night = nightOf(plan, release, schedules[index]!);
  return { release, longer: outgrownIn(night, stateOf(night, events, minuteOf(inOrder(events).at(-1)!))) };
}

/** What took longer than it was estimated at most, and what of it the plan says by now: the template should know the rest. */
function tellOutgrown({ release, longer }: NightBefore, made: Estimates | undefined, streams: Streams): void {
  const name = named(release.name);
  if (made) {
    if (made.taken.length === 0) streams.note(`Nothing is taken over from the night of ${name}.\n`);
    else {
      streams.note(`Taken over from the night of ${name}; the template says what it said:\n`);
      for (const { says } of made.taken) streams.note(`  ${printable(says)}\n`);
    }
    for (const one of made.left) streams.note(`Not taken over: ${printable(one)}\n`);
  } else if (longer.length > 0) {
    streams.note(`In the night of ${name} this took longer than it was estimated; look at the template:\n`);
    for (const one of longer) streams.note(`  ${printable(outgrownWords(one))}\n`);
    streams.note('With --take-over the new plan says so; in an editor it is offered at its steps.\n');
  }
}
