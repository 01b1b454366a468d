/** The step, window or person that somebody means who types a name from memory. */
import { type Block, type Named, type Plan, type Release, rootBlock, type Step, stepLabel } from '../model.ts';
import { nearest } from '../nearest.ts';
import { membersOf } from '../who/people.ts';

/** What was looked for, or a sentence that says what there is instead. */
export type Found<T> = T | { readonly trouble: string };

export interface FoundStep {
  readonly release: number;
  readonly step: Step;
}

/**
 * A step by its name, by verb and targets (`migrate orders-db`), by its title, or by its line (`line 71`). Where several
 * answer to it: with its block and its release in front (`rollback full/deploy web`, `night-1.0/run/deploy web`). Programs
 * say `night-1.0/#7`: its index in the release, which is never in doubt.
 */
export function findStep(plan: Plan, text: string): Found<FoundStep> {
  const wanted = text.trim();
  const all = plan.releases.flatMap((release, i) => release.steps.map((step): FoundStep => ({ release: i, step })));
  if (all.length === 0) return { trouble: 'This plan has no step yet.' };
  const line = /^line (\d+)$/.exec(wanted);
  const found = line ? all.filter(({ step }) => isOnLine(plan, step, Number(line[1]) - 1)) : best(plan, all, wanted);
  if (found.length === 1) return found[0]!;
  if (found.length === 0) {
    return { trouble: line ? `No step begins on ${wanted} of this file.` : unknownStep(plan, all, wanted) };
  }
  const several = plan.releases.length > 1 && new Set(found.map(({ release }) => release)).size > 1;
  const ways = found.map(({ release, step }) => {
    const inside = several ? `${plan.releases[release]!.name}/` : '';
    return `\`${inside}${blockLabel(rootBlock(step.block))}/${wanted.slice(wanted.lastIndexOf('/') + 1)}\` (line ${lineOf(step)})`;
  });
  const differ = new Set(ways.map((way) => way.replace(/ \(line.*/, ''))).size === ways.length;
  const say = differ ? `Write ${either(ways)}` : `Write ${either(found.map(({ step }) => `\`line ${lineOf(step)}\``))}`;
  return { trouble: `${found.length} steps answer to \`${wanted}\`. ${say}.` };
}

/** The release of a text like `night-1.0/+30m`, and the text behind it; the only one of the plan needs no name. */
export function findRelease(plan: Plan, text: string): Found<{ readonly release: number; readonly rest: string }> {
  const named = plan.releases.findIndex(({ name }) => text.startsWith(`${name}/`));
  if (named >= 0) return { release: named, rest: text.slice(plan.releases[named]!.name.length + 1) };
  if (plan.releases.length === 1) return { release: 0, rest: text };
  if (plan.releases.length === 0) return { trouble: 'This plan declares no release.' };
  const ways = plan.releases.map(({ name }) => `\`${name}/${text}\``);
  return { trouble: `There are ${plan.releases.length} releases in this file. Write ${either(ways)}.` };
}

/** The people and parties that a name stands for: the person, the holder of the role, everybody of the team. */
export function findPeople(plan: Plan, name: string): Found<{ readonly names: readonly string[] }> {
  const wanted = name.trim();
  for (const release of plan.releases) {
    const named = release.names.get(wanted) ?? plan.names.get(wanted);
    if (!named || !PEOPLE.has(named.kind)) continue;
    const { people, outside } = membersOf(plan, release, wanted);
    const parties = outside.filter((each) => (release.names.get(each) ?? plan.names.get(each))?.kind === 'party');
    if (people.length + parties.length > 0) return { names: [...people, ...parties] };
    return { trouble: `\`${wanted}\` is nobody in particular: the plan names no one for it.` };
  }
  const names = namesOf(plan, PEOPLE);
  const meant = nearest(wanted, names);
  if (meant) return { trouble: `Nobody is called \`${wanted}\`. Did you mean \`${meant}\`?` };
  const people = namesOf(plan, new Set(['person', 'party']));
  return {
    trouble: `Nobody is called \`${wanted}\`. ${people.length > 0 ? `The plan knows ${listed(people)}.` : 'The plan names no person.'}`,
  };
}

