/** From the arguments of a command to the texts of plans: files, folders, patterns, standard input. */
import { readFile, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { releaseFiles, textOf } from '../server/files.ts';
import { Misuse } from './misuse.ts';
import { readAll, type Streams } from './streams.ts';

export interface Input {
  /** Absolute; for standard input a name in the current folder. */
  readonly path: string;
  /** As messages name it: relative to the current folder where it lies inside. */
  readonly shown: string;
  readonly text: string;
}

export interface Inputs {
  readonly files: readonly Input[];
  /** What could not be read, a sentence each; the others are still worked on. */
  readonly problems: readonly string[];
}

/** The name that standard input goes by. */
export const STDIN_NAME = 'stdin.release';

/** No argument means every plan below the current folder. Throws a `Misuse` when nothing at all is left to work on. */
export async function readInputs(args: readonly string[], cwd: string, streams: Streams): Promise<Inputs> {
  const problems: string[] = [];
  const files = new Map<string, Input>();
  for (const path of await expand(args.length > 0 ? args : ['.'], cwd, problems)) {
    const shown = path === '-' ? STDIN_NAME : shownPath(path, cwd);
    const bytes = path === '-' ? await readAll(streams.stdin) : await readBytes(path, shown, problems);
    if (!bytes) continue;
    const text = textOf(bytes);
    if (text === undefined) problems.push(`${shown} is no text in UTF-8: a plan is a text file.`);
    else files.set(shown, { path: path === '-' ? resolve(cwd, STDIN_NAME) : path, shown, text });
  }
  if (files.size === 0 && problems.length === 0) {
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

async function readBytes(path: string, shown: string, problems: string[]): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    problems.push(`${shown} cannot be read: ${reason(error)}.`);
    return undefined;
  }
}

async function expand(args: readonly string[], cwd: string, problems: string[]): Promise<string[]> {
  const paths: string[] = [];
  for (const arg of args) {
    if (arg === '-') {
      paths.push('-');
      continue;
    }
    const path = resolve(cwd, arg);
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) {
      const inside = await releaseFiles(path);
      if (inside.length === 0 && args.length > 1) problems.push(`There is no .release file in ${arg}.`);
      paths.push(...inside);
    } else if (found) paths.push(path);
    else if (isPattern(arg)) {
      const matching = await matchingFiles(arg, cwd);
      if (matching.length === 0) problems.push(`Nothing matches ${arg}.`);
      paths.push(...matching);
    } else problems.push(`${arg} does not exist.`);
  }
  return [...new Set(paths)];
}

function isPattern(arg: string): boolean {
  return /[*?{[]/.test(arg);
}

/** Walks from the last folder that the pattern names in full. */
async function matchingFiles(pattern: string, cwd: string): Promise<string[]> {
  const segments = pattern.split('/');
  const base = segments.slice(0, Math.min(segments.findIndex(isPattern), segments.length - 1)).join('/');
  const folder = resolve(cwd, base || (pattern.startsWith('/') ? '/' : '.'));
  const isFolder = (await stat(folder).catch(() => undefined))?.isDirectory();
  const expression = patternExpression(resolve(cwd, '.').split(sep).join('/'), pattern);
  return isFolder ? (await releaseFiles(folder)).filter((path) => expression.test(path.split(sep).join('/'))) : [];
}

/** `**` spans folders, `*` and `?` do not, `{a,b}` is either. */
function patternExpression(cwd: string, pattern: string): RegExp {
  const source = pattern.replace(/^\.\//, '').replace(/\*\*\/|\*\*|\*|\?|\{|\}|,|[.+^$()|\\]/g, (part) => {
    const meaning: Record<string, string> = {
      '**/': '(?:.*/)?',
      '**': '.*',
      '*': '[^/]*',
      '?': '[^/]',
      '{': '(?:',
      '}': ')',
      ',': '|',
    };
    return meaning[part] ?? `\\${part}`;
  });
  const prefix = pattern.startsWith('/') ? '' : `${cwd.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\/$/, '')}/`;
  return new RegExp(`^${prefix}${source}$`);
}

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EACCES') return 'no permission';
  if (code === 'EISDIR') return 'it is a folder';
  return error instanceof Error ? error.message : String(error);
}
