/**
 * Characters that word processors, chats and keyboards put in the place of the ones the language knows: `−` and `–` for `-`,
 * `：` for `:`, a space that does not break, “quotes”. The lexer reads the plain ones in their place, one for one, so that the
 * rest of the line keeps its meaning and every character its offset; that they stand there is told, with what to write.
 *
 * A dash between two times is a range. It becomes `–`, which the lexer takes for `..`, whatever dash was written.
 */

import { INVISIBLE } from './names.ts';

export interface LookAlike {
  /** Offsets of what has to be written anew. */
  readonly start: number;
  readonly end: number;
  /** What to write there. */
  readonly text: string;
  readonly kind: 'character' | 'space' | 'invisible' | 'range' | 'date-time';
}

export interface Plain {
  /** As long as the text that was given. */
  readonly text: string;
  readonly lookAlikes: readonly LookAlike[];
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
export const UTC = 'ℤ';

const DASHES = '\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d';
const SPACES = '\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const FULL_WIDTH = '\\uff01-\\uff5e';
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
]);

const ANY = new RegExp(
  `[${DASHES}${SPACES}${INVISIBLE}${FULL_WIDTH}${QUOTES}${[...OTHERS.keys()].join('')}]|(?![0-9])\\p{Nd}`,
  'u',
);
/** A hyphen in the place of `..`, and a date glued to its time. */
const PLAIN_MISTAKE =
  /\d:\d\d ?-|(?:\d|[a-zT]) - (?:\d\d|[A-Z])|\d(?:wd|mo|[mhdw])-\d|(?:working|shift)[^\n]*[a-z]-[MTWFS]|-\d\dT\d/;

/** What is looked at in one piece, from left to right: what may hold anything comes first. */
const PIECES = new RegExp(
  [
    '"(?:[^"\\\\\\r\\n]|\\\\[^\\r\\n])*"?',
    '/\\*[\\s\\S]*?(?:\\*/|(?![\\s\\S]))',
    '//[^\\r\\n]*',
    'https?://[^\\s{}"]+',
    `(?<quoted>[${QUOTES}][^"${QUOTES}\\r\\n]*[${QUOTES}])`,
    '(?<dateTime>\\d{4}-\\d{2}-\\d{2}T\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z?)',
    `(?<name>[\\p{ID_Start}_][\\p{ID_Continue}${INVISIBLE}]*)`,
    `(?<one>[-${DASHES}${SPACES}${INVISIBLE}${FULL_WIDTH}${QUOTES}${[...OTHERS.keys()].join('')}]|(?![0-9])\\p{Nd})`,
  ].join('|'),
  'gu',
);
const IN_NAME = new RegExp(`[${INVISIBLE}${FULL_WIDTH}]`, 'g');
const [IS_DASH, IS_SPACE, IS_INVISIBLE, IS_FULL_WIDTH, IS_QUOTE] = [DASHES, SPACES, INVISIBLE, FULL_WIDTH, QUOTES].map(
  (some) => new RegExp(`[${some}]`),
) as [RegExp, RegExp, RegExp, RegExp, RegExp];

