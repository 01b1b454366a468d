/**
 * The whole suite: style, types, generated files, build, tests, the packaged extension in a real VS Code (Node host and
 * web host), Neovim. Each begins as soon as what it needs is there, so that no core is idle while another stage waits, and
 * runs even when an earlier one failed; the last line counts them all.
 *
 * `npm test -- --fast`: all but the real editors, for the minutes between two commits.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Stage {
  readonly name: string;
  readonly command: readonly string[];
  /** Where the counts stand: the closing line of the stage, Vitest's report, or the exit code alone. */
  readonly counts: 'closing line' | 'vitest' | 'exit code';
  readonly slow?: boolean;
  /** What it begins behind: what makes something that it needs, or would take the time that it needs. */
  readonly after?: readonly Stage[];
}

const report = join(tmpdir(), `release-plan-vitest-${process.pid}.json`);

const style: Stage = { name: 'style', command: ['biome', 'check', '--error-on-warnings', '.'], counts: 'exit code' };
const types: Stage = { name: 'types', command: ['tsc', '-p', '.'], counts: 'exit code' };
const generated: Stage = {
  name: 'generated files',
  command: ['node', 'scripts/generate.ts', '--check'],
  counts: 'exit code',
};
const build: Stage = { name: 'build', command: ['node', 'scripts/build.ts', '--vsix'], counts: 'exit code' };
// The time in which something is downloaded is time for all of the above.
const programs: Stage = {
  name: 'programs to test with',
  command: ['node', 'scripts/editor/install.ts'],
  counts: 'exit code',
};
const editor: Stage = {
  name: 'VS Code to test with',
  command: ['node', 'scripts/editor/vscode-server.ts'],
  counts: 'exit code',
  slow: true,
};
const tests: Stage = {
  name: 'tests',
  command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  counts: 'vitest',
  // The browser serves the fast tests too; a download in the middle of a test would only look like a hanging one.
  after: [generated, build, programs],
};
// An editor waits for two thirds of its time, which tests have use for.
const nodeHost: Stage = {
  name: 'real VS Code',
  command: ['node', 'test/editor/run.ts'],
  counts: 'closing line',
  slow: true,
  after: [build, programs, editor],
};
const webHost: Stage = {
  name: 'real VS Code, web host',
  command: ['node', 'test/editor/run.ts', '--web'],
  counts: 'closing line',
  slow: true,
  after: [nodeHost],
};
const neovim: Stage = {
  name: 'Neovim',
  command: ['node', 'test/editor/neovim.ts'],
  counts: 'closing line',
  slow: true,
  after: [webHost],
};
const mutants: Stage = {
  name: 'mutants',
  command: ['node', 'test/mutate/run.ts', '--proof'],
  counts: 'closing line',
  after: [generated, neovim],
};
const later: Stage = {
  name: 'five years later',
  command: [
    'node',
    'scripts/later.ts',
    'test/readme.test.ts',
    'test/cli/moment.test.ts',
    'test/examples/examples',
    'test/examples/earlier',
  ],
  counts: 'exit code',
  after: [build, programs, mutants],
};
/** Each behind those that it waits for. */
const STAGES = [style, types, generated, build, programs, editor, tests, nodeHost, webHost, neovim, mutants, later];

const LINES_OF_A_FAILURE = 12;

let passed = 0;
let failed = 0;
const failures: { readonly stage: string; readonly told: string }[] = [];
const fast = process.argv.includes('--fast');
const ended = new Map<Stage, Promise<void>>();
let shown: Promise<unknown> = Promise.resolve();
for (const stage of STAGES.filter(({ slow }) => !(fast && slow))) {
  const above = shown;
  // Nobody waits for one that is left out.
  const done = Promise.all((stage.after ?? []).map((one) => ended.get(one))).then(() => follow(stage, above));
  ended.set(stage, done);
  shown = Promise.all([above, done]);
}
await shown;
rmSync(report, { force: true });
// Once more at the end, where somebody looks who has the last lines of a long log alone.
for (const { stage, told } of failures) console.log(`\nFailed: ${stage}\n${told}`);
if (fast) console.log('\nOnly the fast stages ran; `npm test` runs them all.');
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Runs a stage; what it says is shown as it comes, but not before those `above` it have said all. */
async function follow(stage: Stage, above: Promise<unknown>): Promise<void> {
  const started = performance.now();
  const shown = screenAfter(above);
  shown.write(`\n── ${stage.name} ${'─'.repeat(Math.max(3, 100 - stage.name.length))}\n`);
  const { code, output } = await run(stage.command, shown);
  const counted = countsOf(stage, code, output);
  passed += counted.passed;
  failed += counted.failed;
  if (counted.failed > 0) failures.push({ stage: stage.name, told: failuresOf(stage, output) });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  shown.write(`   ${stage.name}: ${counted.passed} passed, ${counted.failed} failed in ${seconds} s\n`);
}

