import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { command } from './command.ts';
import { onPath } from './program.ts';

/** The npm package code-server carries the VS Code of the same number without its first digits: this one is 1.139.1. */
const version = '4.139.1';

/** The entry point of a real VS Code server, installed from npm on the first call and kept in the user's cache. */
export async function ensureVsCodeServer(): Promise<string> {
  const home = join(cacheFolder(), `vscode-server-${version}-node${nodeMajor()}-${process.platform}-${process.arch}`);
  if (!existsSync(entry(home))) await install(home);
  return entry(home);
}

function entry(home: string): string {
  return join(vscode(home), 'out', 'server-main.js');
}

function vscode(home: string): string {
  return join(home, 'node_modules', 'code-server', 'lib', 'vscode');
}

/** Everything happens in a folder of its own that gets its name last: an interrupted install is never taken for one. */
async function install(home: string): Promise<void> {
  checkTools();
  await mkdir(dirname(home), { recursive: true });
  await removeOldDrafts(home);
  const draft = await mkdtemp(`${home}.`);
  try {
    console.log(`Installing VS Code (code-server@${version} from npm, 600 MB, about a minute) into ${home}`);
    await writeFile(join(draft, 'package.json'), '{ "private": true }\n');
    await step('1/3 the workbench and the server', npm(draft, 'install', `code-server@${version}`));
    await step('2/3 what the server needs at run time', npm(vscode(draft), 'install'));
    // The extension host does not start without the logger. No other native module is needed for an extension test.
    const native = ['@vscode/spdlog', '@vscode/native-watchdog'];
    await step('3/3 its native modules', command('npm', ['rebuild', ...native], { cwd: vscode(draft) }));
    await putInPlace(draft, home);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** What an interrupted install has left; one that is younger than an hour may still be at work. */
async function removeOldDrafts(home: string): Promise<void> {
  for (const name of await readdir(dirname(home))) {
    const path = join(dirname(home), name);
    if (!path.startsWith(`${home}.`) || Date.now() - (await stat(path)).mtimeMs < 3_600_000) continue;
    await rm(path, { recursive: true, force: true });
  }
}

function npm(cwd: string, ...args: string[]): Promise<string> {
  return command('npm', [...args, '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd });
}

async function step(title: string, work: Promise<unknown>): Promise<void> {
  const start = performance.now();
  console.log(`  ${title} …`);
  await work;
  console.log(`  ${title}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

/** Of two installs that run at the same time the first one wins and the second one is thrown away. */
async function putInPlace(draft: string, home: string): Promise<void> {
  try {
    await rename(draft, home);
  } catch (error) {
    if (!existsSync(entry(home))) throw error;
  }
}

function checkTools(): void {
  if (nodeMajor() !== 24) {
    throw new Error(
      `VS Code's server needs Node 24; this is ${process.version}. Run it with \`npm run\`, which uses ours.`,
    );
  }
  const missing = ['g++', 'make', 'python3'].filter((tool) => !onPath([tool]));
  if (missing.length > 0) {
    throw new Error(
      `VS Code's server compiles two native modules; for that it lacks ${missing.join(', ')}. ` +
        'Install the compiler (Debian: apt-get install g++ make python3; macOS: xcode-select --install) and run this again.',
    );
  }
}

function nodeMajor(): number {
  return Number(process.versions.node.split('.')[0]);
}

if (import.meta.main) console.log(await ensureVsCodeServer());
