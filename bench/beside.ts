/**
 * `npm run bench:beside -- --other DIR`: this version and an older one on the same text, in turn: reading, scheduling,
 * checking. DIR is a checkout of the older version with what it depends on installed.
 *
 * Options: `--steps 100,1000`, `--rounds 15`, and `--processor` on a machine that has other work: time of the processor, not of the
 * clock; `--version` is how it calls itself. Prints a Markdown table: medians in milliseconds, the older one first.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { toolOptions } from '../scripts/options.ts';
import { clock, milliseconds, processor, spreadOf, table } from './tools/measure.ts';

const { values } = toolOptions(import.meta.filename, {
  options: {
    other: { type: 'string' },
    steps: { type: 'string', default: '100,1000' },
    rounds: { type: 'string', default: '15' },
    processor: { type: 'boolean', default: false },
    /** A process of one version: reads sizes, writes times. */
    version: { type: 'string' },
  },
});

/** Of both versions the same: what is measured, and on what. */
interface Stages {
  readonly parse: number;
  readonly lower: number;
  readonly schedule: number;
  readonly check: number;
}

const STAGES: readonly (keyof Stages)[] = ['parse', 'lower', 'schedule', 'check'];
const pass = (stages: Stages): number => STAGES.reduce((sum, stage) => sum + stages[stage], 0);

if (values.version !== undefined) await answer(values.version);
else await compare();

async function compare(): Promise<void> {
  if (values.other === undefined) throw new Error('Say with --other where a checkout of the older version is.');
  const other = resolve(values.other);
  const versions = [start(other), start(resolve(import.meta.dirname, '..'))];
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}.\n`);
  const rows: string[][] = [];
  for (const steps of values.steps.split(',').map(Number)) {
    const measured: Stages[][] = [[], []];
    // In turn, so that whatever else the machine does is shared by both; the first round warms up.
    for (let round = 0; round <= Number(values.rounds); round++) {
      for (const [i, ask] of versions.entries()) {
        const stages = await ask(steps);
        if (round > 0) measured[i]!.push(stages);
      }
    }
    const of = (taken: (stages: Stages) => number) =>
      measured.map((all) => milliseconds(spreadOf(all.map(taken)).median)).join(' → ');
    rows.push([steps.toLocaleString('en'), ...STAGES.map((stage) => of((one) => one[stage])), of(pass)]);
  }
  console.log(table(`Older → this, ms${values.processor ? ' of processor' : ''}`, ['steps', ...STAGES, 'all'], rows));
  for (const { stop } of versions) stop();
}

function start(root: string) {
  const own = [import.meta.filename, '--version', root, ...(values.processor ? ['--processor'] : [])];
  const child = spawn(process.execPath, own, {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (steps: number): Promise<Stages> => {
    child.stdin.write(`${steps}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`The version in ${root} has ended.`);
    return JSON.parse(value);
  };
  return Object.assign(ask, { stop: () => child.stdin.end() });
}

/** The plans are those of the older version's time: both understand them. */
async function answer(root: string): Promise<void> {
  const load = (...paths: string[]) => import(paths.map((path) => join(root, path)).find((path) => existsSync(path))!);
  const { parse } = await load('language/parse/parser.ts', 'language/parser.ts');
  const { lower } = await load('language/lower/lower.ts');
  const { analyse, scheduleAll } = await load('plan/analysis.ts');
  const { samplePlan } = await import('./tools/plans.ts');
  for await (const line of createInterface({ input: process.stdin })) {
    const { release: text } = samplePlan(Number(line));
    const parsed = parse(text);
    const { plan } = lower('file:///bench/a.release', parsed, []);
    const schedules = scheduleAll(plan);
    const stages: Stages = {
      parse: timed(() => parse(text)),
      lower: timed(() => lower('file:///bench/a.release', parsed, [])),
      schedule: timed(() => scheduleAll(plan)),
      check: timed(() => analyse(plan, { schedules })),
    };
    console.log(JSON.stringify(stages));
  }
}

function timed(work: () => unknown): number {
  const now = values.processor ? processor : clock;
  const started = now();
  work();
  return now() - started;
}
