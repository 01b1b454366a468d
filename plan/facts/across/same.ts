/** Whether two plans mean the same thing by a name: where both have it from one line of one file. */
import { lookup, type Plan, type Release } from '../../model.ts';

/** Where a name is declared, as a text that two plans can compare; undefined: nowhere. */
export function declaredAt(plan: Plan, release: Release, name: string): string | undefined {
  const place = lookup(plan, release, name)?.namePlace;
  return place && `${place.file}:${place.range.start.line}`;
}
