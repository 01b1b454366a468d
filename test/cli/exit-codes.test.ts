/** What scripts rely on: 0, 1 and 2 mean the same in every version of a major version. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { format } from '../../language/format.ts';
import { AT, createWorkplace, FINE, type Workplace } from './command.ts';

let work: Workplace;

beforeAll(async () => {
  work = await createWorkplace();
  await work.write({
    'fine.release': FINE,
    'laid.release': format(FINE),
    'loose.release': `${FINE}\n\n`,
    'outline.json': '{ "title": "Night", "zone": "UTC", "items": [{ "title": "Look", "duration": "5m" }] }',
    'odd.json': '{ "title": "Night", "items": [{ "title": "Look", "colour": "red" }] }',
    'odd.release': FINE.replace('10m', '10 minutes'),
    'wrong.release': FINE.replace(/\n {4}verify .*/, ''),
  });
});
afterAll(() => work.remove());

const CODES: readonly (readonly [number, string])[] = [
  [0, 'check fine.release'],
  [1, 'check wrong.release'],
  [2, 'check none.release'],
  [2, 'check fine.release --format none'],
  [0, 'schedule wrong.release'],
  [2, 'schedule none.release'],
  [2, 'schedule fine.release --set nothing.duration=5m'],
  [0, 'render wrong.release'],
  [2, 'render none.release'],
  [0, 'export wrong.release --format json'],
  [2, 'export fine.release'],
  [2, 'export none.release --format json'],
  [2, 'export fine.release --format json --for nobody'],
  [0, 'import outline.json'],
  [1, 'import odd.json'],
  [2, 'import fine.release'],
  [2, 'import fine.release --format json'],
  [2, 'import none.json'],
  [0, 'format loose.release'],
  [0, 'format --check laid.release'],
  [1, 'format --check loose.release'],
  [2, 'format --check none.release'],
  [0, 'migrate'],
  [0, 'migrate --check fine.release'],
  [1, 'migrate --check odd.release'],
  [2, 'migrate --check --write odd.release'],
  [2, 'migrate none.release'],
  [0, 'diff fine.release wrong.release'],
  [0, 'diff --exit-code wrong.release fine.release'],
  [1, 'diff --exit-code fine.release wrong.release'],
  [2, 'diff fine.release none.release'],
  [0, 'explain cycle'],
  [2, 'explain none'],
  [0, 'publish fine.release --store plans --repository acme/shop --revision 1'],
  [2, 'publish fine.release --store postgres://127.0.0.1:9/plans --repository acme/shop --revision 1'],
  [2, 'publish none.release --store plans --repository acme/shop --revision 1'],
  [0, 'policy fine.release'],
  [2, 'policy none.release'],
  [2, 'preview none.release'],
  [2, 'run log fine.release'],
  [2, 'run verify none.release'],
  [2, 'none'],
];

const WITHOUT_MOMENT = ['explain', 'policy', 'format', 'migrate', 'run', 'none'];

const argumentsOf = (line: string): readonly string[] => {
  const words = line.split(' ');
  return [...words, ...(WITHOUT_MOMENT.includes(words[0]!) ? [] : AT)];
};

test.each(CODES)('%i: %s', async (expected, line) => {
  const { code, stderr } = await work.run(argumentsOf(line));
  expect(code, stderr).toBe(expected);
  // Nobody is left with a number alone.
  if (expected === 2) expect(stderr).toMatch(/^release-plan: \S/);
});

/** What ends a process is one line for all commands. */
test.each([0, 1, 2])('a process ends with %i, and says no less than a call', async (expected) => {
  const [, line] = CODES.find(([code]) => code === expected)!;
  const spawned = await work.spawn(argumentsOf(line));
  expect(spawned.code, spawned.stderr).toBe(expected);
  expect(spawned).toEqual(await work.run(argumentsOf(line)));
});

test('the page tells them of every command', async () => {
  const { stdout } = await work.run(['--help']);
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name!).filter((name) => name !== 'help');
  const [, table] = readFileSync('docs/embedding.md', 'utf8').split('| command | 0 | 1 | 2 |');
  const rows = table!.split('\n\n')[0]!;
  expect(commands.filter((name) => !rows.includes(`\`${name}`))).toEqual([]);
});
