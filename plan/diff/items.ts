/** What is different about the things of a plan that are no steps. What is said of each comes from `plan/said`. */
import { childrenOf } from '../children.ts';
import type { Block, Named, Norm, Place, Plan, Release, Time, Waiver } from '../model.ts';
import { saidOfDeclaration, saidOfNorm } from '../said/declarations.ts';
import {
  saidOfBudget,
  saidOfChange,
  saidOfConfirmation,
  saidOfCost,
  saidOfPromise,
  saidOfReserve,
  saidOfWaiver,
} from '../said/release.ts';
import { saidOfBlock, saidOfMilestone, saidOfPointOfNoReturn, saidOfTrigger } from '../said/steps.ts';
import type { Said } from '../said/telling.ts';
import { conditions, points, whoText } from '../said/words.ts';
import type { Schedule } from '../schedule/model.ts';
import { roughMinutes } from '../time/duration.ts';
import type { Instant } from '../time/model.ts';
import { blockPath } from './match-steps.ts';
import type { Change, ItemDifference, ScopeDifference, Status, ValueChange } from './model.ts';
import { alike, Pairing } from './pairing.ts';
import { changesOf } from './said.ts';

/** A thing with a name, what the plan says of it, and its moments as the schedule has them. */
interface Item {
  readonly name: string;
  readonly place: Place;
  readonly said: Said;
  /** By the word under which the plan says it. */
  readonly moments?: Readonly<Record<string, Instant | undefined>>;
}

type At = (time: Time | undefined) => Instant | undefined;

function compareItems(base: readonly Item[], head: readonly Item[]): readonly ItemDifference[] {
  const title = ({ said }: Item) => said.find(({ what }) => what === 'title')?.text;
  const pairing = new Pairing(base, head)
    .byKey(({ name }) => name)
    .byLikeness(
      (a, b) => (title(a) === undefined ? 0 : alike(title(a), title(b))),
      0.7,
      () => '',
    );
  return pairing.pairs.flatMap(({ base: was, head: is }): ItemDifference[] => {
    const item = is ?? was!;
    const status: Status = was && is ? 'changed' : is ? 'added' : 'removed';
    const changes = was && is ? [...changesOf(was.said, is.said), ...moved(was, is)] : [];
    const renamed = was && is && was.name !== is.name;
    if (status === 'changed' && changes.length === 0 && !renamed) return [];
    return [{ status, name: item.name, ...(renamed && { was: was.name }), place: item.place, changes }];
  });
}

function moved(base: Item, head: Item): readonly ValueChange[] {
  const written = ({ said }: Item, word: string) => said.find(({ what }) => what === word)?.text;
  return Object.keys({ ...base.moments, ...head.moments }).flatMap((what): ValueChange[] => {
    const [from, to] = [base.moments?.[what], head.moments?.[what]];
    // What is written differently was told by what it says.
    if (from === to || written(base, what) !== written(head, what)) return [];
    return [{ what, kind: 'instant', from, to }];
  });
}

type Lists = (release: Release, at: At, schedule: Schedule) => readonly Item[];
type Side = { readonly release: Release; readonly at: At; readonly schedule: Schedule } | undefined;

/** Compares one kind of things; of a release that is only in one of the two all of them are added or removed. */
export function compareLists(lists: Lists, base: Side, head: Side): readonly ItemDifference[] {
  const itemsOf = (side: Side) => (side ? lists(side.release, side.at, side.schedule) : []);
  return compareItems(itemsOf(base), itemsOf(head));
}

function declared(named: Named, moments?: Item['moments']): Item {
  return { name: named.name, place: named.head, said: saidOfDeclaration(named) ?? [], moments };
}

export const rehearsals: Lists = (release, at) =>
  release.rehearsals.map((rehearsal) => declared(rehearsal, { at: at(rehearsal.at) }));

export const tests: Lists = (release, at) =>
  release.uats.map((uat) => declared(uat, { during: at(uat.during?.from), 'sign-off due': at(uat.signOff?.due) }));

export const milestones: Lists = (release, _, schedule) =>
  release.milestones
    .filter((milestone) => !release.pointsOfNoReturn.some((point) => point.milestone === milestone))
    .map((milestone) => ({
      name: milestone.name,
      place: milestone.head,
      said: saidOfMilestone(milestone),
      moments: { at: schedule.milestones[milestone.id] },
    }));

/** Whoever agreed to something, and to what. */
export const approvals: Lists = ({ changes, budgets, costs, confirmations, promises }) => [
  ...changes.map((change) => ({
    name: `change ${change.number?.name ?? ''}`.trim(),
    place: change.place,
    said: saidOfChange(change),
  })),
  ...budgets.map((budget) => ({ name: 'budget', place: budget.place, said: saidOfBudget(budget) })),
  ...costs.map((cost) => ({
    name: cost.title === undefined ? cost.kind : `${cost.kind} "${cost.title}"`,
    place: cost.place,
    said: saidOfCost(cost),
  })),
  ...confirmations.map((confirmation) => ({
    name: `confirmation${confirmation.by ? ` by ${whoText(confirmation.by)}` : ''}`,
    place: confirmation.place,
    said: saidOfConfirmation(confirmation),
  })),
  ...promises.map((promise) => ({
    name: `promise ${promise.what === 'other' ? promise.text : promise.what}`,
    place: promise.place,
    said: saidOfPromise(promise),
  })),
];

export const waivers: Lists = (release) => release.waivers.map(waiverItem);