/** The text as the lexer reads it. Most texts hold nothing of the kind and are returned as they are. */
export function plainCharacters(text: string): Plain {
  if (!ANY.test(text) && !PLAIN_MISTAKE.test(text)) return { text, lookAlikes: [] };
  const found: LookAlike[] = [];
  const read: { readonly at: number; readonly length: number; readonly text: string }[] = [];
  const replace = (at: number, length: number, as: string, told: Omit<LookAlike, 'start' | 'end'>): void => {
    read.push({ at, length, text: as.padEnd(length) });
    found.push({ start: at, end: at + length, ...told });
  };
  const character = (at: number, char: string, plain: string): void =>
    replace(at, char.length, plain.length === 1 ? plain : (STAND_INS.get(plain) ?? plain), {
      text: plain,
      kind: 'character',
    });

  for (const { index, groups = {} } of text.matchAll(PIECES)) {
    const { quoted, dateTime, name, one } = groups;
    if (quoted !== undefined) {
      character(index, quoted[0]!, '"');
      character(index + quoted.length - 1, quoted.at(-1)!, '"');
    } else if (dateTime !== undefined) {
      const [date = '', clock = ''] = dateTime.split('T');
      const isUtc = clock.endsWith('Z');
      const plain = `${date} ${clock.slice(0, 5)}`;
      replace(index, dateTime.length, isUtc ? `${plain.padEnd(dateTime.length - 1)}${UTC}` : plain, {
        text: isUtc ? `${plain} UTC` : plain,
        kind: 'date-time',
      });
    } else if (name !== undefined) {
      for (const { 0: char, index: inside } of name.matchAll(IN_NAME)) {
        // What cannot be seen goes on being part of the name, so that there is one name and one finding.
        if (IS_INVISIBLE.test(char))
          found.push({ start: index + inside, end: index + inside + 1, text: '', kind: 'invisible' });
        else character(index + inside, char, narrow(char));
      }
    } else if (one !== undefined) {
      if (one === '-' || IS_DASH.test(one) || one === '…') dash(text, index, one);
      else if (IS_SPACE.test(one)) replace(index, 1, ' ', { text: ' ', kind: 'space' });
      else if (IS_INVISIBLE.test(one)) {
        if (index > 0) replace(index, 1, ' ', { text: '', kind: 'invisible' });
      } else if (one === '•') {
        if (isFirstOnLine(text, index)) character(index, one, '-');
      } else if (IS_QUOTE.test(one)) character(index, one, '"');
      else character(index, one, OTHERS.get(one) ?? (IS_FULL_WIDTH.test(one) ? narrow(one) : digit(one)));
    }
  }
  return { text: put(text, read), lookAlikes: found };

  /** A range, a minus, a hyphen; what is none of them stays, and is told as a character that means nothing. */
  function dash(all: string, at: number, char: string): void {
    const { before, after, spaceBefore, spaceAfter } = around(all, at);
    if (isRange(char, before, after, spaceBefore, spaceAfter)) {
      const isTight = !spaceBefore && !spaceAfter && /[a-z]$/.test(before);
      read.push({ at, length: 1, text: '–' });
      const [start, end] = [at - spaceBefore.length, at + 1 + spaceAfter.length];
      found.push({ start, end, text: isTight ? '..' : ' .. ', kind: 'range' });
    } else if (char !== '-' && char !== '…' && isHyphen(before, after, spaceBefore, spaceAfter)) {
      character(at, char, '-');
    }
  }
}

/** What stands on the line beside a character, without the spaces between. */
function around(text: string, at: number) {
  const [, before = '', spaceBefore = ''] = /([^\r\n]*?)([ \t\u00a0\u2000-\u200a\u202f]*)$/.exec(
    text.slice(lineStart(text, at), at),
  )!;
  const [, spaceAfter = '', after = ''] = /^([ \t\u00a0\u2000-\u200a\u202f]*)([^\r\n]*)/.exec(
    text.slice(at + 1, at + 60),
  )!;
  return { before, after, spaceBefore, spaceAfter };
}

function lineStart(text: string, at: number): number {
  return Math.max(at - 200, text.lastIndexOf('\n', at - 1) + 1, text.lastIndexOf('\r', at - 1) + 1);
}

function isFirstOnLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === '';
}

const DURATION = '(?:\\d+(?:wd|mo|[mhdw]))+';
const WEEKDAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*';
const ENDS_TIME = new RegExp(
  `(?:^|[^\\w.])(?:\\d{1,2}:\\d{2}(?::\\d{2})?|\\d{4}-\\d{2}-\\d{2}|${WEEKDAY}|T(?:[+-]${DURATION})?|${DURATION}|tbd)(?: (?:[A-Z][A-Za-z]*/[\\w/+-]+|[A-Z]{2,4}))?$`,
);
const STARTS_TIME = new RegExp(
  `^(?:\\d{1,2}:\\d{2}|\\d{4}-\\d{2}-\\d{2}|${WEEKDAY}|T(?![\\w])|${DURATION}|tbd)(?!\\w)`,
);

function isRange(char: string, before: string, after: string, spaceBefore: string, spaceAfter: string): boolean {
  if (!ENDS_TIME.test(before) || !STARTS_TIME.test(after)) return false;
  if (/(?:^|[^\w-])T$/.test(before) && new RegExp(`^${DURATION}`).test(after)) return false;
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

function put(
  text: string,
  pieces: readonly { readonly at: number; readonly length: number; readonly text: string }[],
): string {
  let result = '';
  let end = 0;
  for (const piece of [...pieces].sort((a, b) => a.at - b.at)) {
    if (piece.at < end) continue;
    result += text.slice(end, piece.at) + piece.text;
    end = piece.at + piece.length;
  }
  return result + text.slice(end);
}
