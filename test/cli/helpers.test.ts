/** Threads that help `check`: what they find is what one alone finds, from as many plans on as they are begun for. */
import { expect, test } from 'vitest';
import { analyseInputs, judgeInputs } from '../../cli/analyses.ts';
import type { Input } from '../../cli/inputs.ts';

const FOLDER = '/company';

function planOf(number: number): Input {
  const day = new Date(Date.UTC(2027, 0, 1 + number)).toISOString().slice(0, 10);
  const text = `release r${number} {\n  window ${day} 22:00 .. 23:00\n  run {\n    task one 10m\n  }\n}\n`;
  return { path: `${FOLDER}/plan-${number}.release`, shown: `plan-${number}.release`, text, mark: '', isStdin: false };
}

test('hundreds of plans, read by several', async () => {
  const inputs = Array.from({ length: 320 }, (_, i) => planOf(i));
  const settings = { cwd: FOLDER, now: Date.UTC(2026, 10, 30) / 60_000 };
  const alone = await analyseInputs(inputs, settings);
  const { analyses } = await judgeInputs(inputs, settings, () => undefined);
  const told = (all: typeof analyses) => JSON.parse(JSON.stringify(all.map(({ findings }) => findings)));
  expect(told(analyses)).toEqual(told(alone.analyses));
  expect(analyses.every(({ findings }) => findings.length > 0)).toBe(true);
});
