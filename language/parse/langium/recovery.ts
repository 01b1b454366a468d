/**
 * A parser goes on behind a line that it cannot read by running the rest of the block from within: with every such line it is
 * one call deeper, and some hundred of them are more than a stack holds. Here the rest is run from the outside, again and again.
 */
import type { LangiumParser } from 'langium';

/** `many` of Chevrotain, and what it is called with: which occurrence of the grammar, and what is repeated. */
type Repetition = (...values: readonly [number, unknown]) => unknown;
type Recover = (run: Repetition, values: readonly [number, unknown], ...rest: readonly unknown[]) => void;

export function recoverInTurn(parser: LangiumParser): void {
  const inner = (parser as unknown as { readonly wrapper: { tryInRepetitionRecovery: Recover } }).wrapper;
  const recover = inner.tryInRepetitionRecovery;
  /** The block that is being gone on with; each has a description of its own of what it repeats. */
  let current: { readonly repeated: unknown; again: boolean } | undefined;
  inner.tryInRepetitionRecovery = function (run, values, ...rest) {
    const [, repeated] = values;
    const outer = current;
    const own = outer && outer.repeated === repeated ? outer : { repeated, again: false };
    recover.call(
      this,
      () => {
        own.again = true;
      },
      values,
      ...rest,
    );
    // It is run again where it was begun, from the outside.
    if (own === outer) return;
    current = own;
    try {
      while (own.again) {
        own.again = false;
        run.apply(this, [...values]);
      }
    } finally {
      current = outer;
    }
  };
}
