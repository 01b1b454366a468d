/** What a simulation says of small runs whose answers are known. */
import { describe, expect, test } from 'vitest';
import { maximumOf, pert, sumOf, triangular } from '../../bench/tools/exact.ts';
import { criticality, ends, planned, riskIn, START, told } from './told.ts';

describe('quantiles', () => {
  test('of one step are those of its estimate, to the minute above', () => {
    const { end } = told('task one "One" 20m..25m..50m');
    const exact = pert(20, 25, 50);
    expect([end.p50, end.p80, end.p95].map((at) => at - START)).toEqual(
      [0.5, 0.8, 0.95].map((share) => Math.ceil(exact.quantile(share))),
    );
  });

  test('of a chain and of steps side by side are those of the sum and the maximum', () => {
    const chain = ends(planned('task a "A" 20m..25m..50m\ntask b "B" 20m..25m..50m\ntask c "C" 10m'), 10_000).sort(
      (a, b) => a - b,
    );
    const side = ends(planned('parallel {\ntask a "A" 20m..25m..50m\ntask b "B" 20m..25m..50m\n}'), 10_000).sort(
      (a, b) => a - b,
    );
    const one = pert(20, 25, 50);
    for (const share of [0.5, 0.8, 0.95]) {
      expect(Math.abs(chain[10_000 * share - 1]! - 10 - sumOf([one, one]).quantile(share))).toBeLessThan(0.3);
      expect(Math.abs(side[10_000 * share - 1]! - maximumOf(one, 2).quantile(share))).toBeLessThan(0.3);
    }
  });

  test('a triangle when asked', () => {
    const { end } = told('task one "One" 20m..25m..50m', undefined, { shape: 'triangular' });
    expect(end.p50 - START).toBe(Math.ceil(triangular(20, 25, 50).quantile(0.5)));
  });

  test('one person does one step after the other in every run; two people do not', () => {
    const text = (who: string) => `parallel {\ntask a "A" 20m..25m..50m by ann\ntask b "B" 20m..25m..50m by ${who}\n}`;
    const [same, two] = [ends(planned(text('ann'))), ends(planned(text('bob')))];
    expect(Math.min(...same)).toBeGreaterThanOrEqual(40);
    expect(same.every((end, i) => end > two[i]!)).toBe(true);
  });

  test('an exclusive system is waited for', () => {
    const steps = 'parallel {\ndeploy db as a 20m..25m..50m by ann\ndeploy db as b 20m..25m..50m by bob\n}';
    const schedule = planned(`${steps}\n}\n}\ndatabase db "Db" {\n exclusive\n}\nrelease s {\nrun {`);
    expect(Math.min(...ends(schedule))).toBeGreaterThanOrEqual(40);
  });

  test('what is fixed in time does not start before, nothing before its window', () => {
    const all = ends(planned('task a "A" 5m..10m..20m\ntask b "B" 10m at Sat 2026-12-05 23:00'));
    expect(new Set(all)).toEqual(new Set([70]));
    expect(Math.min(...ends(planned('task a "A" 5m..50m..70m\ntask b "B" 10m at Sat 2026-12-05 23:00')))).toBe(70);
  });

  test('what starts together starts together: the second waits for what the first waits for', () => {
    const all = ends(
      planned('parallel {\ntask a "A" 5m..10m..40m\ntask b "B" 10m after a\ntask c "C" 30m alongside b\n}'),
    );
    const one = ends(planned('task a "A" 5m..10m..40m'));
    expect(all).toEqual(one.map((end) => end + 30));
  });

  test('lags count', () => {
    const all = ends(planned('parallel {\ntask a "A" 5m..10m..40m\ntask b "B" 10m after a + 15m\n}'));
    expect(all).toEqual(ends(planned('task a "A" 5m..10m..40m')).map((end) => end + 25));
  });
});

describe('chances', () => {
  test('that the run ends inside the window, and the promise holds', () => {
    const lines = 'window Sat 2026-12-05 22:00 .. 22:30\npromise outage 30m';
    const risk = told('outage {\ntask a "A" 20m..25m..50m\n}', lines);
    const share = pert(20, 25, 50).cdf(30);
    expect(risk.insideWindow).toBeCloseTo(share, 3);
    expect(risk.promise).toEqual({ outage: 30, holds: risk.insideWindow });
    expect(risk.asPlanned).toBeCloseTo(pert(20, 25, 50).cdf(25), 3);
    expect(risk.outage!.p80).toBe(Math.ceil(pert(20, 25, 50).quantile(0.8)));
  });

  test('outages one after the other are added, without what lies between', () => {
    const risk = told('outage {\ntask a "A" 10m..20m..30m\n}\ntask b "B" 40m\noutage {\ntask c "C" 15m\n}');
    expect(risk.outage!.p50).toBe(35);
  });

  test('without a window, or while it is tbd, there is none, and times count from 0', () => {
    for (const lines of ['window tbd', '']) {
      const risk = told('task a "A" 20m..25m..50m undo 5m', lines);
      expect(risk.insideWindow).toBeUndefined();
      expect(risk.rollbackMargin).toBeUndefined();
      expect(risk.end.p50).toBe(28);
    }
  });

  test('the time left for a rollback is that of the tightest step', () => {
    const schedule = planned('deploy web as a 20m..25m..50m by ann undo 30m', 'window Sat 2026-12-05 22:00 .. 23:00');
    const { rollbackMargin, end } = riskIn(schedule)!;
    expect(rollbackMargin!.p80).toBe(60 - 30 - (end.p80 - START));
    expect(rollbackMargin!.p95).toBeLessThan(0);
  });
});

