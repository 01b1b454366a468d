/** Policies, their values and where these come from, as a sentence or a cell of a table says it. */
import type { Place, Policy } from '../model.ts';
import type { ParameterSetting } from './pack.ts';
import { lineage, type Source } from './policy.ts';

/** How a place is told: `shared/acme.release:149`. */
export type Where = (place: Place) => string;

/** `policy`, `policy normal`, `policy night-team for normal, major`. */
export function policyWords({ name, releaseKinds = [] }: Policy): string {
  const own = name ? ` ${name}` : '';
  const kinds = releaseKinds.filter((kind) => kind !== name);
  return `policy${own}${kinds.length > 0 ? ` for ${kinds.join(', ')}` : ''}`;
}

/** The names of all that a policy builds on, the nearest first. */
export function baseWords(policy: Policy): readonly string[] {
  return lineage(policy)
    .filter((one) => one !== policy)
    .map((one) => ('pack' in one ? one.pack.name : one.name))
    .reverse();
}

export function sourceWords(source: Source, where: Where): string {
  switch (source.kind) {
    case 'check':
      return 'the check itself';
    case 'release-kind':
      return `what holds for ${source.releaseKind} releases`;
    case 'pack':
      return `pack ${source.pack.name}, ${where(source.place)}`;
    case 'policy':
      return `${policyWords(source.policy)}, ${where(source.place)}`;
    case 'setting':
      return 'your setting releasePlan.checks';
  }
}

/** As a policy writes it. */
export function settingWords(value: ParameterSetting): string {
  return typeof value === 'object' ? value.join(', ') || 'none' : String(value);
}
