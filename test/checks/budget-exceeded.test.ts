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
