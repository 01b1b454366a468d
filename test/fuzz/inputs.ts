/** The inputs by number: the same seed and number are the same text. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { damaged, soup } from './damage.ts';
import { layOutPlan } from './layout.ts';
import { generatePlan } from './plan.ts';
import { Random } from './random.ts';

export interface Input {
  readonly text: string;
  /** Every line where the language takes it and nothing broken: all of it has a layout. */
  readonly isValid: boolean;
}

const ROOT = join(import.meta.dirname, '../..');
const EXAMPLES = globSync('examples/**/*.release', { cwd: ROOT })
  .sort()
  .map((file) => readFileSync(join(ROOT, file), 'utf8'));

export function inputAt(seed: number, index: number): Input {
  const random = new Random(seed, index);
  const write = (isAnywhere = false, hasInnerComments = true): string =>
    layOutPlan(generatePlan(random, { isAnywhere }), random, { hasInnerComments });
  switch (random.weighted({ valid: 45, commented: 5, damaged: 25, anywhere: 8, example: 10, soup: 7 })) {
    case 'valid':
      return { text: write(false, false), isValid: true };
    case 'commented':
      return { text: write(), isValid: false };
    case 'damaged':
      return { text: damaged(write(), random), isValid: false };
    case 'anywhere':
      return { text: write(true), isValid: false };
    case 'example':
      return { text: damaged(excerpt(random), random), isValid: false };
    case 'soup':
      return { text: soup(random), isValid: false };
  }
}

/** Some lines of an example, now and then all of them. */
function excerpt(random: Random): string {
  const lines = random.pick(EXAMPLES).split('\n');
  if (random.chance(0.02)) return lines.join('\n');
  const from = random.below(lines.length);
  return lines.slice(from, from + random.between(1, random.pick([5, 10, 20, 40]))).join('\n');
}
