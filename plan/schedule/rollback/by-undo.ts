/**
 * The way back by the `undo` of every step that has begun, in the reverse order of the run, everybody and every
 * exclusive system doing one at a time.
 *
 * Seen in a mirror, that is doing the undos in the order of the run. What has begun at any moment is the first so many
 * of one list, so one pass over the network gives the length at every moment, and it never gets shorter.
 */
import { type Step, TBD } from '../../model.ts';
import { roughMinutes } from '../../time/duration.ts';
import type { Instant, Minutes } from '../../time/model.ts';
import type { Demand } from '../../who/people.ts';
import type { Leveled } from '../leveling/leveling.ts';
import type { Undo, Undos } from '../model.ts';
import type { Activity, Network } from '../network/network.ts';
import { countsAfter, type Growth } from './growth.ts';

export interface UndoInput {
  readonly network: Network;
  readonly leveled: Leveled;
  /** Whether the undo of a step belongs to this way. */
  readonly isUndone: (step: Step) => boolean;
  /** Who did a step: they undo it, unless it says who. */
  readonly doers: (step: Step) => readonly string[];
  readonly undoers: (step: Step) => Demand | undefined;
}

/** An undo with the moment from which on it is necessary, and how long this and all before it last. */
interface Mirrored extends Undo {
  readonly from: Instant;
  readonly length: Minutes;
}

/** Undefined where nothing is undone. */
export function growthByUndo(
  input: UndoInput,
): { readonly growth: readonly Growth[]; readonly undos: Undos } | undefined {
  const { network, leveled } = input;
  if (!network.activities.some((activity) => isUndo(activity, input))) return undefined;
  const order = begunOrder(leveled);
  const undos = mirrored(order, input);
  const growth: Growth[] = [];
  for (const [i, { from, step, length }] of undos.entries()) {
    if (undos[i + 1]?.from === from) continue;
    growth.push({ from, step, minutes: length, items: i + 1, done: { undos: i + 1 } });
  }
  const all = undos.map(({ step, position, minutes, by, takes }) => ({ step, position, minutes, by, takes }));
  return { growth, undos: { all, behind: behindEach(order, all.at(-1)?.position ?? -1, network) } };
}

/** Up to the last position that is undone, the positions of what waits for the end of each. */
function behindEach(order: readonly number[], last: number, network: Network): readonly (readonly number[])[] {
  const positions = new Int32Array(network.activities.length);
  for (const [position, index] of order.entries()) positions[index] = position;
  return order
    .slice(0, last + 1)
    .map((index) => network.outgoing[index]!.flatMap(({ to, side }) => (side === 'end' ? positions[to]! : [])));
}

/** All activities in the order in which they begin to count; of those of one moment predecessors are first. */
function begunOrder({ sequence, start, end }: Leveled): readonly number[] {
  const from = (index: number) => countsAfter({ start: start[index]!, end: end[index]! });
  return sequence.toSorted((a, b) => from(a) - from(b));
}

/** Places every undo as early as it can in the order of the run. */
function mirrored(order: readonly number[], input: UndoInput): readonly Mirrored[] {
  const { network, leveled } = input;
  const { start, end } = leveled;
  const done = new Float64Array(network.activities.length);
  const busyUntil = new Map<string, Minutes>();
  const undos: Mirrored[] = [];
  let length = 0;
  for (let position = 0; position < order.length; position++) {
    const index = order[position]!;
    let ready = 0;
    for (const { from, side } of network.incoming[index]!) if (side === 'end') ready = Math.max(ready, done[from]!);
    done[index] = ready;
    const activity = network.activities[index]!;
    if (!isUndo(activity, input)) continue;
    const { step } = activity;
    const minutes = roughMinutes(step.undo!.likely);
    const by = crewOf(step, input, busyUntil);
    // Behind the people who are with them stand the exclusive systems.
    const takes = [...by, ...activity.resources.slice(activity.with.fixed.length)];
    for (const name of takes) ready = Math.max(ready, busyUntil.get(name) ?? 0);
    done[index] = ready + minutes;
    for (const name of takes) busyUntil.set(name, ready + minutes);
    length = Math.max(length, ready + minutes);
    const from = countsAfter({ start: start[index]!, end: end[index]! });
    undos.push({ step: step.id, position, from, minutes, by, takes, length });
  }
  return undos;
}

function isUndo(activity: Activity, { isUndone }: UndoInput): activity is Extract<Activity, { kind: 'step' }> {
  if (activity.kind !== 'step' || !activity.step.undo) return false;
  return roughMinutes(activity.step.undo.likely) > 0 && isUndone(activity.step);
}

/** Of a team whoever has the least to do by then, ties in the order of the page. */
function crewOf(step: Step, input: UndoInput, busyUntil: ReadonlyMap<string, Minutes>): readonly string[] {
  const demand = input.undoers(step);
  if (!demand) return input.doers(step);
  const crew = [...demand.fixed, ...demand.outside.filter((name) => name !== TBD)];
  for (const { count, from } of demand.choices) {
    const load = (name: string) => busyUntil.get(name) ?? 0;
    const free = from.filter((name) => !crew.includes(name)).sort((a, b) => load(a) - load(b));
    crew.push(...free.slice(0, count));
  }
  return crew;
}
