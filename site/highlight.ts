/**
 * Colours of plan text where no server has looked at it yet: the patterns of `syntaxes/release.tmLanguage.json`, which is generated from the
 * grammar, tried one after the other at every character, as the editors of others do.
 */
import grammar from '../syntaxes/release.tmLanguage.json' with { type: 'json' };

/** What a piece of a line is, by the first word of its scope that says something. */
export type Colour =
  | 'comment'
  | 'string'
  | 'keyword'
  | 'verb'
  | 'declaration'
  | 'number'
  | 'operator'
  | 'link'
  | 'name';

export interface Piece {
  readonly text: string;
  readonly colour?: Colour;
}

interface Rule {
  readonly include?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly name?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
}

interface Pattern {
  readonly match: RegExp;
  readonly name?: string;
  readonly captures: readonly (readonly [group: number, name: string])[];
  /** What begins here goes on to this, perhaps over lines. */
  readonly end?: RegExp;
}

const repository: Readonly<Record<string, { readonly patterns: readonly Rule[] }>> = grammar.repository;
const patterns = compiled(grammar.patterns as readonly Rule[]);

/** A comment that goes on in the next line. */
export interface Inside {
  end: RegExp;
  colour?: Colour;
}

/** Where the piece ends that begins at `at`, and what it is; `inside` is what the line before left open. */
export function pieceAt(line: string, at: number, inside?: Inside): { end: number; colour?: Colour; inside?: Inside } {
  if (inside) return upTo(line, at, inside);
  for (const { match, name, captures, end } of patterns) {
    match.lastIndex = at;
    const found = match.exec(line);
    if (!found || found[0] === '') continue;
    if (end) return upTo(line, at + found[0].length, { end, colour: colourOf(name) });
    const [first] = captures;
    if (!first) return { end: at + found[0].length, colour: colourOf(name) };
    // White space before the word has no colour to see; what stands behind it is looked at by itself.
    return { end: found.indices![first[0]]![1], colour: colourOf(first[1]) };
  }
  return { end: at + (line.codePointAt(at)! > 0xffff ? 2 : 1) };
}

function upTo(line: string, from: number, inside: Inside): { end: number; colour?: Colour; inside?: Inside } {
  const { end, colour } = inside;
  end.lastIndex = from;
  const found = end.exec(line);
  return found ? { end: found.index + found[0].length, colour } : { end: line.length, colour, inside };
}

/** The pieces of a text, line by line; together they are the text. */
export function piecesOf(text: string): readonly (readonly Piece[])[] {
  let inside: Inside | undefined;
  return text.split('\n').map((line) => {
    const pieces: Piece[] = [];
    for (let at = 0; at < line.length; ) {
      const piece = pieceAt(line, at, inside);
      inside = piece.inside;
      pieces.push({ text: line.slice(at, piece.end), ...(piece.colour && { colour: piece.colour }) });
      at = piece.end;
    }
    return pieces;
  });
}

function compiled(rules: readonly Rule[]): readonly Pattern[] {
  return rules.flatMap((rule) => {
    if (rule.include) return compiled(repository[rule.include.slice(1)]!.patterns);
    const match = new RegExp(rule.match ?? rule.begin!, 'duy');
    const captures = Object.entries(rule.captures ?? {}).map(([group, { name }]) => [Number(group), name] as const);
    return [{ match, name: rule.name, captures, ...(rule.end && { end: new RegExp(rule.end, 'gu') }) }];
  });
}

const COLOURS: readonly (readonly [scope: string, colour: Colour])[] = [
  ['comment', 'comment'],
  ['string', 'string'],
  ['support.function', 'verb'],
  ['storage.type', 'declaration'],
  ['keyword.operator', 'operator'],
  ['keyword', 'keyword'],
  ['constant', 'number'],
  ['markup.underline.link', 'link'],
  ['entity.name', 'name'],
];

function colourOf(scope: string | undefined): Colour | undefined {
  return COLOURS.find(([prefix]) => scope?.startsWith(prefix))?.[1];
}
