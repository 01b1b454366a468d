import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { command } from '../../scripts/editor/command.ts';
import { ensureNeovim } from '../../scripts/editor/neovim.ts';
import { verdict } from './verdict.ts';
import { restoreWorkspace } from './workspace.ts';

/** What both clients of the analysis are compared by; line and character as in the protocol, from 0, in UTF-16 units. */
interface Found {
  code: string;
  line: number;
  character: number;
  message: string;
}

/** Compares, file by file, what Neovim shows with what the command line prints; gives the exit code. */
export async function run(cli: string): Promise<number> {
  const neovim = await ensureNeovim();
  if (!existsSync(cli)) throw new Error(`${cli} does not exist. Build it first (npm run build), or give --cli FILE.`);
  const workspace = await mkdtemp(join(tmpdir(), 'release-plan-neovim-'));
  await restoreWorkspace(workspace);
  const results: { error?: string }[] = [];
  let compared = 0;
  for (const name of (await readdir(workspace)).filter((each) => each.endsWith('.release')).sort()) {
    const start = performance.now();
    let error: string | undefined;
    try {
      const shown = await inNeovim(neovim, cli, join(workspace, name));
      error = difference(shown, await onCommandLine(cli, join(workspace, name)));
      compared += shown.length;
    } catch (problem) {
      error = problem instanceof Error ? problem.message : String(problem);
    }
    results.push({ error });
    console.log(`${error === undefined ? '✓' : '✗'} ${name} (${Math.round(performance.now() - start)} ms)`);
    if (error !== undefined) console.log(error.replace(/^/gm, '    '));
  }
  await rm(workspace, { recursive: true, force: true });
  return verdict(results, compared > 0 ? [] : ['Neovim showed no finding in any file, so nothing was compared.']);
}

/** What one of the two says and the other does not; nothing where they agree. */
function difference(shown: Found[], printed: Found[]): string | undefined {
  const [inEditor, inTerminal] = [new Set(shown.map(show)), new Set(printed.map(show))];
  const lines = [
    ...[...inEditor].filter((each) => !inTerminal.has(each)).map((each) => `only in Neovim: ${each}`),
    ...[...inTerminal].filter((each) => !inEditor.has(each)).map((each) => `only on the command line: ${each}`),
  ];
  if (lines.length === 0 && shown.length !== printed.length) {
    lines.push(`Neovim shows ${shown.length} findings, the command line prints ${printed.length}, some of them twice.`);
  }
  return lines.length > 0 ? lines.join('\n') : undefined;
}

async function inNeovim(neovim: string, cli: string, file: string): Promise<Found[]> {
  const script = resolve(import.meta.dirname, 'neovim.lua');
  // `--clean`: neither the user's configuration nor their plugins take part.
  const output = await command(neovim, ['--headless', '--clean', '-n', '-c', `luafile ${script}`], {
    env: {
      RELEASE_PLAN_SERVER: JSON.stringify([process.execPath, cli, 'lsp', '--stdio']),
      RELEASE_PLAN_FILE: file,
      // Neovim keeps its log there: this run's own one, gone with the workspace.
      XDG_CACHE_HOME: join(dirname(file), '.cache'),
      XDG_STATE_HOME: join(dirname(file), '.state'),
    },
  });
  const json = output.split('\n').find((line) => line.startsWith('['));
  if (!json) throw new Error(`Neovim printed no diagnostics:\n${output}`);
  return JSON.parse(json);
}

/** Exit 1 says that there are errors among the findings: here it is an answer like any other. */
async function onCommandLine(cli: string, file: string): Promise<Found[]> {
  const output = await command(process.execPath, [cli, 'check', '--format', 'json', file], { alsoFine: [1] });
  const { findings } = JSON.parse(output) as {
    findings: { code: string; message: string; line: number; column: number }[];
  };
  return findings.map(({ code, message, line, column }) => ({ code, message, line: line - 1, character: column - 1 }));
}

function show({ code, line, character, message }: Found): string {
  return `${line + 1}:${character + 1} ${code} ${message}`;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { cli: { type: 'string', default: resolve(import.meta.dirname, '../../dist/cli.js') } },
  });
  try {
    process.exitCode = await run(resolve(values.cli));
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    process.exitCode = verdict([]);
  }
}
