import { expect, test } from 'vitest';
import { fingerprint, identities } from '../../plan/findings/identity.ts';
import { analyseText, FILE } from './marked.ts';

const identitiesOf = (text: string) => [
  ...identities(analyseText(text), {
    pathOf: (uri) => uri.replace('file:///', ''),
    text: (uri) => (uri === FILE ? text : undefined),
  }).values(),
];

const PLAN = `person priya
service web

release shop-2.1 {
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. 23:00

  run {
    deploy web 10m by ann
    task "Look" 5m by ann with ann
    parallel {
      task "Look" 5m by priya
      task "Look" 5m
    }
  }
}
`;

test('a finding is known by its check, release and subject', () => {
  const found = identitiesOf(PLAN);
  expect(found).toContainEqual({
    code: 'unknown-name',
    of: 'shop-2.1',
    subject: 'run: deploy web / ann',
    occurrence: 0,
  });
  expect(found).toContainEqual({ code: 'unassigned', of: 'shop-2.1', subject: 'run: task "Look"', occurrence: 0 });
  expect(identitiesOf('import "a.release"\n')).toEqual([
    { code: 'import-not-found', of: 'plans/example.release', subject: '"a.release"', occurrence: 0 },
  ]);
});

test('the same twice is counted', () => {
  const twice = identitiesOf(PLAN).filter(({ subject }) => subject === 'run: task "Look" / ann');
  expect(twice.map(({ occurrence }) => occurrence)).toEqual([0, 1]);
  expect(new Set(twice.map(fingerprint)).size).toBe(2);
});

test('what is said of a line as a whole survives its change; what is said of a word of it, does not', () => {
  const changed = identitiesOf(PLAN.replace('task "Look" 5m\n', 'task "Look" 25m\n'));
  expect(changed).toContainEqual({ code: 'unassigned', of: 'shop-2.1', subject: 'run: task "Look"', occurrence: 0 });
  expect(identitiesOf(PLAN.replace('10m by ann', '10m by anne')).map(({ subject }) => subject)).toContain(
    'run: deploy web / anne',
  );
});
