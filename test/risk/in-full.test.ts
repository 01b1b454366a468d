/** The whole answer of a simulation, for nights in which one thing after the other is uncertain. */
import { expect, test } from 'vitest';
import type { ScheduleRisk, Shape } from '../../plan/risk/model.ts';
import { riskOf } from '../../plan/risk/risk.ts';
import { analyseText } from '../checks/marked.ts';
import { expectGolden } from '../support/golden.ts';

const NIGHT = `person ann
person bob
team ops is ann, bob
service web
database db
release night {
  zone UTC
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 01:00
  promise outage 70m
  rehearsal first Mon 2026-11-30 10:00 .. 12:00 {
    measured copy 24m
    measured swap 12m
  }
  risk disks "Slow disks" by ann {
    threatens copy
    likelihood medium
    impact 10m..40m
  }
  risk hands "Too few hands" by bob {
    threatens check, swap
    likelihood 20 %
    impact 15m
  }
  risk vague "Something" by bob { threatens copy }
  run {
    backup db as copy 20m..40m by ann
    parallel {
      outage {
        deploy web as swap 10m..15m..50m by bob undo 5m..15m
        configure web as tune 15m by bob undo 5m only if "Slow" = "yes" likely 30 %
      }
      task side "Beside it" 30m.. by ann
      task read "Read the log" ..25m by any of ops
    }
    verify web as check 10m..30m by any of ops after side
  }
  rollback back { start web as again 10m..20m by ann }
}
`;

/** What is written, and what takes its place. */
const OTHERWISE: readonly (readonly [string, string | RegExp, string])[] = [
  ['as it is', '', ''],
  ['the window is open', /window .*/, 'window tbd'],
  ['the window is short', 'Sun 2026-12-06 01:00', 'Sat 2026-12-05 23:50'],
  ['something is fixed', /(verify web .*)/, '$1\n    task late "Later" 10m by ann at 00:15'],
  ['no rehearsal', /rehearsal [^}]*\}/, ''],
  ['durations are measured', 'promise', 'durations measured\n  promise'],
  ['nothing is promised', /promise .*/, ''],
  ['a longer promise', 'outage 70m', 'outage 2h'],
  ['the disks are sure', 'likelihood medium', 'likelihood 100 %'],
  ['the disks are never slow', 'likelihood medium', 'likelihood 0 %'],
  ['nobody knows for how long', 'impact 15m', 'impact tbd'],
  ['a risk of the end', 'threatens check, swap', 'threatens run'],
  ['a risk of what runs no more', 'threatens check, swap', 'threatens again'],
  ['one after the other', 'parallel {', 'sequence {'],
  ['a wide estimate', '20m..40m', '1m..4h'],
  ['a narrow one', '20m..40m', '30m..31m'],
  ['most likely at its end', '10m..15m..50m', '10m..50m..50m'],
  ['days', 'task read "Read the log" ..25m', 'task read "Read the log" 1d..2d'],
  ['always', 'likely 30 %', 'likely 100 %'],
  ['never', 'likely 30 %', 'likely 0 %'],
  ['with a lag', 'after side', 'after side + 20m'],
  ['alongside', 'after side', 'alongside read'],
  ['nothing is uncertain but one', /(\d+m)?\.\.(\d+m)(\.\.\d+m)?|30m\.\./g, '30m'],
  ['no way back', /rollback back .*/, ''],
];

test.each(['pert', 'triangular'] as const)('%s', (shape) => {
  const rows = OTHERWISE.flatMap(([title, written, other]) => {
    const { plan, schedules } = analyseText(written === '' ? NIGHT : NIGHT.replace(written, other));
    const risk = riskOf(plan, plan.releases[0]!, schedules[0]!, { runs: 400, seed: 3, shape });
    return [`── ${title}`, ...(risk ? told(risk) : ['nothing is uncertain'])];
  });
  expect(rows.length).toBeGreaterThan(100);
  expectGolden(`${rows.join('\n')}\n`, `./golden/${shape}.golden.txt`, import.meta.url);
});

test('as often as is usual', () => {
  const { plan, schedules } = analyseText(NIGHT);
  const risk = riskOf(plan, plan.releases[0]!, schedules[0]!)!;
  expect([risk.runs, risk.seed, risk.shape] satisfies [number, number, Shape]).toEqual([10_000, 1, 'pert']);
});

function told({ steps, ...rest }: ScheduleRisk): string[] {
  return [
    ...Object.entries(rest).map(([name, value]) => `${name} ${JSON.stringify(value)?.replaceAll('"', '')}`),
    ...Object.entries(steps).map(([id, one]) => `  ${id} ${one?.criticality} ${one?.endP80}`),
  ];
}
