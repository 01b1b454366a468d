/** What readers marked in plans with stages and long watches: copies passed over, figures that nobody can know yet, shares that rise unseen. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import type { Span } from '../../plan/time/model.ts';
import { analyseText, messagesOf, toldOf } from './marked.ts';

const CAST = `person ann
person bob
service web on web-db
service old-web on old-db
database web-db
database old-db
store vault
source grafana
`;

const FROM_EARLY = 'restore old-db as again 5m by ann from early';

const dated = (body: string) => standardRelease(CAST, body).replace('kind   standard', 'kind   normal');
const open = (body: string) => dated(body).replace(/window .*/, 'window tbd');

describe('the way back goes to the newest copy of the run', () => {
  const plan = (run: string, back = FROM_EARLY, early = 'due T') => `prepare {
  backup old-db as early 1h by ann ${early} to vault { tested 1h }
}
run {
  ${run}
  migrate web-db 10m by bob from old-db
  verify web-db 5m by ann
}
rollback back {
  ${back}
}`;
  const late = 'backup old-db as late 10m by ann to vault { tested 10m }';
  const shut = 'configure old-db as shut "Read-only" 5m by bob';
  test.each([
    [`${shut}\n  ${late}`, undefined, undefined, 1],
    [late, undefined, undefined, 1],
    // It is used, or the plan leaves to whoever restores which of them.
    [late, 'restore old-db 5m by ann from late', undefined, 0],
    [late, 'restore old-db 5m by ann', undefined, 0],
    [late, 'restore old-db 5m by ann from early\n  restore old-db as more 5m by ann from late', undefined, 0],
    // It has not all of it, may not be made, or has what the run has changed by then.
    [late.replace('late', 'late "Schema only"'), undefined, undefined, 0],
    ['backup old-db as old-logs 10m by ann to vault', undefined, undefined, 0],
    [late.replace('by ann', 'by ann optional'), undefined, undefined, 0],
    [`migrate old-db as trimmed 5m by bob\n  ${late}`, undefined, undefined, 0],
    [`deploy old-web 5m by bob\n  ${late}`, undefined, undefined, 0],
    ['backup web-db as late 10m by ann to vault { tested 10m }', undefined, undefined, 0],
    [late, undefined, 'due T-1w', 1],
  ])('%s; %s; %s', (run, back, early, count) => {
    const told = messagesOf('writes-lost', dated(plan(run, back, early)));
    expect(told.filter((one) => one.includes('is newer'))).toHaveLength(count);
    // That it is older than a day as well is nothing else to change.
    if (count > 0) expect(told.filter((one) => one.includes('goes back to'))).toHaveLength(1);
  });

  test('and needs no date for that', () => {
    expect(messagesOf('writes-lost', open(plan(late))).join()).toContain('`from late`');
  });
});

describe('hypercare without a date', () => {
  const care = (lines: string, more = '') => `run {
  deploy web 10m by ann undo 5m
  verify web 5m by bob
}
hypercare T .. T+30d {
  ${lines}
  criterion "Open P1" = 0 over 48h from grafana
}
${more}`;
  const gaps = (text: string) => messagesOf('hypercare-gap', text).filter((one) => one.includes('promises'));
  const two = 'cover by tbd during T .. T+2d';
  test.each([
    [two, '', ['28 d']],
    [`${two}\n  cover by tbd during T+3d .. T+30d`, '', ['1 d']],
    [`${two}\n  cover by ann otherwise`, '', []],
    ['cover by tbd', '', []],
    [`${two}\n  cover by ann during T+2d .. T+30d`, '', []],
    // Hours of the clock and open ends are not known yet; another roster is there, too.
    ['cover by tbd every Mon..Fri 09:00 .. 17:00', '', []],
    ['cover by tbd during T .. tbd', '', []],
    [two, 'roster others by bob during T .. T+30d', []],
  ])('tells the days that no cover has: %s %s', (lines, more, missing) => {
    const told = gaps(open(care(lines, more)));
    expect(told.map((one) => /for (.*) of it nobody/.exec(one)?.[1])).toEqual(missing);
  });

  test('or with one, of people nobody has named', () => {
    expect(gaps(dated(care(two)))).toHaveLength(1);
  });
});

