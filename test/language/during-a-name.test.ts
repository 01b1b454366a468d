/** `during first`: all of what the name means, on every line that takes `during`, in every place the line may stand in. */
import { expect, test } from 'vitest';
import { analyseText } from '../checks/marked.ts';
import { bareOf, pairs } from './clause-pairs.ts';
import { TRIES } from './clause-places.ts';

/** What comes of it; what a message quotes of the text is not. */
function read(text: string) {
  const { plan, schedules, findings } = analyseText(text);
  const [schedule] = schedules;
  const { steps, blocks, dated } = schedule!;
  const times = (all: object) => Object.entries(all).map(([id, { start, end }]) => [id, start, end]);
  return {
    steps: times(steps),
    blocks: times(blocks),
    dated: dated.map(({ what, of, start, end, due }) => ({ what, of, start, end, due })),
    problems: plan.problems.length,
    codes: findings.map(({ code }) => code),
  };
}

// Who does what is in it takes nobody away from a reserve that names it.
const places = pairs.filter(({ clause, word }) => clause === 'during' && word !== 'reserve');

test('there are such lines', () => expect(places.length).toBeGreaterThan(30));

test.each([...new Set(places.map(({ word }) => word))])('%s', (line) => {
  for (const [i, { around, word }] of places.filter((one) => one.word === line).entries()) {
    const says = (during: string) => around(bareOf(TRIES[word]![0], 'during').replace('§', during));
    const whole = read(says('during first'));
    expect(whole, says('during first')).toEqual(read(says('during first.start .. first.end')));
    if (i === 0) expect(whole.problems).toBe(read(says('during Thu 2026-12-10 22:30 .. 23:55')).problems);
  }
});
