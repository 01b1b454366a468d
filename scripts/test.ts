/**
 * The whole suite: style, types, generated files, build, tests, the packaged extension in a real VS Code (Node host and
 * web host), Neovim. Every stage runs even when an earlier one failed; the last line counts them all.
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
}

const report = join(tmpdir(), `release-plan-vitest-${process.pid}.json`);

const STAGES: readonly Stage[] = [
  { name: 'style', command: ['biome', 'check', '--error-on-warnings', '.'], counts: 'exit code' },
  { name: 'types', command: ['tsc', '-p', '.'], counts: 'exit code' },
  { name: 'generated files', command: ['node', 'scripts/generate.ts', '--check'], counts: 'exit code' },
  { name: 'build', command: ['node', 'scripts/build.ts', '--vsix'], counts: 'exit code' },
  // The browser serves the fast tests too; a download in the middle of a test would only look like a hanging one.
  { name: 'programs to test with', command: ['node', 'scripts/editor/install.ts'], counts: 'exit code' },
  {
    name: 'tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    counts: 'vitest',
  },
  { name: 'mutants', command: ['node', 'test/mutate/run.ts', '--proof'], counts: 'closing line' },
  {
    name: 'five years later',
    command: ['node', 'scripts/later.ts', 'test/readme.test.ts', 'test/cli/moment.test.ts', 'test/examples'],
    counts: 'exit code',
  },
  { name: 'real VS Code', command: ['node', 'test/editor/run.ts'], counts: 'closing line', slow: true },
  {
    name: 'real VS Code, web host',
    command: ['node', 'test/editor/run.ts', '--web'],
    counts: 'closing line',
    slow: true,
  },
  { name: 'Neovim', command: ['node', 'test/editor/neovim.ts'], counts: 'closing line', slow: true },
];

let passed = 0;
let failed = 0;
const failures: string[] = [];
const fast = process.argv.includes('--fast');
for (const stage of STAGES) {
  if (fast && stage.slow) continue;
  const started = performance.now();
  console.log(`\n── ${stage.name} ${'─'.repeat(Math.max(3, 100 - stage.name.length))}`);
  const { code, output } = await run(stage.command);
  const counted = countsOf(stage, code, output);
  passed += counted.passed;
  failed += counted.failed;
  if (counted.failed > 0) failures.push(stage.name);
  console.log(
    `   ${stage.name}: ${counted.passed} passed, ${counted.failed} failed in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
}
rmSync(report, { force: true });
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
if (fast) console.log('\nOnly the fast stages ran; `npm test` runs them all.');
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function run(command: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const [program, ...rest] = command;
    const child = spawn(program!, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.on('error', (error) => {
      console.error(error.message);
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

function closingLine(output: string): { passed: number; failed: number } | undefined {
  const match = [...output.matchAll(/^(\d+) passed, (\d+) failed\s*$/gm)].at(-1);
  return match ? { passed: Number(match[1]), failed: Number(match[2]) } : undefined;
}
