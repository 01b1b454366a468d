/**
 * `npm run bench:bounds`: how the time grows when there is twice as much of one thing, for everything there can be much of.
 *
 * Options: `--from 1000`, `--doublings 3`, `--only WORD`, `--stage 'a year'`, `--most 20` (seconds for one size). Marks what grows faster than its size.
 */

import { format } from '../language/format.ts';
import { createWorkspace } from '../language/workspace.ts';
import { toolOptions } from '../scripts/options.ts';
import { type Files, KINDS } from './tools/growing.ts';
import { milliseconds, table } from './tools/measure.ts';

const { values } = toolOptions(import.meta.filename, {
  options: {
    from: { type: 'string', default: '1000' },
    doublings: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    stage: { type: 'string', default: '' },
    most: { type: 'string', default: '20' },
  },
});
const sizes = Array.from({ length: Number(values.doublings) + 1 }, (_, i) => Number(values.from) * 2 ** i);
/** Twice as much may take this many times as long: sorting, memory and noise are in it. */
const ACCEPTED = 2.8;

const ROOT = 'file:///bench/';
const kinds = KINDS.filter(({ name }) => name.includes(values.only));
const JUDGED = Date.UTC(2026, 10, 23) / 60_000;
const A_YEAR = 366 * 24 * 60;
const STAGES = {
  check: (files: Files) => check(files, JUDGED),
  'check, a year later': (files: Files) => check(files, JUDGED + A_YEAR),
  format: formatAll,
};
warmUp();
for (const [stage, work] of Object.entries(STAGES).filter(([name]) => name.includes(values.stage))) {
  const rows = kinds.map(({ name, files }) => {
    const times: number[] = [];
    for (const size of sizes) {
      const made = files(size);
      const time = measured(() => work(made));
      times.push(time);
      if (time > Number(values.most) * 1000) break;
    }
    const cells = sizes.map((_, i) => (times[i] === undefined ? '–' : milliseconds(times[i])));
    const growth = growthOf(times);
    process.stderr.write(
      `${stage}: ${name}: ${cells.join(' ')} ${growth > ACCEPTED ? `grows ${growth.toFixed(1)}` : ''}\n`,
    );
    return [name, ...cells, growth.toFixed(1), growth > ACCEPTED ? '!' : ''];
  });
  console.log(table(`${stage}, in ms`, ['many', ...sizes.map((n) => n.toLocaleString('en')), 'grows', ''], rows));
}

function check(files: Files, now: number): void {
  const workspace = createWorkspace({ roots: [ROOT], now: () => now });
  for (const [name, text] of Object.entries(files)) workspace.set(ROOT + name, text);
  // Whoever checks a folder asks for each of its plans.
  for (const uri of workspace.files()) workspace.analysis(uri);
}

function formatAll(files: Files): void {
  for (const text of Object.values(files)) format(text);
}

/** Of each doubling in which there was something to measure, the last. */
function growthOf(times: readonly number[]): number {
  const [last, before] = [times.at(-1) ?? 0, times.at(-2) ?? 0];
  return last < 40 ? 1 : last / Math.max(before, 1);
}

function measured(work: () => void): number {
  // Of the processor, not of the clock: whoever else is busy on this machine is not in it.
  const started = process.cpuUsage();
  try {
    work();
  } catch (error) {
    console.log(`! ${error instanceof Error ? error.message : error}`);
  }
  return process.cpuUsage(started).user / 1000;
}

function warmUp(): void {
  for (const { files } of kinds) {
    check(files(20), JUDGED);
    formatAll(files(20));
  }
}
