/**
 * Texts of which everything is told: the examples that people read, and plans that say whatever can be said and get wrong
 * whatever can be got wrong (`test/told/`), where no example has a reason to.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Instant } from '../../plan/time/model.ts';

const EXAMPLES = resolve(import.meta.dirname, '../../examples');
const TOLD = resolve(import.meta.dirname, '../told');

/** The plans of `test/told/`. */
export const TOLD_NAMES: readonly string[] = readdirSync(TOLD)
  .filter((name) => name.endsWith('.release'))
  .map((name) => name.slice(0, -'.release'.length))
  .sort();

/** Of the examples those of which everything is told. */
export const TOLD_EXAMPLES: readonly string[] = ['payments-4.2', 'migration-weekend', 'mistakes'];

/** An example or a plan of `test/told/`, by its name without the ending. */
export function toldText(name: string): string {
  return readFileSync(resolve(TOLD_NAMES.includes(name) ? TOLD : EXAMPLES, `${name}.release`), 'utf8');
}

const SMALL = resolve(TOLD, 'small');

/** The files of small plans, `test/told/small/`. */
export const SMALL_NAMES: readonly string[] = readdirSync(SMALL)
  .map((name) => name.slice(0, -'.plans'.length))
  .sort();

export interface SmallPlan {
  readonly title: string;
  /** The moment at which it is judged; null: nobody says what time it is. Left out: before everything it plans. */
  readonly now?: Instant | null;
  readonly text: string;
}

/** Those of one of these files: each begins with a line `//// title`, which may end with `@ 2026-12-05T22:30Z` or `@ no clock`. */
export function smallPlans(name: string): readonly SmallPlan[] {
  return readFileSync(resolve(SMALL, `${name}.plans`), 'utf8')
    .split(/^\/{4} /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      const title = part.slice(0, end);
      const at = / @ (.*)$/.exec(title)?.[1];
      const text = part.slice(end + 1);
      return at ? { title, text, now: at === 'no clock' ? null : Date.parse(at) / 60_000 } : { title, text };
    });
}

/** What the examples import, by its path from their folder. */
export const SHARED_TEXTS: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(resolve(EXAMPLES, 'shared')).map((name) => [
    `shared/${name}`,
    readFileSync(resolve(EXAMPLES, 'shared', name), 'utf8'),
  ]),
);