describe('criticality', () => {
  test('of a chain is 1, of what always has time 0', () => {
    const schedule = planned('task a "A" 20m..25m..50m\nparallel {\ntask b "B" 30m..40m..60m\ntask c "C" 5m\n}');
    expect(criticality(schedule)).toEqual({ a: 1, b: 1, c: 0 });
  });

  test('of two equal branches is a half each', () => {
    const shares = criticality(planned('parallel {\ntask a "A" 20m..25m..50m\ntask b "B" 20m..25m..50m\n}'));
    expect(shares.a).toBeCloseTo(0.5, 1);
    expect(shares.b).toBeCloseTo(0.5, 1);
    // Ties count for both.
    expect(shares.a! + shares.b!).toBeGreaterThanOrEqual(1);
  });

  test('of two branches that are always equally long is 1 for both', () => {
    const steps = 'task x "X" 5m..10m..20m\nparallel {\ntask a "A" 20m\ntask b "B" 20m\n}';
    expect(criticality(planned(steps))).toEqual({ x: 1, a: 1, b: 1 });
  });
});

describe('risks of the register', () => {
  const run = 'task a "A" 30m by ann\ndeploy web as b 30m by bob';
  const risk = (body: string) => `window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00\nrisk late "Late" {\n${body}\n}`;

  test('occur as often as they are likely, and hold up one step once', () => {
    const all = ends(planned(run, risk('likelihood 15 %\nimpact 45m\nthreatens a, b')), 1000);
    expect(all.filter((end) => end === 105).length).toBe(150);
    expect(all.filter((end) => end === 60).length).toBe(850);
  });

  test.each([
    ['low', 0.2],
    ['medium', 0.4],
    ['high', 0.6],
  ])('a word is a probability: %s', (word, probability) => {
    const found = told(run, risk(`likelihood ${word}\nimpact 45m\nthreatens a`));
    expect(found.risks.map((one) => one.probability)).toEqual([probability]);
    expect(found.asPlanned).toBe(1 - probability);
    expect(found.swings.map(({ subject, minutes }) => [subject, minutes])).toEqual([['r/late', 45]]);
  });

  test('an impact may be an estimate; a system stands for the steps that touch it, a block for its steps', () => {
    for (const what of ['web', 'b', 'deploy web', 'run']) {
      const all = ends(planned(run, risk(`likelihood 100 %\nimpact 10m..20m..60m\nthreatens ${what}`)));
      expect(Math.min(...all)).toBeGreaterThan(70);
      expect(Math.max(...all)).toBeLessThan(120);
    }
  });

  test.each([
    ['likelihood medium\nimpact high\nthreatens a', 'no duration'],
    ['likelihood medium\nthreatens a', 'no duration'],
    ['impact 20m\nthreatens a', 'no likelihood'],
    ['likelihood 20 %\nimpact 20m', 'threatens nothing that runs'],
  ])('%j is not simulated: %s', (body, reason) => {
    const found = told(`${run}\ntask c "C" 5m..9m`, risk(body));
    expect(found.notSimulated.map((one) => one.reason)).toEqual([reason]);
    expect(found.risks).toEqual([]);
  });
});

describe('what rehearsals measured', () => {
  const window = 'window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00\n';
  const rehearsal = (name: string, day: number, how: string, minutes: string) =>
    `rehearsal ${name} in staging at 2026-11-${day} 10:00 {\n ${how} by ann\n measured a ${minutes}\n}\n`;

  test('gives a plain duration a spread, and reaches out from an estimate', () => {
    const twice = window + rehearsal('one', 10, 'failed', '41m') + rehearsal('two', 17, 'passed', '28m');
    const plain = told('task a "A" 30m', twice);
    expect(plain.uncertain).toEqual({ steps: 1, measured: 1 });
    expect(plain.end.p50 - START).toBe(Math.ceil(pert(28, 28, 41).quantile(0.5)));
    const wide = told('task a "A" 20m..30m..35m', twice);
    expect(wide.end.p80 - START).toBe(Math.ceil(pert(20, 28, 41).quantile(0.8)));
  });

  test('the last one that passed is the likely value, whatever the order on the page', () => {
    const text =
      window +
      rehearsal('three', 24, 'failed', '50m') +
      rehearsal('two', 17, 'passed', '28m') +
      rehearsal('one', 10, 'passed', '41m');
    expect(told('task a "A" 30m', text).end.p50 - START).toBe(Math.ceil(pert(28, 28, 50).quantile(0.5)));
  });

  test('the same as planned has no spread', () => {
    expect(riskIn(planned('task a "A" 30m', window + rehearsal('one', 10, 'passed', '30m')))).toBeUndefined();
  });
});

