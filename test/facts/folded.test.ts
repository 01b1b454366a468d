/** What plans tell, folded and unfolded again: the same, in the same object, whoever is asked meanwhile. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { type Folding, fold, foldable } from '../../plan/facts/folded.ts';
import type { Published } from '../../plan/facts/published.ts';
import { folding } from '../../store/memory.ts';
import { companies, type Files } from '../support/company.ts';

function toldBy(files: Files): readonly Published[] {
  const workspace = createWorkspace({ roots: ['file:///company/'] });
  for (const [name, text] of files) workspace.set(`file:///company/${name}`, text);
  for (const uri of workspace.wanted()) workspace.markMissing(uri);
  return workspace.files().flatMap((uri) => workspace.tells(uri));
}

/** Plain data, without what nobody says. */
function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}

test('is what it was', () => {
  let unfolded = 0;
  const counting: Folding = {
    ...folding,
    unfold: (folded) => {
      unfolded++;
      return folding.unfold(folded);
    },
  };
  fc.assert(
    fc.property(companies, (files) => {
      const told = toldBy(files);
      const before = plain(told);
      for (const one of told) {
        fold(one, counting);
        // Freezes are known again by what object they are.
        expect(foldable(one)).toBe(one);
      }
      // So many that nothing of those before is held whole any more.
      for (const one of told.slice(0, 1))
        for (let i = 0; i < 100; i++) fold(foldable({ ...one, release: `another ${i}` }), folding);
      for (const [i, one] of told.entries()) expect(plain(one)).toEqual(before[i]);
    }),
    { numRuns: 20 },
  );
  expect(unfolded).toBeGreaterThan(0);
});
