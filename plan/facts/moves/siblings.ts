/** Things of one series (`clr-6526`, `clr-6705`) of which a release changes some and leaves the others. */

import { grouped } from '../../grouped.ts';
import { CHANGE_VERBS, type Plan, type Release, type Step, type System } from '../../model.ts';
import { ofFile } from '../../named.ts';
import { isForward } from '../changes/changes.ts';
import { heard } from '../heard.ts';

export interface LeftOut {
  readonly changed: readonly System[];
  readonly left: readonly System[];
}

/** Three of a kind and more. Nothing is said where a step speaks of the others or of all, or where another step has them as its target. */
export function leftOutOf(plan: Plan, release: Release): readonly LeftOut[] {
  const systems = ofFile(plan.names, 'system', plan.file).filter(({ environment }) => !environment);
  const series = grouped(
    systems.filter(({ name }) => SERIES.test(name)),
    ({ name, type }) => `${type} ${SERIES.exec(name)![1]}`,
  );
  const forward = release.steps.filter(isForward);
  return [...series.values()].flatMap((all): readonly LeftOut[] => {
    if (all.length < FEWEST) return [];
    const isNamedBy = ({ name }: System, step: Step) => namedBy(step).some((one) => one.name === name);
    const ofSeries = forward.filter((step) => all.some((system) => isNamedBy(system, step)));
    const changing = ofSeries.filter(({ verb }) => CHANGE_VERBS.includes(verb));
    if (changing.length === 0 || forward.some(speaksOfOthers)) return [];
    const isMeant = (system: System) =>
      ofSeries.some(
        (step) => isNamedBy(system, step) || numbersIn(step).some((number) => number === SERIES.exec(system.name)![2]),
      ) || systems.some(({ on, uses }) => [...on, ...uses].some(({ name }) => name === system.name));
    const left = all.filter((system) => !isMeant(system));
    const changed = all.filter((system) => changing.some((step) => isNamedBy(system, step)));
    return left.length > 0 && changed.length > 0 ? [{ changed, left }] : [];
  });
}

function namedBy({ targets, to, from }: Step) {
  return [...targets, ...(to ? [to] : []), ...(from ? [from] : [])];
}

const SERIES = /^(.*?[^\d-])-?(\d+)$/;
const FEWEST = 3;

const speaksOfOthers = heard((words, { verb }) => TOUCHES.has(verb) && OTHERS.test(words()));
const TOUCHES: ReadonlySet<Step['verb']> = new Set([...CHANGE_VERBS, 'stop', 'start', 'record']);
/** Of a step that does something to one of a series. */
const numbersIn = heard((words, step): readonly string[] =>
  namedBy(step).some(({ name }) => SERIES.test(name)) ? (words().match(/\d+/g) ?? []) : [],
);

const OTHERS = /\b(all|each|every|rest|remaining|others?|one by one|one at a time|same for|rolling)\b/i;