const PEOPLE: ReadonlySet<Named['kind']> = new Set(['person', 'party', 'role', 'team', 'implicit']);

/** The names of these kinds of things, wherever they are declared; without kinds all names. */
export function namesOf(plan: Plan, kinds?: ReadonlySet<Named['kind']>): readonly string[] {
  const all = [plan.names, ...plan.releases.map(({ names }) => names)].flatMap((names) => [...names]);
  return [...new Set(all.flatMap(([name, { kind }]) => (!kinds || kinds.has(kind) ? name : [])))];
}

/** `run`, `rollback full`. */
export function blockLabel(block: Block): string {
  return block.name ? `${block.kind} ${block.name}` : block.kind;
}

/** The best kind of match there is: a name beats verb and targets, these a title. */
function best(plan: Plan, all: readonly FoundStep[], wanted: string): readonly FoundStep[] {
  const exactly = all.find(({ release, step }) => wanted === `${plan.releases[release]!.name}/#${step.index}`);
  if (exactly) return [exactly];
  for (const [candidates, rest] of [[all, wanted] as const, ...scopes(plan, all, wanted)]) {
    for (const called of CALLED) {
      const found = candidates.filter(({ step }) => called(step) === rest);
      if (found.length > 0) return found;
    }
  }
  return [];
}

const CALLED: readonly ((step: Step) => string | undefined)[] = [
  ({ name }) => name,
  (step) => (step.targets.length > 0 ? `${step.verb} ${step.targets.map(({ name }) => name).join(', ')}` : undefined),
  ({ title }) => title,
  stepLabel,
];

/** `release/…`, `block/…` and `release/block/…`: a title may hold slashes too, so they are tried, not split. */
function scopes(plan: Plan, all: readonly FoundStep[], wanted: string) {
  const found: (readonly [readonly FoundStep[], string])[] = [];
  const inBlocks = (candidates: readonly FoundStep[], rest: string) => {
    const labels = new Set(candidates.flatMap(({ step }) => blockLabels(step.block)));
    for (const label of labels) {
      if (!rest.startsWith(`${label}/`)) continue;
      const inside = candidates.filter(({ step }) => blockLabels(step.block).includes(label));
      found.push([inside, rest.slice(label.length + 1)]);
    }
  };
  inBlocks(all, wanted);
  for (const [i, { name }] of plan.releases.entries()) {
    if (!wanted.startsWith(`${name}/`)) continue;
    const inside = all.filter(({ release }) => release === i);
    found.push([inside, wanted.slice(name.length + 1)]);
    inBlocks(inside, wanted.slice(name.length + 1));
  }
  return found;
}

function blockLabels(block: Block): readonly string[] {
  const labels: string[] = [];
  for (let at: Block | undefined = block; at; at = at.parent) labels.push(blockLabel(at));
  return labels;
}

function unknownStep(plan: Plan, all: readonly FoundStep[], wanted: string): string {
  const rest = wanted.slice(wanted.lastIndexOf('/') + 1);
  const words = all.flatMap(({ step }) => CALLED.flatMap((called) => called(step) ?? []));
  const meant = nearest(rest, words);
  const no = plan.releases.some((release: Release) => release.name === wanted)
    ? `\`${wanted}\` is a release, not a step.`
    : `No step is called \`${wanted}\`.`;
  if (meant) return `${no} Did you mean \`${meant}\`?`;
  return `${no} There are ${listed(all.map(({ step }) => stepLabel(step)))}.`;
}

function isOnLine(plan: Plan, { head, usedAt }: Step, line: number): boolean {
  return [usedAt, head].some((place) => place?.file === plan.file && place.range.start.line === line);
}

function lineOf(step: Step): number {
  return (step.usedAt ?? step.head).range.start.line + 1;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `\`${name}\``);
  return names.length > 8 ? `${shown.join(', ')} and ${names.length - 8} more` : either(shown, 'and');
}

function either(ways: readonly string[], word = 'or'): string {
  return ways.length < 2 ? (ways[0] ?? '') : `${ways.slice(0, -1).join(', ')} ${word} ${ways.at(-1)}`;
}
