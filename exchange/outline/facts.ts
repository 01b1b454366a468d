/**
 * All that a plan says of a release, one fact at a time, by what `plan/said/` tells of each thing: `step undo`, `gate criteria`.
 * A format names those that it carries; whatever else a plan says is told when it is written, with how often. The table of
 * properties is total by its type, so that a new one cannot be forgotten here.
 */
import { childrenOf } from '../../plan/children.ts';
import { counted } from '../../plan/counted.ts';
import { listed } from '../../plan/facts/words.ts';
import { append } from '../../plan/grouped.ts';
import { type Block, type Named, type Plan, type Release, TBD, type Waiver } from '../../plan/model.ts';
import { saidOfDeclaration, saidOfNorm } from '../../plan/said/declarations.ts';
import {
  saidOfBudget,
  saidOfChange,
  saidOfConfirmation,
  saidOfCost,
  saidOfPromise,
  saidOfRelease,
  saidOfReserve,
  saidOfWaiver,
} from '../../plan/said/release.ts';
import {
  saidOfBlock,
  saidOfMilestone,
  saidOfPointOfNoReturn,
  saidOfStep,
  saidOfTrigger,
} from '../../plan/said/steps.ts';
import type { Said } from '../../plan/said/telling.ts';
import { points, range } from '../../plan/said/words.ts';
import { idOf } from './outline-of.ts';

export interface Fact {
  /** `step undo`; of a thing itself its kind: `step`. */
  readonly key: string;
  /** The thing, as the plan calls it. */
  readonly thing: string;
  /** What is said of it; of the thing itself its name. */
  readonly text: string;
}

export function factsOf(plan: Plan, release: Release): readonly Fact[] {
  const inRelease = (Object.keys(PROPERTIES) as (keyof Release)[]).flatMap((property) => {
    const facts = PROPERTIES[property];
    return typeof facts === 'string' ? [] : facts(release);
  });
  return [...inRelease, ...declaredOutside(plan, release)];
}

/** Facts that a format does not carry, counted by their key in the order of the plan. */
export function missingFrom(carries: readonly string[], facts: readonly Fact[]): ReadonlyMap<string, readonly Fact[]> {
  const carried = new Set(carries);
  const missing = new Map<string, Fact[]>();
  for (const fact of facts) {
    const kind = kindOf(fact.key);
    // Of a thing that is not there nothing else has to be told.
    if (carried.has(fact.key) || (fact.key !== kind && kind !== 'release' && !carried.has(kind))) continue;
    append(missing, fact.key, fact);
  }
  return missing;
}

/** `3 gates' …`: one line for whoever exports; undefined: nothing is missing. */
export function missingText(missing: ReadonlyMap<string, readonly Fact[]>): string | undefined {
  if (missing.size === 0) return undefined;
  const parts = [...missing].map(
    ([key, facts]) =>
      `${key} (${facts.length > 1 ? `${facts.length}: ` : ''}${listed(
        facts.map(({ thing }) => thing),
        3,
      )})`,
  );
  return `${counted(missing.size, 'kind')} of facts of the plan cannot be said in this format, and are not in it: ${parts.join('; ')}.`;
}

/** What people see in a file and nobody reads back: one line for whoever exports; undefined: nothing. */
export function seenText(seen: ReadonlyMap<string, readonly Fact[]>): string | undefined {
  if (seen.size === 0) return undefined;
  const parts = [...seen].map(([key, facts]) => `${key} (${facts.length})`);
  return `${counted(seen.size, 'kind')} of facts are there to be seen, and do not come back from it: ${parts.join(', ')}.`;
}

/** `scope item` of `scope item due`. */
export function kindOf(key: string): string {
  return KINDS.find((kind) => key === kind || key.startsWith(`${kind} `)) ?? key;
}

const facts = (kind: string, thing: string, said: Said): Fact[] => [
  { key: kind, thing, text: thing },
  ...said.map(({ what, text }) => ({ key: `${kind} ${what}`, thing, text })),
];

/** What a thing is declared as: `freeze`, `person`. */
function declared(named: Named, kind: string = named.kind): Fact[] {
  return facts(kind, named.name, saidOfDeclaration(named) ?? []);
}

function ofRelease(what: string, text: string): Fact {
  return { key: `release ${what}`, thing: 'release', text };
}

/** By what is waived, and for what. */
function waiverFacts(one: Waiver): Fact[] {
  return facts('waiver', [one.code.name, points(one.for)].filter(Boolean).join(' for '), saidOfWaiver(one));
}

type Facts = (release: Release) => readonly Fact[];

