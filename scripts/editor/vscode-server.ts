import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { command } from './command.ts';
import { installInto, npm } from './npm.ts';
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

async function install(home: string): Promise<void> {
  checkTools();
  console.log(`Installing VS Code (code-server@${version} from npm, 600 MB, about a minute) into ${home}`);
  await installInto(home, entry, async (draft) => {
    await step('1/3 the workbench and the server', npm(draft, 'install', `code-server@${version}`));
    await step('2/3 what the server needs at run time', npm(vscode(draft), 'install'));
    // The extension host does not start without the logger. No other native module is needed for an extension test.
    const native = ['@vscode/spdlog', '@vscode/native-watchdog'];
    // Nobody measures how fast it writes its log, and compiling it well takes twice as long.
    const env = { CXXFLAGS: '-O0', npm_config_jobs: 'max' };
    await step('3/3 its native modules', command('npm', ['rebuild', ...native], { cwd: vscode(draft), env }));
  });
}

async function step(title: string, work: Promise<unknown>): Promise<void> {
  const start = performance.now();
  console.log(`  ${title} …`);
  await work;
  console.log(`  ${title}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
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
