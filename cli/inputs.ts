/** From the arguments of a command to the texts of plans: files, folders, patterns, standard input. */
import { readFile, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { MAX_BYTES, readRegularFile, releaseFiles, SKIPPED, textOf } from '../server/files.ts';
import { HELD } from '../service/files/one-by-one.ts';
import { growSlowly } from '../store/memory.ts';
import { ignoring } from './git/ignored.ts';
import { Misuse } from './misuse.ts';
import { named } from './terminal/printable.ts';
import { reason } from './terminal/reason.ts';
import { readAll, type Streams } from './terminal/streams.ts';

export interface Input {
  /** Absolute; for standard input a name in the current folder. */
  readonly path: string;
  /** As sentences name it: relative to the current folder where it lies inside, odd characters escaped. */
  readonly shown: string;
  readonly text: string;
  /** The byte order mark that the file begins with, if it does; `text` is without. */
  readonly mark: string;
  readonly isStdin: boolean;
}

export interface Inputs {
  readonly files: readonly Input[];
  /** What could not be read, a sentence each; the others are still worked on. */
  readonly problems: readonly string[];
}

export interface InputOptions {
  /** Where standard input would lie, were it a file: its imports are looked for from there. */
  readonly stdinPath?: string;
  /** False: files that `.releaseignore` leaves out are taken in. */
  readonly ignore?: boolean;
  /** A folder without a plan is none to complain about. */
  readonly mayBeEmpty?: boolean;
}

/** The name that standard input goes by. */
export const STDIN_NAME = 'stdin.release';

/** No argument means every plan below the current folder. Throws a `Misuse` when nothing at all is left to work on. */
export async function readInputs(
  args: readonly string[],
  cwd: string,
  streams: Pick<Streams, 'note' | 'stdin'>,
  options: InputOptions = {},
): Promise<Inputs> {
  const { stdinPath = STDIN_NAME, ignore = true, mayBeEmpty = false } = options;
  if (options.stdinPath !== undefined && !args.includes('-')) {
    throw new Misuse('--stdin-path names standard input: say - as well, to read it.');
  }
  const problems: string[] = [];
  const found = await expand(args.length > 0 ? args : ['.'], cwd, problems, mayBeEmpty);
  if (found.length > HELD) growSlowly();
  const ignoredBy = ignore ? ignoring(cwd) : () => undefined;
  const files = new Map<string, Input>();
  for (const { path, isNamed } of found) {
    const isStdin = path === '-';
    const at = isStdin ? resolve(cwd, stdinPath) : path;
    const shown = named(shownPath(at, cwd));
    const by = isStdin ? undefined : ignoredBy(path);
    if (by !== undefined) {
      if (isNamed) streams.note(`release-plan: ${shown} is left out, as ${named(shownPath(by, cwd))} says.\n`);
      continue;
    }
    const text = isStdin ? textIn(await readAll(streams.stdin, MAX_BYTES), shown) : await textAt(path, shown);
    if ('problem' in text) problems.push(text.problem);
    else files.set(at, { path: at, shown, isStdin, ...text });
  }
  if (found.length === 0 && problems.length === 0 && !mayBeEmpty) {
    throw new Misuse(
      `There is no .release file in ${args.map((arg) => named(arg === '.' ? cwd : arg)).join(', ') || named(cwd)}. Name files or folders, or - for standard input.`,
    );
  }
  return { files: [...files.values()], problems };
}

/** Relative to the current folder where it lies inside. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return (short === '..' || short.startsWith(`..${sep}`) || short === '' ? path : short).split(sep).join('/');
}

type Text = { readonly text: string; readonly mark: string } | { readonly problem: string };

async function textAt(path: string, shown: string): Promise<Text> {
  try {
    if (isOfShell(path)) return textIn(await readFile(path), shown);
    const read = await readRegularFile(path);
    if (read instanceof Uint8Array) return textIn(read, shown);
    // Looked at before it is read: nobody wants to wait for gigabytes to be told that they are too many.
    if (read.isFile()) return tooLarge(shown, read.size);
    const hint = read.isFIFO() ? '; say - for standard input' : '';
    return { problem: `${shown} is no file: a plan is a text file${hint}.` };
  } catch (error) {
    return { problem: `${shown} cannot be read: ${reason(error)}.` };
  }
}

/** `<(generate)` and `/dev/stdin`: somebody is at the other end. Any other pipe may have nobody, and would be waited for. */
function isOfShell(path: string): boolean {
  return /^\/dev\/(stdin|fd\/\d+)$|^\/proc\/(self|\d+)\/fd\/\d+$/.test(path);
}

/** Of bytes, wherever they were read. */
export function textIn(bytes: Uint8Array, shown: string): Text {
  if (bytes.length > MAX_BYTES) return tooLarge(shown, bytes.length);
  const text = textOf(bytes);
  if (text === undefined) return { problem: `${shown} is no text in UTF-8: a plan is a text file.` };
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { text, mark: isMarked ? '\uFEFF' : '' };
}

export function tooLarge(shown: string, bytes: number): { readonly problem: string } {
  const megabytes = (count: number): number => Math.ceil(count / 1024 / 1024);
  return { problem: `${shown} has ${megabytes(bytes)} MB: a plan has at most ${megabytes(MAX_BYTES)}.` };
}

interface Found {
  /** Absolute, or `-`. */
  readonly path: string;
  /** Called by its name, not found in a folder or by a pattern. */
  readonly isNamed: boolean;
}

async function expand(args: readonly string[], cwd: string, problems: string[], mayBeEmpty: boolean): Promise<Found[]> {
  const found = new Map<string, Found>();
  const add = (paths: readonly string[], isNamed: boolean): void => {
    for (const path of paths) if (isNamed || !found.has(path)) found.set(path, { path, isNamed });
  };
  for (const arg of args) {
    if (arg === '-') {
      add(['-'], true);
      continue;
    }
    const path = resolve(cwd, arg);
    const about = await stat(path).catch((error: NodeJS.ErrnoException) =>
      ['ENOENT', 'ENOTDIR'].includes(error.code ?? '') ? undefined : null,
    );
    if (about?.isDirectory()) {
      const inside = await releaseFiles(path, (at, problem) => {
        const shown = named(shownPath(at, cwd));
        problems.push(
          problem === 'no file'
            ? `${shown} is no file: a plan is a text file.`
            : `${shown} cannot be read: ${reason(problem)}.`,
        );
      });
      if (inside.length === 0 && args.length > 1 && !mayBeEmpty)
        problems.push(`There is no .release file in ${named(arg)}.`);
      add(inside, false);
    } else if (about !== undefined) add([path], true);
    else if (isPattern(arg)) {
      const matching = await matchingFiles(arg, cwd);
      if (matching.length === 0) problems.push(`Nothing matches ${named(arg)}.`);
      add(matching, false);
    } else problems.push(`${named(arg)} does not exist.`);
  }
  return [...found.values()];
}

export function isPattern(arg: string): boolean {
  return /[*?{[!]/.test(arg);
}

/** The plans that a pattern names when no shell has expanded it. */
async function matchingFiles(pattern: string, cwd: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const paths = await glob(pattern, {
    cwd,
    absolute: true,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: SKIPPED.map((folder) => `**/${folder}/**`),
  });
  return paths
    .filter((path) => path.endsWith('.release'))
    .map((path) => resolve(path))
    .sort();
}
