/** How the program `git` is run: nothing that a repository holds or configures is executed, and nothing is fetched. */
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { Misuse } from '../misuse.ts';

/** Options are settled before the command; none of them can be overruled by the configuration of the repository. */
export const SETTINGS = [
  '--no-pager',
  '--literal-pathspecs',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'diff.external=',
  '-c',
  'log.showSignature=false',
];

/** Where the configuration of whoever calls lies, among it which folders are safe; and where git itself does. */
const KEPT =
  /^GIT_(CONFIG(_GLOBAL|_SYSTEM|_NOSYSTEM|_COUNT|_KEY_\d+|_VALUE_\d+)|CEILING_DIRECTORIES|EXEC_PATH|DISCOVERY_ACROSS_FILESYSTEM)$/;

/** Where what git makes is put, and where it finds what there is: nothing is added to the repository itself. */
export interface Objects {
  readonly made: string;
  readonly known: string;
}

export function environment(objects?: Objects): NodeJS.ProcessEnv {
  // What git is told by the environment is meant for another repository, or for whoever works in this one (a hook sets
  // GIT_DIR and GIT_INDEX_FILE; traces go to files): the repository that is read is the one that was found.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || KEPT.test(name));
  return {
    ...Object.fromEntries(inherited),
    // Sentences that are looked for are English ones.
    LC_ALL: 'C',
    GIT_PAGER: 'cat',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // A partial clone would fetch what it lacks, by a command that its configuration names.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    ...(objects && { GIT_OBJECT_DIRECTORY: objects.made, GIT_ALTERNATE_OBJECT_DIRECTORIES: quoted(objects.known) }),
  };
}

/** Started beside Node itself: where programs are looked for in the current folder first, a repository could bring its own. */
export const PLACE = dirname(process.execPath);

/** Milliseconds: longer is a repository too large to wait for. */
const PATIENCE = 20_000;

/** What git says; empty where it ends with one of the exit codes that mean "nothing". */
export async function git(root: string, args: readonly string[], nothing: readonly number[] = []): Promise<string> {
  const { code, said } = await answer(root, args, nothing);
  return code === 0 ? said : '';
}

/** What git says, and the exit code it ends with: 0 or one of those that are taken for an answer. */
export function answer(
  root: string,
  args: readonly string[],
  taken: readonly number[],
  objects?: Objects,
): Promise<{ readonly code: number; readonly said: string }> {
  return new Promise((resolve, reject) => {
    const options = { cwd: PLACE, env: environment(objects), maxBuffer: 512 * 1024 * 1024, timeout: PATIENCE };
    execFile('git', ['-C', root, ...SETTINGS, ...args], options, (error, stdout, stderr) => {
      if (!error) resolve({ code: 0, said: stdout });
      else if (typeof error.code === 'number' && taken.includes(error.code))
        resolve({ code: error.code, said: stdout });
      else reject(troubleOf(error, stderr, root));
    });
  });
}

/** Colons stand between the folders of that list, unless they are quoted as C does it. */
function quoted(path: string): string {
  return /[:;"]/.test(path) ? JSON.stringify(path) : path;
}

export function troubleOf(
  error: Error & { readonly code?: unknown; readonly killed?: boolean },
  stderr: string,
  root: string,
): Misuse {
  if (error.code === 'ENOENT') {
    return new Misuse('git is not installed, or not on the PATH: without it there are no earlier versions to read.');
  }
  if (error.killed) return new Misuse(`git took longer than ${PATIENCE / 1000} s in ${root}, and was stopped.`);
  const said =
    stderr
      .trim()
      .split('\n')[0]
      ?.replace(/^(fatal|error): /, '') ?? '';
  return new Misuse(`git cannot read the repository ${root}${said === '' ? '.' : `: ${said}`}`);
}
