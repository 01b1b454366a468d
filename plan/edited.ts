/**
 * Two versions of a release of which nothing but steps is another thing. Shown by identity, part for part: whoever takes something over
 * from the version before asks here what else there is to look at.
 */
import type { Plan, Release, Step } from './model.ts';

export interface Version {
  readonly plan: Plan;
  readonly release: Release;
}

export interface EditedStep {
  readonly before: Step;
  readonly now: Step;
}

/** The steps that are other ones, in the order of the page. Undefined: something else is another thing as well, or stands elsewhere. */
export function editedSteps(before: Version, now: Version): readonly EditedStep[] | undefined {
  const [a, b] = [before.release, now.release];
  if (!isSameBeside(before.plan, now.plan, OF_PLAN) || !isSameBeside(a, b, OF_RELEASE)) return undefined;
  if (a.steps.length !== b.steps.length) return undefined;
  const edited: EditedStep[] = [];
  for (const [i, step] of a.steps.entries()) {
    const other = b.steps[i]!;
    if (step === other) continue;
    if (step.id !== other.id || step.index !== other.index || step.block !== other.block) return undefined;
    edited.push({ before: step, now: other });
  }
  const parts = new Map<unknown, unknown>();
  for (const { before: step, now: other } of edited) pairParts(step, other, parts);
  const isEdited = (one: unknown, other: unknown) => parts.get(one) === other;
  const isKept = isSameMap(a.names, b.names, isEdited) && isSameMap(a.things, b.things, isEdited);
  // A release is a name of its file, of which nothing but its name is asked there.
  const isRelease = (one: Named, other: Named) => one.kind === 'release' && other.kind === 'release';
  if (!isKept || !isSameMap(before.plan.names, now.plan.names, isRelease)) return undefined;
  return edited;
}

/** The step, and what stands in it and has an id: a time that it says. */
function pairParts(before: object, now: object, parts: Map<unknown, unknown>): void {
  parts.set(before, now);
  for (const [name, part] of Object.entries(before)) {
    const other: unknown = now[name as keyof typeof now];
    const isPart = name !== 'block' && typeof part === 'object' && part !== null;
    if (isPart && typeof other === 'object' && other !== null) pairParts(part, other, parts);
  }
}

type Named = Plan['names'] extends ReadonlyMap<string, infer T> ? T : never;

/** What lists the things of a file, and what was found out of its form: nobody is planned by that. */
const OF_PLAN: ReadonlySet<string> = new Set([
  'releases',
  'names',
  'references',
  'writtenTimes',
  'declarations',
] satisfies (keyof Plan)[]);
/** Looked at one by one. */
const OF_RELEASE: ReadonlySet<string> = new Set(['steps', 'names', 'things'] satisfies (keyof Release)[]);

function isSameBeside<T extends object>(a: T, b: T, apart: ReadonlySet<string>): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => name in b && (apart.has(name) || a[name as keyof T] === b[name as keyof T]))
  );
}

/** In the same order, too. */
function isSameMap<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>, isOther: (one: V, other: V) => boolean): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  const others = b.entries();
  for (const [key, value] of a) {
    const [otherKey, other] = others.next().value!;
    if (key !== otherKey || (value !== other && !isOther(value, other))) return false;
  }
  return true;
}

/** Whether a step says nothing else but, perhaps, in these; where on its line the rest stands counts as well. */
export function differsOnlyIn({ before, now }: EditedStep, free: ReadonlySet<keyof Step>): boolean {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]) as Set<keyof Step>;
  return [...names].every((name) => free.has(name) || isEqual(before[name], now[name]));
}

/** Plain data, whose parts may be shared. */
function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [own, others] = [Object.keys(a), Object.keys(b)];
  return (
    own.length === others.length &&
    own.every((name) => name in b && isEqual(a[name as keyof typeof a], b[name as keyof typeof b]))
  );
}
