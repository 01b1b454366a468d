/** Who costs most is whom a waiver of an exceeded budget can name; budgets of one currency count together. */
import { expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { active, analyseText } from './marked.ts';

const plan = (more: string) =>
  standardRelease(
    `
    person sam {
      rate 100 EUR
    }
    person kim {
      rate 200 EUR
    }
    service web
    `,
    `
    budget 60 EUR approved by sam on Mon 2026-09-14
    budget 40 EUR approved by kim on Mon 2026-09-14
    ${more}
    run {
      deploy web 1h by sam undo 5m
      verify web 1h by kim
    }
    `,
  );
const exceeded = (more: string) =>
  active(analyseText(plan(more)).findings).filter(({ code }) => code === 'budget-exceeded');
const waived = (who: string) => `waive budget-exceeded for ${who} until Thu 2026-12-31 because "so it is"`;

test('is told of the one who costs most, at the first budget, with those that are counted with it', () => {
  const [finding] = exceeded('');
  expect(finding!.message).toContain('cost 300 EUR, 200 EUR more than the budget of 100 EUR');
  expect(finding!.message).toContain('most costs `kim`: 200 EUR');
  expect(finding!.about).toEqual(['kim']);
  expect(finding!.related.map(({ message }) => message)).toEqual(['Counted with it']);
});

test('is silenced for that one, and for nobody else', () => {
  expect(exceeded(waived('kim'))).toEqual([]);
  expect(exceeded(waived('sam'))).toHaveLength(1);
});

test('all budgets of a release that are from one fund count together, and another currency is told', () => {
  const text = plan(`budget 300 EUR from pot
    budget 300 EUR from pot
    budget 20 USD from pot
    spent 10 EUR on Mon 2026-09-21`).replace(
    'service web',
    'fund pot 500 EUR approved by sam on Mon 2026-09-14\nfund jar 90 EUR approved by sam on Mon 2026-09-14\nservice web',
  );
  const told = (one: string) =>
    active(analyseText(one).findings).flatMap(({ code, message, about }) =>
      code === 'budget-exceeded' && about?.includes('pot') ? message : [],
    );
  expect(told(text)).toEqual([
    '`shop-2.1` (600 EUR) takes 600 EUR from the fund `pot`, 100 EUR more than is in it (500 EUR); 10 EUR are spent. Have more approved, or take less.',
    '20 USD are taken from the fund `pot`, which is in EUR: nobody can hold them against it; write them in EUR.',
  ]);
  // Of which fund it was spent nobody says.
  expect(told(text.replace('budget 20 USD from pot', 'budget 5 EUR from jar'))).toEqual([
    '`shop-2.1` (600 EUR) takes 600 EUR from the fund `pot`, 100 EUR more than is in it (500 EUR). Have more approved, or take less.',
  ]);
});
