/** A plan once more, with some of its parts said differently. */
import type { Place, Plan } from '../model.ts';

/** What a part of the plan says instead: the part as it is in the plan, and the properties that change. */
export type Replacements = ReadonlyMap<object, object>;

/**
 * A plan is full of cycles (a step knows its block, the block its steps, names and references both), so that a part
 * cannot be exchanged alone: everything is copied once, and whatever was one thing stays one thing. Places are shared
 * with the original: the copy comes from the same text.
 */
export function copyPlan(plan: Plan, replacements: Replacements): Plan {
  const copies = new Map<object, object>();
  const copy = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || isPlace(value)) return value;
    const known = copies.get(value);
    if (known) return known;
    if (Array.isArray(value)) {
      const list: unknown[] = [];
      copies.set(value, list);
      for (const each of value) list.push(copy(each));
      return list;
    }
    if (value instanceof Map) {
      const map = new Map();
      copies.set(value, map);
      for (const [key, each] of value) map.set(copy(key), copy(each));
      return map;
    }
    const made: Record<string, unknown> = {};
    copies.set(value, made);
    const said = value as Record<string, unknown>;
    for (const key in said) made[key] = copy(said[key]);
    const instead = replacements.get(value) as Record<string, unknown> | undefined;
    for (const key in instead) made[key] = copy(instead[key]);
    return made;
  };
  return copy(plan) as Plan;
}

function isPlace(value: object): value is Place {
  return 'file' in value && 'range' in value;
}
