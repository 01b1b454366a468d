/** How risk is written, and how it is told: in JSON and in words. */
import { describe, expect, test } from 'vitest';
import { jsonReport } from '../../exchange/json/json.ts';
import { lower } from '../../language/lower/lower.ts';
import { parse } from '../../language/parse/parser.ts';
import { analyse } from '../../plan/analysis.ts';
import { riskOf } from '../../plan/risk/risk.ts';
import { layout } from '../../view/schedule/layout.ts';
import { createClock } from '../../view/words/clock.ts';
import {
  chanceWords,
  endWords,
  leftOutWords,
  percent,
  runsWords,
  stepRiskSentence,
  swingWords,
} from '../../view/words/risk-words.ts';
import { planned } from './told.ts';

function planOf(text: string) {
  return lower('file:///w/a.release', parse(text), []).plan;
}

describe('a risk in a plan', () => {
  const risk = (body: string) => planOf(`release r {\n risk x {\n ${body}\n }\n}`);

  test('in words', () => {
    expect(risk('likelihood low\n impact high').releases[0]!.risks[0]).toMatchObject({
      likelihood: 'low',
      impact: 'high',
    });
  });

  test('in figures', () => {
    const [found] = risk('likelihood 12.5 %\n impact 10m..20m..1h').releases[0]!.risks;
    expect(found).toMatchObject({ probability: 0.125, delay: { min: { minutes: 10 }, max: { minutes: 60 } } });
    expect(found!.likelihood).toBeUndefined();
  });

  test.each([
    [
      'likelihood 150 %',
      'A likelihood is `very-low`, `low`, `medium`, `high`, `very-high`, or a percentage up to 100: `likelihood medium`, `likelihood 15 %`.',
    ],
    [
      'likelihood 15',
      'A likelihood is `very-low`, `low`, `medium`, `high`, `very-high`, or a percentage up to 100: `likelihood medium`, `likelihood 15 %`.',
    ],
    [
      'likelihood often',
      'A likelihood is `very-low`, `low`, `medium`, `high`, `very-high`, or a percentage up to 100: `likelihood medium`, `likelihood 15 %`.',
    ],
    [
      'impact awful',
      'An impact is `very-low`, `low`, `medium`, `high`, `very-high`, or how long it holds up what it threatens: `impact high`, `impact 10m..20m..60m`.',
    ],
  ])('%s is told', (line, message) => {
    expect(risk(line).problems.map((problem) => problem.message)).toEqual([message]);
  });
});

const RUN = 'outage {\ntask a "A" 20m..25m..50m by ann undo 5m\n}\ntask b "B" 1h.. by bob';
const RISKS = `window Sat 2026-12-05 22:00 .. Sun 2026-12-06 00:00
promise outage 30m
risk slow "Slow" {
 likelihood 10 %
 impact 30m
 threatens a
}
risk vague "Vague" {
 likelihood low
 impact high
 threatens a
}`;

test('JSON has it where it was asked for, and null where nothing is uncertain', () => {
  const text = (step: string) =>
    `release r {\nzone UTC\n${RISKS.split('\nrisk')[0]}\nrun {\noutage {\n${step}\n}\n}\n}`;
  const report = (step: string, options: Partial<Parameters<typeof jsonReport>[2]> = {}) =>
    jsonReport([analyse(planOf(text(step)))], (uri) => uri, { ...options, fixesOf: () => [] }).files[0]!.releases[0]!;
  expect('risk' in report('task a "A" 20m..25m..50m')).toBe(false);
  expect(report('task a "A" 20m', { risk: {} }).risk).toBeNull();
  expect(report('task a "A" 20m..25m..50m', { risk: { runs: 1000, seed: 7 } }).risk).toMatchObject({
    runs: 1000,
    seed: 7,
    distribution: 'pert',
    end: { p50: '2026-12-05T22:28Z', p80: '2026-12-05T22:33Z', p95: '2026-12-05T22:38Z' },
    endDelayMinutes: { p50: 3, p80: 8, p95: 13 },
    insideWindow: 1,
    promisedOutage: { minutes: 30, holds: 0.662 },
    rollbackMarginMinutes: null,
    steps: [{ label: 'a', criticality: 1, endP80: '2026-12-05T22:33Z' }],
    swings: [{ kind: 'step', label: 'a' }],
    uncertainSteps: 1,
    measuredSteps: 0,
  });
});

test('words', () => {
  const { plan, release, schedule } = planned(RUN, RISKS);
  const risk = riskOf(plan, release, schedule)!;
  const clock = createClock('UTC', 'dated');
  expect({
    end: endWords(risk, clock),
    chance: chanceWords(risk),
    swings: swingWords(release, risk.swings, 5),
    leftOut: leftOutWords(release, risk),
    step: stepRiskSentence(schedule.steps['r/a']!, risk, clock),
  }).toMatchInlineSnapshot(`
    {
      "chance": "inside the window with 97 %, the promised outage of 30 min holds with 60 %, as planned or earlier with 27 %",
      "end": "Sat 23:29 with 50 %, Sat 23:36 with 80 %, Sat 23:58 with 95 %",
      "leftOut": [
        "risk vague is not simulated: its impact is no duration (write for example impact 15m)",
        "b counts as 1h: its estimate has one side",
      ],
      "step": "Ends by Sat 2026-12-05 22:36 with 80 % (11 min later than planned); on the longest path in 100 % of 10,000 runs.",
      "swings": "risk slow 30 min, a 14 min",
    }
  `);
  expect([0, 0.001, 0.5, 0.996, 1].map(percent)).toEqual(['0 %', 'under 1 %', '50 %', 'over 99 %', '100 %']);
  expect([500, 1000, 1234567].map(runsWords)).toEqual(['500 runs', '1,000 runs', '1,234,567 runs']);
});

test('the picture has a whisker to where each step has ended in 80 % of the runs, and a flag for the end', () => {
  const text = `release r {\nzone UTC\nwindow Sat 2026-12-05 22:00 .. Sun 2026-12-06 00:00\nrun {\ntask a "A" 20m..25m..50m\ntask b "B" 20m\n}\n}`;
  const analysis = analyse(planOf(text));
  const schedule = analysis.schedules[0]!;
  const [release] = analysis.plan.releases;
  const risk = riskOf(analysis.plan, release!, schedule)!;
  const [panel] = layout(analysis, schedule, { width: 1100, risk }).panels;
  const bars = panel!.rows.filter(({ kind }) => kind === 'step').map(({ bars: [bar] }) => bar!);
  const perMinute = bars[1]!.width / 20;
  const { end, steps } = risk;
  bars.forEach((bar, i) => {
    expect(bar.whisker!.width / perMinute).toBeCloseTo(
      steps[release!.steps[i]!.id]!.endP80 - schedule.steps[release!.steps[i]!.id]!.end,
      6,
    );
    if (bar.text!.anchor === 'end') expect(bar.text!.x).toBeLessThan(bar.x);
    else expect(bar.text!.x).toBeGreaterThan(bar.whisker!.x + bar.whisker!.width);
  });
  const flag = panel!.marks.find(({ kind }) => kind === 'likely-end')!;
  expect(flag.x).toBeCloseTo(bars[1]!.x + bars[1]!.width + (end.p80 - schedule.run!.end) * perMinute, 6);
  expect(flag.label).toBe('P80 22:53');
});
