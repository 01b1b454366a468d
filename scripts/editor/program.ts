import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { command } from './command.ts';

export interface Program {
  /** What people call it, for messages. */
  title: string;
  /** The environment variable that names the program and wins over everything else. */
  variable: string;
  /** Names looked for on PATH, best first. */
  names: string[];
  /** Folders that are looked through behind PATH. */
  places?: readonly string[];
  /** The Debian packages that bring it, in one line. */
  debian: string;
  /** What that has to bring besides, where another package brings the program. */
  file?: string;
}

/** The path of a program that a test needs. Where it is missing it is installed or the test fails: it never skips. */
export async function ensureProgram(program: Program): Promise<string> {
  const wanted = process.env[program.variable];
  if (wanted) {
    if (executable(wanted)) return wanted;
    throw new Error(`${program.variable} names ${wanted}, which is not an executable file.`);
  }
  const found =
    program.file === undefined || existsSync(program.file) ? onPath(program.names, program.places) : undefined;
  if (found) return found;
  if (canInstall()) {
    console.log(`${program.title} is missing: installing from Debian: ${program.debian} …`);
    const apt = ['-o', 'DPkg::Lock::Timeout=300'];
    known ??= command('apt-get', [...apt, 'update']);
    await known;
    await command('apt-get', [...apt, 'install', '-y', '--no-install-recommends', ...program.debian.split(' ')]);
    const installed = onPath(program.names, program.places);
    if (installed) return installed;
  }
  throw new Error(
    `${program.title} is missing (looked for ${program.names.join(', ')} on PATH${program.file === undefined ? '' : `, and for ${program.file}`}). ` +
      `Install it (Debian: apt-get install ${program.debian}) or set ${program.variable} to its path.`,
  );
}

/** What Debian has now: asked for once, however many programs are missing. */
let known: Promise<string> | undefined;

/** The first of these names that is an executable on PATH, or in one of these places. */
export function onPath(names: string[], places: readonly string[] = []): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...places];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(executable);
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function canInstall(): boolean {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}
