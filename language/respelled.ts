/**
 * Words of the language that are spelled otherwise than they were, and since which version. Until the next major version the
 * old word is read wherever the new one would be (`old-words.ts`), a finding says the new one, `check --fix` and
 * `release-plan migrate` write it, and the table in `docs/language.md` names it: all of that follows from the row.
 *
 * There is none: whatever 0.1.0 read is read as it was (`test/examples/earlier.test.ts`). `test/language/respelled.test.ts`
 * renames every word of the language in turn.
 */

export interface Respelled {
  /** The word until then. It opens no line and no clause otherwise. */
  readonly was: string;
  /** A word of the grammar, neither `import`, which is looked for in the text, nor `tbd`, which is a value. */
  readonly is: string;
  /** The first version that writes `is`. */
  readonly since: string;
}

export const RESPELLED: readonly Respelled[] = [];
