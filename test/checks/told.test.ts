/**
 * Everything that is said of the examples of all checks, broken and mended, of those of the reference and of the plans of
 * `test/told/`: whatever of it changes is seen here.
 */
import { describe, test } from 'vitest';
import { checks } from '../../plan/checks/catalogue.ts';
import { expectGolden } from '../support/golden.ts';
import { TOLD_NAMES, toldText } from '../support/told-texts.ts';
import { allTold } from './all-told.ts';

describe.each([...new Set(checks.map(({ group }) => group))])('%s', (group) => {
  test('as it was', () => {
    const told = checks
      .filter((check) => check.group === group)
      .flatMap(({ code, example }) => [`── ${code}`, ...allTold(example.breaks), '  ──', ...allTold(example.passes)]);
    expectGolden(`${told.join('\n')}\n`, `./golden/${group}.golden.txt`, import.meta.url);
  });
});

test.each(TOLD_NAMES)('%s', (name) => {
  expectGolden(`${allTold(toldText(name)).join('\n')}\n`, `./golden/told-${name}.golden.txt`, import.meta.url);
});
