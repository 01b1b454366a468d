/** Many random projects through both programs. */
import { type Comparison, compare } from './compare.ts';
import { generate } from './generate.ts';
import { random } from './random.ts';

export interface Wanted {
  readonly plans: number;
  /** Sizes are drawn from this range, as many small ones as large ones on a logarithmic scale. */
  readonly fewest: number;
  readonly most: number;
  /** Of all; the plans have seeds of their own that follow from it. */
  readonly seed: number;
}

/** What could not be compared: one of the two did not understand its text. */
export interface Failure {
  readonly seed: number;
  readonly steps: number;
  readonly message: string;
  readonly release?: string;
  readonly tjp?: string;
}

/** TaskJuggler runs in so many processes at a time. */
const AT_A_TIME = 2;

export async function runOracle(
  program: string,
  { plans, fewest, most, seed }: Wanted,
  onDone: (done: Comparison | Failure) => void,
): Promise<void> {
  const r = random(seed);
  const queue = Array.from({ length: plans }, () => ({ seed: r.int(0, 2 ** 31), steps: r.logarithmic(fewest, most) }));
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) onDone(await one(program, next.seed, next.steps));
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
}

export async function one(program: string, seed: number, steps: number): Promise<Comparison | Failure> {
  try {
    return await compare(program, generate(seed, steps));
  } catch (error) {
    const { message, release, tjp } = error as Error & { release?: string; tjp?: string };
    return { seed, steps, message, release, tjp };
  }
}
