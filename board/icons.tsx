/** Small pictures; each stands beside its word. */
import type { BoardStep } from '../view/run/board.ts';

const PATHS: Readonly<Record<string, string>> = {
  waiting: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16',
  ready: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  running: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M10 8.5l6 3.5-6 3.5z',
  done: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M7.5 12l3 3 6-6',
  failed: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6',
  skipped: 'M5 12h14',
  undone: 'M9 7L4 12l5 5M4 12h10a5 5 0 0 1 5 5',
  'called off': 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M7 7l10 10',
  flag: 'M6 21V4M6 5h12l-3 4 3 4H6',
};

export function Icon({ of }: { readonly of: BoardStep['progress'] | 'flag' }) {
  return (
    <svg class={`icon is-${of.replace(' ', '-')}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[of] ?? PATHS.waiting} />
    </svg>
  );
}
