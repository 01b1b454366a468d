/** Labels of things that are there (`PP-RR.410.09`), and one in a step in which two figures have changed places. */
import type { Named, Plan, Release, Step } from '../../model.ts';
import { among } from '../../named.ts';
import { remembering } from '../../remembered.ts';
import { heard } from '../heard.ts';

export interface Mistyped {
  readonly step: Step;
  /** As the step has it. */
  readonly label: string;
  readonly known: string;
}

/** The things of the file say which labels there are. A label that two steps have is no slip. */
export function mistyped(plan: Plan, release: Release): readonly Mistyped[] {
  const uses = new Map<string, number>();
  for (const step of release.steps) for (const { key } of labelsOf(step)) uses.set(key, (uses.get(key) ?? 0) + 1);
  if (uses.size === 0) return [];
  const known = new Map(among(plan.names, isThing).flatMap((thing) => labelsOfThing(thing)));
  return release.steps.flatMap((step) =>
    labelsOf(step).flatMap(({ key, prefix, number, text }) => {
      if (known.has(key) || uses.get(key)! > 1) return [];
      const meant = swapped(number).find((other) => known.has(keyOf(prefix, other)));
      return meant === undefined ? [] : [{ step, label: text, known: known.get(keyOf(prefix, meant))! }];
    }),
  );
}

/** Of a thing that thousands of plans import once. */
const labelsOfThing = remembering<Named, void, readonly (readonly [key: string, text: string])[]>((named) => {
  const { name, title = '' } = named as Titled;
  return [...labelsIn(title), ...labelsIn(name.toUpperCase())].map(({ key, text }) => [key, text]);
});

interface Titled {
  readonly name: string;
  readonly title?: string;
}

const THINGS: ReadonlySet<string> = new Set(['system', 'environment', 'event', 'word']);

function isThing({ kind }: Named): boolean {
  return THINGS.has(kind);
}

interface Label {
  readonly key: string;
  readonly prefix: string;
  readonly number: string;
  readonly text: string;
}

const labelsOf = heard((_, { title = '', checklist, proof }) =>
  [title, ...checklist.map(({ text }) => text), ...(proof?.how ?? [])].flatMap(labelsIn),
);

const NONE: readonly Label[] = [];

/** Letters, as a label has them, and three figures or more. */
function labelsIn(text: string): readonly Label[] {
  if (!/\d{3}/.test(text)) return NONE;
  return [...text.matchAll(/(?<![\p{L}\d])([A-Z]{2,}(?:[-.:_/ ][A-Z]{2,})*[-.:_/ ]?)(\d{3,})(?![\d])/gu)].map(
    ([whole, letters, number]) => {
      const prefix = letters!.replaceAll(/[^A-Z]/g, '');
      return { key: keyOf(prefix, number!), prefix, number: number!, text: whole };
    },
  );
}

function keyOf(prefix: string, number: string): string {
  return `${prefix} ${number}`;
}

/** All in which two figures that stand side by side have changed places. */
function swapped(number: string): readonly string[] {
  return [...number.slice(1)].flatMap((figure, i) => {
    const before = number[i]!;
    return before === figure ? [] : [number.slice(0, i) + figure + before + number.slice(i + 2)];
  });
}
