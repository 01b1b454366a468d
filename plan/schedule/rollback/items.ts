/** What is done on the way back. Worked out when asked for: a stage of a large run has thousands of items, and there are as many stages. */
import type { Minutes } from '../../time/model.ts';
import type { RollbackItem, RollbackStage, RunRollback, Undos } from '../model.ts';

/**
 * What is done in a stage, in the order in which it begins.
 *
 * @param most so many are wanted, of which there are `RollbackStage.items`; default: all
 */
export function itemsOf(
  { ways, undos }: RunRollback,
  { via, done }: RollbackStage,
  most = Number.POSITIVE_INFINITY,
): readonly RollbackItem[] {
  const block = ways.find((way) => way.via === via)?.block;
  const first =
    block && done?.block
      ? block.levelings[done.block.leveling]!.filter(({ step }) => isNecessary(block.necessary[step], done.block!.upTo))
      : [];
  const second = undos && done?.undos ? undoItems(undos, done.undos, most) : [];
  const wait = first.length === 0 ? 0 : done!.block!.minutes;
  const behind = wait === 0 ? second : second.map((item) => ({ ...item, start: item.start + wait }));
  return [...first, ...behind].slice(0, most);
}

/** Whether the first so many changes make a step necessary that becomes so with that one. */
export function isNecessary(with_: number | undefined, upTo: number): boolean {
  return with_ !== undefined && with_ <= upTo;
}

/**
 * The mirror of the run turned round: each as early as it can, the last step of the run first. Every one waits for the
 * same ones as in the mirror, so the whole lasts as long.
 *
 * @param count of the undos, from the first that has begun on
 */
function undoItems({ all, behind }: Undos, count: number, most: number): readonly RollbackItem[] {
  const done = new Map<number, Minutes>();
  const busyUntil = new Map<string, Minutes>();
  const items: RollbackItem[] = [];
  let next = count - 1;
  let atOnce = 0;
  // What begins at once begins before all others: where that is enough, no other is looked for.
  for (let position = all[next]!.position; position >= 0 && next >= 0 && atOnce < most; position--) {
    let start = 0;
    for (const other of behind[position]!) start = Math.max(start, done.get(other) ?? 0);
    const undo = all[next]!;
    if (undo.position !== position) {
      if (start > 0) done.set(position, start);
      continue;
    }
    next--;
    for (const name of undo.takes) start = Math.max(start, busyUntil.get(name) ?? 0);
    const end = start + undo.minutes;
    done.set(position, end);
    for (const name of undo.takes) busyUntil.set(name, end);
    if (start === 0) atOnce++;
    items.push({ kind: 'undo', step: undo.step, by: undo.by, start, minutes: undo.minutes });
  }
  return items.sort((a, b) => a.start - b.start);
}