function waiverItem(waiver: Waiver): Item {
  const subjects = points(waiver.for);
  const name = `${waiver.code.name}${subjects ? ` for ${subjects}` : ''}`;
  return { name, place: waiver.place, said: saidOfWaiver(waiver) };
}

const blocks: Lists = (release) =>
  release.blocks
    .flatMap((block) => withInner(release, block))
    .filter(({ kind }) => kind !== 'messages')
    .map((block) => ({ name: blockPath(block), place: block.head, said: saidOfBlock(block) }));

/**
 * Blocks that only hold steps are new or gone with these; what is called by name is told. `startIsTold`: that the run
 * starts at another time is known already, so the `at` of the only one says nothing new.
 */
export function compareBlocks(base: Side, head: Side, startIsTold: boolean): readonly ItemDifference[] {
  const isCalled = ({ name }: ItemDifference) => /^(rollback|play)\b/.test(name) && !name.includes(' > ');
  const runs = [base, head].map((side) => side?.release.blocks.filter(({ kind }) => kind === 'run').length ?? 0);
  const isKnown = startIsTold && runs.every((count) => count === 1);
  return compareLists(blocks, base, head)
    .filter((one) => one.status === 'changed' || isCalled(one))
    .map((one) =>
      isKnown && /^run\b/.test(one.name) && !one.name.includes(' > ')
        ? { ...one, changes: one.changes.filter(({ what }) => what !== 'at') }
        : one,
    )
    .filter(({ status, was, changes }) => status !== 'changed' || was !== undefined || changes.length > 0);
}

function withInner(release: Release, block: Block): readonly Block[] {
  return [
    block,
    ...childrenOf(release, block).flatMap((child) => ('children' in child ? withInner(release, child) : [])),
  ];
}

export const triggers: Lists = (release) => [
  ...release.triggers.map((trigger) => ({
    name: `when ${conditions(trigger.conditions)}`.trim(),
    place: trigger.place,
    said: saidOfTrigger(trigger).filter(({ what }) => what !== 'when'),
  })),
  ...release.pointsOfNoReturn.map((point) => ({
    name: `point of no return ${point.milestone?.name ?? ''}`.trim(),
    place: point.place,
    said: saidOfPointOfNoReturn(point, release),
  })),
];

/** What else is declared in a release; scope, tests, rehearsals and milestones have lists of their own. */
export const declarations: Lists = (release) => [
  ...[...release.names.values()]
    .filter(({ kind }) => !LISTED.has(kind))
    .flatMap((named) => (saidOfDeclaration(named) ? [ofKind(named)] : [])),
  ...release.dropped.map((dropped) => ({
    ...declared(dropped),
    name: `dropped ${dropped.label}${dropped.because ? ` (${dropped.because})` : ''}`,
  })),
  ...release.reserves.map((reserve) => ({
    name: `reserve ${reserve.who.map(whoText).join(', ')}`,
    place: reserve.place,
    said: saidOfReserve(reserve),
  })),
];

const LISTED: ReadonlySet<Named['kind']> = new Set(['scope-item', 'rehearsal', 'uat', 'milestone', 'dropped']);

function ofKind(named: Named): Item {
  const kind = named.kind === 'system' ? named.type : named.kind === 'word' ? named.vocabulary : named.kind;
  return { ...declared(named), name: `${kind} ${named.name}` };
}

/** What a file says outside of its releases, imports apart: those are files of their own. */
export function compareFiles(base: Plan, head: Plan): readonly ItemDifference[] {
  const itemsOf = (plan: Plan): readonly Item[] => [
    ...plan.declarations.flatMap((named) =>
      (plan.names.get(named.name) === named || plan.kinds.get(named.name) === named) && saidOfDeclaration(named)
        ? [ofKind(named)]
        : [],
    ),
    ...plan.policies
      .filter((policy) => policy.place.file === plan.file && plan.names.get(policy.name) !== policy)
      .map((policy) => ({
        ...ofKind(policy),
        name: `policy ${policy.name || (policy.releaseKinds ?? []).join(', ')}`.trim(),
      })),
    ...plan.norms.filter(({ place }) => place.file === plan.file).map(normItem),
    ...plan.waivers.filter(({ place }) => place.file === plan.file).map(waiverItem),
  ];
  return compareItems(itemsOf(base), itemsOf(head));
}

function normItem(norm: Norm): Item {
  const name = ['norm', norm.verb, norm.target?.name].filter(Boolean).join(' ');
  return { name, place: norm.place, said: saidOfNorm(norm) };
}

/** The punch list. What comes in once the scope is frozen is told as such; `late` names what is known to be. */
export function compareScope(base: Side, head: Side, late: ReadonlySet<string>): readonly ScopeDifference[] {
  const differences = compareLists(({ scope }) => (scope?.items ?? []).map((item) => declared(item)), base, head);
  const side = head ?? base;
  const frozen = side?.at(side.release.scope?.frozenOn);
  return differences.map((item) => {
    if (frozen === undefined || item.status !== 'added' || !head) return item;
    if (late.has(item.name)) return { ...item, afterFreeze: true };
    const added = head.at(head.release.scope?.items.find(({ name }) => name === item.name)?.addedOn);
    return added === undefined ? item : { ...item, afterFreeze: added > frozen };
  });
}

/** The outage that is promised, in minutes. */
export function promisedOutage(release: Release | undefined): Change<number>['from'] {
  const promise = release?.promises.find(({ what, duration }) => what === 'outage' && duration);
  return promise?.duration && roughMinutes(promise.duration);
}
