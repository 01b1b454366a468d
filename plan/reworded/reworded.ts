/**
 * A version of a plan in which one thing has other words for people: its title, its note, its links. Nothing is counted from these, so
 * that what was known of the version before is known of this one, but for what tells them, and for where on its line the rest stands.
 * Or one in which a step takes longer, or others do it: what is known without looking at the clock, or at people, is.
 */
import type { Id } from '../ids.ts';
import { remembering } from '../remembered.ts';
import type { Schedule } from '../schedule/model.ts';
import { type Move, moved } from './moved.ts';

export interface Reworded {
  readonly kind: 'step' | 'release';
  readonly of: Id;
  /** Which of its properties say something else. */
  readonly changed: ReadonlySet<string>;
  readonly move: Move;
}

const WORDS: ReadonlySet<string> = new Set(['title', 'note', 'links']);

const LENGTH = 'duration';

const STAFF: readonly string[] = ['by', 'with'];

/** Whether nothing but words has changed, how long a step takes, and who does it. */
export function isReworded({ changed }: Pick<Reworded, 'changed'>): boolean {
  return [...changed].every((property) => WORDS.has(property) || property === LENGTH || STAFF.includes(property));
}

/** Whether everything may happen at another time. */
export function isRetimed({ changed }: Pick<Reworded, 'changed'>): boolean {
  return changed.has(LENGTH) || isRestaffed({ changed });
}

/** Whether others do a step, or are there with them. */
export function isRestaffed({ changed }: Pick<Reworded, 'changed'>): boolean {
  return STAFF.some((property) => changed.has(property));
}

/** The schedules of this version; undefined where one of them tells the words, or may have other times. */
export function rewordedSchedules(
  schedules: readonly Schedule[],
  { of, changed, move }: Reworded,
): readonly Schedule[] | undefined {
  if (isRetimed({ changed })) return undefined;
  // Of what has a date the title is told with it; a message fills in the title of whatever it names.
  const tellsTitle = ({ dated, steps }: Schedule) => dated.some((one) => one.of === of) || hasMessages(steps);
  return changed.has('title') && schedules.some(tellsTitle) ? undefined : moved(schedules, move);
}

/** Once for all wordings of a plan, whose steps are the same. */
const hasMessages = remembering<Schedule['steps'], void, boolean>((steps) =>
  Object.values(steps).some(({ messages }) => messages !== undefined),
);
