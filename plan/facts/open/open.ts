/** What a release leaves open: every `tbd` of it, what it asks, who is to decide it, and by when the plan needs to know. */
import {
  isTbd,
  lookup,
  type Place,
  type Plan,
  type Ref,
  type Release,
  type Step,
  TBD,
  type Time,
  type TimeRange,
  type Who,
} from '../../model.ts';
import { contains, isSamePlace, keyOfPlace } from '../../place.ts';
import type { Schedule } from '../../schedule/model.ts';
import type { Instant } from '../../time/model.ts';
import { isForward } from '../changes/changes.ts';
import { forEachPart, type Thing, thingsOf } from '../things.ts';
import { quoted } from '../words.ts';
import { asked, type Found, INSIDE, rankOf } from './asked.ts';

export interface Open {
  /** As the end of a question: `who does `deploy web``. */
  readonly what: string;
  /** The same of anything, `who does …`, and what it is asked of here; that of the release itself is asked of nothing else. */
  readonly kind: { readonly name: string; readonly of?: string };
  /** A date; everything else is a person, a duration or a value. */
  readonly isTime: boolean;
  readonly place: Place;
  /** The `by` of the line, else the owner of the release; undefined: nobody is named. */
  readonly decides?: Who;
  /** When what it is about begins, else T; undefined as long as nobody knows that. */
  readonly neededBy?: Instant;
  /** What has no time before that. */
  readonly waiting: readonly Step[];
}

/** Thing by thing, however their lines are laid out. The date of the release itself is no part of it: its window tells that. */
export function openOf(plan: Plan, release: Release, schedule: Schedule): readonly Open[] {
  const all: Open[] = [];
  const seen = new Set<object>();
  const waiting = waitingBy(release, schedule);
  for (const thing of thingsOf(plan, release)) {
    const inOrder = openIn(plan, release, leftOf(thing.value), seen).sort((a, b) => rankOf(a) - rankOf(b));
    for (const found of inOrder) {
      const { place, isTime } = found;
      if (isOtherEnd(thing.value, place) || (isTime && isOnCall(thing.step))) continue;
      const what = found.what ?? asked(found, thing);
      // Both ends of a range are one thing to decide.
      const last = all.at(-1);
      if (last?.what === what && isSamePlace(last.place, place)) continue;
      const { owner, sponsor } = release;
      const decides = [thing.by, found.key === 'owner' ? sponsor : owner].find(
        (who) => who && !isOpenWho(plan, release, who),
      );
      all.push({
        what,
        kind: kindOf(what, thing),
        isTime: found.isTime,
        place: found.place,
        decides,
        neededBy: (thing.step && schedule.steps[thing.step.id]?.start) ?? schedule.T,
        waiting: found.isTime ? (waiting.get(keyOfPlace(found.place)) ?? []).filter((step) => step !== thing.step) : [],
      });
    }
  }
  return all;
}

