/**
 * Characters that word processors, chats and keyboards put in the place of the ones the language knows: `−` and `–` for `-`,
 * `：` for `:`, a space that does not break, “quotes”. The lexer reads the plain ones in their place, one for one, so that the
 * rest of the line keeps its meaning; that they stand there is told, with what to write. What nobody sees is left out, and the
 * lexer's tokens are put back to where they stand.
 *
 * A dash between two times is a range. It becomes `–`, which the lexer takes for `..`, whatever dash was written.
 */
import { LENGTH_PIECE, lengthMeant, MAYBE_LENGTH } from './lengths.ts';

export interface LookAlike {
  /** Offsets of what has to be written anew. */
  readonly start: number;
  readonly end: number;
  /** What to write there. */
  readonly text: string;
  readonly kind: 'character' | 'space' | 'invisible' | 'range' | 'date-time' | 'length' | 'lag' | 'word';
  /** False: it is only told. */
  readonly isRead?: false;
}

export interface Plain {
  readonly text: string;
  readonly lookAlikes: readonly LookAlike[];
  /** Offsets of the characters that were left out, in rising order; for every other one there is one in its place. */
  readonly unseen: readonly number[];
}

/** Operators that one character may stand for, as the lexer finds them. */
export const STAND_INS: ReadonlyMap<string, string> = new Map([
  ['..', '–'],
  ['->', '→'],
  ['<=', '≤'],
  ['>=', '≥'],
  ['!=', '≠'],
]);

/** What the `Z` of `2026-12-05T22:00Z` is read as; the lexer takes it for the zone. */
export const UTC = 'Ⓩ';

/** Between times they are a range. */
const DASHES = '\\u2012-\\u2015\\u2212\\ufe58\\u301c\\uff5e';
const SPACES = '\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
/** Characters without width, or with none but for the direction of text. */
const INVISIBLE = '\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff';
const FULL_WIDTH = '\\uff01-\\uff5d';
const QUOTES = '“”„‟«»″';

/** Others, and what they are read as. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['…', '..'],
  ['→', '->'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['∶', ':'],
  ['‚', ','],
  ['、', ','],
  ['。', '.'],
  ['⁄', '/'],
  ['∕', '/'],
  ['•', '-'],
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\ufe63', '-'],
]);

const ANY = new RegExp(
  `[${DASHES}${SPACES}${INVISIBLE}${FULL_WIDTH}${QUOTES}${[...OTHERS.keys()].join('')}]|(?![0-9])\\p{Nd}`,
  'u',
);
/** A hyphen in the place of `..`, a date glued to its time, a length in words. */
const PLAIN_MISTAKE = new RegExp(
  `\\d:\\d\\d ?-|(?:\\d|[a-zT])[ \\t]+-[ \\t]+(?:\\d\\d|[A-Z])|\\d(?:wd|mo|[mhdw])-\\d|(?:working|shift)[^\\n]*[a-z][ \\t]*-|-\\d\\dT\\d|\\dZ|${MAYBE_LENGTH}`,
  'u',
);

const SUSPECT = new RegExp(`${ANY.source}|${PLAIN_MISTAKE.source}`, 'gu');

/** What is looked at in one piece, from left to right: what may hold anything comes first. */
const PIECES = new RegExp(
  [
    '"(?:[^"\\\\\\r\\n]|\\\\[^\\r\\n])*"?',
    '/\\*[\\s\\S]*?(?:\\*/|(?![\\s\\S]))',
    '//[^\\r\\n]*',
    'https?://[^\\s{}"]+',
    `(?<quoted>[${QUOTES}][^"${QUOTES}\\r\\n]*[${QUOTES}])`,
    '(?<dateTime>\\d{4}-\\d{2}-\\d{2}T\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z?|\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z(?!\\w))',
    LENGTH_PIECE,
    `(?<name>[\\p{ID_Start}_][\\p{ID_Continue}${INVISIBLE}]*)`,
    `(?<one>[-${DASHES}${SPACES}${INVISIBLE}${FULL_WIDTH}${QUOTES}${[...OTHERS.keys()].join('')}]|(?![0-9])\\p{Nd})`,
  ].join('|'),
  'gu',
);
const IN_NAME = new RegExp(`[${INVISIBLE}${FULL_WIDTH}]`, 'g');
const [IN_FORMS, IS_SPACE, IS_INVISIBLE, IS_FULL_WIDTH, IS_QUOTE] = [
  `-${DASHES}…•`,
  SPACES,
  INVISIBLE,
  FULL_WIDTH,
  QUOTES,
].map((some) => new RegExp(`[${some}]`)) as [RegExp, RegExp, RegExp, RegExp, RegExp];

