/** `release-plan format`: the canonical layout of files or of standard input. */
import { format as formatText } from '../../language/format.ts';
import { readInputs } from '../inputs.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import { named } from '../terminal/printable.ts';
import type { Streams } from '../terminal/streams.ts';
import { writeAtomically } from '../terminal/write.ts';

export interface FormatOptions {
  /** Names what is not formatted, changes nothing, exits 1 if there is any. */
  readonly check?: boolean;
  readonly write?: boolean;
  /** Where standard input would lie, were it a file. */
  readonly stdinPath?: string;
  /** False: files that `.releaseignore` leaves out are formatted too. */
  readonly ignore?: boolean;
}

export async function format(files: readonly string[], options: FormatOptions, streams: Streams): Promise<ExitCode> {
  if (options.check && options.write) throw new Misuse('--check and --write exclude each other.');
  const inputs = await readInputs(files, process.cwd(), streams, options);
  const { check, write } = options;
  if (!check && !write && inputs.files.length > 1) {
    throw new Misuse(
      `${inputs.files.length} files would be printed as one text. Say --write to change them, --check to see which.`,
    );
  }
  let changed = 0;
  for (const { path, shown, text, mark, isStdin } of inputs.files) {
    const formatted = formatText(text);
    if (!check && !write) {
      streams.data(mark + formatted);
      continue;
    }
    if (formatted === text) continue;
    changed++;
    if (write && isStdin) throw new Misuse('--write needs a file: standard input has none.');
    if (write) await writeAtomically(path, mark + formatted);
    streams.write(`${named(shown)}\n`);
  }
  for (const problem of inputs.problems) streams.note(`release-plan: ${problem}\n`);
  if (inputs.problems.length > 0) return 2;
  return check && changed > 0 ? 1 : 0;
}
