/** Policies that come with Release Plan: a plan builds on one by its name, `policy from lean`. */
import { lean } from './lean.ts';
import type { Pack } from './rules.ts';
import { strict } from './strict.ts';

export type { Pack, ParameterSetting, Rule, Rules } from './rules.ts';

export const PACKS: readonly Pack[] = [lean, strict];

export function packCalled(name: string): Pack | undefined {
  return PACKS.find((pack) => pack.name === name);
}
