/** What triggers and no-gos call, and what takes its place by `else` once it no longer fits. */
import { type Block, type Consequence, type Release, rootBlock, type Step, type Trigger } from '../../model.ts';
import type { Instant } from '../../time/model.ts';
import type { Cascade, CascadeLink, Via } from '../model.ts';

export interface CascadeInput {
  readonly release: Release;
  /** The `run` blocks it is about: what stands in another run calls nothing in this one. */
  readonly runs: readonly Block[];
  /** The rollbacks and plays that may be called in them. */
  readonly blocks: readonly Block[];
  /** Until when one may be called; undefined: nothing limits it. */
  readonly fitsUntil: (via: Way) => Instant | undefined;
}

/**
 * One cascade for every rollback and play, that which is counted on first: the rollback of the first trigger or no-go that
 * names one; else the one called `full`, else the first on the page, of those that are not behind an `else` themselves.
 * Without any it is the `undo` of the steps.
 */
export function cascadesOf(input: CascadeInput): readonly Cascade[] {
  const { blocks } = input;
  const callers = callersOf(input);
  const rollbacks = blocks.filter(({ kind }) => kind === 'rollback');
  const followers = new Set(rollbacks.map(({ otherwise }) => otherwise?.name));
  const heads = rollbacks.filter(({ name }) => name === undefined || !followers.has(name));
  const counted =
    [...callers.keys()].find(({ kind }) => kind === 'rollback') ??
    heads.find(({ name }) => name === 'full') ??
    heads[0] ??
    rollbacks[0];
  const order: readonly Way[] = [counted ?? 'undo', ...blocks.filter((block) => block !== counted)];
  return order.map((via) => cascade(via, via === 'undo' ? [] : (callers.get(via) ?? []), input));
}

type Caller = Trigger | Step;
type Way = Block | 'undo';

/** In the order of the page, triggers first. */
function callersOf({ release, runs, blocks }: CascadeInput): ReadonlyMap<Block, readonly Caller[]> {
  const callers = new Map<Block, Caller[]>();
  const isHere = (block: Block | undefined) => {
    const root = block && rootBlock(block);
    return root?.kind !== 'run' || runs.includes(root);
  };
  const call = (caller: Caller, { action, ref }: Consequence) => {
    if ((action !== 'rollback' && action !== 'play') || !ref) return;
    const named = blocks.find(({ kind, name }) => kind === action && name === ref.name);
    if (!named) return;
    const list = callers.get(named);
    if (!list) callers.set(named, [caller]);
    else if (!list.includes(caller)) list.push(caller);
  };
  for (const trigger of release.triggers) {
    if (isHere(trigger.block)) for (const consequence of trigger.then) call(trigger, consequence);
  }
  for (const step of release.steps) if (step.gate?.noGo && isHere(step.block)) call(step, step.gate.noGo);
  return callers;
}

function cascade(head: Way, calledBy: readonly Caller[], { blocks, fitsUntil }: CascadeInput): Cascade {
  const links: CascadeLink[] = [];
  const seen = new Set<Way>();
  let last: Instant | undefined = Number.NEGATIVE_INFINITY;
  for (let via: Way | undefined = head; via && !seen.has(via); via = next(via, blocks)) {
    seen.add(via);
    const until = fitsUntil(via);
    const idle: boolean = last === undefined || (until !== undefined && until <= last);
    links.push({ via: idOf(via), fitsUntil: until, idle: links.length > 0 && idle });
    if (!idle) last = until;
  }
  return { calledBy: calledBy.map(({ id }) => id), links, fitsUntil: last };
}

function idOf(way: Way): Via {
  return way === 'undo' ? way : way.id;
}

function next(via: Way, blocks: readonly Block[]): Block | undefined {
  const name = via === 'undo' ? undefined : via.otherwise?.name;
  return name === undefined ? undefined : blocks.find((block) => block.name === name);
}
