/**
 * Small plans, each about one thing, and whatever is said of them. Other tests ask plans like these for the one thing that they
 * are about; here all that comes of each is told, also where another check, or the schedule, is led astray by it.
 */
import { expect, test } from 'vitest';
import { expectGolden } from '../support/golden.ts';
import { SMALL_NAMES, smallPlans } from '../support/told-texts.ts';
import { allTold } from './all-told.ts';

test.each(SMALL_NAMES)('%s', (name) => {
  const plans = smallPlans(name);
  expect(plans.length).toBeGreaterThan(0);
  const told = plans.flatMap(({ title, text, now }) => [`── ${title}`, ...allTold(text, now)]);
  expectGolden(`${told.join('\n')}\n`, `./golden/small/${name}.golden.txt`, import.meta.url);
});
