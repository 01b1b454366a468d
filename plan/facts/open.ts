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
} from '../model.ts';
import { keyOfPlace } from '../place.ts';
import type { Schedule } from '../schedule/model.ts';
import type { Instant } from '../time/model.ts';
import { isForward } from './changes/changes.ts';
import { forEachPart, type Thing, thingsOf } from './things.ts';
import { quoted } from './words.ts';

export interface Open {
  /** As the end of a question: `who does `deploy web``. */
  readonly what: string;
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
    if ('done' in thing.value && thing.value.done) continue;
    const inOrder = openIn(plan, release, thing.value, seen).sort((a, b) => rankOf(a) - rankOf(b));
    for (const found of inOrder) {
      if (isOtherEnd(thing.value, found.place) || (found.isTime && isOnCall(thing.step))) continue;
      const { owner, sponsor } = release;
      const decides = [thing.by, found.key === 'owner' ? sponsor : owner].find(
        (who) => who && !isOpenWho(plan, release, who),
      );
      all.push({
        what: found.what ?? asked(found, thing),
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

/** Of one thing in the order of the questions, whichever clause is written first. */
function rankOf({ key }: Found): number {
  return QUESTIONS.indexOf(key);
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

interface Found {
  readonly key: string;
  readonly isTime: boolean;
  readonly place: Place;
  /** Set where the thing it stands in does not say what it is about. */
  readonly what?: string;
}

/** Whatever of a plan may be open, as far as it has it. */
interface Part {
  readonly place?: Place;
  readonly tbd?: boolean;
  readonly text?: unknown;
  readonly name?: unknown;
  readonly valueText?: string;
  readonly overTbd?: true;
  readonly subject?: string;
  readonly ref?: Ref;
  readonly from?: unknown;
  readonly to?: unknown;
}

function openIn(plan: Plan, release: Release, thing: object, seen: Set<object>): Found[] {
  const found: Found[] = [];
  const walk = (value: object, key: string): void => {
    if (seen.has(value)) return;
    seen.add(value);
    const isList = Array.isArray(value);
    if (!isList && !ask(value as Part, key)) return;
    forEachPart(value, (inner, part) => walk(part, isList ? key : keyOf(inner, key)));
  };
  /** Whether more of it may be open. */
  const ask = (one: Part, key: string): boolean => {
    const { place } = one;
    if (!place) return true;
    if (one.tbd || one.name === TBD || (one.text === TBD && 'likely' in one)) {
      found.push({ key, isTime: (one as Partial<Time>).kind === 'unknown', place });
      if (!('approvedBy' in one) && !('conditions' in one)) return false;
    }
    if (key === 'target' && [one.from, one.to].includes(TBD)) found.push({ key, isTime: false, place });
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
  return found;
}

/** Whose `by` it is: of the step, or of something in it. */
function keyOf(inner: string, outer: string): string {
  if (inner === 'withinOpen' && outer === 'escalate') return 'nextOpen';
  return inner === 'ref' || inner === 'point' || (inner === 'by' && outer !== '') ? outer : inner;
}

/** A role or a team of a shared file that nobody fills yet is open for every release that names it. */
function unfilled(plan: Plan, release: Release, ref: Ref, seen: Set<object>): readonly Found[] {
  const role = lookup(plan, release, ref.name);
  // Those of the release itself are asked on their own line.
  if (role === undefined || seen.has(role) || release.names.get(role.name) === role) return [];
  if (role.kind === 'team') {
    seen.add(role);
    const inside = role.members.flatMap(({ name }) => unfilled(plan, release, { name, place: ref.place }, seen));
    if (!role.members.some(({ name }) => name === TBD)) return inside;
    return [{ key: 'members', isTime: false, place: ref.place, what: ASKED.members!(quoted(role.name)) }, ...inside];
  }
  if (role.kind === 'person') {
    seen.add(role);
    const open = [
      ...(role.deputy?.name === TBD ? ['otherwise'] : []),
      ...(role.contacts.some(({ tbd }) => tbd) ? ['contacts'] : []),
      ...(role.skills.some(({ name }) => name === TBD) ? ['skills'] : []),
      ...(role.linkOpen ? ['linkOpen'] : []),
    ];
    return open.map((key) => ({ key, isTime: false, place: ref.place, what: ASKED[key]!(quoted(role.name)) }));
  }
  if (role.kind !== 'role') return [];
  seen.add(role);
  if (role.holder?.name !== TBD) return [];
  return [{ key: 'holder', isTime: false, place: ref.place, what: `who ${quoted(role.name)} is` }];
}

/** Who is open decides nothing. */
function isOpenWho(plan: Plan, release: Release, who: Who): boolean {
  const named = lookup(plan, release, who.ref.name);
  const isOpenTeam = named?.kind === 'team' && named.members.some(({ name }) => name === TBD);
  return isTbd(who) || isOpenTeam || (named?.kind === 'role' && named.holder?.name === TBD);
}

/** What is asked, by the property of the plan that does not say it. */
const ASKED: Readonly<Record<string, (label: string) => string>> = {
  owner: () => 'who owns the release',
  sponsor: () => 'who pays for the release',
  kindOpen: () => 'of which kind the release is',
  with: (label) => `who is there for ${label}`,
  undoBy: (label) => `who takes ${label} back`,
  approvedBy: (label) => `who approves ${label}`,
  escalatedTo: (label) => `who decides about ${label}`,
  exceptBy: (label) => `who may allow an exception to ${label}`,
  holder: (label) => `who ${label} is`,
  members: (label) => `who belongs to ${label}`,
  accountable: (label) => `who answers for ${label}`,
  criteria: (label) => `who answers for a criterion of ${label}`,
  checklist: (label) => `who does a line of ${label}`,
  items: (label) => `who does a line of ${label}`,
  acknowledge: (label) => `who watches whether ${label} is answered`,
  signOff: (label) => `who signs ${label} off`,
  cover: (label) => `who covers ${label}`,
  withinOpen: (label) => `how soon ${label} is answered`,
  nextOpen: (label) => `how soon the next one is called about ${label}`,
  every: (label) => `how often ${label} comes round`,
  shift: (label) => `how long a shift of ${label} is`,
  likelihoodOpen: (label) => `how likely ${label} is`,
  duration: (label) => `how long ${label} takes`,
  share: (label) => `how much of the traffic ${label} moves`,
  onlyIf: (label) => `how likely ${label} is`,
  undo: (label) => `how long it takes to take ${label} back`,
  measuredOpen: (label) => `how long what was tried in ${label} took`,
  in: (label) => `where ${label} is`,
  via: (label) => `over which channel ${label} goes`,
  tested: (label) => `how long the restore test of ${label} takes`,
  keep: (label) => `how long ${label} is kept`,
  delay: (label) => `how long ${label} holds up what it threatens`,
  from: (label) => `where a figure of ${label} is read`,
  source: (label) => `where ${label} takes it from`,
  losing: (label) => `from whom ${label} takes it`,
  granted: (label) => `whom ${label} lets in`,
  to: (label) => `where ${label} leads`,
  after: (label) => `what ${label} comes after`,
  alongside: (label) => `what ${label} runs alongside`,
  needs: (label) => `what ${label} needs`,
  of: (label) => `what a figure of ${label} is compared with`,
  including: (label) => `who has to be among those who decide ${label}`,
  covers: (label) => `which items ${label} covers`,
  threatens: (label) => `what ${label} threatens`,
  mitigations: (label) => `what makes ${label} smaller`,
  numberOpen: () => 'which number the change record has',
  noGo: (label) => `what follows from a no at ${label}`,
  then: (label) => `what follows from ${label}`,
  due: (label) => `when ${label} is due`,
  meaning: (label) => `what the time of ${label} is elsewhere`,
  reviewAt: (label) => `when ${label} is looked at again`,
  otherwise: (label) => `who stands in for ${label}`,
  contacts: (label) => `how ${label} is reached`,
  condition: (label) => `what has to hold for ${label}`,
  veto: (label) => `who may stop ${label}`,
  consulted: (label) => `who is heard before ${label}`,
  channels: (label) => `over which channels ${label} are told`,
  uses: (label) => `what ${label} uses`,
  notice: (label) => `how long before ${label} are told`,
  skills: (label) => `what ${label} knows`,
  whereOpen: (label) => `in which room ${label} is`,
  target: (label) => `which value ${label} is to reach`,
  frozen: (label) => `of what ${label} is`,
  on: (label) => `what ${label} stands on`,
  under: (label) => `under which change record ${label} is done`,
  carried: (label) => `which release ${label} comes from`,
  fund: (label) => `which fund ${label} is a part of`,
  linkOpen: (label) => `where ${label} is written down`,
};
const QUESTIONS = Object.keys(ASKED);

/** Of these it is asked otherwise than when a thing is. */
const TIMES: ReadonlySet<string> = new Set(['due', 'reviewAt', 'meaning']);

function asked(found: Found, thing: Thing): string {
  const { isTime } = found;
  const { label, value, step } = thing;
  const key = led(found, thing) ?? found.key;
  if ('money' in value && key === '') return `how much ${label} is`;
  if ('text' in value && 'what' in value) return `how long the promised ${label} may last`;
  if (isTime && !TIMES.has(key)) return `when ${label} is`;
  if (Object.hasOwn(ASKED, key)) return ASKED[key]!(label);
  return step && key === 'by' ? `who does ${label}` : `who answers for ${label}`;
}

/** What `from` and `to` of a thing itself ask: of a step that lets people in or shuts them out, who. */
function led({ key, place }: Found, { value, step }: Thing): string | undefined {
  if (key === 'from' && 'from' in value && (value.from as Partial<Ref> | undefined)?.place === place) {
    if (!step) return 'money' in value ? 'fund' : 'carried';
    return step.verb === 'revoke' ? 'losing' : 'source';
  }
  if (key === 'of' && 'kind' in value && (value.kind === 'freeze' || value.kind === 'maintenance')) return 'frozen';
  if (key !== 'to') return undefined;
  if (step?.to?.place !== place) return 'escalatedTo';
  return step.verb === 'grant' ? 'granted' : undefined;
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