/** The text as the lexer reads it. Most texts hold nothing of the kind and are returned as they are. */
export function plainCharacters(text: string): Plain {
  if (!ANY.test(text) && !PLAIN_MISTAKE.test(text)) return { text, lookAlikes: [], unseen: [] };
  const single = singleCharacters(text);
  const plain = put(text, single);
  const unseen = single.flatMap((one) => (one.read === '' ? [one.start] : []));
  // What a dash means shows only between plain times.
  const forms = otherForms(plain);
  const back = forms.map((one) => ({
    ...one,
    start: movedBack(one.start, unseen),
    end: movedBack(one.end - 1, unseen) + 1,
  }));
  // At the begin of a file stands the mark of its encoding.
  const told = text.startsWith('\ufeff') ? single.slice(1) : single;
  return { text: put(plain, forms), lookAlikes: [...told, ...back], unseen };
}

/** The offset that a character had before some were left out. */
export function movedBack(offset: number, unseen: readonly number[]): number {
  let [count, behind] = [0, unseen.length];
  while (count < behind) {
    const middle = (count + behind) >> 1;
    if (unseen[middle]! - middle <= offset) count = middle + 1;
    else behind = middle;
  }
  return offset + count;
}

/** A look-alike, and what is read in its place: as long as that, unless it is left out. */
interface Change extends LookAlike {
  readonly read: string;
  /** Where `read` goes, when other than the whole. */
  readonly at?: number;
}

/** Characters that mean the same wherever they stand outside of texts and comments. */
function singleCharacters(text: string): Change[] {
  const found: Change[] = [];
  const add = (start: number, char: string, plain: string, kind: LookAlike['kind'] = 'character'): void => {
    // Two ends of lines stay two: what nobody sees between them is read as a space.
    const unseen = text[start - 1] === '\r' ? ' ' : '';
    const read = plain === '' ? unseen : (STAND_INS.get(plain) ?? plain).padEnd(char.length);
    found.push({ start, end: start + char.length, text: plain, kind, read });
  };
  for (const { index, groups = {} } of piecesOf(text)) {
    const { quoted, name, one } = groups;
    if (quoted !== undefined) {
      add(index, quoted[0]!, '"');
      add(index + quoted.length - 1, quoted.at(-1)!, '"');
    } else if (name !== undefined) {
      for (const { 0: char, index: inside } of name.matchAll(IN_NAME)) {
        if (IS_INVISIBLE.test(char)) add(index + inside, char, '', 'invisible');
        else add(index + inside, char, narrow(char));
      }
    } else if (one !== undefined && !IN_FORMS.test(one)) {
      if (IS_INVISIBLE.test(one)) add(index, one, '', 'invisible');
      else if (IS_SPACE.test(one)) {
        // At the ends of a line it is layout.
        if (isInside(text, index)) add(index, one, ' ', 'space');
      } else if (IS_QUOTE.test(one)) add(index, one, '"');
      else add(index, one, OTHERS.get(one) ?? (IS_FULL_WIDTH.test(one) ? narrow(one) : digit(one)));
    }
  }
  return found;
}

/** Dashes that stand for `..`, `-` or nothing at all, and times as machines write them. */
function otherForms(text: string): Change[] {
  const found: Change[] = [];
  for (const { index, groups = {} } of piecesOf(text)) {
    const { dateTime, one, length } = groups;
    if (length !== undefined) {
      const meant = lengthMeant(groups, text.slice(lineStart(text, index), index));
      if (!meant) continue;
      const { read = text.slice(index, index + meant.length), kind } = meant;
      const isRead = meant.read === undefined && { isRead: false as const };
      found.push({ start: index, end: index + meant.length, text: meant.text, kind, read, ...isRead });
    } else if (dateTime !== undefined) {
      const isUtc = dateTime.endsWith('Z');
      const plain = dateTime.replace('T', ' ').replace(/(?<=:\d\d)[:Z].*/, '');
      const length = dateTime.length;
      const read = isUtc ? `${plain.padEnd(length - 1)}${UTC}` : plain.padEnd(length);
      found.push({ start: index, end: index + length, text: isUtc ? `${plain} UTC` : plain, kind: 'date-time', read });
    } else if (one === '•') {
      if (text.slice(lineStart(text, index), index).trim() === '')
        found.push({ start: index, end: index + 1, text: '-', kind: 'character', read: '-' });
    } else if (one !== undefined && IN_FORMS.test(one)) {
      const change = dash(text, index, one);
      if (change) found.push(change);
    }
  }
  return found;
}

/** A range, a minus, a hyphen; what is none of them stays, and is told as a character that means nothing. */
function dash(text: string, at: number, char: string): Change | undefined {
  // Names are full of hyphens.
  if (char === '-' && !/[\dA-Z ]/.test(text[at + 1] ?? '')) return undefined;
  const { before, after, spaceBefore, spaceAfter } = around(text, at);
  const whole = { start: at - spaceBefore.length, end: at + 1 + spaceAfter.length, at };
  if (isRange(char, before, after, spaceBefore, spaceAfter)) {
    const isTight = !spaceBefore && !spaceAfter && /[a-z]$/.test(before);
    return { ...whole, text: isTight ? '..' : ' .. ', kind: 'range', read: '–' };
  }
  if (/[-…～〜]/.test(char) || !isHyphen(before, after, spaceBefore, spaceAfter)) return undefined;
  const place = AFTER_T.test(before) ? whole : { start: at, end: at + 1 };
  return { ...place, at, text: '-', kind: 'character', read: '-' };
}

