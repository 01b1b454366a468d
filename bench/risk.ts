/**
 * `npm run bench:risk`: how long simulations take, and how far their answers are from what is known exactly.
 *
 * Options: `--steps 100,1000`, `--runs 10000`, `--rounds 9`. Prints Markdown tables; docs/benchmarks.md holds a run of them.
 */
import { cpus } from 'node:os';
import { lower } from '../language/lower/lower.ts';
import { parse } from '../language/parse/parser.ts';
import { scheduleAll } from '../plan/analysis.ts';
import type { Plan, Release } from '../plan/model.ts';
import type { Settings } from '../plan/risk/durations.ts';
import { simulate } from '../plan/risk/simulate.ts';
import { subjectOf } from '../plan/risk/subject.ts';
import type { Schedule } from '../plan/schedule/model.ts';
import { toolOptions } from '../scripts/options.ts';
import { type Exact, maximumOf, pert, sumOf, triangular } from './tools/exact.ts';
import { measure, milliseconds, table } from './tools/measure.ts';
import { samplePlan } from './tools/plans.ts';

const { values } = toolOptions(import.meta.filename, {
  options: {
    steps: { type: 'string', default: '100,1000' },
    runs: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '9' },
  },
});
const runs = Number(values.runs);

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, one thread, ${runs} runs.\n`,
);
speed();
exactness();

function speed(): void {
  const rows = values.steps.split(',').map((steps) => {
    const { plan, release, schedule } = planned(samplePlan(Number(steps), { ranges: true }).release);
    const { median, p95 } = measure(Number(values.rounds), () => {
      simulate(subjectOf(plan, release, schedule)!.question, { runs, seed: 1, shape: 'pert' });
    });
    const perSecond = Math.round((1000 * runs) / median);
    return [
      Number(steps).toLocaleString('en'),
      `${milliseconds(median)} (${milliseconds(p95)})`,
      perSecond.toLocaleString('en'),
      ((median * 1e6) / runs / Number(steps)).toFixed(1),
    ];
  });
  console.log(
    table(
      'Simulating a run, in ms: median (p95)',
      ['steps', 'all runs', 'runs per second', 'ns per step and run'],
      rows,
    ),
  );
}

/** Runs whose quantiles are known: the largest error over ten seeds, in minutes. */
function exactness(): void {
  const cases: { name: string; steps: string; parallel?: boolean; shape: Settings['shape']; exact: Exact }[] = [
    { name: 'one step, PERT 20..25..50', steps: '20m..25m..50m', shape: 'pert', exact: pert(20, 25, 50) },
    {
      name: 'one step, triangular 20..25..50',
      steps: '20m..25m..50m',
      shape: 'triangular',
      exact: triangular(20, 25, 50),
    },
    {
      name: 'two in a row, triangular 20..25..50 and 10..30..40',
      steps: '20m..25m..50m 10m..30m..40m',
      shape: 'triangular',
      exact: sumOf([triangular(20, 25, 50), triangular(10, 30, 40)]),
    },
    {
      name: 'ten in a row, PERT 20..25..50',
      steps: Array(10).fill('20m..25m..50m').join(' '),
      shape: 'pert',
      exact: sumOf(Array(10).fill(pert(20, 25, 50))),
    },
    {
      name: 'two side by side, PERT 20..25..50',
      steps: '20m..25m..50m 20m..25m..50m',
      parallel: true,
      shape: 'pert',
      exact: maximumOf(pert(20, 25, 50), 2),
    },
    {
      name: 'twenty side by side, triangular 20..25..50',
      steps: Array(20).fill('20m..25m..50m').join(' '),
      parallel: true,
      shape: 'triangular',
      exact: maximumOf(triangular(20, 25, 50), 20),
    },
  ];
  const rows = cases.map(({ name, steps, parallel, shape, exact }) => {
    const { plan, release, schedule } = planned(releaseOf(steps.split(' '), parallel ?? false));
    const { question } = subjectOf(plan, release, schedule)!;
    const { base, unit } = question.network;
    const start = schedule.run!.start;
    const errors = [0.5, 0.8].map((share) =>
      Math.max(
        ...Array.from({ length: 10 }, (_, seed) => {
          const end = simulate(question, { runs, seed, shape }).end.sort();
          const found = base + end[Math.ceil(share * runs) - 1]! / unit - start;
          return Math.abs(found - exact.quantile(share));
        }),
      ),
    );
    return [
      name,
      ...[0.5, 0.8].map((share) => exact.quantile(share).toFixed(3)),
      ...errors.map((error) => error.toFixed(3)),
    ];
  });
  console.log(
    table(
      'Against what is known exactly, in minutes; the largest error of ten seeds',
      ['run', 'P50', 'P80', 'error of P50', 'error of P80'],
      rows,
    ),
  );
}

function planned(text: string): { readonly plan: Plan; readonly release: Release; readonly schedule: Schedule } {
  const { plan } = lower('file:///bench/a.release', parse(text), []);
  return { plan, release: plan.releases[0]!, schedule: scheduleAll(plan)[0]! };
}

function releaseOf(estimates: readonly string[], parallel: boolean): string {
  const steps = estimates.map((estimate, i) => `task step-${i} "Step ${i}" ${estimate}`).join('\n');
  return `release bench {\n window Sat 2026-12-05 22:00 .. Mon 2026-12-07 22:00\n run {\n ${parallel ? `parallel {\n${steps}\n}` : steps}\n }\n}\n`;
}
