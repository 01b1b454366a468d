/**
 * The seed of every property test: the same inputs in each run, so that whether a commit is good does not hang on luck.
 * `npm run hunt` sets others, see `test/hunt.ts`.
 */
import fc from 'fast-check';

const USUAL = 20_261_128;

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.RELEASE_PLAN_SEED ?? USUAL) });
