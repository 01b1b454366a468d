/** `check --fix`: repairs the plans where they lie, or shows what it would change. */
import { type Repair, repair } from '../language/edit/repair.ts';
import { counted } from '../plan/counted.ts';
import { uriOf } from '../server/files.ts';
import type { AnalysisRun } from './analyses.ts';
import type { Input } from './inputs.ts';
import { patch } from './terminal/patch.ts';
import { named, printable } from './terminal/printable.ts';
import type { Streams } from './terminal/streams.ts';
import { writeAtomically } from './terminal/write.ts';

/** Writes what changed; standard input goes to standard output, changed or not. The plans as they are then. */
export async function fixInputs(inputs: readonly Input[], run: AnalysisRun, streams: Streams): Promise<AnalysisRun> {
  const { texts, made, refused } = repairedInputs(inputs, run);
  const workspace = run.workspace.fork();
  for (const input of inputs) {
    const text = texts.get(uriOf(input.path));
    if (text !== undefined) {
      if (!input.isStdin) await writeAtomically(input.path, input.mark + text);
      workspace.set(uriOf(input.path), text);
    }
    if (input.isStdin) streams.data(input.mark + (text ?? input.text));
  }
  tell('fixed', made, run, streams);
  tell('left as it is, for its repair would bring another finding:', refused, run, streams);
  if (made.length > 0)
    streams.note(`release-plan: fixed ${counted(made.length, 'finding')} in ${counted(texts.size, 'file')}.\n`);
  return { ...run, workspace, analyses: inputs.map((input) => workspace.analysis(uriOf(input.path))) };
}

/** Prints a unified diff, as `patch -p1` and `git apply` read it, and changes nothing. */
export function showFixes(inputs: readonly Input[], run: AnalysisRun, streams: Streams): void {
  const { texts, made, refused } = repairedInputs(inputs, run);
  for (const { path, text, mark } of inputs) {
    const fixed = texts.get(uriOf(path));
    if (fixed !== undefined) streams.data(patch(run.pathOf(uriOf(path)), mark + text, mark + fixed));
  }
  tell('would be left as it is, for its repair would bring another finding:', refused, run, streams);
  streams.note(
    `release-plan: --fix would repair ${counted(made.length, 'finding')} in ${counted(texts.size, 'file')}.\n`,
  );
}

function repairedInputs(inputs: readonly Input[], run: AnalysisRun) {
  return repair(
    run.workspace,
    inputs.map((input) => uriOf(input.path)),
  );
}

function tell(what: string, repairs: readonly Repair[], run: AnalysisRun, streams: Streams): void {
  for (const { finding, fix } of repairs) {
    const at = `${named(run.pathOf(finding.place.file))}:${finding.place.range.start.line + 1}`;
    streams.note(`${at}: ${what} [${finding.code}] ${printable(fix.title)}\n`);
  }
}
