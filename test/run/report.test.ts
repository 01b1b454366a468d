/** The review of a night: what it says, and that no text of a log is more than text in it. */
import { expect, test } from 'vitest';
import { runReportText } from '../../exchange/reports/run-report.ts';
import type { RunEvent } from '../../plan/log/events.ts';
import { stateOf } from '../../plan/log/run.ts';
import { runReport } from '../../view/run/report.ts';
import { clock, payments, SIX_LATE, said } from '../log/payments.ts';
import { shop } from '../log/shop.ts';

const report = (events: readonly RunEvent[], now = '23:52') =>
  runReport(payments, stateOf(payments, events, clock(now)), events);

test('says what took how long, what was decided, and what to take over', () => {
  const night = report([
    ...SIX_LATE,
    said('23:40', 'mara', { hand: 'deploy checkout-web', to: 'sam' }, { because: 'olu is tired' }),
    said('23:52', 'ops-lead', { done: 'deploy payments-api' }),
  ]);
  expect(night.facts).toContainEqual({ what: 'Opened', is: 'Sat 2026-12-05 22:00, by mara' });
  expect(night.facts).toContainEqual({
    what: 'Users away',
    is: '59 min, planned 1 h 25 min, promised 1 h 40 min',
  });
  const away = (one: typeof night) => one.facts.find(({ what }) => what === 'Users away')!.is;
  expect(away(report([...SIX_LATE, said('23:52', 'mara', { close: 'stopped' })]))).toMatch(/: kept$/);
  expect(away(report(SIX_LATE, '02:00'))).toMatch(/: broken$/);
  expect(night.steps.find(({ step }) => step === 'refund-tables')).toMatchObject({
    planned: 25,
    took: 31,
    late: 4,
    start: 'Sat 2026-12-05 22:58',
  });
  expect(night.deviations.map(({ said: text }) => text)).toContain('handed deploy checkout-web to sam (olu is tired)');
  expect(night.votes).toContainEqual({ gate: 'go', who: 'client-lead', said: 'go', because: null });
  // The migration took longer than likely, and not longer than at most.
  expect(night.takeOver).toEqual(['deploy payments-api: 22m, where 15m was estimated']);
});

test('has what shows that steps were done, and what was asked for and not given', () => {
  const done = [
    said('22:00', 'ann', { open: 'real' }),
    said('22:06', 'bob', { start: 'tables' }),
    said('22:50', 'bob', { done: 'tables' }),
  ];
  const evidence = (events: readonly RunEvent[]) =>
    runReport(shop, stateOf(shop, events, clock('23:00')), events).evidence;
  expect(evidence(done)).toEqual([{ step: 'tables', is: 'Row counts before and after', at: null, by: null }]);
  const link = 'https://files.example.org/counts.csv';
  expect(evidence([...done, said('22:51', 'bob', { evidence: 'tables', link, note: 'both sides' })])).toEqual([
    { step: 'tables', is: `${link} both sides`, at: 'Sat 2026-12-05 22:51', by: 'bob' },
  ]);
});

test('of a rehearsal gives its lines to the plan', () => {
  const rehearsed = SIX_LATE.map((event) =>
    'open' in event ? { ...event, open: 'rehearsal' as const, rehearsal: 'second' } : event,
  );
  const night = report([...rehearsed, said('23:50', 'mara', { close: 'done' })]);
  expect(night.takeOver).toContain('passed by mara on Sat 2026-12-05');
  expect(night.takeOver).toContain('measured refund-tables 31m');
});

test('in every format text stays text', () => {
  const hostile = '<script>alert(1)</script> | =HYPERLINK("x") `';
  const night = report([
    ...SIX_LATE,
    said('23:40', 'mara', { skip: 'deploy checkout-web' }, { because: hostile }),
    said('23:41', '=1+1', { decide: 'no return', as: 'go' }, { because: hostile }),
  ]);
  expect(runReportText(night, 'html')).not.toContain('<script>');
  const markdown = runReportText(night, 'markdown');
  expect(markdown).not.toMatch(/(?<!\\)<script>/);
  for (const line of markdown.split('\n').filter((one) => one.startsWith('| Sat')))
    expect(line.match(/(?<!\\)\|/g)).toHaveLength(4);
  expect(runReportText(night, 'csv').split('\r\n')[0]).toBe(
    'step,who,progress,planned start,planned end,start,end,planned min,took min,late min',
  );
  expect(JSON.parse(runReportText(night, 'json'))).toEqual(night);
});
