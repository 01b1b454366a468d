/** A no-go that means again: its further dates, and whether what follows still fits. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { renderChecklist } from '../../view/checklist.ts';
import { layout } from '../../view/schedule/layout.ts';
import { analyseText, messagesOf } from './marked.ts';

const plan = (again: string, gate = '') =>
  standardRelease(
    `person mara
person priya
service web`,
    `${gate}
run {
  gate go 10m by mara {
    criterion "Open P1" = 0 from jira
    no-go then ${again}
  }
  deploy web 1h by priya undo 5m
  verify web 1h by mara
}`,
  );
const says = (again: string) => messagesOf('again-too-late', plan(again));

describe('in the run', () => {
  test('each further date is held against the window', () => {
    expect(says('again at T+1h50m')).toEqual([]);
    expect(says('again at T+2h')).toEqual([
      'If `go` says go only Sun 2026-12-06 00:10 Europe/Berlin, `verify web` ends Sun 2026-12-06 02:10 Europe/Berlin, 10 min ' +
        'after the window; it must be over by Sun 2026-12-06 00:00 Europe/Berlin.',
    ]);
    expect(says('again every 1h until T+3h')[0]).toContain('(2 of 3 times)');
    expect(says('again every 30m until T+90m')).toEqual([]);
  });

  test('and against the first decision', () => {
    expect(says('again at T+5m')).toEqual([
      '`go` is to decide again Sat 2026-12-05 22:05 Europe/Berlin, 5 min before it has decided at all (Sat 2026-12-05 22:10 ' +
        'Europe/Berlin); let it decide again later.',
    ]);
    expect(says('again every 1d until T+3h')[0]).toContain('before it comes round');
  });
});

describe('what is postponed', () => {
  test('to before it would begin is not', () => {
    expect(says('postpone to Sat 2026-12-12 22:00')).toEqual([]);
    expect(says('postpone to Fri 2026-12-04 22:00')).toEqual([
      'The release would be postponed to Fri 2026-12-04 22:00 Europe/Berlin, which is not behind Sat 2026-12-05 22:10 ' +
        'Europe/Berlin, when `go` has decided; write a later date.',
    ]);
    expect(says('postpone to T')).toHaveLength(1);
    expect(says('postpone to T+1h')).toEqual([]);
  });

  test('by a gate before the run, or by a trigger, counts from the begin', () => {
    const early = (to: string) =>
      messagesOf('again-too-late', plan('stop', `gate early 1h by mara at T-2d { no-go then postpone to ${to} }`));
    expect(early('T')).toEqual([
      'The release would be postponed to Sat 2026-12-05 22:00 Europe/Berlin, which is not behind Sat 2026-12-05 22:00 ' +
        'Europe/Berlin, when it begins anyway; write a later date.',
    ]);
    expect(early('T+1d')).toEqual([]);
    const trigger = (to: string) =>
      messagesOf('again-too-late', plan('stop', `when "Open P1" > 0 from jira then postpone to ${to}`));
    expect(trigger('T-1d')).toHaveLength(1);
    expect(trigger('T+7d')).toEqual([]);
  });
});

test('a gate before the run holds up all of it', () => {
  const early = (until: string) =>
    messagesOf(
      'again-too-late',
      plan(
        'stop',
        `gate early 1h by mara at T-2d {
  criterion "Open P1" = 0 from jira
  no-go then again every 1d until ${until}
}`,
      ),
    );
  expect(early('T')).toEqual([]);
  expect(early('T+1d')).toHaveLength(1);
});

test.each([
  ['again', 'Again when? Write `again at Wed of T` or `again every 1d until T`.'],
  ['again every 1d', 'Again until when? Write `again every 1d until T`.'],
  ['again at T every 1d', 'It is decided again either `at` a time or `every` so often; leave one of the two out.'],
  ['stop at T', 'This says when it is decided again; write `again` before it, or leave it out.'],
])('%s is told once', (again, said) => {
  expect(messagesOf('syntax', plan(again))).toEqual([said]);
});

test('the dates are in the table, the checklist and the picture', () => {
  const analysis = analyseText(plan('again every 30m until T+1h'));
  const schedule = analysis.schedules[0]!;
  const dated = schedule.dated.find(({ what }) => what === 'gate again')!;
  expect(dated.occurrences?.map(({ start, end }) => [start - schedule.T!, end - start])).toEqual([
    [30, 10],
    [60, 10],
  ]);
  expect(renderChecklist(analysis, schedule)).toContain('decide again 2 times, the last on Sat 2026-12-05 23:00');
  const row = layout(analysis, schedule)
    .panels.flatMap(({ rows }) => rows)
    .find(({ label }) => label.includes('go'));
  expect(row?.bars.map(({ shape, perhaps }) => [shape, perhaps])).toEqual([
    ['gate', false],
    ['gate', true],
    ['gate', true],
  ]);
});
