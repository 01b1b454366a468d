/** The repairs of several facts at once. */
import { grouped } from '../grouped.ts';
import type { Position } from '../model.ts';
import { comparePositions, isSamePlace, keyOfPlace } from '../place.ts';
import type { Fix, PlanEdit } from './findings.ts';

/**
 * The repairs of facts as one each: where every fact has one way out, all of them; where there is a choice, each choice
 * that all of them have.
 *
 * @param each the repairs of every fact, the best first; none of some of them
 */
export function fixesOfAll(each: readonly (readonly Fix[])[]): readonly Fix[] {
  const offered = each.filter((fixes) => fixes.length > 0);
  const [first = []] = offered;
  if (offered.every((fixes) => fixes.length === 1)) return together(offered.flat(), each.length);
  return first.flatMap(({ title }) => {
    const same = offered.flatMap((fixes) => fixes.find((fix) => fix.title === title) ?? []);
    return same.length === offered.length ? together(same, each.length) : [];
  });
}

/** None where fewer than two can be made. */
function together(fixes: readonly Fix[], facts: number): readonly Fix[] {
  const { edits, repairs } = joined(fixes);
  if (repairs < 2) return [];
  const how = repairs < facts ? `${repairs} of ${facts}` : `All ${facts}`;
  const { title } = fixes[0]!;
  const isSame = fixes.every((fix) => fix.title === title);
  return [{ title: `${how}: ${title}${isSame ? '' : ', and so on'}`, edits, repairs }];
}

/** The edits of fixes, one behind the other where they go to one place; a fix that changes the text of another one is left out. */
function joined(fixes: readonly Fix[]): { readonly edits: readonly PlanEdit[]; readonly repairs: number } {
  const kept: PlanEdit[] = [];
  let repairs = 0;
  for (const { edits } of fixes) {
    const added = edits.filter((edit) => !kept.some((other) => isSame(edit, other)));
    if (added.some((edit) => kept.some((other) => clash(edit, other)))) continue;
    kept.push(...added);
    repairs++;
  }
  const places = grouped(kept, ({ kind, place }) => `${kind} ${keyOfPlace(place)}`);
  const edits = [...places.values()].map((own): PlanEdit => {
    const [first] = own as [PlanEdit];
    return own.length === 1 ? first : { ...first, text: own.map(({ text }) => text).join(BETWEEN[first.kind]) };
  });
  return { edits, repairs };
}

/** What stands between texts that go to one place. */
const BETWEEN: Readonly<Record<PlanEdit['kind'], string>> = {
  replace: '',
  'insert-before': '\n',
  'insert-after': '\n',
  'append-line': '\n',
  'prepend-line': '\n',
  'append-clause': ' ',
};

function isSame(a: PlanEdit, b: PlanEdit): boolean {
  return a.kind === b.kind && a.text === b.text && isSamePlace(a.place, b.place);
}

/** Two texts in the place of one; what only adds goes with everything. */
function clash(a: PlanEdit, b: PlanEdit): boolean {
  if (a.kind !== 'replace' || b.kind !== 'replace' || a.place.file !== b.place.file) return false;
  const [first, second] = [a.place.range, b.place.range];
  return isBefore(first.start, second.end) && isBefore(second.start, first.end);
}

function isBefore(a: Position, b: Position): boolean {
  return comparePositions(a, b) < 0;
}
