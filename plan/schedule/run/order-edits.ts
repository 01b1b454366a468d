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
    const name = freeName(release, [step.verb, step.targets[0]?.name].filter(Boolean).join('-'), [...names.values()]);
    names.set(step, name);
    // Verbs with targets take `as`; all others have their name right behind the verb.
    edits.push(
      step.targets.length > 0
        ? { kind: 'append-clause', place: step.place, text: `as ${name}` }
        : { kind: 'replace', place: step.namePlace, text: `${step.verb} ${name}` },
    );
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

/** How the text can call a step: its name, else its verb and first target where no other step is that. */
function reference(release: Release, step: Step): string | undefined {
  if (step.name) return step.name;
  const target = step.targets[0]?.name;
  if (!target) return undefined;
  const same = release.steps.filter((one) => one.verb === step.verb && one.targets.some(({ name }) => name === target));
  return same.length === 1 ? `${step.verb} ${target}` : undefined;
}

/** A name that nothing in the release has, nor any of `taken`: `wanted`, else with a number behind. */
export function freeName(release: Release, wanted: string, taken: readonly string[] = []): string {
  let name = wanted;
  for (let i = 2; release.names.has(name) || taken.includes(name); i++) name = `${wanted}-${i}`;
  return name;
}
