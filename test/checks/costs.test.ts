/** Money that is not hours, planned and spent, held against the budget. */
import { expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { analyseText } from './marked.ts';

const plan = (lines: string, rate = '') =>
  standardRelease(
    `
    person mara
    person priya { ${rate} }
    person jonas
    service web
    `,
    `
    ${lines}
    run {
      deploy web 2h by priya undo 5m
      verify web 1h by jonas
    }
    `,
  );
const found = (lines: string, rate?: string) =>
  analyseText(plan(lines, rate)).findings.flatMap(({ code, message }) =>
    ['budget-exceeded', 'syntax'].includes(code) ? [message] : [],
  );

const BUDGET = 'budget 1000 EUR approved by mara on Mon 2026-09-14';

test.each<[string, string | undefined, readonly string[]]>([
  [`${BUDGET}\ncost "Vendor on call" 1000 EUR`, undefined, []],
  [
    `${BUDGET}\ncost "Vendor on call" 800 EUR\ncost "Hall" 300 EUR`,
    undefined,
    ['What is bought costs 1100 EUR, 100 EUR more than the budget of 1000 EUR'],
  ],
  [
    `${BUDGET}\ncost "Vendor on call" 850 EUR`,
    'rate 100 EUR',
    [
      '2 h of `priya` cost 200 EUR and what is bought 850 EUR, together 1050 EUR, 50 EUR more than the budget of 1000 EUR',
    ],
  ],
  [`${BUDGET}\ncost "Vendor on call" 800 CHF`, undefined, ['No budget in CHF covers these 800 CHF']],
  [`cost "Vendor on call" 800 CHF`, undefined, []],
  [`${BUDGET}\nspent 600 EUR on Tue 2026-09-15\nspent 400 EUR on Wed 2026-09-16`, undefined, []],
  [
    `${BUDGET}\nspent 600 EUR on Tue 2026-09-15\nspent "Hall" 450 EUR on Wed 2026-09-16\nspent 50 EUR on Thu 2026-09-17`,
    undefined,
    ['1100 EUR are spent, and 1000 EUR approved: 100 EUR too much'],
  ],
  ['cost "Hall"', undefined, ['`cost` is an amount of money: `cost 95 EUR`']],
])('%s', (lines, rate, expected) => {
  const messages = found(lines, rate);
  expect(messages.map((message, i) => (message.includes(expected[i] ?? '\0') ? expected[i] : message))).toEqual(
    expected,
  );
});

test('what is spent is told where it became too much, and stands among the dates', () => {
  const {
    findings,
    plan: read,
    schedules,
  } = analyseText(plan(`${BUDGET}\nspent 600 EUR on Tue 2026-09-15\nspent "Hall" 450 EUR on Wed 2026-09-16`));
  const { costs } = read.releases[0]!;
  expect(findings.find(({ code }) => code === 'budget-exceeded')?.place).toEqual(costs[1]!.place);
  expect(schedules[0]!.dated.filter(({ what }) => what === 'spending').map(({ label }) => label)).toEqual([
    '600 EUR',
    'Hall',
  ]);
});
