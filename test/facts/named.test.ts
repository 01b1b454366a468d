/** Names put together of those of several files: what is asked of them is found as if each had been looked at there. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Named } from '../../plan/model.ts';
import { among, layersOf, ofFile, ofKind, putTogether } from '../../plan/named.ts';

const KINDS = ['person', 'team', 'system', 'freeze'] as const;

type Names = ReadonlyMap<string, Named>;

const FILES = ['a.release', 'b.release', 'c.release', 'd.release'];

const files: fc.Arbitrary<readonly Names[]> = fc
  .array(
    fc.uniqueArray(fc.tuple(fc.constantFrom(...'abcdefghijkl'), fc.constantFrom(...KINDS)), {
      selector: ([name]) => name,
    }),
    { maxLength: FILES.length },
  )
  .map((all) =>
    all.map((own, i) => new Map(own.map(([name, kind]) => [name, { name, kind, place: { file: FILES[i] } } as Named]))),
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
      for (const kind of KINDS) {
        const found = [...names.values()].filter((named) => named.kind === kind);
        expect(ofKind(names, kind)).toEqual(found);
        for (const file of FILES)
          expect(ofFile(names, kind, file)).toEqual(found.filter(({ place }) => place.file === file));
      }
    }),
  );
  expect(withOthers).toBeGreaterThan(0);
});

test('no question to names is a function made for it, which each plan would ask anew and be remembered by', () => {
  const sources = readdirSync(PLAN, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const asking = sources.filter((path) => /\bamong\([^()]*names, \(/.test(readFileSync(new URL(path, PLAN), 'utf8')));
  expect(sources.length).toBeGreaterThan(100);
  expect(asking).toEqual([]);
});

const PLAN = new URL('../../plan/', import.meta.url);
