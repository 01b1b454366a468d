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
  const since = new Map<string, number>();
  while (!isOver()) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const task = await window.task().catch(() => undefined);
    if (!task) continue;
    const { label, action } = task;
    const key = `${label} ${action}`;
    if (!since.has(key)) since.set(key, now());
    const gone = now() - since.get(key)!;
    // Whoever looks at a step for a moment taps the right thing.
    const wanted = action === 'Done' ? lasts(label) : 0.5;
    if ((action === 'Start' || action === 'Done' || action === 'Sent') && gone >= wanted) {
      if (await window.tap(action)) since.delete(key);
    }
  }
}
