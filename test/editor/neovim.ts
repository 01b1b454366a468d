import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { JSON_VERSION, type JsonFile, type JsonReport } from '../../exchange/json/json.ts';
import { command } from '../../scripts/editor/command.ts';
import { ensureNeovim } from '../../scripts/editor/neovim.ts';
import { verdict } from './verdict.ts';
import { restoreWorkspace } from './workspace.ts';

/** What both clients of the analysis are compared by; positions as in the protocol, from 0, in UTF-16 units. */
interface Found {
  code: string;
  severity: 'error' | 'warning' | 'information' | 'hint';
  message: string;
  range: { start: Position; end: Position };
}

interface Position {
  line: number;
  character: number;
}

/** Compares, file by file, what Neovim shows with what the command line prints; gives the exit code. */
export async function run(cli: string): Promise<number> {
  const neovim = await ensureNeovim();
  if (!existsSync(cli)) throw new Error(`${cli} does not exist. Build it first (npm run build), or give --cli FILE.`);
  const workspace = await mkdtemp(join(tmpdir(), 'release-plan-neovim-'));
  await restoreWorkspace(workspace);
  const names = (await readdir(workspace)).filter((each) => each.endsWith('.release')).sort();
  // Side by side: each mostly waits for its server to have had the last word.
  const results = await Promise.all(names.map((name) => compare(neovim, cli, join(workspace, name))));
  for (const [index, { shown, error }] of results.entries()) {
    console.log(`${error === undefined ? '✓' : '✗'} ${names[index]}: ${shown} findings`);
    if (error !== undefined) console.log(error.replace(/^/gm, '    '));
  }
  await rm(workspace, { recursive: true, force: true });
  const isEmpty = results.every(({ shown }) => shown === 0);
  return verdict(results, isEmpty ? ['Neovim showed no finding in any file, so nothing was compared.'] : []);
}

async function compare(neovim: string, cli: string, file: string): Promise<{ shown: number; error?: string }> {
  try {
    const printed = await onCommandLine(cli, file);
    const shown = await inNeovim(neovim, cli, file, printed.length);
    return { shown: shown.length, error: difference(shown, printed) };
  } catch (problem) {
    return { shown: 0, error: problem instanceof Error ? problem.message : String(problem) };
  }
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

/** @param count how many diagnostics to wait for; fewer or more than that are given too, only later */
async function inNeovim(neovim: string, cli: string, file: string, count: number): Promise<Found[]> {
  const script = resolve(import.meta.dirname, 'neovim.lua');
  // `--clean`: neither the user's configuration nor their plugins take part.
  const output = await command(neovim, ['--headless', '--clean', '-n', '-c', `luafile ${script}`], {
    env: {
      RELEASE_PLAN_SERVER: JSON.stringify([process.execPath, cli, 'lsp', '--stdio']),
      RELEASE_PLAN_FILE: file,
      RELEASE_PLAN_COUNT: String(count),
      // Neovim keeps its log there: one for each file, gone with the workspace.
      XDG_CACHE_HOME: `${file}.cache`,
      XDG_STATE_HOME: `${file}.state`,
    },
  });
  const json = output.split('\n').find((line) => line.startsWith('['));
  if (!json) throw new Error(`Neovim printed no diagnostics:\n${output}`);
  return JSON.parse(json);
}

/** Exit 1 says that there are errors among the findings: here it is an answer like any other. */
async function onCommandLine(cli: string, file: string): Promise<Found[]> {
  // All plans of the folder, as the server sees them: some findings are between plans.
  const output = await command(process.execPath, [cli, 'check', '--format', 'json', dirname(file)], { alsoFine: [1] });
  const { version, files }: JsonReport = JSON.parse(output);
  const ofFile = files.find(({ path }) => basename(path) === basename(file));
  if (version !== JSON_VERSION || !ofFile) throw new Error(`This is no report on ${file}:\n${output}`);
  const { findings, releases }: JsonFile = ofFile;
  const all = [...findings, ...releases.flatMap((release) => release.findings)];
  // What is waived the server keeps silent about, and what is in another file it shows at the import.
  const shown = all.filter((finding) => finding.waived === undefined && finding.path === undefined);
  // Each of several facts that are told as one finding is a hint where it stands.
  return shown.flatMap((finding): Found[] => [
    finding,
    ...(finding.members ?? [])
      .filter(({ path }) => path === undefined)
      .map((fact) => ({ ...fact, code: finding.code, severity: 'hint' as const })),
  ]);
}

function show({ code, severity, message, range: { start, end } }: Found): string {
  return `${at(start)}-${at(end)} ${severity} ${code} ${message}`;
}

function at({ line, character }: Position): string {
  return `${line + 1}:${character + 1}`;
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
