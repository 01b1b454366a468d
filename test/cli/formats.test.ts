/** One list of formats: help and documents name each of them, and each of them is written. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatNames } from '../../cli/formats.ts';
import type { Subject } from '../../exchange/formats.ts';
import { AT, createWorkplace, FINE, type Workplace } from './command.ts';

let work: Workplace;

beforeAll(async () => {
  work = await createWorkplace();
  await work.write({ 'night.release': FINE, 'longer.release': FINE.replace('rollout 15m', 'rollout 40m') });
});
afterAll(() => work.remove());

interface Told {
  readonly command: readonly string[];
  readonly page: string;
  /** The beginning of its table. */
  readonly head: string;
}

const TOLD: Readonly<Record<Subject, Told>> = {
  plan: { command: ['render', 'night.release'], page: 'docs/views.md', head: '| `--format` | is |' },
  schedule: { command: ['schedule', 'night.release'], page: 'docs/views.md', head: '| `schedule --format` |' },
  findings: { command: ['check', 'night.release'], page: 'docs/ci.md', head: '| format | for |' },
  difference: { command: ['diff', 'night.release', 'longer.release'], page: 'docs/diff.md', head: '| `--format` |' },
};

test.each(Object.entries(TOLD) as [Subject, Told][])('the formats of a %s', async (of, { command, page, head }) => {
  const names = formatNames(of);
  const help = (await work.run([command[0]!, '--help'])).stdout.replace(/\s+/g, ' ');
  // What `render` writes is what its file is called.
  const standard = of === 'plan' ? '' : `, default: "${names[0]}"`;
  expect(help).toContain(`(choices: ${names.map((name) => `"${name}"`).join(', ')}${standard})`);
  const [, table] = (await readFile(page, 'utf8')).split(`\n${head}`);
  const [rows] = table!.split('\n\n');
  expect([...rows!.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)).toEqual(names);
  const texts = new Set<string>();
  for (const name of names) {
    const path = name === 'png' ? ['-o', 'night.png'] : [];
    const { code, stdout, stderr } = await work.run([...command, '--format', name, ...path, ...AT]);
    expect({ name, code, stderr }).toEqual({ name, code: 0, stderr: '' });
    texts.add(stdout);
  }
  expect(texts.size).toBe(names.length);
});

test('no format is listed twice', () => {
  for (const of of Object.keys(TOLD) as Subject[]) expect(new Set(formatNames(of)).size).toBe(formatNames(of).length);
});
