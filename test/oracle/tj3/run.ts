/**
 * `npm run oracle:tj3`: random plans through TaskJuggler 3 and through our scheduler, every start and end compared.
 *
 * Options: `--plans 200`, `--steps 10..2000`, `--seed 1`, `--json` (prints only `{plans, steps, differences}`),
 * `--keep DIR` (writes every pair of files there), `--plan SEED:STEPS` (one plan of an earlier run again).
 * Exit code: 0 all alike, 1 differences, 2 no TaskJuggler or options that make no sense.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatInstant } from '../../../plan/time/format.ts';
import { ensureTj3 } from '../../../scripts/editor/tj3.ts';
import { toolOptions } from '../../../scripts/options.ts';
import type { Comparison, Difference } from './compare.ts';
import { type Failure, one, runOracle } from './oracle.ts';

const { values } = toolOptions(import.meta.filename, {
  options: {
    plans: { type: 'string', default: '200' },
    steps: { type: 'string', default: '10..2000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    keep: { type: 'string' },
    plan: { type: 'string' },
  },
});

const [fewest, most] = values.steps.split('..').map(Number);
const seed = Number(values.seed);
const plans = Number(values.plans);
if (!(plans > 0) || !Number.isInteger(seed) || !(fewest! >= 4) || !((most ?? fewest!) >= fewest!)) {
  fail('Options: --plans 200 --steps 10..2000 --seed 1 [--json] [--keep DIR] [--plan SEED:STEPS]');
}
const program = await tj3();
const sum = { plans: 0, steps: 0, differences: 0, ours: 0, theirs: 0 };
let folder = values.keep;

if (values.plan) {
  const [planSeed, steps] = values.plan.split(':').map(Number);
  done(await one(program, planSeed!, steps!));
} else {
  await runOracle(program, { plans, fewest: fewest!, most: most ?? fewest!, seed }, done);
}

if (values.json) {
  console.log(JSON.stringify({ plans: sum.plans, steps: sum.steps, differences: sum.differences }));
} else {
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  console.log(`plans        ${sum.plans} (seed ${values.plan ?? seed}, ${values.steps} steps each)`);
  console.log(`steps        ${sum.steps}, start and end of each`);
  console.log(`differences  ${sum.differences}`);
  console.log(`time         ours ${seconds(sum.ours)} from text to schedule, tj3 ${seconds(sum.theirs)}`);
}
process.exitCode = sum.differences > 0 ? 1 : 0;

function done(result: Comparison | Failure): void {
  sum.plans++;
  if ('message' in result) {
    sum.differences++;
    const where = write(result.seed, result);
    console.error(`plan ${result.seed}:${result.steps} could not be compared (${where}): ${result.message}\n`);
    return;
  }
  const { project, steps, differences, ours, theirs } = result;
  sum.steps += steps;
  sum.ours += ours;
  sum.theirs += theirs;
  sum.differences += differences.length;
  if (differences.length === 0) {
    if (values.keep) write(project.seed, result);
    return;
  }
  const where = write(project.seed, result);
  console.error(`plan ${project.seed}:${steps} differs in ${differences.length} times (seed ${seed}): ${where}`);
  console.error(`  ${'what'.padEnd(28)}${'ours'.padEnd(24)}tj3`);
  for (const each of differences.slice(0, 8)) {
    const what = `${each.name} ${each.what}`;
    console.error(
      `  ${what.padEnd(28)}${told(each, each.ours, project.zone).padEnd(24)}${told(each, each.theirs, project.zone)}`,
    );
  }
}

function told({ what }: Difference, value: number | undefined, zone: string): string {
  if (value === undefined || Number.isNaN(value)) return '-';
  return what === 'start' || what === 'end' ? formatInstant(value, zone) : String(value);
}

/** The folder in which a pair of files was left. */
function write(planSeed: number, { release, tjp }: { readonly release?: string; readonly tjp?: string }): string {
  folder ??= mkdtempSync(join(tmpdir(), 'oracle-tj3-'));
  mkdirSync(folder, { recursive: true });
  if (release !== undefined) writeFileSync(join(folder, `${planSeed}.release`), release);
  if (tjp !== undefined) writeFileSync(join(folder, `${planSeed}.tjp`), tjp);
  return folder;
}

/** What the installation prints must not be taken for the result. */
async function tj3(): Promise<string> {
  const log = console.log;
  console.log = console.error;
  try {
    return await ensureTj3();
  } catch (error) {
    return fail((error as Error).message);
  } finally {
    console.log = log;
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
