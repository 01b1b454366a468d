/** What readers marked in plans of volunteers and schools: lines without a length that nobody works at, one slip told thirteen times, who goes home with the release. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf, toldOf } from './marked.ts';

const CAST = `person ann
person bob
service web
database web-db
audience users { uses web }
source grafana
`;
const normal = (body: string) => standardRelease(CAST, body).replace('kind   standard', 'kind   normal');
const open = (body: string) => normal(body).replace(/window .*/, 'window tbd');
const RUN = `run {
  deploy web 10m by ann undo 5m
  verify web 5m by bob
}`;

describe('the time until the next line of a sheet is nobody’s work', () => {
  const sheet = (steps: readonly (readonly [string, string])[], by = 'by ann') =>
    normal(
      `run {\n${steps.map(([at, more], i) => `  task t-${i} ${more} ${by} at ${at}`).join('\n')}\n  verify web 5m by bob\n}`,
    ).replace('Sun 2026-12-06 02:00', 'Tue 2026-12-08 12:00');
  const DAYS = ['Sat 2026-12-05 22:00', 'Sun 2026-12-06 12:00', 'Mon 2026-12-07 12:00', 'Mon 2026-12-07 20:00'];
  const rows = (more: string) => DAYS.map((at) => [at, more] as const);
  const alone = (text: string) =>
    messagesOf(
      'single-point-of-failure',
      `policy normal {\n  check single-point-of-failure information steps 4\n}\n${text}`,
    );

  test('one person is alone with hours of work, and not with the hours between two lines', () => {
    const LENGTHS = ['14h', '24h', '8h', '4h'];
    expect(alone(sheet(rows('').map(([at], i) => [at, LENGTHS[i]!] as const)))).toHaveLength(1);
    expect(alone(sheet(rows('')))).toEqual([]);
  });

  test('and who turns something off at ten is not up until the next line', () => {
    const rest = (first: string) =>
      messagesOf(
        'rest-too-short',
        sheet([
          ['Sat 2026-12-05 22:00', first],
          ['Sun 2026-12-06 10:00', '10m'],
        ]),
      );
    expect(rest('')).toEqual([]);
    expect(rest('5h')).toHaveLength(1);
    const early = sheet([
      ['Sat 2026-12-05 22:00', ''],
      ['Sun 2026-12-06 07:00', '10m'],
    ]);
    expect(messagesOf('rest-too-short', early).join()).toContain('has 9 h of rest');
  });
});

describe('weekdays that are off alike are one slip', () => {
  const dates = (...written: readonly string[]) =>
    toldOf(
      'weekday-mismatch',
      normal(`${written.map((date, i) => `milestone m-${i} ${date} 10:00`).join('\n')}\n${RUN}`),
    );
  test.each([
    [['Mon 2026-11-03', 'Thu 2026-11-06'], ['2 dates are 1 day later than their weekdays']],
    [
      ['Wed 2026-11-03', 'Fri 2026-11-05', 'Tue 2026-11-05'],
      ['2 dates are 1 day earlier', '2026-11-05 is a Thursday'],
    ],
    [
      ['Mon 2026-11-03', 'Wed 2026-11-10'],
      ['2026-11-03 is a Tuesday', '2026-11-10 is a Tuesday'],
    ],
  ])('%j', (written, told) => {
    const found = dates(...written);
    expect(found).toHaveLength(told.length);
    for (const one of told) expect(found.join()).toContain(one);
  });
});

describe('what is open has a date, and what is let through somebody who says so', () => {
  const issues = (...lines: readonly string[]) => toldOf('punch-list-open', normal(`${lines.join('\n')}\n${RUN}`));

  test('issues, told once', () => {
    expect(issues('issue one "A" by ann', 'issue two "B" by bob')).toEqual([
      '2 issues are open, and have no date by which they are solved: `one` and `two`; add `due TIME` to each, or `done`.',
    ]);
    expect(issues('issue one "A" by ann due T-2d', 'issue two "B" by bob done')).toEqual([]);
  });

  test.each([
    ['except "hotfixes"', 1],
    ['except "hotfixes" by ann', 0],
    ['by ann except "hotfixes"', 0],
    ['', 0],
  ])('a freeze %s', (exception, count) => {
    const text = normal(`freeze quiet of web from Mon 2026-11-02 until Fri 2026-11-06 ${exception}\n${RUN}`);
    expect(messagesOf('freeze-implausible', text)).toHaveLength(count);
  });
});

