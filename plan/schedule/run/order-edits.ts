/** `after` for a step that has to wait for another one, as edits of the text and in words. */
import type { PlanEdit } from '../../findings/findings.ts';
import { find } from '../../ids.ts';
import { type Release, type Step, stepLabel } from '../../model.ts';
import type { StepOrder } from '../../order/model.ts';

/** A step that cannot be called by what it does gets a name. */
export function orderEdits(release: Release, orders: readonly StepOrder[]): readonly PlanEdit[] {
  const names = new Map<Step, string>();
  const edits: PlanEdit[] = [];
  const nameOf = (step: Step): string => {
    const known = names.get(step) ?? reference(release, step);
    if (known) return known;
    const name = nameFor(release, step, [...names.values()]);
    names.set(step, name);
    edits.push(namingEdit(step, name));
    return name;
  };
  for (const { step, after } of orders) {
    const { place } = find(release, step);
    edits.push({ kind: 'append-clause', place, text: `after ${nameOf(find(release, after))}` });
  }
  return edits;
}

/** "`deploy web` waits for `deploy api`". */
export function orderWords(release: Release, { step, after }: StepOrder): string {
  return `\`${stepLabel(find(release, step))}\` waits for \`${stepLabel(find(release, after))}\``;
}

/** What it does, in a word, where nothing else is called so. */
export function nameFor(release: Release, step: Step, taken: readonly string[] = []): string {
  return freeName(release, [step.verb, step.targets[0]?.name].filter(Boolean).join('-'), taken);
}

/** Verbs with targets take `as`; all others have their name right behind the verb. */
export function namingEdit(step: Step, name: string): PlanEdit {
  return step.targets.length > 0
    ? { kind: 'append-clause', place: step.place, text: `as ${name}` }
    : { kind: 'replace', place: step.namePlace, text: `${step.verb} ${name}` };
}

/** How the text can call a step: its name, else its verb and first target where no other step is that. */
function reference(release: Release, step: Step): string | undefined {
  if (step.name) return step.name;
  const target = step.targets[0]?.name;
  if (!target) return undefined;
  const same = release.steps.filter((one) => one.verb === step.verb && one.targets.some(({ name }) => name === target));
  return same.length === 1 ? `${step.verb} ${target}` : undefined;
}

/** A name that nothing in the release has, nor any of `taken`: `wanted`, else with a number behind. */
export function freeName(
  { names }: { readonly names: { has(name: string): boolean } },
  wanted: string,
  taken: readonly string[] = [],
): string {
  let name = wanted;
  for (let i = 2; names.has(name) || taken.includes(name); i++) name = `${wanted}-${i}`;
  return name;
}
