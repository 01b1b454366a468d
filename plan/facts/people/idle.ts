/** Lines of a run sheet without a length last until the next one begins; over hours that is the time between two lines, and nobody's work. */
import { allotted } from '../../allotted.ts';
import type { Release, Step } from '../../model.ts';
import { remembering } from '../../remembered.ts';
import type { Span } from '../../schedule/model.ts';
import type { Minutes } from '../../time/model.ts';

/** Whether what the schedule gives a step is the time until the next line: whoever does it is done with it long before. */
export function isIdle(release: Release, step: Step, { start, end }: Span): boolean {
  return end - start >= HOURS && withoutLength(release).has(step);
}

const withoutLength = remembering<Release, void, ReadonlySet<Step>>((release) => new Set(allotted(release).keys()));

/** Longer than anybody works at one line who does not say how long. */
const HOURS: Minutes = 4 * 60;