describe('what moves the end', () => {
  test('the strongest first; what never matters is not there', () => {
    const risk = told(
      'task a "A" 20m..25m..50m\ntask b "B" 10m..15m..25m\nparallel {\ntask c "C" 30m\ntask d "D" 1m..5m..9m\n}',
    );
    expect(risk.swings.map(({ subject }) => subject)).toEqual(['r/a', 'r/b']);
    const fifth = (share: number) => {
      const exact = pert(20, 25, 50);
      const values = Array.from({ length: 2000 }, (_, i) => exact.quantile(share + (0.2 * (i + 0.5)) / 2000));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    expect(risk.swings[0]!.minutes).toBeCloseTo(fifth(0.8) - fifth(0), 0);
  });
});

describe('nothing uncertain', () => {
  test.each([
    ['constants', 'task a "A" 20m\ntask b "B" 10m'],
    ['no steps', ''],
    ['no durations', 'task a "A"'],
    ['zeros', 'task a "A" 0m..0m..0m'],
    ['one side only', 'task a "A" 1h..'],
    ['done', 'task a "A" 5m..9m done'],
  ])('%s', (_, run) => {
    expect(riskIn(planned(run))).toBeUndefined();
  });

  test('a side that is missing is told beside what is simulated', () => {
    const risk = told('task a "A" 1h..\ntask b "B" 5m..9m');
    expect(risk.oneSided).toEqual(['r/a']);
  });
});

describe('work that is perhaps needed', () => {
  test('takes its time as often as it says, else none', () => {
    const all = ends(
      planned('task a "A" 10m\ntask b "B" 20m only if "Notes merged" = "yes" likely 30 %\ntask c "C" 5m'),
      1000,
    );
    expect(all.filter((end) => end === 35)).toHaveLength(300);
    expect(all.filter((end) => end === 15)).toHaveLength(700);
  });

  test('a block is needed as a whole or not at all', () => {
    const all = ends(
      planned('sequence s only if "X" likely 50 % {\ntask a "A" 10m\ntask b "B" 20m\n}\ntask c "C" 5m'),
      1000,
    );
    expect(new Map([5, 35].map((end) => [end, all.filter((one) => one === end).length]))).toEqual(
      new Map([
        [5, 500],
        [35, 500],
      ]),
    );
  });

  test('what says no probability, or is done, always counts', () => {
    for (const clause of ['only if "X"', 'optional', 'only if "X" likely 30 % done']) {
      const all = ends(planned(`task a "A" 10m..11m..12m\ntask b "B" 20m ${clause}`), 100);
      expect(Math.min(...all)).toBeGreaterThanOrEqual(30);
    }
    expect(riskIn(planned('task a "A" 10m\ntask b "B" 20m only if "X"'))).toBeUndefined();
  });

  test('its own spread and risks count where it is needed', () => {
    const all = ends(planned('task a "A" 10m\ntask b "B" 10m..20m..40m only if "X" likely 40 %'), 1000);
    expect(all.filter((end) => end === 10)).toHaveLength(600);
    expect(Math.max(...all)).toBeGreaterThan(40);
  });
});

/** What is in it belongs to nobody of the run, so that they do not wait for each other. */
const OUTAGE = '{\ntask x "X" 20m..30m..90m by bob\ntask y "Y" 10m by bob\n}';

test.each([
  ['two days later', 'window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00', 'at Mon 2026-12-07 10:00'],
  ['an hour before', 'window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00', 'at Sat 2026-12-05 21:00'],
  ['behind a step', 'window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00', 'after go'],
  ['while T is open', 'window tbd', 'at T+9h'],
])(
  'an outage beside the run lasts as differently as one in it, and the run ends as without it: %s',
  (_, window, begin) => {
    const run = 'task go "Go" 10m..20m..60m by ann';
    const inside = told(`${run}\noutage o ${OUTAGE}`);
    const beside = told(run, `${window}\noutage o ${begin} ${OUTAGE}`);
    expect(beside.outage).toEqual(inside.outage);
    expect(inside.outage!.p95).toBeGreaterThan(inside.outage!.p50);
    expect(beside.end).toEqual(told(run, window).end);
  },
);

test('of an outage in working hours, which is not simulated, no chance is told', () => {
  const run = 'task go "Go" 10m..20m..60m by ann';
  const window = 'window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00';
  const phase = (task: string) => told(run, `${window}\nphase p at Mon 2026-12-07 {\noutage o {\n${task} by bob\n}\n}`);
  expect(phase('task x "X" 20m..30m..90m').outage).toBeUndefined();
  expect(phase('task x "X" 30m').outage).toMatchObject({ p50: 30, p95: 30 });
});
