/** What nobody relies on yet needs no copy and no way back; what may be in use does. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { active, analyseText } from './marked.ts';

const PEOPLE = 'person ann\nperson bob\n';
const night = 'run {\n  migrate crm 20m by ann\n  verify  crm 10m by bob\n}';

const codes = (things: string, lines: string) =>
  active(analyseText(standardRelease(`${PEOPLE}${things}`, lines)).findings)
    .map(({ code }) => code)
    .filter((code) => /^(backup|rollback)-missing$|^syntax$/.test(code))
    .sort();

test('by itself a database is in use', () => {
  expect(codes('database crm', night)).toEqual(['backup-missing', 'rollback-missing']);
});

describe('`from` says when it is first used', () => {
  test('and until then it may be changed', () => expect(codes('database crm from T+2h', night)).toEqual([]));

  test('from then on it may not', () => {
    expect(codes('database crm from T-1h', night)).toEqual(['backup-missing', 'rollback-missing']);
  });
});

describe('what is set up in the preparation of this very release', () => {
  const built = `prepare {\n  deploy crm "Set it up" 2wd by ann\n}\n${night}`;

  test('is built', () => expect(codes('database crm', built)).toEqual([]));

  test.each([
    ['has a version', 'database crm version 1.2'],
    ['is used', 'database crm\nservice shop {\n  uses crm\n}'],
  ])('is none that %s', (_, things) => expect(codes(things, built)).toContain('backup-missing'));

  test('and nothing is where it is done in the night alone', () => {
    expect(codes('database crm', 'run {\n  deploy crm 20m by ann\n  verify crm 10m by bob\n}')).toContain(
      'backup-missing',
    );
  });
});
