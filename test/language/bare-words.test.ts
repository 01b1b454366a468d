/** A line that is its word alone, and says nothing so, is told: nothing is read and dropped in silence. */
import { expect, test } from 'vitest';
import { LINES, type Owner } from '../../language/lines.ts';
import { VERBS } from '../../plan/model.ts';
import { analyseText } from '../checks/marked.ts';
import { PLACES } from './clause-places.ts';

/** They say all there is to say; steps are asked for what they lack by checks, and the plan around has a `kind`. */
const WHOLE = new Set<string>([
  ...VERBS,
  ...['policy', 'kind'],
  ...['unanimous', 'majority', 'production', 'exclusive', 'tested', 'passed', 'failed'],
  // A block, or the first line of one, that is still to be filled.
  ...['prepare', 'run', 'rollback', 'follow-up', 'phase', 'stream', 'sequence', 'parallel', 'outage', 'play', 'scope'],
]);

const cases = (Object.keys(LINES) as Owner[]).flatMap((owner) =>
  Object.keys(PLACES[owner] ?? {}).flatMap((place) =>
    LINES[owner].filter((word) => !WHOLE.has(word)).map((word) => [owner, place, word] as const),
  ),
);

test.each([...new Set(cases.map(([owner]) => owner))])('in `%s`', (owner) => {
  const silent = cases
    .filter(([one]) => one === owner)
    .flatMap(([, place, word]) => {
      const write = PLACES[owner]![place]!;
      const text = write(`${word} `);
      const line = text.split('\n').findIndex((one) => one.trim() === word);
      const { findings } = analyseText(text);
      const told = findings.some((one) => one.code !== 'unused' && one.place.range.start.line === line);
      return told ? [] : `${place}: ${word}`;
    });
  expect(silent).toEqual([]);
});
