/** What is different about the things of a release that are no steps: scope, tests, approvals, exceptions. */

import { whoText } from '../checks/facts/words.ts';
import type { Place, Release, Time } from '../model.ts';
import { roughMinutes } from '../time/duration.ts';
import type { Instant } from '../time/model.ts';
import type { Change, ItemDifference, ScopeDifference, Status, ValueChange } from './model.ts';
import { alike, Pairing } from './pairing.ts';
import { changesOf, listOf, pointText, rangeText, type Said, timeText } from './said.ts';

/** A thing with a name, what the plan says of it, and its moments as the schedule has them. */
interface Item {
  readonly name: string;
  readonly place: Place;
  readonly said: Said;
  readonly moments?: Readonly<Record<string, Instant | undefined>>;
}

type At = (time: Time | undefined) => Instant | undefined;

function compareItems(base: readonly Item[], head: readonly Item[]): readonly ItemDifference[] {
  const pairing = new Pairing(base, head)
    .byKey(({ name }) => name)
    .byLikeness(
      (a, b) => (a.said.title ? alike(a.said.title, b.said.title) : 0),
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
  return Object.keys({ ...base.moments, ...head.moments }).flatMap((what): ValueChange[] => {
    const [from, to] = [base.moments?.[what], head.moments?.[what]];
    // What is written differently was told by what it says.
    if (from === to || base.said[what] !== head.said[what]) return [];
    return [{ what, kind: 'instant', from, to }];
  });
}

type Lists = (release: Release, at: At) => readonly Item[];

/** Compares one kind of things; of a release that is only in one of the two all of them are added or removed. */
export function compareLists(
  lists: Lists,
  base: { readonly release: Release; readonly at: At } | undefined,
  head: { readonly release: Release; readonly at: At } | undefined,
): readonly ItemDifference[] {
  return compareItems(base ? lists(base.release, base.at) : [], head ? lists(head.release, head.at) : []);
}

export const rehearsals: Lists = ({ rehearsals: all }, at) =>
  all.map((rehearsal) => ({
    name: rehearsal.name,
    place: rehearsal.head,
    said: {
      title: rehearsal.title,
      in: rehearsal.in?.name,
      at: timeText(rehearsal.at),
      duration: rehearsal.duration?.text,
      by: rehearsal.by && whoText(rehearsal.by),
      result: rehearsal.result && (rehearsal.result.passed ? 'passed' : 'failed'),
    },
    moments: { at: at(rehearsal.at) },
  }));

export const tests: Lists = ({ uats }, at) =>
  uats.map((uat) => ({
    name: uat.name,
    place: uat.head,
    said: {
      title: uat.title,
      in: uat.in?.name,
      by: uat.by && whoText(uat.by),
      with: listOf(uat.with, whoText),
      during: rangeText(uat.during),
      covers: listOf(uat.covers, ({ name }) => name),
      'sign-off due': timeText(uat.signOff?.due),
      'signed off': timeText(uat.signOff?.on),
    },
    moments: { from: at(uat.during?.from), 'sign-off due': at(uat.signOff?.due) },
  }));

export const milestones: Lists = ({ milestones: all }, at) =>
  all.map((milestone) => ({
    name: milestone.name,
    place: milestone.head,
    said: { title: milestone.title, at: timeText(milestone.at), done: milestone.done ? 'yes' : undefined },
    moments: {
      at: at({ kind: 'point', ref: { name: milestone.name, place: milestone.place }, place: milestone.place }),
    },
  }));

/** Whoever agreed to something, and to what. */
export const approvals: Lists = ({ changes, budgets, confirmations, promises }) => [
  ...changes.map((change) => ({
    name: `change ${change.id?.name ?? ''}`.trim(),
    place: change.place,
    said: {
      'approved by': change.approvedBy && whoText(change.approvedBy),
      'approved on': timeText(change.approvedOn),
      during: rangeText(change.during),
    },
  })),
  ...budgets.map((budget) => ({
    name: 'budget',
    place: budget.place,
    said: {
      money: budget.money && `${budget.money.amount} ${budget.money.currency}`,
      'approved by': budget.approvedBy && whoText(budget.approvedBy),
      'approved on': timeText(budget.approvedOn),
    },
  })),
  ...confirmations.map((confirmation) => ({
    name: `confirmation${confirmation.by ? ` by ${whoText(confirmation.by)}` : ''}`,
    place: confirmation.place,
    said: { on: timeText(confirmation.on) },
  })),
  ...promises.map((promise) => ({
    name: `promise ${promise.what === 'other' ? promise.text : promise.what}`,
    place: promise.place,
    said: { text: promise.what === 'other' ? undefined : promise.text },
  })),
];

export const waivers: Lists = ({ waivers: all }) =>
  all.map((waiver) => ({
    name: `${waiver.code.name}${waiver.for.length > 0 ? ` for ${waiver.for.map(pointText).join(', ')}` : ''}`,
    place: waiver.place,
    said: { until: timeText(waiver.until), because: waiver.because, by: waiver.by && whoText(waiver.by) },
  }));

/** The punch list. What comes in once the scope is frozen is told as such; `late` names what is known to be. */
export function compareScope(
  base: { readonly release: Release; readonly at: At } | undefined,
  head: { readonly release: Release; readonly at: At } | undefined,
  late: ReadonlySet<string>,
): readonly ScopeDifference[] {
  const differences = compareLists(
    ({ scope }) =>
      (scope?.items ?? []).map((item) => ({
        name: item.name,
        place: item.head,
        said: {
          title: item.title,
          priority: item.priority,
          by: item.by && whoText(item.by),
          due: timeText(item.due),
          done: item.done ? 'yes' : undefined,
          'deferred to': item.deferredTo?.name,
          under: item.under?.name,
        },
      })),
    base,
    head,
  );
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
