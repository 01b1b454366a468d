/** From the arguments of a command to the texts of plans: files, folders, patterns, standard input. */
import { readFile, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { MAX_BYTES, releaseFiles, SKIPPED, textOf } from '../server/files.ts';
import { ignoring } from './ignored.ts';
import { Misuse } from './misuse.ts';
import { readAll, type Streams } from './streams.ts';

export interface Input {
  /** Absolute; for standard input a name in the current folder. */
  readonly path: string;
  /** As messages name it: relative to the current folder where it lies inside. */
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
}

/** The name that standard input goes by. */
export const STDIN_NAME = 'stdin.release';

/** No argument means every plan below the current folder. Throws a `Misuse` when nothing at all is left to work on. */
export async function readInputs(
  args: readonly string[],
  cwd: string,
  streams: Streams,
  options: InputOptions = {},
): Promise<Inputs> {
  const { stdinPath = STDIN_NAME, ignore = true } = options;
  if (options.stdinPath !== undefined && !args.includes('-')) {
    throw new Misuse('--stdin-path names standard input: say - as well, to read it.');
  }
  const problems: string[] = [];
  const found = await expand(args.length > 0 ? args : ['.'], cwd, problems);
  const ignoredBy = ignore ? ignoring(cwd) : () => undefined;
  const files = new Map<string, Input>();
  for (const { path, isNamed } of found) {
    const isStdin = path === '-';
    const at = isStdin ? resolve(cwd, stdinPath) : path;
    const shown = shownPath(at, cwd);
    const by = isStdin ? undefined : ignoredBy(path);
    if (by !== undefined) {
      if (isNamed) streams.note(`release-plan: ${shown} is left out, as ${shownPath(by, cwd)} says.\n`);
      continue;
    }
    const text = isStdin ? textIn(await readAll(streams.stdin), shown) : await textAt(path, shown);
    if ('problem' in text) problems.push(text.problem);
    else files.set(at, { path: at, shown, isStdin, ...text });
  }
  if (found.length === 0 && problems.length === 0) {
    throw new Misuse(
      `There is no .release file in ${args.join(', ') || cwd}. Name files or folders, or - for standard input.`,
    );
  }
  return { files: [...files.values()], problems };
}

export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return (short.startsWith('..') || short === '' ? path : short).split(sep).join('/');
}

type Text = { readonly text: string; readonly mark: string } | { readonly problem: string };

async function textAt(path: string, shown: string): Promise<Text> {
  try {
    const about = await stat(path);
    if (!about.isFile() && !about.isFIFO()) return { problem: `${shown} is no file: a plan is a text file.` };
    // Looked at before it is read: nobody wants to wait for gigabytes to be told that they are too many.
    return about.size > MAX_BYTES ? tooLarge(shown, about.size) : textIn(await readFile(path), shown);
  } catch (error) {
    return { problem: `${shown} cannot be read: ${reason(error)}.` };
  }
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

async function expand(args: readonly string[], cwd: string, problems: string[]): Promise<Found[]> {
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
    const about = await stat(path).catch(() => undefined);
    if (about?.isDirectory()) {
      const inside = await releaseFiles(path);
      if (inside.length === 0 && args.length > 1) problems.push(`There is no .release file in ${arg}.`);
      add(inside, false);
    } else if (about) add([path], true);
    else if (/[*?{[!]/.test(arg)) {
      const matching = await matchingFiles(arg, cwd);
      if (matching.length === 0) problems.push(`Nothing matches ${arg}.`);
      add(matching, false);
    } else problems.push(`${arg} does not exist.`);
  }
  return [...found.values()];
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

/** Why a file cannot be read or written, for the end of a sentence. */
export function reason(error: unknown): string {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) };
  return (code !== undefined && REASONS[code]) || message;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is no folder',
  EROFS: 'the disk can only be read',
};
