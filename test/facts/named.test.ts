/** Names put together of those of several files: what is asked of them is found as if each had been looked at there. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Named } from '../../plan/model.ts';
import { among, layersOf, ofKind, putTogether } from '../../plan/named.ts';

const KINDS = ['person', 'team', 'system', 'freeze'] as const;

type Names = ReadonlyMap<string, Named>;

const files: fc.Arbitrary<readonly Names[]> = fc.array(
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...'abcdefghijkl'), fc.constantFrom(...KINDS)), {
      selector: ([name]) => name,
    })
    .map((all) => new Map(all.map(([name, kind]) => [name, { name, kind } as Named]))),
  { maxLength: 4 },
);

function isEarly({ name }: Named): boolean {
  return name < 'e';
}

test('what is found in names of several files is what is found in all of them', () => {
  let withOthers = 0;
  fc.assert(
    fc.property(files, fc.boolean(), (all, isAskedBefore) => {
      if (isAskedBefore) for (const one of all) among(one, isEarly);
      const names = putTogether(new Map(all.flatMap((one) => [...one])), all);
      if (layersOf(names).length > 1) withOthers++;
      expect(among(names, isEarly)).toEqual([...names.values()].filter(isEarly));
      for (const kind of KINDS)
        expect(ofKind(names, kind)).toEqual([...names.values()].filter((named) => named.kind === kind));
    }),
  );
  expect(withOthers).toBeGreaterThan(0);
});
