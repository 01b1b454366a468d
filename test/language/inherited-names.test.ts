/** Words that every object has (`constructor`, `__proto__`) are names like any other, wherever they stand. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { completion } from '../../service/completion/completion.ts';
import { describe as hovered } from '../../service/hover/hover.ts';
import { tryOut } from '../../service/versions/what-if.ts';
import { Random } from '../fuzz/random.ts';
import { NOW, openFiles } from '../server/source-file.ts';
import { SHARED_TEXTS } from '../support/told-texts.ts';

const INHERITED = Object.getOwnPropertyNames(Object.prototype);
const PLAN = readFileSync(resolve(import.meta.dirname, '../../examples/payments-4.2.release'), 'utf8');
const WORDS = [...PLAN.matchAll(/[A-Za-z_][\w-]*/g)];
const random = new Random(3);

/** Places by chance, each with another such word before it or instead of it. */
const CHANGES = Array.from({ length: 80 }, () => {
  const word = random.pick(WORDS);
  const name = random.pick(INHERITED);
  return { from: word.index, to: word.index + (random.chance(0.5) ? word[0].length : 0), name };
});

test.each(CHANGES)('$name at $from', ({ from, to, name }) => {
  const text = `${PLAN.slice(0, from)}${name} ${PLAN.slice(to)}`;
  const { file } = openFiles(text, SHARED_TEXTS);
  expect(file.analysis.findings.filter(({ code }) => code === 'internal-error')).toEqual([]);
  const before = PLAN.slice(0, from).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)!.length + 1 };
  hovered(file, position);
  completion(file, position, { now: NOW });
});

test.each(INHERITED)('%s opens a block, and is no field of a step', (name) => {
  for (const line of [`${name} x 30m`, `a 3 ${name}`, `x 3 kind 5`]) {
    const text = `release r {\n  window Sat 2026-12-05 22:00 .. 23:00\n  run {\n    task x 5m\n  }\n  ${name} {\n    ${line}\n  }\n}\n`;
    const { file } = openFiles(text);
    expect(file.analysis.findings.filter(({ code }) => code === 'internal-error')).toEqual([]);
    for (const set of [`x.${name}=5m`, `window.${name}=+5m`, `${name}.duration=5m`, `${name}=+1w`]) {
      expect(tryOut(file.workspace, file.analysis, { set: [set] })).toHaveProperty('trouble');
    }
  }
});
