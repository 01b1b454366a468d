/** People who do their work: who may begin does, and says that it is done when its time is over. */
import type { Window } from './window.ts';

export interface Habits {
  /** The minute of the night. */
  now(): number;
  /** How long a step takes in this night, in minutes. */
  lasts(label: string): number;
  isOver(): boolean;
}

/** Until the night is over. Whoever has no network goes on all the same. */
export async function work(window: Window, { now, lasts, isOver }: Habits): Promise<void> {
  let last: { readonly key: string; readonly since: number } | undefined;
  while (!isOver()) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const task = await window.task().catch(() => undefined);
    const key = task && `${task.label} ${task.action}`;
    if (key !== last?.key) last = key === undefined ? undefined : { key, since: now() };
    if (!task || !last) continue;
    const { label, action } = task;
    const gone = now() - last.since;
    // Whoever looks at a step for a moment taps the right thing.
    const wanted = action === 'Done' ? lasts(label) : 0.5;
    if ((action === 'Start' || action === 'Done' || action === 'Sent') && gone >= wanted) {
      if (await window.tap(action)) last = undefined;
    }
  }
}
