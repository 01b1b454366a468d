/** What `next` has done, in sentences. */
import { counted } from '../../plan/counted.ts';
import { listed } from '../../plan/facts/words.ts';
import type { NextPlan } from './next.ts';

export type WrittenPlan = Extract<NextPlan, { readonly kind: 'written' }>;

/** @param named how a name of a plan is shown there */
export function writtenWords(
  { name, train, at, carried, notes, findings }: WrittenPlan,
  named: (name: string) => string = (name) => name,
): readonly string[] {
  const origins = [...new Set(carried.map(({ from }) => from))];
  const over =
    carried.length === 0
      ? []
      : [`Carried over from ${listed(origins.map(named))}: ${listed(carried.map((one) => named(one.name)))}.`];
  return [
    [`${named(name)} is the next of ${named(train)}, ${at}.`, ...over].join(' '),
    ...notes,
    ...(findings.length > 0 ? [`It has ${counted(findings.length, 'finding')}.`] : []),
  ];
}

export function thereWords({ name, train, at }: Extract<NextPlan, { readonly kind: 'there' }>): string {
  return `${name} is the next of ${train}, ${at}; nothing is changed.`;
}
