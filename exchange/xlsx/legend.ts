/** What colours of a sheet mean, where a legend says it: a row of coloured cells, each with its word. */
import { append } from '../../plan/grouped.ts';
import type { Sheet } from './sheet.ts';

const LEGEND = /^(?:legend|legende|key|colou?r(?:s| code| key)?|farben?|légende|leyenda)\s*:?$/i;

export interface Meanings {
  /** By the number of a row, what its colours mean. */
  readonly of: ReadonlyMap<number, readonly string[]>;
  /** Of each coloured cell that no legend explains, its row. */
  readonly unknown: readonly number[];
}

export function meaningsIn({ rows, numbers, coloured }: Sheet): Meanings {
  const legends = new Set(numbers.filter((_, i) => rows[i]!.some((cell) => LEGEND.test(cell.trim()))));
  const words = new Map(coloured.filter(({ row }) => legends.has(row)).map(({ fill, text }) => [fill, text] as const));
  const of = new Map<number, string[]>();
  const unknown: number[] = [];
  for (const { row, fill } of coloured) {
    if (legends.has(row)) continue;
    const word = words.get(fill);
    if (word === undefined) unknown.push(row);
    else if (!of.get(row)?.includes(word)) append(of, row, word);
  }
  return { of, unknown };
}
