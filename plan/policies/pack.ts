/** Policies that come with Release Plan: a plan builds on one by its name, `policy from lean`. */
import { community } from './community.ts';
import { lean } from './lean.ts';
import type { Pack } from './rules.ts';
import { strict } from './strict.ts';

export type { Pack, ParameterSetting, Rule, Rules } from './rules.ts';

export const PACKS: readonly Pack[] = [community, lean, strict];

/** For whom it is and what it asks. */
export function packTitle({ forWhom, asks }: Pack): string {
  return `${forWhom} ${asks}`;
}

export function packCalled(name: string): Pack | undefined {
  return PACKS.find((pack) => pack.name === name);
}