/** `own`: it is no fact, or one that another property tells. */
const PROPERTIES: { readonly [K in keyof Release]-?: Facts | 'own' } = {
  id: 'own',
  kind: 'own',
  name: ({ name }) => [ofRelease('name', name)],
  place: 'own',
  namePlace: 'own',
  head: 'own',
  linkOpen: 'own',
  kindPlace: 'own',
  kindOpen: 'own',
  note: 'own',
  title: ({ title }) => (title === undefined ? [] : [ofRelease('title', title)]),
  releaseKind: ({ releaseKind, kindOpen }) => [ofRelease('kind', kindOpen ? TBD : releaseKind)],
  version: 'own',
  owner: (release) => saidOfRelease(release).map(({ what, text }) => ofRelease(what, text)),
  sponsor: 'own',
  zone: 'own',
  calendar: 'own',
  holidaysOf: 'own',
  tags: 'own',
  links: 'own',
  durationsMeasured: 'own',
  scope: ({ scope }) => (scope?.items ?? []).flatMap((item) => declared(item, 'scope item')),
  windows: ({ windows }) =>
    windows.map(({ index, name, from, to, place }) => ({
      key: index === 0 ? 'window' : 'further window',
      thing: name ?? 'window',
      text: range({ ...(from && { from }), ...(to && { to }), place }),
    })),
  promises: ({ promises }) =>
    promises.flatMap((one) => facts('promise', one.what === 'other' ? one.text : one.what, saidOfPromise(one))),
  changes: ({ changes }) => changes.flatMap((one) => facts('change', one.number?.name ?? 'change', saidOfChange(one))),
  budgets: ({ budgets }) => budgets.flatMap((one) => facts('budget', 'budget', saidOfBudget(one))),
  costs: ({ costs }) => costs.flatMap((one) => facts('cost', one.title ?? one.kind, saidOfCost(one))),
  confirmations: ({ confirmations }) =>
    confirmations.flatMap((one) => facts('confirmation', one.by?.ref.name ?? 'confirmed', saidOfConfirmation(one))),
  benefits: ({ benefits }) => benefits.flatMap((one) => declared(one)),
  risks: ({ risks }) => risks.flatMap((one) => declared(one)),
  issues: ({ issues }) => issues.flatMap((one) => declared(one)),
  rehearsals: ({ rehearsals }) => rehearsals.flatMap((one) => declared(one)),
  uats: ({ uats }) => uats.flatMap((one) => declared(one)),
  freezes: ({ freezes }) => freezes.flatMap((one) => declared(one)),
  maintenances: ({ maintenances }) => maintenances.flatMap((one) => declared(one)),
  events: ({ events }) => events.flatMap((one) => declared(one)),
  rosters: ({ rosters }) => rosters.flatMap((one) => declared(one, one.kind)),
  reserves: ({ reserves }) => reserves.flatMap((one) => facts('reserve', one.title ?? 'reserve', saidOfReserve(one))),
  waivers: ({ waivers }) => waivers.flatMap(waiverFacts),
  triggers: ({ triggers }) =>
    triggers.flatMap((one) => facts('trigger', one.conditions[0]?.subject ?? 'when', saidOfTrigger(one))),
  milestones: ({ milestones, pointsOfNoReturn }) =>
    milestones
      .filter((one) => !pointsOfNoReturn.some(({ milestone }) => milestone === one))
      .flatMap((one) => facts('milestone', one.name, saidOfMilestone(one))),
  blocks: (release) =>
    release.blocks.flatMap((block) =>
      block.kind === 'messages' ? inMessages(release, block) : blockFacts(release, block, ''),
    ),
  steps: (release) => release.steps.flatMap((step) => facts('step', idOf(release, step), saidOfStep(step))),
  dropped: ({ dropped }) => dropped.flatMap((one) => facts('dropped', one.label, saidOfDeclaration(one) ?? [])),
  pointsOfNoReturn: (release) =>
    release.pointsOfNoReturn.flatMap((one) =>
      facts('point of no return', one.milestone?.name ?? 'point of no return', saidOfPointOfNoReturn(one, release)),
    ),
  names: ({ names }) => [...names.values()].filter(({ kind }) => ELSEWHERE.has(kind)).flatMap((one) => declared(one)),
  things: 'own',
};

/** What a release declares by name that no property of it lists. */
const ELSEWHERE: ReadonlySet<Named['kind']> = new Set(['team', 'role', 'criteria', 'text']);

function blockFacts(release: Release, block: Block, path: string): Fact[] {
  const here = `${path}${block.kind}${block.name ? ` ${block.name}` : ''}`;
  return [
    ...facts(hasSteps(release, block) ? 'block' : 'empty block', here, saidOfBlock(block)),
    ...childrenOf(release, block).flatMap((child) =>
      'children' in child ? blockFacts(release, child, `${here} / `) : [],
    ),
  ];
}

/** What stands in the release itself, such as a runbook that is used there. */
function inMessages(release: Release, block: Block): Fact[] {
  return childrenOf(release, block).flatMap((child) => ('children' in child ? blockFacts(release, child, '') : []));
}

/** A block without a step or milestone in it at any depth is in no table of steps. */
function hasSteps(release: Release, block: Block): boolean {
  return childrenOf(release, block).some((child) =>
    'children' in child ? hasSteps(release, child) : child.kind === 'step' || child.kind === 'milestone',
  );
}

/** What the file, or one that it imports, declares and this release names; and the rules of the file itself. */
function declaredOutside(plan: Plan, release: Release): Fact[] {
  const mentioned = new Set(plan.references.filter((one) => one.release === release.id).map(({ name }) => name));
  const isOurs = ({ place }: { readonly place: { readonly file: string } }) => place.file === plan.file;
  return [
    ...[...plan.names.values()]
      .filter((one) => (mentioned.has(one.name) || isOurs(one)) && !release.names.has(one.name))
      .flatMap((one) => declared(one)),
    ...plan.releases
      .filter((one) => one !== release)
      .map(({ name }) => ({ key: 'further release', thing: name, text: name })),
    ...[...plan.kinds.values()].filter(isOurs).flatMap((one) => declared(one)),
    ...plan.policies.filter(isOurs).flatMap((one) => declared(one)),
    ...plan.norms
      .filter(isOurs)
      .flatMap((one) => facts('norm', [one.verb, one.target?.name].filter(Boolean).join(' '), saidOfNorm(one))),
    ...plan.waivers.filter(isOurs).flatMap(waiverFacts),
  ];
}

const KINDS = [
  'scope item',
  'point of no return',
  'further window',
  'further release',
  'empty block',
  ...'release window promise change budget cost confirmation benefit risk issue rehearsal uat freeze maintenance event hypercare roster reserve waiver trigger milestone block step dropped team role criteria text person party calendar audience environment system word fund policy release-kind norm train runbook'.split(
    ' ',
  ),
];
