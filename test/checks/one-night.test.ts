/** Many releases of one night: each tells once what it shares with all others, so that findings grow as the releases do. */
import { expect, test } from 'vitest';
import { factsOf } from '../../plan/findings/findings.ts';
import { analyseText } from './marked.ts';

const nights = (count: number) =>
  [
    'person mara\nperson jonas\nservice web\n',
    ...Array.from(
      { length: count },
      (_, i) => `release night-${i} {
  zone   UTC
  window Sat 2026-12-05 22:00 .. 23:30
  change CHG-${i}
  run {
    deploy web as rollout 15m by mara undo 10m
    verify web 10m by jonas
  }
}
`,
    ),
  ].join('');

test('what is told grows as the releases do; of what is told together each is known', () => {
  for (const count of [2, 9]) {
    const { findings } = analyseText(nights(count));
    const told = (code: string) => findings.filter((one) => one.code === code);
    // Two people.
    expect(told('double-booked')).toHaveLength(count * 2);
    expect(told('environment-double-booked')).toHaveLength(count);
    expect(factsOf(told('environment-double-booked'))).toHaveLength(count * (count - 1));
  }
});
