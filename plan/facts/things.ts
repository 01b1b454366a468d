/** Everything that a release says something of, whatever it is, for who asks the same of all of it. */
import { childrenOf } from '../children.ts';
import { type Block, type Named, type Plan, type Release, type Step, TBD, type Waiver, type Who } from '../model.ts';
import { among } from '../named.ts';
import { remembering } from '../remembered.ts';
import { quoted, said } from './words.ts';

/** What a release says something of, by what a message calls it. */
export interface Thing {
  readonly value: object;
  readonly label: string;
  readonly by?: Who;
  readonly step?: Step;
}

/** All of a release, and what its file says for all of its releases. */
export function* thingsOf(plan: Plan, release: Release): Iterable<Thing> {
  yield* ownThings(release);
  yield* sharedThings(plan);
  for (const value of waiversOf(plan)) yield { value, label: exception(value), by: value.by };
}

/** What a file says for all of its releases. */
function* sharedThings(plan: Plan): Iterable<Thing & { readonly value: Named }> {
  for (const value of sharedOf(plan, isShared)) yield { value, label: quoted(value.name) };
}

/** @param is true of roles and teams as well: one is open for whoever names it; beside a release and named by nothing, for that */
function sharedOf(plan: Plan, is: (named: Named) => boolean): readonly Named[] {
  const isHere = ({ place }: Named) => plan.releases.length === 1 && place.file === plan.file;
  return among(plan.names, is).filter((named) => !isFilled(named) || isHere(named));
}

function isShared(named: Named): boolean {
  return SHARED.has(named.kind) || isFilled(named);
}

function isFilled({ kind }: Named): boolean {
  return kind === 'role' || kind === 'team';
}

/** Those for all releases of the file. */
function waiversOf({ file, waivers }: Plan): readonly Waiver[] {
  return waivers.filter(({ place }) => place.file === file);
}

function exception({ code }: Waiver): string {
  return `the exception to ${quoted(code.name)}`;
}

function* ownThings(release: Release): Iterable<Thing> {
  yield* wholeAndBlocks(release);
  for (const step of release.steps) yield new StepThing(step);
  yield* behindSteps(release);
}

function* wholeAndBlocks(release: Release): Iterable<Thing> {
  const { owner, sponsor, kindOpen, linkOpen } = release;
  yield { value: { owner, sponsor, kindOpen, linkOpen }, label: quoted(release.name) };
  // What a block says once is asked of the block, and not of each of its steps.
  for (const block of release.blocks) yield* blocksOf(release, block);
}

function* behindSteps(release: Release): Iterable<Thing> {
  for (const named of release.names.values()) {
    if (named.kind === 'role' || named.kind === 'team' || named.kind === 'text')
      yield { value: named, label: quoted(named.name) };
  }
  const { promises, changes, budgets, costs, confirmations, benefits, risks, issues, rehearsals, uats, freezes } =
    release;
  const { events, rosters, waivers, triggers, milestones, scope, maintenances, reserves } = release;
  for (const value of promises) yield { value, label: quoted(value.text) };
  for (const value of changes) yield { value, label: value.number ? quoted(value.number.name) : 'the change' };
  for (const value of budgets) yield { value, label: 'the budget' };
  for (const value of costs) yield { value, label: value.title ? quoted(value.title) : 'the cost' };
  for (const value of confirmations) yield { value, label: 'the confirmation', by: value.by };
  for (const value of waivers) yield { value, label: exception(value), by: value.by };
  for (const value of triggers) yield { value, label: 'the trigger', by: value.by ?? value.block?.by };
  if (scope) yield { value: { frozenOn: scope.frozenOn }, label: 'the scope' };
  for (const value of release.windows.slice(1)) yield { value, label: quoted(value.name ?? 'window') };
  for (const value of reserves) yield { value, label: 'the reserve' };
  const named = [
    benefits,
    risks,
    issues,
    rehearsals,
    uats,
    freezes,
    maintenances,
    events,
    rosters,
    milestones,
    scope?.items ?? [],
  ];
  for (const value of named.flat()) {
    yield { value, label: quoted(value.name), by: 'by' in value ? value.by : undefined };
  }
}

const SHARED: ReadonlySet<string> = new Set(['freeze', 'maintenance', 'event', 'roster', 'system', 'word', 'audience']);

function* blocksOf(release: Release, block: Block): Iterable<Thing> {
  const { by, name, kind, children, ...said } = block;
  yield { value: { ...said, by }, label: quoted(name ?? kind), by };
  for (const child of childrenOf(release, block)) if ('children' in child) yield* blocksOf(release, child);
}

/** Properties that hold other things, told by themselves, and what is not the text's. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'block',
  'parent',
  'children',
  'place',
  'namePlace',
  'head',
  'usedAt',
  'note',
  'targets',
  // Of an estimate: numbers alone.
  'min',
  'likely',
  'max',
]);

/** What it is called is asked of few of them. */
class StepThing implements Thing {
  readonly value: Step;

  constructor(step: Step) {
    this.value = step;
  }

