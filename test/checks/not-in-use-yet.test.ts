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

describe('what lies in the environment that something moves to', () => {
  const move = (here: string, more = '') =>
    codes(
      `environment ${here}\nenvironment cloud {\n  production\n}\napplication shop in ${here.split(' ')[0]}\ndatabase crm in cloud\n${more}`,
      'run {\n  migrate crm 20m by ann\n  verify crm 10m by bob\n  switch shop 5m by ann to cloud undo 5m\n  verify shop 5m by bob\n}',
    );

  test('has no users before', () => expect(move('cellar {\n  production\n}')).toEqual([]));

  test('has them where it comes out of none', () => {
    expect(move('staging')).toEqual(['backup-missing', 'rollback-missing']);
  });

  test('has them where others use it', () => {
    expect(move('cellar {\n  production\n}', 'service mail in cloud {\n  uses crm\n}')).toEqual([
      'backup-missing',
      'rollback-missing',
    ]);
  });

  test('has them once they are switched', () => {
    expect(
      codes(
        'environment cellar {\n  production\n}\nenvironment cloud {\n  production\n}\napplication shop in cellar\ndatabase crm in cloud',
        `run {\n  switch shop 5m by ann to cloud undo 5m\n  verify shop 5m by bob\n${night.slice(6)}`,
      ),
    ).toEqual(['backup-missing', 'rollback-missing']);
  });
});