describe('a figure that nobody can know yet', () => {
  const gate = (figure: string, due: string) => `run {
  phase some 2w at T by ann {
    switch web as tenth 5m by ann to 10 % at T undo 5m
    gate go-on 5m by bob due ${due} {
      criterion ${figure} > 40 % from grafana
      no-go then rollback back
    }
  }
  phase all 2w at T+2w by ann {
    switch web as whole 5m by ann to 100 % at T+2w undo 5m
    verify web 5m by bob
  }
}
rollback back {
  switch web as none to 0 % 5m by ann
}`;
  test.each([
    ['"30-day retention"', 'T+2w', 1],
    ['"7-day retention"', 'T+2w', 0],
    ['"Retention after 4 weeks"', 'T+2w', 1],
    ['"30-day retention"', 'T+5w', 0],
    // No figure of people who came with it.
    ['"Invoices older than 30 days"', 'T+2w', 0],
    ['"Conversion"', 'T+2w', 0],
  ])('%s due %s', (figure, due, count) => {
    for (const plan of [open, dated]) expect(messagesOf('soak-too-short', plan(gate(figure, due)))).toHaveLength(count);
  });

  test.each([
    ['T .. T+7d', '30d', 1],
    ['T .. T+7d', '7d', 0],
    ['T .. tbd', '30d', 0],
  ])('hypercare %s ends by what holds over %s', (span, over, count) => {
    const text = `run {
  deploy web 10m by ann undo 5m
  verify web 5m by bob
}
hypercare ${span} {
  cover by ann otherwise
  criterion "Open P1" = 0 over ${over} from grafana
}`;
    for (const plan of [open, dated]) expect(messagesOf('soak-too-short', plan(text))).toHaveLength(count);
  });
});

test.each([
  ['switch web as before 5m by ann', 0],
  ['switch web as before ..5m by ann', 1],
  ['switch web as before 1m..5m by ann', 1],
  ['switch web as before tbd by ann', 1],
  ['switch web as before by ann', 1],
  ['switch web as before tbd by ann to 0 %', 0],
])('a way back that only turns traffic is tried where nobody knows how long it takes: %s', (back, count) => {
  const text = dated(`run {
  deploy web 10m by ann
  verify web 5m by bob
  when "Errors" > 5 % over 5m from grafana then rollback back
}
rollback back {
  ${back}
}`);
  expect(messagesOf('rollback-unrehearsed', text)).toHaveLength(count);
});

describe('shares that rise', () => {
  const plan = (between: string, more = '', all = '', length = '1m') => `run {
  switch web as tenth 5m by ann to 10 % undo 5m
  ${between}
  switch web as half ${length} by ann to 50 % undo 5m ${all}
  verify web as looked 5m by bob
  switch web as whole 5m by ann to 100 % undo 5m
  verify web as all-of-it 5m by bob
  ${more}
}
rollback back {
  switch web as none to 0 % 5m by ann
}`;
  const unseen = (text: string) => messagesOf('traffic-share', dated(text)).filter((one) => one.includes('looks or'));
  test.each([
    ['', '', '', 1],
    ['notify bob as told by ann', '', '', 1],
    ['', 'when "Errors" > 5 % from tbd then rollback back', '', 1],
    ['', 'when "Errors" > 5 % from grafana then notify bob', '', 1],
    ['', 'when "Errors" > 5 % from grafana then rollback back', '', 0],
    ['', 'when "Errors" > 5 % by bob then rollback back', '', 0],
    ['verify web as seen 5m by bob', '', '', 0],
    ['wait soak 30m', '', '', 0],
    ['gate go-on 5m by bob {\n    - "Quiet"\n  }', '', '', 0],
    ['task watch "Dashboards" 10m by bob', '', '', 0],
    ['', '', 'only if "Quiet" = "yes"', 0],
    ['', '', 'after tenth + 1h', 0],
  ])('have somebody in between: %s %s %s', (between, more, all, count) => {
    expect(unseen(plan(between, more, all))).toHaveLength(count);
  });

  test('have time for it where a rise takes long', () => {
    expect(unseen(plan('', '', '', '1h'))).toEqual([]);
  });

  test('are told once, however many of them', () => {
    const text = plan('switch web as fifth tbd by ann to 20 % undo 5m', '', '', 'tbd');
    expect(unseen(text)).toEqual([expect.stringContaining('`fifth` and `half` give `web` more')]);
  });
});