  get label(): string {
    return said(this.value);
  }

  get by(): Who | undefined {
    return this.value.by;
  }

  get step(): Step {
    return this.value;
  }
}

/** Somebody who is named, and what a message calls the thing that names them. */
export interface NamedWho {
  readonly who: Who;
  readonly label: string;
}

/** Whoever is named anywhere in a release beside others, or as one who is independent of others; each mention once. */
export function whosIn(plan: Plan, release: Release): readonly NamedWho[] {
  const whos: NamedWho[] = [];
  const seen = new Set<Who>();
  const add = (said: Said, thing: Pick<Thing, 'label'>): void => {
    for (const who of said.whos) {
      // A block says it once for all of its steps.
      if (seen.has(who)) continue;
      seen.add(who);
      whos.push({ who, label: thing.label });
    }
  };
  for (const thing of ownThings(release)) add(thing.step ? saidByStep(thing.step) : saidBy(thing.value), thing);
  for (const value of sharedOf(plan, saysMore)) add(saidBy(value), { label: quoted(value.name) });
  for (const value of waiversOf(plan)) add(saidBy(value), { label: exception(value) });
  return whos;
}

/** Whether `tbd` stands anywhere in it: where it does not, which is usual, nobody has to look for what is open. */
export function hasTbd(plan: Plan, release: Release): boolean {
  if (release.steps.some((step) => saidByStep(step).hasTbd || step.targets.some(({ name }) => name === TBD)))
    return true;
  const others = [...wholeAndBlocks(release), ...behindSteps(release)].map(({ value }) => value);
  if ([...others, ...sharedOf(plan, saysMore), ...waiversOf(plan)].some((value) => saidBy(value).hasTbd)) return true;
  // A role or a team that nobody fills yet, and somebody without a stand-in, may be declared in another file, and only be named here.
  return among(plan.names, isUnfilled).length > 0;
}

interface Said {
  /** Named beside others, or as independent of them. */
  readonly whos: readonly Who[];
  readonly hasTbd: boolean;
}

/** A plan has thousands of steps, and an edit makes another one of a few. */
const saidByStep = remembering<Step, void, Said>(saidBy);

function saidBy(thing: object): Said {
  const whos: Who[] = [];
  let hasTbd = false;
  const walk = (value: object): void => {
    // A list says nothing itself, and is in one thing alone.
    if (Array.isArray(value)) {
      for (const part of value) if (typeof part === 'object' && part !== null) walk(part);
      return;
    }
    const { ref, place, also, independentOf } = value as Partial<Who>;
    if (ref && place && (also || independentOf)) whos.push(value as Who);
    for (const key in value) {
      const part = (value as Readonly<Record<string, unknown>>)[key];
      if (typeof part === 'object') {
        if (isPart(key, part)) walk(part);
      } else if (saysTbd(key, part)) hasTbd = true;
    }
  };
  walk(thing);
  return { whos, hasTbd };
}

function isUnfilled(named: Named): boolean {
  return (
    (named.kind === 'role' && named.holder?.name === TBD) ||
    (named.kind === 'team' && (named.members.some(({ name }) => name === TBD) || !saysNothing(named.contacts))) ||
    (MENTIONED.has(named.kind) && !saysNothing(named))
  );
}

/** What is asked of whoever names it. */
const MENTIONED: ReadonlySet<string> = new Set(['person', 'party', 'calendar', 'fund', 'text', 'criteria']);

/** Nearly all systems name nobody and leave nothing open. */
function saysMore(named: Named): boolean {
  return isShared(named) && (named.kind !== 'system' || !saysNothing(named));
}

function saysNothing(value: object): boolean {
  const { ref, place } = value as Partial<Who>;
  if (ref && place) return false;
  return Object.entries(value).every(([key, part]) => (isPart(key, part) ? saysNothing(part) : !saysTbd(key, part)));
}

/** Properties that are what is written, `tbd` included. */
const TEXTS: ReadonlySet<string> = new Set(['name', 'text', 'valueText', 'subject', 'from', 'to', 'version']);

/** Whatever of a part may say that it is open. */
function saysTbd(key: string, value: unknown): boolean {
  if (typeof value === 'string') return value.startsWith(TBD) && TEXTS.has(key);
  return value === true && (key === 'tbd' || key === 'overTbd');
}

/** The objects that a thing is made of, by the names of their properties; those of an array by their numbers. */
export function forEachPart(value: object, visit: (key: string, part: object) => void): void {
  // Every step has a dozen empty lists, and a plan thousands of steps: what is made of nothing is not looked into.
  if (Array.isArray(value)) {
    for (const [i, part] of value.entries()) if (typeof part === 'object' && part !== null) visit(String(i), part);
    return;
  }
  for (const key in value) {
    const part = (value as Readonly<Record<string, unknown>>)[key];
    if (isPart(key, part)) visit(key, part);
  }
}

function isPart(key: string, part: unknown): part is object {
  if (typeof part !== 'object' || part === null || (Array.isArray(part) && part.length === 0)) return false;
  return !ELSEWHERE.has(key);
}
