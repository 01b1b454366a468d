/** What reaches people who do not look: a notification, a screen that stays on, a sentence for a screen reader. */
import { useEffect } from 'preact/hooks';
import type { Board } from '../view/run/board.ts';
import type { Told } from './link/link.ts';
import { clock } from './said.ts';

/** One for each step: a newer one takes the place of the older. */
export function notifyReady(board: Board, me: string): void {
  const own = board.people.find(({ name }) => name === me);
  const step = board.steps.find(({ id }) => id === own?.ready);
  if (!step || typeof Notification === 'undefined') return;
  if (Notification.permission !== 'granted') return;
  try {
    new Notification(`Ready: ${step.label}`, { tag: step.id });
  } catch {
    // A phone shows none but those of a service worker.
    void navigator.serviceWorker?.ready.then((worker) =>
      worker.showNotification(`Ready: ${step.label}`, { tag: step.id }),
    );
  }
}

/** From the own start to the own done. */
export function useWakeLock(isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted || !('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | undefined;
    let isOver = false;
    const take = () => {
      navigator.wakeLock.request('screen').then(
        (got) => {
          if (isOver) void got.release();
          else lock = got;
        },
        () => {},
      );
    };
    const shown = () => {
      if (document.visibilityState === 'visible') take();
    };
    take();
    document.addEventListener('visibilitychange', shown);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', shown);
      void lock?.release();
    };
  }, [isWanted]);
}

/** The last line, once there is one behind those that were there when the page was opened. */
export function announcements({ lines }: Told): string {
  const last = lines.at(-1);
  return last ? `${last.by} ${last.said}` : '';
}

/** What cannot wait for the end of a sentence; empty: nothing. */
export function alarm({ phase, wayBack, decision, zone }: Board): string {
  if (phase === 'rolling back' && wayBack) return `${wayBack.label} is called: back by ${clock(wayBack.end, zone)}.`;
  if (phase !== 'open' || !decision || decision.decided || decision.noReturn?.begun) return '';
  const { left, by } = decision;
  return left >= 0 && left <= 5 ? `Decide by ${clock(by, zone)}: less than five minutes are left.` : '';
}
