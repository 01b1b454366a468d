/** `release-plan migrate`: what is spelled otherwise than the language has it by now, and read all the same, as the language has it. */
import { respell, spellingsIn } from '../../language/edit/respell.ts';
import { counted } from '../../plan/counted.ts';
import type { FormProblem } from '../../plan/model.ts';
import { uriOf } from '../../server/files.ts';
import { readWorkspace } from '../analyses.ts';
import { uncommitted } from '../git/uncommitted.ts';
import { readInputs } from '../inputs.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import { patch } from '../terminal/patch.ts';
import { named, printable } from '../terminal/printable.ts';
import type { Streams } from '../terminal/streams.ts';
import { writeAtomically } from '../terminal/write.ts';

export interface MigrateOptions {
  /** Changes nothing, exits 1 if there is anything to change. */
  readonly check?: boolean;
  readonly write?: boolean;
  /** With one of these: shows the changes as well. With none it is all that is done. */
  readonly diff?: boolean;
  /** False: files that `.releaseignore` leaves out are taken in. */
  readonly ignore?: boolean;
  readonly now: number;
}

export async function migrate(files: readonly string[], options: MigrateOptions, streams: Streams): Promise<ExitCode> {
  const { check, write, now } = options;
  if (check && write) throw new Misuse('--check and --write exclude each other.');
  if (files.includes('-')) throw new Misuse('migrate works on files: a plan may import others, and is imported.');
  const cwd = process.cwd();
  const inputs = await readInputs(files, cwd, streams, options);
  const { workspace, pathOf } = await readWorkspace(inputs.files, { cwd, now });
  const uris = inputs.files.map(({ path }) => uriOf(path));
  const { texts, made, left } = respell(workspace, uris);
  const isShowing = options.diff || (!check && !write);
  const changed = inputs.files.filter(({ path }) => texts.has(uriOf(path)));
  // Before anything is written: git alone takes back what was committed.
  const open = write ? await uncommitted(changed.map(({ path }) => path)) : [];
  for (const { path, text, mark } of changed) {
    const better = mark + texts.get(uriOf(path))!;
    if (isShowing) streams.data(patch(pathOf(uriOf(path)), mark + text, better));
    if (write) await writeAtomically(path, better);
  }

  const tell = isShowing ? streams.note : streams.write;
  for (const { path, shown } of inputs.files) {
    const [own = [], stays = []] = [made.get(uriOf(path)), left.get(uriOf(path))];
    const done = write ? 'written as the language has it now' : 'to write as the language has it now';
    if (own.length > 0) tell(`${named(shown)}: ${counted(own.length, 'line')} ${done}\n`);
    else if (stays.length === 0) tell(`${named(shown)}: nothing to do\n`);
    for (const one of stays)
      tell(
        `${named(shown)}:${lineOf(one)}: left as it is, for something else would be read or found then: ${printable(one.message)}\n`,
      );
  }
  for (const uri of workspace.files()) {
    const others = uris.includes(uri) ? 0 : spellingsIn(workspace, uri).length;
    if (others > 0)
      streams.note(
        `release-plan: ${named(pathOf(uri))} is imported, and has ${counted(others, 'line')} to write otherwise: name it as well.\n`,
      );
  }
  for (const path of open)
    streams.note(
      `release-plan: ${named(pathOf(uriOf(path)))} was not in git as it was: git does not give that back.\n`,
    );
  for (const problem of inputs.problems) streams.note(`release-plan: left as it is: ${problem}\n`);
  if (inputs.problems.length > 0) return 2;
  return check && changed.length > 0 ? 1 : 0;
}

function lineOf({ place }: FormProblem): number {
  return place.range.start.line + 1;
}
