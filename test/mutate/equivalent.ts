/** Mutants that say the same as the text does, each with the reason why no test can tell. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './mutants.ts';
import { ROOT } from './sample.ts';

export interface Equivalent {
  readonly file: string;
  /** What the line of the mutant has in it: a `0` alone may stand anywhere. */
  readonly line: string;
  readonly original: string;
  readonly mutated: string;
  readonly reason: string;
}

export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'server/elsewhere.ts',
    line: 'askedAt < OFTEN',
    original: 'performance.now() - askedAt < OFTEN',
    mutated: 'performance.now() - askedAt <= OFTEN',
    reason: 'Two readings of a clock of fractions are never exactly so far apart.',
  },
  {
    file: 'language/lower/steps/conditions.ts',
    line: 'ACTIONS.find(',
    original: 'ACTIONS.find((known) => known === node.action)',
    mutated: 'ACTIONS.findLast((known) => known === node.action)',
    reason: 'Every action stands once in the list.',
  },
  {
    file: 'service/hover/called.ts',
    line: 'said.length > 0 ?',
    original: '0',
    mutated: '(-1)',
    reason: 'A list of nothing is an empty text, which a document leaves out as it does nothing at all.',
  },
  {
    file: 'language/parse/look-alikes.ts',
    line: 'const LONGEST_TIME = 60',
    original: '60',
    mutated: '(59)',
    reason: 'No time is so long; it only bounds how far is looked.',
  },
  {
    file: 'language/parse/look-alikes.ts',
    line: 'const LONGEST_TIME = 60',
    original: '60',
    mutated: '61',
    reason: 'No time is so long; it only bounds how far is looked.',
  },
  {
    file: 'language/parse/langium/choices.ts',
    line: "if (what?.is === 'choice')",
    original: "what?.is === 'choice'",
    mutated: 'false',
    reason: 'The same choice is made, by a function that is made anew each time: it only takes longer.',
  },
];

export function reasonOf(mutant: Mutant): string | undefined {
  return EQUIVALENT.find((one) => isThat(one, mutant))?.reason;
}

export function isThat({ file, line, original, mutated }: Equivalent, mutant: Mutant): boolean {
  if (file !== mutant.file || original !== mutant.original || mutated !== mutant.mutated) return false;
  return lineOf(mutant).includes(line);
}

function lineOf({ file, line }: Mutant): string {
  return readFileSync(join(ROOT, file), 'utf8').split('\n')[line - 1] ?? '';
}