interface Screen {
  write(text: string | Buffer): void;
}

/** Shows what is written from the moment on that another one has written all. */
function screenAfter(above: Promise<unknown>): Screen {
  let held: (string | Buffer)[] | undefined = [];
  void above.then(() => {
    for (const text of held!) process.stdout.write(text);
    held = undefined;
  });
  return { write: (text) => (held ? held.push(text) : process.stdout.write(text)) };
}

function run(command: readonly string[], shown: Screen): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const [program, ...rest] = command;
    const child = spawn(program!, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const pass = (chunk: Buffer) => {
      output += chunk;
      shown.write(chunk);
    };
    child.stdout.on('data', pass);
    child.stderr.on('data', pass);
    child.on('error', (error) => {
      shown.write(`${error.message}\n`);
      resolve({ code: 1, output });
    });
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A stage that failed, or ran no test, counts at least one failure, whatever it printed. */
function countsOf(stage: Stage, code: number, output: string): { passed: number; failed: number } {
  if (stage.counts === 'exit code') return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const counts = stage.counts === 'vitest' ? vitestCounts() : closingLine(output);
  const wrong = code !== 0 || !counts || counts.passed + counts.failed === 0;
  return { passed: counts?.passed ?? 0, failed: wrong ? Math.max(1, counts?.failed ?? 0) : counts.failed };
}

function vitestCounts(): { passed: number; failed: number } | undefined {
  if (!existsSync(report)) return undefined;
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
  return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0 };
}

/** What failed, with the first lines of why. */
function failuresOf({ counts }: Stage, output: string): string {
  const failed =
    counts === 'vitest' ? [...failedTests(), ...unhandled(output)] : output.split('\n').flatMap(failedLine);
  return (failed.length > 0 ? failed : output.trimEnd().split('\n').slice(-LINES_OF_A_FAILURE)).join('\n');
}

/** A test of ours that is marked as failed, with what is said below it. */
function failedLine(line: string, i: number, lines: readonly string[]): readonly string[] {
  if (!line.startsWith('✗ ')) return [];
  const below = lines.slice(i + 1, i + LINES_OF_A_FAILURE);
  const end = below.findIndex((next) => !next.startsWith(' '));
  return [line, ...below.slice(0, end < 0 ? undefined : end)];
}

function failedTests(): readonly string[] {
  if (!existsSync(report)) return [];
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [`✗ ${name}`, message] : [];
    return failed.flatMap(({ fullName, failureMessages }) => [
      `✗ ${name} › ${fullName}`,
      ...failureMessages.flatMap(readable),
    ]);
  });
}

/** What failed between the tests: Vitest counts it nowhere, and ends with 1. */
function unhandled(output: string): readonly string[] {
  const lines = output.split('\n');
  const from = lines.findIndex((line) => /Unhandled (Errors?|Rejection)/.test(line));
  return from < 0 ? [] : lines.slice(from, from + 2 * LINES_OF_A_FAILURE);
}

/** Without the way through the runner. */
function readable(message: string): readonly string[] {
  const lines = message.split('\n').filter((line) => !/node_modules.vitest/.test(line));
  return lines.slice(0, LINES_OF_A_FAILURE).map((line) => `    ${line}`);
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

function closingLine(output: string): { passed: number; failed: number } | undefined {
  const match = [...output.matchAll(/^(\d+) passed, (\d+) failed\s*$/gm)].at(-1);
  return match ? { passed: Number(match[1]), failed: Number(match[2]) } : undefined;
}
