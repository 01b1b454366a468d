/** What becomes of the records of the things that a release changes. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf, repaired } from './marked.ts';

const CAST = `person priya
person jonas
person chris {
  deputy dana
}
person dana
team config is chris, dana
`;

const RUN = `deploy web 10m by priya undo 5m
  deploy api 10m by priya undo 5m
  verify web, api 10m by jonas`;

function plan(things: string, run: string, more = ''): string {
  return standardRelease(
    `policy {\n  check practices-missing singly record-missing\n}\n${CAST}${things}`,
    `run {\n  ${run}\n}\n${more}`,
  ).replace('kind   standard', 'kind   normal');
}

const THINGS = 'service web\nservice api\n';

describe('a record that is missing', () => {
  const CODE = 'record-missing';
  const says = (things: string, run: string) => messagesOf(CODE, plan(things, run));

  test.each([
    ['a register is declared', `${THINGS}register cmdb by chris\n`, ['`deploy api` changes `web` and `api`']],
    ['one of them has a writer', 'service web {\n  writer chris\n}\nservice api\n', ['`deploy web` changes `web`']],
    [
      'each has its own',
      'service web {\n  writer chris\n}\nservice api {\n  writer dana\n}\n',
      ['`deploy web` changes `web`', '`deploy api` changes `api`'],
    ],
    ['nobody keeps records', THINGS, []],
    ['a register is a place that nobody keeps', `${THINGS}register tracker\n`, []],
  ])('where %s', (_, things, wanted) => {
    expect(says(things, RUN).map((message) => /^`deploy \w+` changes [^,]*?(?=,| with)/.exec(message)?.[0])).toEqual(
      wanted,
    );
    if (wanted.length > 0) expect(messagesOf(CODE, repaired(CODE, plan(things, RUN)))).toHaveLength(wanted.length - 1);
  });

  test('is added to the step that records the others', () => {
    const text = plan(THINGS, `${RUN}\n  record web 5m by chris in wiki`);
    expect(messagesOf(CODE, text)[0]).toContain('add it to `record web`');
    expect(repaired(CODE, text)).toContain('record web, api 5m by chris in wiki');
  });

  test('is a step of its own where another one may write it', () => {
    const things = 'service web\nservice api {\n  writer dana\n}\n';
    const text = plan(things, `${RUN}\n  record web 5m by jonas in wiki`);
    expect(repaired(CODE, text)).toContain('record api 10m by dana in wiki');
  });

  test.each([
    ['all are recorded', THINGS, `${RUN}\n  record web, api 5m by chris in cmdb`],
    [
      'it is another environment',
      'environment staging\nservice web in staging\nregister cmdb\n',
      'deploy web 10m by priya undo 5m',
    ],
  ])('is not told where %s', (_, things, run) => {
    expect(says(things, run)).toEqual([]);
  });

  test('is not asked of a standard change', () => {
    const text = plan(`${THINGS}register cmdb by chris\n`, RUN).replace('kind   normal', 'kind   standard');
    expect(messagesOf(CODE, text)).toEqual([]);
  });
});

describe('a version', () => {
  const CODE = 'record-missing';
  const deploy = (version: string) => `deploy web 10m by priya version ${version} undo 5m`;
  const says = (run: string, { things = 'service web\n', more = '' } = {}) => messagesOf(CODE, plan(things, run, more));
  const rollback = (version: string) => `rollback {\n  deploy web as back 5m by priya version ${version}\n}`;

  test.each([
    ['recorded', `${deploy('2.0 -> 2.1')}\n  record web 5m by chris in cmdb version 2.0 -> 2.2`, {}, '2.0 -> 2.1'],
    [
      'recorded without the old one',
      `${deploy('2.0 -> 2.1')}\n  record web 5m by chris in cmdb version 2.2`,
      {},
      '2.1',
    ],
    [
      'recorded after two steps',
      `${deploy('2.0 -> 2.1')}\n  ${deploy('2.1 -> 2.2')}\n  record web 5m by chris in cmdb version 2.1 -> 2.2`,
      {},
      '2.0 -> 2.2',
    ],
    ['of the second of two steps', `${deploy('2.0 -> 2.1')}\n  ${deploy('2.0 -> 2.2')}`, {}, '2.1 -> 2.2'],
    ['that is declared', deploy('2.0 -> 2.1'), { things: 'service web version 1.9\n' }, '1.9 -> 2.1'],
    ['of the way back', deploy('2.0 -> 2.1'), { more: rollback('2.2 -> 2.0') }, '2.1 -> 2.0'],
  ])('that does not fit is corrected: %s', (_, run, more, right) => {
    const found = says(run, more);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`it should be \`${right}\``);
    const { things = 'service web\n', more: lines = '' } = more as { things?: string; more?: string };
    expect(messagesOf(CODE, repaired(CODE, plan(things, run, lines)))).toEqual([]);
  });

  test.each([
    [
      'that two settings of one system share',
      `${deploy('2.0 -> 2.1')}\n  configure web 5m by priya version 2.0 -> 2.1 undo 5m`,
      {},
    ],
    ['recorded as it is', `${deploy('2.0 -> 2.1')}\n  record web 5m by chris in cmdb version 2.0 -> 2.1`, {}],
    [
      'of which nobody says what was before',
      `${deploy('2.1')}\n  record web 5m by chris in cmdb version 2.0 -> 2.1`,
      {},
    ],
    ['that is declared already as the new one', deploy('2.0 -> 2.1'), { things: 'service web version 2.1\n' }],
    ['of the way back', deploy('2.0 -> 2.1'), { more: rollback('2.1 -> 2.0') }],
    [
      'of several at once',
      'deploy web, api 10m by priya version 2.0 -> 2.1 undo 5m',
      { things: 'service web version 1.0\nservice api\n' },
    ],
  ])('that fits is left alone: %s', (_, run, more) => {
    expect(says(run, more)).toEqual([]);
  });
});

describe('a record with two writers', () => {
  const CODE = 'record-two-writers';
  const says = (records: string, things = 'service web {\n  writer chris\n}\nservice api\n') =>
    messagesOf(CODE, plan(things, `${RUN}\n  ${records}`));

  test('is written by another than its own', () => {
    expect(says('record web, api 5m by priya in cmdb')).toEqual([
      '`record web, api` is done by `priya`, and only `chris` writes the record of `web`; have it done by `chris`, who is told ' +
        'what has changed.',
    ]);
    expect(says('record web 5m by priya in cmdb', `${THINGS}register cmdb by chris\n`)).toHaveLength(1);
  });

  test('is written by two steps of two people', () => {
    const both = 'record api 5m by priya in cmdb\n  record api as again 5m by jonas in cmdb';
    expect(says(both)).toEqual([
      'The record of `api` in `cmdb` is written twice, by `priya` and by `jonas`, who writes over it; leave it to one of them.',
    ]);
  });

  test.each([
    ['its writer', 'record web 5m by chris in cmdb'],
    ['who stands in for the writer', 'record web 5m by dana in cmdb'],
    ['one of the writers', 'record web 5m by dana in cmdb', 'service web {\n  writer config\n}\nservice api\n'],
    ['one person, twice', 'record api 5m by priya in cmdb\n  record api as again 5m by priya in cmdb'],
    ['two people in two registers', 'record api 5m by priya in cmdb\n  record api as again 5m by jonas in wiki'],
    ['nobody yet, which is another finding', 'record web 5m in cmdb'],
  ])('is not one by %s', (_, records, things?: string) => {
    expect(says(records, things)).toEqual([]);
  });
});
