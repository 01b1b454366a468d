/**
 * Texts of which everything is told: the examples that people read, and plans that say whatever can be said and get wrong
 * whatever can be got wrong (`test/told/`), where no example has a reason to.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

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

/** What the examples import, by its path from their folder. */
export const SHARED_TEXTS: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(resolve(EXAMPLES, 'shared')).map((name) => [
    `shared/${name}`,
    readFileSync(resolve(EXAMPLES, 'shared', name), 'utf8'),
  ]),
);
