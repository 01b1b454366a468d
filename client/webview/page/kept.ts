/** What outlives a reload of the preview: what is looked at, and how. */
import type { PreviewState } from '../messages.ts';

export interface Kept {
  readonly now: PreviewState;
  save(change: Partial<PreviewState>): void;
}

export interface KeepingHost {
  getState(): PreviewState | undefined;
  setState(state: PreviewState): void;
}

/** @param grouping that of a preview that nobody has looked at yet */
export function createKept(host: KeepingHost, grouping: PreviewState['grouping']): Kept {
  let now: PreviewState = {
    tab: 'schedule',
    grouping,
    zoom: 1,
    folded: { all: false, but: [] },
    arranged: {},
    scroll: {},
    ...host.getState(),
  };
  return {
    get now() {
      return now;
    },
    save(change) {
      now = { ...now, ...change };
      host.setState(now);
    },
  };
}
