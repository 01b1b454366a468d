/**
 * What is usually said where: which line stands between which, which clause comes next on a line, whom a clause names. It is read from the text
 * that is being written, which knows its own ways best, and from the plans that we write ourselves to begin with.
 */
import { ownerOf } from '../../../language/lines.ts';
import { CLAUSE_WORDS, opensStatement } from '../../../language/parse/lexer.ts';
import { tokenizeAgain } from '../../../language/parse/parser.ts';
import { startOf } from '../../../language/parse/tokens.ts';

export interface Habits {
  /** How often something was said in such places, the first of which say the most. */
  scores(places: readonly string[]): (word: string) => number;
  /** Everything that was said in such a place. */
  said(place: string): Iterable<string>;
  /** How often a line is said in a block of this kind that has it. */
  inBlock(owner: string, word: string): number;
  /** How many of the blocks of this kind have such a line: 0 to 1. */
  share(owner: string, word: string): number;
  /** How many of the blocks of this kind have such a line above others, by the word of these. */
  below(owner: string, upper: string): ReadonlyMap<string, number> | undefined;
  /** Names that the file declares outside of its releases. */
  readonly declared: ReadonlySet<string>;
  /** What stands around the line that is being typed. */
  readonly around: Around;
}

export interface Around {
  /** The word of the line above and below in its block; empty: there is none. */
  readonly above: string;
  readonly below: string;
  /** Words of the lines of its block, and of those above it and below. */
  readonly block: ReadonlySet<string>;
  readonly allAbove: ReadonlySet<string>;
  readonly allBelow: ReadonlySet<string>;
  /** The first line below that is deeper: what is typed opens its block. Empty: there is none. */
  readonly inside: string;
  /** Whom a clause named last, by its word. */
  readonly named: ReadonlyMap<string, string>;
}

/** The places that a word is looked up in. */
export const placesOf = {
  /** `owner`: the word of the block; other words open blocks of the same lines, as `run` and `rollback` do. */
  line: (owner: string, above: string, below: string) => [
    `line ${owner} ${above} < ${below}`,
    `line ${owner} ${above} >`,
    `line ${owner} < ${below}`,
    `line ${owner}`,
    `lines ${kindOf(owner)} ${above} < ${below}`,
    `lines ${kindOf(owner)} ${above} >`,
    `lines ${kindOf(owner)}`,
  ],
  clause: (statement: string, before: string) => [
    `clause ${statement} ${before} >`,
    `clause ${statement}`,
    `clauses ${ownerOf(statement)} ${before} >`,
    `clauses ${before} >`,
  ],
  name: (statement: string, clause: string, before: string) => [
    `name ${statement} ${clause} ${before} >`,
    `name ${statement} ${clause}`,
    // Of the subjects of all lines nothing follows.
    ...(clause === '' ? [] : [`name ${clause}`]),
  ],
};

function kindOf(owner: string): string {
  return owner === '' ? 'file' : ownerOf(owner);
}

/** Each place counts so much less than the one before. */
const FADES = 6;

interface Block {
  readonly word: string;
  readonly lines: { readonly word: string; readonly line: number }[];
  /** Where it is opened, among the lines. */
  readonly from: number;
  to: number;
}

/** `but`: a line that is left out, since it is being typed, and how far on it; zero-based. */
export function habitsOf(text: string, but = -1, column = 0): Habits {
  if (last?.text !== text || last.but !== but || last.column !== column)
    last = { text, but, column, habits: readHabits(text, but, column) };
  return last.habits;
}

/** Of a list that is asked for more than one thing is asked. */
let last: { readonly text: string; readonly but: number; readonly column: number; readonly habits: Habits } | undefined;

