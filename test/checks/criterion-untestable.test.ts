import { describe, expect, test } from 'vitest';
import { alwaysOrNever } from '../../plan/facts/decisions/criteria.ts';
import { standardRelease } from '../../plan/facts/example.ts';
import type { Criterion } from '../../plan/model.ts';
import { messagesOf, repaired } from './marked.ts';

const plan = (lines: string, more = '') =>
  standardRelease(
    'person mara\nservice web\nsource grafana\nsource jira',
    `run {
  gate go "Go / no-go" 5m by mara {
${lines}
  }
  deploy web as ship 10m by mara undo 5m
  verify web 10m by mara
${more}
}`,
  );

const CODE = 'criterion-untestable';
const says = (criterion: string) => messagesOf(CODE, plan(`criterion ${criterion}`));

describe('a criterion', () => {
  test.each([
    ['"The team feels good" from jira', 'it has no number'],
    ['"Load test" > "good" from jira', 'compares with something that is no number'],
    ['"Error rate" < 0.5 from grafana', '`0.5` has no unit'],
    ['"P95 latency" < 300 from grafana', '`300` has no unit'],
    ['"Open P1" = 0', 'it does not say where it is read'],
    ['"Open P1" = TBD from jira', 'nobody has decided yet'],
    ['"TBD" from jira', 'nobody has decided yet'],
    ['"Error rate" < 99.9 % from grafana', 'more likely `0.1 %` is meant'],
    ['"Successful logins" > 0.5 % from grafana', 'more likely `99.5 %` is meant'],
    ['"Error rate" > 100 % from grafana', 'is never true'],
    ['"Error rate" <= 100 % from grafana', 'is always true'],
    ['"Open P1" >= 0 from jira', 'is always true'],
    ['"Open P1" < 0 from jira', 'is never true'],
  ])('%s: %s', (criterion, wanted) => {
    const [message, ...others] = says(criterion);
    expect(message).toContain(wanted);
    expect(others).toEqual([]);
  });

  test.each([
    '"Open P1" = 0 from jira',
    '"Open P1" <= 3 from jira',
    '"Error rate" < 0.1 % over 15m from grafana',
    '"Crash-free sessions" > 99.8 % over 3d from grafana',
    '"Availability" >= 99.95 % from grafana',
    '"Error budget left" > 5 % from grafana',
    '"Failed orders" = 0 from grafana',
    '"P95 latency" < 300 ms from grafana',
    '"Replication lag" = 0 from grafana',
    '"Replication lag" < 5s from grafana',
    '"Checkout" = "green" from grafana',
    '"Checkout" = "green"',
    '"Balance difference" >= 0 EUR from grafana',
    '"Temperature of the rack" < 30 from grafana',
    '"Success rate" > 85 % from grafana',
    'ship > 20m',
    '"Ошибки есть?" = 0 from grafana',
    '"P95 latency" < tbd ms over 5m from grafana',
    '"P95 latency" < tbd',
  ])('may say: %s', (criterion) => {
    expect(says(criterion)).toEqual([]);
  });

  test('is told all that it lacks at once', () => {
    expect(says('"Error rate" < 0.5')).toEqual([
      'The criterion `Error rate` cannot be tested: `0.5` has no unit; write `%`, `s` or what it is; it does not say where ' +
        'it is read; add `from` and the source.',
    ]);
  });

  test('gets the source that the plan uses most, before what follows from it', () => {
    const text = plan('criterion "Open P1" = 0 from jira', '  when "Open alarms" > 5 then stop');
    expect(messagesOf(CODE, text)).toHaveLength(1);
    const after = repaired(CODE, text);
    expect(after).toContain('when "Open alarms" > 5 from jira then stop');
    expect(messagesOf(CODE, after)).toEqual([]);
  });

  test('of a shared set, of hypercare and of a trigger is looked at as well, and once', () => {
    const text = `criteria quality {\n  criterion "Shared"\n}\n${plan(
      'needs quality',
      '  when "Queue" > 10 then stop',
    ).replace('run {', 'hypercare T .. T+2d {\n  cover by mara\n  criterion "Quiet"\n}\nrun {')}`;
    expect(messagesOf(CODE, text).map((message) => message.split(' cannot')[0])).toEqual([
      'The criterion `Shared`',
      'The criterion `Quiet`',
      'The condition `Queue`',
    ]);
  });
});

describe('where a number is read', () => {
  const gate = (lines: string, policy = '') =>
    messagesOf(
      CODE,
      standardRelease(
        `${policy}person mara\nservice web`,
        `run {\ngate go 5m by mara {\n${lines}\n}\ndeploy web 10m by mara undo 5m\nverify web 10m by mara\n}`,
      ),
    );

  test('is asked of the plan that says it of any, and of all by policy', () => {
    expect(gate('criterion "Open P1" = 0\ncriterion "Open P2" = 0')).toEqual([]);
    expect(gate('criterion "Open P1" = 0\ncriterion "Open P2" = 0 from jira')).toHaveLength(1);
    const always = 'policy { check criterion-untestable sources always }\n';
    expect(gate('criterion "Open P1" = 0', always)).toHaveLength(1);
  });
});

describe('a share on the wrong side', () => {
  const trigger = (condition: string) =>
    messagesOf(CODE, plan('criterion "Open P1" = 0 from jira', `  when ${condition} from grafana then stop`));

  test('of a gate is said with what comes of it', () => {
    expect(says('"Error rate" < 99.9 % from grafana')[0]).toContain('is as good as always true');
    expect(says('"Error rate" > 95 % from grafana')[0]).toContain('is as good as never true');
    expect(says('"Successful logins" > 0.5 % from grafana')[0]).toContain('is as good as always true');
  });

  test('of a trigger may be that everything fails', () => {
    expect(trigger('"Error rate" >= 90 % over 15m')).toEqual([]);
    expect(trigger('"Availability" < 5 %')).toEqual([]);
    expect(trigger('"Error rate" < 95 %')[0]).toContain('is as good as always true');
    expect(trigger('"Availability" > 5 %')[0]).toContain('is as good as always true');
  });
});

describe('a threshold', () => {
  const criterion = (operator: Criterion['operator'], value: number, unit?: string) =>
    alwaysOrNever({ subject: 'Share of things', operator, value, valueText: `${value}`, unit } as Criterion);
  const holds = (operator: string, value: number, x: number) =>
    ({ '<': x < value, '<=': x <= value, '>': x > value, '>=': x >= value, '=': x === value, '!=': x !== value })[
      operator
    ];

  test('is always or never true exactly where trying all values says so', () => {
    const percents = Array.from({ length: 101 }, (_, i) => i);
    for (const operator of ['<', '<=', '>', '>=', '=', '!='] as const) {
      for (const value of [-5, 0, 1, 50, 99, 100, 120]) {
        const results = new Set(percents.map((x) => holds(operator, value, x)));
        const verdict = results.size === 2 ? undefined : results.has(true) ? 'always true' : 'never true';
        const said = criterion(operator, value, '%');
        expect(said?.includes('always true') ? 'always true' : said && 'never true', `${operator} ${value} %`).toBe(
          verdict,
        );
      }
    }
  });

  test('of what is no part of a whole may be more than all of it', () => {
    const said = (subject: string) =>
      alwaysOrNever({ subject, operator: '>', value: 300, valueText: '300', unit: '%' } as Criterion, true);
    for (const subject of ['Cost', 'CPU load', 'Latency', 'Requests of a normal day'])
      expect(said(subject)).toBe(undefined);
    for (const subject of ['Error rate', 'Failed orders', 'Availability'])
      expect(said(subject)).toContain('never true');
  });
});