test.each([
  ['> 10 %', '> 5 %', 1],
  ['> 5 %', '> 5 %', 0],
  ['> 2 %', '> 5 %', 0],
  ['< 90 %', '< 95 %', 1],
  ['< 99 %', '< 95 %', 0],
  ['> 10 % over 5m', '> 5 %', 0],
])('a warning at %s is of use where one goes back at %s', (warning, back, count) => {
  const text = dated(`run {
  deploy web 10m by ann
  verify web 5m by bob
  when "Share" ${back} from grafana then rollback back
  when "Share" ${warning} from grafana then notify bob
}
rollback back {
  deploy web as before 5m by ann
}`);
  expect(messagesOf('triggers-contradict', text)).toHaveLength(count);
});

test('stages with days for an estimate are told once, and how to give them both ends', () => {
  const run = (first: string, second: string) => `run {
  phase some ${first} by ann {
    deploy web 10m undo 5m
    verify web 5m by bob
  }
  phase all ${second} by ann {
    deploy old-web 10m undo 5m
    verify old-web 5m by bob
  }
}`;
  expect(toldOf('estimate-off', open(run('2w at T', '2w at T+2w')))).toEqual([
    expect.stringMatching(/^2 blocks.*`some` and `all`.*write both ends of each/),
  ]);
  expect(toldOf('estimate-off', open(run('T .. T+2w', 'T+2w .. T+4w')))).toEqual([]);
  // Hours are work, and each of them is looked at by itself.
  expect(toldOf('estimate-off', open(run('3h at T', '3h at T+2w')))).toHaveLength(2);
});

const BEGINS = [
  'T',
  'T+1w',
  'T-3d',
  'T+1w 10:00',
  'T-2wd',
  'Mon of T+1w',
  'Mon 2026-12-14',
  'Mon 2026-12-14 10:00',
  'live + 1d',
];
test.each(BEGINS)('both ends that are given of a stage at %s are those that it has', (begin) => {
  for (const length of ['2w', '3d', '36h', '10wd']) {
    const plan = (range: string) =>
      analyseText(`person ann
person bob
service web
release r-1 {
  kind standard
  zone UTC
  window Tue 2026-12-08 09:00 .. 18:00
  milestone live T
  phase some ${range} by ann {
    deploy web 10m undo 5m
    verify web 5m by bob
  }
}
`);
    const of = (range: string) => {
      const { findings, schedules } = plan(range);
      const told = findings.filter(({ code }) => ['estimate-off', 'syntax', 'unknown-name'].includes(code));
      return { told: told.map(({ message }) => message), span: Object.values<Span>(schedules[0]!.blocks)[0] };
    };
    const before = of(`${length} at ${begin}`);
    const [, range] = /write both ends: `(.*?)`/.exec(before.told[0] ?? '') ?? [];
    const after = of(range!);
    expect(after.told, range).toEqual([]);
    // It begins on the day that is written, whenever somebody works then.
    expect(after.span!.start, range).toBeLessThanOrEqual(before.span!.start);
    expect(before.span!.start - after.span!.start, range).toBeLessThan(3 * 24 * 60);
    expect(after.span!.end, range).toBeGreaterThan(before.span!.end);
  }
});
