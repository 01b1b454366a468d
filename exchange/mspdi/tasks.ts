/** The tasks of a release in the order of the page, blocks as summaries over what stands in them. */
import { isOrdered } from '../../plan/order/blocks.ts';
import type { OutlineItem } from '../../plan/outline/model.ts';
import { labelOf, rowsOf } from '../sheet/rows.ts';

export interface Task {
  readonly uid: number;
  readonly item: OutlineItem;
  readonly level: number;
  readonly isSummary: boolean;
  /** `run / outage`. */
  readonly path: string;
  /** What stands before it in a block that goes from top to bottom. */
  readonly before?: Task;
}

export function tasksOf(items: readonly OutlineItem[]): {
  readonly tasks: readonly Task[];
  /** By what others call it. */
  readonly byKey: ReadonlyMap<string, Task>;
} {
  const tasks: Task[] = [];
  const paths = new Map(rowsOf({ items }).map(({ item, path }) => [item, path] as const));
  const walk = (all: readonly OutlineItem[], level: number, ordered: boolean): void => {
    let before: Task | undefined;
    for (const item of all) {
      const task: Task = {
        uid: tasks.length + 1,
        item,
        level,
        isSummary: item.items !== undefined,
        path: paths.get(item) ?? '',
        ...(before && ordered && { before }),
      };
      tasks.push(task);
      if (item.items) walk(item.items, level + 1, isOrdered({ kind: item.kind } as Parameters<typeof isOrdered>[0]));
      before = task;
    }
  };
  walk(items, 1, false);
  const byKey = new Map<string, Task>();
  for (const key of [({ id }: OutlineItem) => id, ({ name }: OutlineItem) => name, labelOf])
    for (const task of tasks) {
      const text = key(task.item);
      if (text !== undefined && !byKey.has(text)) byKey.set(text, task);
    }
  return { tasks, byKey };
}
