/** The lines that are not in the plan as they stand: of this file, and of what it imports. */
import type { IToken } from 'chevrotain';
import type { FormProblem, Import, Plan, UnreadLine } from '../../plan/model.ts';
import { contains } from '../../plan/waivers.ts';
import type { Parsed } from '../parser.ts';

type Read = { readonly plan: Plan };

export function unreadLines(
  parsed: Parsed,
  problems: readonly FormProblem[],
  imports: readonly {
    readonly import: Import;
    readonly itself: Read | undefined;
    readonly foundations: readonly Read[];
  }[],
): readonly UnreadLine[] {
  const lines = new Map<string, UnreadLine>();
  const add = (line: UnreadLine) => {
    const { file, range } = line.place;
    const key = `${range.start.line} ${file}`;
    if (!lines.has(key)) lines.set(key, line);
  };
  const sorted = [...problems].sort((a, b) => a.place.range.start.line - b.place.range.start.line);
  for (const { place, message } of sorted) add({ place, message, words: wordsOf(parsed, place.range.start.line + 1) });
  for (const { import: line, itself, foundations } of imports) {
    // A circle is read as far as it goes, once.
    if (line.problem !== undefined && line.problem !== 'cycle')
      add({ place: line.place, message: `\`${line.path}\` cannot be read, nor what it says.`, words: [] });
    for (const { plan } of itself ? [itself, ...foundations] : foundations) {
      // What stands in a release of another file stays there.
      for (const one of plan.unread) if (!plan.releases.some(({ place }) => contains(place, one.place))) add(one);
    }
  }
  return [...lines.values()];
}

/** The names on a line, counted from one. */
function wordsOf({ tokens }: Parsed, line: number): readonly string[] {
  const words = tokens.filter((token: IToken) => token.startLine === line && token.tokenType.name === 'ID');
  return [...new Set(words.map(({ image }) => image))];
}