interface Piece {
  readonly index: number;
  readonly groups?: Readonly<Record<string, string | undefined>>;
}

/** The pieces of the lines that may hold something; of all where a comment may go over lines. */
function* piecesOf(text: string): Iterable<Piece> {
  if (text.includes('/*')) return yield* text.matchAll(PIECES);
  let read = 0;
  for (const { index } of text.matchAll(SUSPECT)) {
    if (index < read) continue;
    const start = lineStart(text, index);
    const end = lineEnd(text, index);
    for (const { index: inside, groups } of text.slice(start, end).matchAll(PIECES))
      yield { index: start + inside, groups };
    read = end;
  }
}

/** What stands on the line beside a character, as far as a time goes, without the spaces between. */
function around(text: string, at: number) {
  let first = at;
  while (first > 0 && BLANK.test(text[first - 1]!)) first--;
  let last = at + 1;
  while (last < text.length && BLANK.test(text[last]!)) last++;
  return {
    before: text.slice(Math.max(lineStart(text, at), first - LONGEST_TIME), first),
    after: text.slice(last, Math.min(lineEnd(text, at), last + LONGEST_TIME)),
    spaceBefore: text.slice(first, at),
    spaceAfter: text.slice(at + 1, last),
  };
}

const BLANK = /[ \t\u00a0\u2000-\u200a\u202f]/;
const LONGEST_TIME = 60;

/** Is there anything before and behind on the line? */
function isInside(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() !== '' && text.slice(at, lineEnd(text, at)).trim() !== '';
}

/** Character by character: a text without `\r` would be searched for one up to its beginning, for each of its lines. */
export function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

function lineEnd(text: string, at: number): number {
  const length = text.slice(at).search(/[\r\n]/);
  return length < 0 ? text.length : at + length;
}

const DURATION = '(?:\\d+(?:wd|mo|[mhdw]))+';
const WEEKDAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*';
const ENDS_TIME = new RegExp(
  `(?:^|[^\\w.]|\\dT)(?:\\d{1,2}:\\d{2}(?::\\d{2})?Z?|\\d{4}-\\d{2}-\\d{2}|${WEEKDAY}|T(?:[+-]${DURATION})?|${DURATION}|tbd)(?: (?:[A-Z][A-Za-z]*/[\\w/+-]+|[A-Z]{2,4}))?$`,
);
const STARTS_TIME = new RegExp(
  `^(?:\\d{1,2}:\\d{2}|\\d{4}-\\d{2}-\\d{2}|${WEEKDAY}|T(?![\\w])|${DURATION}|tbd)(?!\\w)`,
);

/** `T - 30m` is an offset, and `T - T+2h` a range. */
const AFTER_T = /(?:^|[^\w-])T$/;

function isRange(char: string, before: string, after: string, spaceBefore: string, spaceAfter: string): boolean {
  if (!ENDS_TIME.test(before) || !STARTS_TIME.test(after)) return false;
  if (AFTER_T.test(before) && new RegExp(`^${DURATION}`).test(after)) return false;
  // `beta - 2d` is a lag; a duration has a range only with another one: `20m–50m`.
  const isDuration = new RegExp(`^${DURATION}`).test(after);
  if (isDuration !== new RegExp(`(?:^|[^\\w.-])${DURATION}$`).test(before)) return false;
  if (char !== '-') return true;
  const isSpaced = spaceBefore !== '' && spaceAfter !== '';
  // ` -07:00` is an offset from UTC, and `Mon-Fri` may be a name.
  if (new RegExp(`(?:^|[^\\w])${WEEKDAY}$`).test(before))
    return isSpaced || /(?:^|[\s{])(?:working|shift)\s[^{}]*$/.test(before);
  return isDuration
    ? spaceBefore === '' && spaceAfter === ''
    : isSpaced || (spaceBefore === '' && /:\d{2}$/.test(before));
}

/** `T−30m`, `beta − 2d`, `go‑live`, `2026–12–05`, and what opens a line of a checklist. */
function isHyphen(before: string, after: string, spaceBefore: string, spaceAfter: string): boolean {
  if (before.trim() === '') return after.startsWith('"') || new RegExp(`^[${QUOTES}]`).test(after);
  if (new RegExp(`^${DURATION}`).test(after)) return true;
  return spaceBefore === '' && (spaceAfter === '' ? /^[\p{ID_Continue}>]/u.test(after) : false);
}

function narrow(char: string): string {
  return String.fromCharCode(char.charCodeAt(0) - 0xfee0);
}

/** Decimal digits come in rows of ten, from zero on; some rows follow each other. */
function digit(char: string): string {
  const code = char.codePointAt(0)!;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return String((code - first) % 10);
}

/** The text with what is read in the place of what is written. */
function put(text: string, changes: readonly Change[]): string {
  let result = '';
  let end = 0;
  for (const { start, end: last, at, read } of changes) {
    result += text.slice(end, at ?? start) + read;
    end = at === undefined ? last : at + read.length;
  }
  return result + text.slice(end);
}
