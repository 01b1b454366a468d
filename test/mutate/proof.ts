/**
 * Mutants that must die, and did not always: `npm test` tries them, so that the tool is known to work and they stay dead.
 * One of them goes round and round, one is read while its file is loaded.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mutant, mutantsOf } from './mutants.ts';
import { ROOT } from './sample.ts';

const MUST_DIE: readonly (readonly [file: string, original: string, mutated: string])[] = [
  ['server/session.ts', 'mine !== generation', 'false'],
  ['server/refinements.ts', 'message.id !== id', 'message.id === id'],
  ['plan/schedule/rollback/cascades.ts', 'until <= last', 'until < last'],
  ['plan/schedule/rollback/cascades.ts', 'last === undefined', 'last !== undefined'],
  ['plan/checks/duty-too-long.ts', 'stretch.end - stretch.start > longest', 'stretch.end - stretch.start >= longest'],
  ['plan/checks/duty-too-long.ts', 'duty.span.start - end >= pause', 'duty.span.start - end > pause'],
  [
    'plan/checks/duty-too-long.ts',
    'span.end - span.start < MINUTES_PER_DAY',
    'span.end - span.start <= MINUTES_PER_DAY',
  ],
  ['language/format/align.ts', '32', '33'],
  ['language/format/align.ts', 'i++;', ''],
  ['language/workspace.ts', 'isCircle', 'false'],
  ['service/editing/line-edits.ts', 'old[i] === fresh[j]', 'old[i] !== fresh[j]'],
];

/** Enough to kill them. */
export const PROOF_TESTS: readonly string[] = [
  'test/server/session.test.ts',
  'test/server/refinements.test.ts',
  'test/schedule/cascades.test.ts',
  'test/checks/duty-too-long.test.ts',
  'test/language/format-gaps.test.ts',
  'test/language/workspace.test.ts',
  'test/service/line-edits.test.ts',
];

export function proofMutants(): Mutant[] {
  return MUST_DIE.map(([file, original, mutated]) => {
    const all = mutantsOf(file, readFileSync(join(ROOT, file), 'utf8'));
    const found = all.find((one) => one.original === original && one.mutated === mutated);
    if (!found)
      throw new Error(`${file} no longer says \`${original}\`: name what it says now in test/mutate/proof.ts.`);
    return found;
  });
}
