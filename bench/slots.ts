/** How long it takes to find a window beside a thousand plans and a year: `node bench/slots.ts [plans]`. */
import { createWorkspace } from '../language/workspace.ts';
import { scheduledReleases } from '../plan/analysis.ts';
import { factsOf } from '../plan/facts/facts.ts';
import { freeStarts } from '../plan/facts/slots/free.ts';
import { slotQuestion } from '../plan/facts/slots/question.ts';
import { formatInstant } from '../plan/time/format.ts';
import { freeSlots } from '../service/slots/slots.ts';
import { measure, milliseconds } from './tools/measure.ts';

const plans = Number(process.argv[2] ?? 1000);
const start = Date.UTC(2026, 11, 5, 21) / 60_000;
const workspace = createWorkspace({ roots: ['file:///'], now: () => start - 14 * 1440 });
const people = Array.from({ length: 40 }, (_, i) => `person p${i}`);
const systems = Array.from({ length: 40 }, (_, i) => `service s${i} in production`);
workspace.set(
  'file:///shared.release',
  [
    'environment production',
    ...people,
    ...systems,
    'freeze christmas of production from 2026-12-18 until 2027-01-04',
  ].join('\n'),
);
for (let i = 0; i <= plans; i++) {
  const at = start + (i % 365) * 1440 + (i === 0 ? 0 : (i % 5) * 60);
  const steps = Array.from(
    { length: 8 },
    (_, k) => `  deploy s${(i * 7 + k) % 40} 15m by p${(i * 3 + k) % 40} undo 5m`,
  );
  const window = `${formatInstant(at, 'UTC')} .. ${formatInstant(at + 240, 'UTC')}`;
  workspace.set(
    `file:///plan-${i}.release`,
    `import "shared.release"\nrelease plan-${i} {\n window ${window}\n run {\n${steps.join('\n')}\n }\n}`,
  );
}

const file = 'file:///plan-0.release';
const analysis = workspace.analysis(file);
const all = [...analysis.published, ...workspace.others(file)];
const spread = (work: () => unknown) => {
  const { median, p95 } = measure(60, work);
  return `${milliseconds(median)} (${milliseconds(p95)})`;
};
const facts = factsOf(scheduledReleases(analysis)[0]!, all, {});
const engine = spread(() => [...freeStarts(slotQuestion(facts, start)!)].slice(0, 3));
const whole = spread(() => freeSlots(workspace, file, { count: 3 }, start - 14 * 1440));
process.stdout.write(
  `${plans} plans, in ms, median (p95): ${engine} to find all free starts of a year, ${whole} with what moves and what would be found\n`,
);
