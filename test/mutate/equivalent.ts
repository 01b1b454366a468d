/** Mutants that say the same as the text does, each with the reason why no test can tell. */
import type { Mutant } from './mutants.ts';

interface Equivalent {
  readonly file: string;
  readonly original: string;
  readonly mutated: string;
  readonly reason: string;
}

const EQUIVALENT: readonly Equivalent[] = [];

export function reasonOf({ file, original, mutated }: Mutant): string | undefined {
  return EQUIVALENT.find((one) => one.file === file && one.original === original && one.mutated === mutated)?.reason;
}
