/** `durations measured`: whose number the schedule counts with, and where that is seen. */
import { describe, expect, test } from 'vitest';
import { analyseText } from '../checks/marked.ts';

const plan = ({
  line = '  durations measured\n',
  first = '35m',
  second = '30m',
  written = '20m',
  passed = true,
} = {}) => `person priya
person jonas
database orders-db
environment staging

release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137
${line}
  rehearsal first in staging at Tue 2026-09-22 10:00 {
    passed by jonas on Tue 2026-09-22
    measured tables ${first}
  }
  rehearsal second in staging at Tue 2026-09-29 10:00 {
    ${passed ? 'passed by jonas' : 'failed by jonas because "Too slow"'} on Tue 2026-09-29
    measured tables ${second}
  }

  run {
    backup orders-db 10m by priya to vault {
      tested 10m
      keep   14d
    }
    migrate orders-db as tables ${written} by priya undo 15m
    verify orders-db 10m by jonas
  }
}
`;

function tables(text: string) {
  const { plan: read, schedules } = analyseText(text);
  const step = read.releases[0]!.steps.find(({ name }) => name === 'tables')!;
  const { start, end, measured } = schedules[0]!.steps[step.id]!;
  return { minutes: end - start, measured };
}

const codes = (text: string) => analyseText(text).findings.map(({ code }) => code);

describe('the schedule counts', () => {
  test('with what is written, where nothing is said', () => {
    expect(tables(plan({ line: '' }))).toEqual({ minutes: 20, measured: undefined });
    expect(codes(plan({ line: '' }))).toEqual(['estimate-below-measured']);
  });

  test('with what the last rehearsal measured that passed, where it says so; nothing is too short then', () => {
    expect(tables(plan())).toEqual({ minutes: 30, measured: { minutes: 30, rehearsal: 'second' } });
    expect(tables(plan({ passed: false }))).toEqual({ minutes: 35, measured: { minutes: 35, rehearsal: 'first' } });
    expect(codes(plan())).toEqual([]);
  });

  test('what comes behind it comes later, and the moment to turn back with it', () => {
    const end = (text: string) => analyseText(text).schedules[0]!.run!.end;
    expect(end(plan()) - end(plan({ line: '' }))).toBe(10);
    const decide = (text: string) => Object.values(analyseText(text).schedules[0]!.steps).at(-1)!.rollbackDecision!;
    expect(decide(plan())).toBeDefined();
  });

  test('a step without a duration counts as it was measured, and lacks none', () => {
    expect(tables(plan({ written: '' })).minutes).toBe(30);
    expect(codes(plan({ written: '' }))).toEqual([]);
    expect(codes(plan({ written: '', line: '' }))).toContain('estimate-missing');
  });

  test('with what is written as long as nobody has measured it', () => {
    const none = plan().replace(/ {4}measured .*\n/g, '');
    expect(tables(none)).toEqual({ minutes: 20, measured: undefined });
    const [found] = analyseText(none).findings;
    expect(found).toMatchObject({ code: 'estimate-below-measured', place: { range: { start: { line: 10 } } } });
    expect(found!.message).toContain('`first` and `second` have measured nothing');
  });
});

test('any other word is told, with what may be meant', () => {
  const { findings } = analyseText(plan({ line: '  durations guessed\n' }));
  expect(findings.map(({ code, message }) => `${code}: ${message}`)).toContain(
    'syntax: The schedule counts with what is written, or with what rehearsals measured: `durations measured`.',
  );
});