describe('somebody is there behind a release', () => {
  const gone = (text: string) => messagesOf('hypercare-gap', text).filter((one) => one.includes('behind it'));
  const bridge = (to: string) => `roster bridge during T .. ${to} {\n  cover by ann\n}`;
  test.each([
    [bridge('T+2h'), '', 1],
    [bridge('T+3d'), '', 0],
    [bridge('T+2h'), 'hypercare T .. T+2d {\n  cover by ann\n  criterion "Open P1" = 0 from grafana\n}', 0],
    [bridge('T+2h'), 'follow-up {\n  task "Watch the errors" 2h by bob at T+1d\n}', 0],
    [bridge('T+2h'), 'follow-up {\n  task "Write it down" 2h by bob at T+1d\n}', 1],
    [bridge('T+2h'), 'task eyes "Look" by bob every 1h from T until T+2d', 0],
    [bridge('tbd'), '', 0],
  ])('%s %s', (roster, more, count) => expect(gone(normal(`${RUN}\n${roster}\n${more}`))).toHaveLength(count));

  test('without a run as well, where all is in the window', () => {
    const launch = (until: string) =>
      normal(`milestone launch T\nroster desk during Fri 2026-12-04 .. ${until} {\n  cover by ann\n}`);
    expect(gone(launch('Sun 2026-12-06'))).toHaveLength(1);
    expect(gone(launch('Tue 2026-12-08'))).toEqual([]);
  });

  const staged = (begin: string, more = '') =>
    messagesOf(
      'hypercare-gap',
      open(
        `run {\n  switch web as some 5m by ann to 10 % at T\n  switch web as all 5m by ann to 100 % at T+20d\n  verify web 5m by bob\n}\nhypercare ${begin} .. T+30d {\n  cover by ann\n  criterion "Open P1" = 0 from grafana\n}\n${more}`,
      ),
    ).filter((one) => one.includes('lets users in'));
  test.each([
    ['T+14d', '', 1],
    ['T', '', 0],
    ['T+12h', '', 0],
    ['T+14d', 'roster first during T .. T+14d {\n  cover by bob\n}', 0],
  ])('from the first share of the traffic on: %s %s', (begin, more, count) => {
    expect(staged(begin, more)).toHaveLength(count);
  });
});

describe('a copy that nobody puts back is a hope', () => {
  const copies = (lines: string, more = '') =>
    toldOf('backup-unverified', normal(`prepare {\n${lines}\n}\n${RUN}\n${more}`)).filter((one) => one.includes('put'));
  const BACK = 'rollback back {\n  deploy web 5m by ann\n}';
  const COPY = 'backup web-db as copy 1h by ann due T-1d';
  test.each([
    [COPY, BACK, 1],
    [COPY, '', 0],
    [`${COPY} { tested 10m }`, BACK, 0],
    [`${COPY} done`, BACK, 0],
    [`${COPY}\ntask "Restore it in the lab" 1h by bob due T-1d`, BACK, 0],
    [COPY, 'rollback back {\n  restore web-db 5m by ann from copy\n}', 0],
    [COPY, `${BACK}\nplay mend {\n  restore web-db 5m by ann\n}`, 0],
  ])('%s %s', (lines, more, count) => expect(copies(lines, more)).toHaveLength(count));

  test('several are told once', () => {
    expect(copies(`${COPY}\nbackup web as other 1h by ann due T-1d`, BACK)[0]).toMatch(/^2 copies are made/);
  });
});