function readHabits(text: string, but: number, column: number): Habits {
  const counts = new Map<string, Map<string, number>>();
  const note = (places: readonly string[], word: string) => {
    for (const place of places) {
      const words = counts.get(place);
      if (words) words.set(word, (words.get(word) ?? 0) + 1);
      else counts.set(place, new Map([[word, 1]]));
    }
  };
  const file: Block = { word: '', lines: [], from: -1, to: Number.POSITIVE_INFINITY };
  const open = [file];
  const blocks = [file];
  const named = new Map<string, string>();
  const before = new Map<string, string>();
  const declared = new Set<string>();
  const indent = text.split(/\r\n|\r|\n/)[but]?.search(/\S|$/) ?? 0;
  let inside = '';
  let isBehind = false;
  let statement = '';
  let clause = '';
  let isFirst = false;
  for (const token of tokenizeAgain(text).tokens) {
    const { image, tokenType } = token;
    const { line, character } = startOf(token);
    if (image === '') continue;
    if (line > but && but >= 0 && !isBehind) {
      isBehind = true;
      // What opens its block is being typed, its brace included.
      if (image !== '}' && character > indent) {
        inside = image;
        const block: Block = { word: '', lines: [], from: but, to: Number.POSITIVE_INFINITY };
        open.push(block);
        blocks.push(block);
      }
    }
    if (image === '{') {
      // `person ben { calendar`: a line in a line.
      const from = line === but && character < column ? line - 1 : line;
      const block: Block = { word: statement, lines: [], from, to: Number.POSITIVE_INFINITY };
      open.push(block);
      blocks.push(block);
    } else if (image === '}') {
      // One that is not there yet is put behind the last word that is.
      const isBelow = line === but && (character >= column || token.endOffset! < token.startOffset);
      if (open.length > 1) open.pop()!.to = isBelow ? line + 1 : line;
    } else if (opensStatement(token)) {
      statement = image;
      clause = '';
      isFirst = true;
      if (line !== but) open.at(-1)!.lines.push({ word: image, line });
    } else if (line === but) {
    } else if (CLAUSE_WORDS.has(tokenType.name)) {
      note(placesOf.clause(statement, clause), image);
      clause = image;
    } else if (tokenType.name === 'ID') {
      if (isFirst && open.length === 1) declared.add(image);
      isFirst = false;
      note(placesOf.name(statement, clause, before.get(clause) ?? ''), image);
      before.set(clause, image);
      if (line < but) named.set(clause, image);
    }
  }
  for (const { word, lines } of blocks) {
    for (const [i, one] of lines.entries())
      note(placesOf.line(word, lines[i - 1]?.word ?? '', lines[i + 1]?.word ?? ''), one.word);
    note(['blocks'], word);
    const said = new Set(lines.map((line) => line.word));
    for (const one of said) note([`block ${word}`], one);
    const order = [...said];
    for (const [i, upper] of order.entries()) {
      const above = [`above ${word} ${upper}`];
      for (const lower of order.slice(i + 1)) note(above, lower);
    }
  }
  const count = (place: string, word: string) => counts.get(place)?.get(word) ?? 0;
  const own = blocks.findLast(({ from, to }) => from < but && but < to) ?? file;
  return {
    scores(places) {
      const weighed = places.flatMap((place, i) => {
        const words = counts.get(place);
        return words ? { words, weight: 1 / FADES ** i } : [];
      });
      return (word) => weighed.reduce((sum, { words, weight }) => sum + (words.get(word) ?? 0) * weight, 0);
    },
    said: (place) => counts.get(place)?.keys() ?? [],
    share: (owner, word) => count(`block ${owner}`, word) / Math.max(count('blocks', owner), 1),
    inBlock: (owner, word) => count(`line ${owner}`, word) / Math.max(count(`block ${owner}`, word), 1),
    below: (owner, upper) => counts.get(`above ${owner} ${upper}`),
    declared,
    around: {
      above: own.lines.findLast(({ line }) => line < but)?.word ?? '',
      below: own.lines.find(({ line }) => line > but)?.word ?? '',
      block: new Set(own.lines.map(({ word }) => word)),
      allAbove: new Set(own.lines.filter(({ line }) => line < but).map(({ word }) => word)),
      allBelow: new Set(own.lines.filter(({ line }) => line > but).map(({ word }) => word)),
      inside,
      named,
    },
  };
}