function kindOf(what: string, { label }: Thing): Open['kind'] {
  const of = what.includes(label) ? label : /`[^`]+`/.exec(what)?.[0];
  return of === undefined ? { name: what } : { name: what.replace(of, () => '…'), of };
}

/** Of what is done it may be open since when. */
function leftOf(value: object): object {
  const { done, doneOn } = value as Pick<Step, 'done'> & { readonly doneOn?: Time };
  return done ? { doneOn } : value;
}

/** `tbd .. tbd` is one thing to decide, told by its begin. */
function isOtherEnd(thing: object, place: Place): boolean {
  const { during, ...own } = thing as {
    readonly during?: Partial<TimeRange>;
    readonly from?: Time;
    readonly until?: Time;
  };
  const { from, to } = during ?? { from: own.from, to: own.until };
  return to?.kind === 'unknown' && place === to.place && from?.kind === 'unknown' && from.tbd === true;
}

/** What is done only when it is called has no date that anybody could know before. */
function isOnCall(step: Step | undefined): boolean {
  return step !== undefined && !isForward(step);
}

/** `tbd`, `tbd pages`. */
function isOpenValue(value: unknown): boolean {
  return typeof value === 'string' && /^tbd(?: |$)/.test(value);
}

/** Whatever of a plan may be open, as far as it has it. */
interface Part {
  readonly place?: Place;
  readonly head?: Place;
  readonly tbd?: boolean;
  readonly text?: unknown;
  readonly name?: unknown;
  readonly valueText?: string;
  readonly overTbd?: true;
  readonly subject?: string;
  readonly ref?: Ref;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly version?: unknown;
}

/** Of what is told how it is wrong it is asked what it leaves open when it can be read. */
function isWrong({ problems }: Plan, places: readonly Place[]): boolean {
  return problems.some((problem) =>
    places.some((place) => contains(place, problem.place) || contains(problem.place, place)),
  );
}

function openIn(plan: Plan, release: Release, thing: object, seen: Set<object>): Found[] {
  const found: Found[] = [];
  /** Where what is looked at stands, from the thing inwards. */
  const around: Place[] = [];
  const walk = (value: object, key: string, inside?: string): void => {
    if (seen.has(value)) return;
    seen.add(value);
    const isList = Array.isArray(value);
    const before = found.length;
    const { head, place } = value as Part;
    // Of the thing itself its head: what is wrong in its block is wrong with another line.
    const own = isList ? undefined : value === thing ? (head ?? place) : place;
    if (own) around.push(own);
    const mayBeMore = isList || ask(value as Part, key);
    if (found.length > before && isWrong(plan, around)) found.length = before;
    if (inside) for (let i = before; i < found.length; i++) found[i] = { inside, ...found[i]! };
    if (mayBeMore)
      forEachPart(value, (inner, part) => walk(part, isList ? key : keyOf(inner, key), INSIDE[inner] ?? inside));
    if (own) around.pop();
  };
  /** Whether more of it may be open. */
  const ask = (one: Part, key: string): boolean => {
    const { place } = one;
    if (!place) return true;
    // A line of a checklist, or what is evidence; of what follows the text says it, too.
    if (one.text === TBD && !one.tbd && 'id' in one) found.push({ key: `${key}Words`, isTime: false, place });
    if (one.tbd || (one.name === TBD && !('namePlace' in one)) || (one.text === TBD && 'likely' in one)) {
      found.push({ key, isTime: (one as Partial<Time>).kind === 'unknown', place });
      if (!('approvedBy' in one) && !('conditions' in one)) return false;
    }
    if (key === 'target' && [one.from, one.to].some(isOpenValue)) found.push({ key, isTime: false, place });
    // That of a step or of the release itself is given by whoever builds it, in time for the night; plans show it.
    if (one.version === TBD) found.push({ key: 'version', isTime: false, place });
    if (one.subject === TBD) found.push({ key: 'condition', isTime: false, place });
    if (one.valueText === TBD)
      found.push({ key: 'value', isTime: false, place, what: `what ${quoted(one.subject ?? '')} has to be` });
    if (one.overTbd)
      found.push({ key: 'over', isTime: false, place, what: `over how long ${quoted(one.subject ?? '')} is measured` });
    if (one.ref) found.push(...unfilled(plan, release, one.ref, seen));
    else if (typeof one.name === 'string' && !('id' in one)) found.push(...unfilled(plan, release, one as Ref, seen));
    return true;
  };
  walk(thing, '');
  for (const target of (thing as Partial<Step>).targets ?? []) if (target.name === TBD) walk(target, 'targets');
  return found;
}

/** Whose `by` it is: of the step, or of something in it. */
function keyOf(inner: string, outer: string): string {
  if (inner === 'withinOpen' && outer === 'escalate') return 'nextOpen';
  return inner === 'ref' || inner === 'point' || (inner === 'by' && outer !== '') ? outer : inner;
}

/** What is shared is open for every release that names it: who fills a role, how somebody is reached, when a party is there. */
function unfilled(plan: Plan, release: Release, ref: Ref, seen: Set<object>): readonly Found[] {
  const named = lookup(plan, release, ref.name);
  // Those of the release itself are asked on their own line.
  if (named === undefined || seen.has(named) || release.names.get(named.name) === named) return [];
  const { kind } = named;
  const { place } = ref;
  if (kind === 'role') {
    seen.add(named);
    if (named.holder?.name !== TBD) return [];
    return [{ key: 'holder', isTime: false, place, what: `who ${quoted(named.name)} is` }];
  }
  if (!MENTIONED.has(kind)) return [];
  const label = quoted(named.name);
  return openIn(plan, release, named, seen).map((found) => ({
    ...found,
    place,
    what: found.what ?? asked(found, { value: named, label }),
  }));
}

/** Of these somebody who names them is asked; of all others whoever has them in the plan. */
const MENTIONED: ReadonlySet<string> = new Set(['person', 'party', 'team', 'calendar', 'fund', 'text', 'criteria']);

/** Who is open decides nothing. */
export function isOpenWho(plan: Plan, release: Release, who: Who): boolean {
  const named = lookup(plan, release, who.ref.name);
  const isOpenTeam = named?.kind === 'team' && named.members.some(({ name }) => name === TBD);
  return isTbd(who) || isOpenTeam || (named?.kind === 'role' && named.holder?.name === TBD);
}

/** The steps that have no time because of what stands at a place; read once, since there may be many of both. */
function waitingBy(release: Release, { conflicts }: Schedule): ReadonlyMap<string, readonly Step[]> {
  const steps = new Map<string, Set<Step>>();
  for (const { kind, place, steps: ids } of conflicts) {
    if (kind !== 'unknown-time' || !place) continue;
    const own = steps.get(keyOfPlace(place)) ?? new Set();
    for (const id of ids) own.add(release.things.get(id) as Step);
    steps.set(keyOfPlace(place), own);
  }
  return new Map([...steps].map(([place, own]) => [place, [...own]]));
}
