/** Things of one series (`clr-6526`, `clr-6705`) of which a release changes some and leaves the others. */

import { append, grouped } from '../../grouped.ts';
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
  if (![...series.values()].some(({ length }) => length >= FEWEST)) return [];
  const forward = release.steps.filter(isForward);
  const byName = new Map<string, Step[]>();
  for (const step of forward) for (const { name } of namedBy(step)) if (SERIES.test(name)) append(byName, name, step);
  const isWritten = new Set(systems.flatMap(({ on, uses }) => [...on, ...uses].map(({ name }) => name)));
  return [...series.values()].flatMap((all): readonly LeftOut[] => {
    if (all.length < FEWEST) return [];
    const ofSeries = new Set(all.flatMap(({ name }) => byName.get(name) ?? []));
    const changing = new Set([...ofSeries].filter(({ verb }) => CHANGE_VERBS.includes(verb)));
    if (changing.size === 0 || forward.some(speaksOfOthers)) return [];
    const numbers = new Set([...ofSeries].flatMap(numbersIn));
    const isMeant = ({ name }: System) =>
      byName.has(name) || numbers.has(SERIES.exec(name)![2]!) || isWritten.has(name);
    const left = all.filter((system) => !isMeant(system));
    const changed = all.filter(({ name }) => byName.get(name)?.some((step) => changing.has(step)));
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
