/**
 * What plans tell each other, folded while nobody asks for it. Thousands of plans tell some hundred bookings each, of which others need
 * a few now and then. What is much in it is a text then, as small as the host can make it; it stays the object that others know.
 */
import type { Published } from './published.ts';

/** How a text is held small. */
export interface Folding {
  fold(text: string): string;
  unfold(folded: string): string;
}

/** All that may be much. Freezes stay, for their things are known again by what object they are, and trains, which are asked for most. */
type Much = Pick<
  Published,
  'people' | 'environments' | 'systems' | 'needs' | 'rooms' | 'reserved' | 'records' | 'allocations' | 'left' | 'knows'
>;

interface State {
  whole: Much | undefined;
  folded?: { readonly text: string; readonly by: Folding };
}

/** The same, and it can be folded. */
export function foldable(one: Published): Published {
  if (states.has(one)) return one;
  const { people, environments, systems, needs, rooms, reserved, records, allocations, left, knows } = one;
  const state: State = {
    whole: { people, environments, systems, needs, rooms, reserved, records, allocations, left, knows },
  };
  const { release, of, file, T, work, freezes, trains } = one;
  const same: Published = {
    ...{ release, of, file, T, work, freezes, trains },
    get people() {
      return wholeOf(state).people;
    },
    get environments() {
      return wholeOf(state).environments;
    },
    get systems() {
      return wholeOf(state).systems;
    },
    get needs() {
      return wholeOf(state).needs;
    },
    get rooms() {
      return wholeOf(state).rooms;
    },
    get reserved() {
      return wholeOf(state).reserved;
    },
    get records() {
      return wholeOf(state).records;
    },
    get allocations() {
      return wholeOf(state).allocations;
    },
    get left() {
      return wholeOf(state).left;
    },
    get knows() {
      return wholeOf(state).knows;
    },
  };
  states.set(same, state);
  return same;
}

/** From now on it is unfolded for whoever asks, and stays so until a hundred others were. */
export function fold(one: Published, by: Folding): void {
  const state = states.get(one);
  if (!state || state.folded) return;
  state.folded = { text: by.fold(JSON.stringify(state.whole)), by };
  use(state);
}

const states = new WeakMap<Published, State>();

function wholeOf(state: State): Much {
  if (state.whole) return state.whole;
  const { text, by } = state.folded!;
  const whole = JSON.parse(by.unfold(text)) as Much;
  state.whole = whole;
  use(state);
  return whole;
}

/** Folded, and whole beside that; the first of them for longest. */
const inUse = new Set<State>();
const MOST = 100;

function use(state: State): void {
  inUse.add(state);
  if (inUse.size <= MOST) return;
  const [oldest] = inUse;
  inUse.delete(oldest!);
  oldest!.whole = undefined;
}
