/** Days and hours as people write them, where the language has one form of each: `29.02.2028`, `29 February 2028`, `10pm`. */
import type { IToken } from 'chevrotain';
import type { FormProblem, Position } from '../../plan/model.ts';
import { takes } from '../clauses-of.ts';
import { statementUpTo } from './meant.ts';
import type { Parsed } from './parser.ts';
import { startOf } from './tokens.ts';

/** They are told, with what to write, before anything else is said of their line; the day and the hour of one time together. */
export function timeProblems(file: string, { text, tokens }: Pick<Parsed, 'text' | 'tokens'>): FormProblem[] {
  const times: Piece[] = [];
  const rough: FormProblem[] = [];
  let read = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const about = token.startOffset < read ? undefined : roughAt(text, token, tokens[i - 1]);
    if (about !== undefined) {
      rough.push(roughProblem(file, startOf(token), about));
      read = token.startOffset + about.length;
    }
    if (!mayBegin(token, tokens[i + 1]) || isVersion(token, tokens, i)) continue;
    const { startOffset: start } = token;
    const meant = timeMeant(text.slice(start, start + LONGEST));
    if (!meant) continue;
    const last = times.at(-1);
    const between = last && text.slice(last.end, start);
    const own: Piece = {
      at: startOf(token),
      start,
      end: start + meant.length,
      text: meant.text,
      written: text.slice(start, start + meant.length),
    };
    read = own.end;
    if (between === undefined || !/^[ \t]*(?:\.\.)?[ \t]*$/.test(between)) times.push(own);
    else {
      const dots = between.includes('..') ? ' .. ' : ' ';
      times[times.length - 1] = {
        ...last!,
        end: own.end,
        text: last!.text + dots + own.text,
        written: last!.written + dots + own.written,
      };
    }
  }
  const told = times.map(({ at, start, end, text, written }) => ({
    message: `${NAMES[text.length] ?? 'A time'} is written \`${text}\`, not \`${plainly(written)}\`.`,
    place: { file, range: { start: at, end: { line: at.line, character: at.character + end - start } } },
    replacement: { title: `Write \`${text}\``, text },
  }));
  return [...rough, ...told];
}

/** Nobody can plan by it, and everybody writes it: what to write until the day is known. */
function roughProblem(file: string, at: Position, about: string): FormProblem {
  const written = plainly(about);
  return {
    message: `\`${written}\` is no day: write the day, or a range; until it is known \`tbd\`, or \`due\` with the last day it may be.`,
    place: { file, range: { start: at, end: { line: at.line, character: at.character + about.length } } },
    replacement: { title: 'Write `tbd`', text: 'tbd' },
  };
}

/** Behind a word that asks for somebody or something `June 3` are a name and what follows. */
function roughAt(
  text: string,
  { tokenType, image, startOffset }: IToken,
  before: IToken | undefined,
): string | undefined {
  if (tokenType.name !== 'ID' || !ROUGH_WORD.test(image) || (before && ASKS_NAME.has(before.image))) return undefined;
  return ROUGH.exec(text.slice(startOffset, startOffset + LONGEST))?.[0];
}

const ASKS_NAME: ReadonlySet<string> = new Set(['by', 'with', 'after', 'is', 'else', ',', '.']);

interface Piece {
  readonly at: Position;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly written: string;
}

const NAMES: Readonly<Record<number, string>> = { 10: 'A date', 5: 'An hour' };

const LONGEST = 40;

/** How it is laid out says nothing: `10 pm` is `10pm`. */
function plainly(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/ (?=[ap]\.?m)/gi, '');
}

function mayBegin({ tokenType, image }: IToken, next: IToken | undefined): boolean {
  const { name } = tokenType;
  if (name === 'CLOCK') return /^[ap]$|^[ap]m$/i.test(next?.image ?? '');
  return name === 'NUMBER' || name === 'VERSION' || (name === 'ID' && monthOf(image) !== undefined);
}

/** Where a version may stand, what looks like a date is one, unless a word asks for a time. */
function isVersion(token: IToken, tokens: readonly IToken[], at: number): boolean {
  const before = tokens[at - 1];
  if (before && VALUES.has(before.tokenType.name)) return true;
  if (before && ASKS_TIME.has(before.tokenType.name)) return false;
  return token.tokenType.name === 'VERSION' && takes(statementUpTo(token, tokens)[0]?.tokenType.name ?? '', 'version');
}

/** Behind these stands what is measured, or a version. */
const VALUES: ReadonlySet<string> = new Set([
  'version',
  '->',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  ':',
  'quorum',
  'target',
  'actual',
]);
const ASKS_TIME: ReadonlySet<string> = new Set([
  'at',
  'due',
  'before',
  'until',
  'from',
  'on',
  'during',
  'was',
  'meaning',
  '..',
  'WEEKDAY',
  'DATE',
]);

const MONTH_OF: ReadonlyMap<string, string> = new Map(
  [
    'jan januar january janvier enero janeiro',
    'feb februar february février febrero fevereiro',
    'mar märz march mars marzo março',
    'apr april avril abril',
    'may mai mayo maio',
    'jun juni june juin junio junho',
    'jul juli july juillet julio julho',
    'aug august août agosto',
    'sep sept september septembre septiembre setembro',
    'oct okt october oktober octobre octubre outubro',
    'nov november novembre noviembre novembro',
    'dec dez december dezember décembre diciembre dezembro',
  ].flatMap((names, i) => names.split(' ').map((name) => [name, String(i + 1)] as const)),
);

/** What a text begins with, in our form. What may be two days (`02/03/2028`) is none. */
function timeMeant(text: string): { readonly text: string; readonly length: number } | undefined {
  for (const [form, read] of FORMS) {
    const match = form.exec(text);
    const meant = match && read(match);
    if (meant) return { text: meant, length: match[0].length };
  }
  return undefined;
}

/** `mid June`, `early Q3`, `end of June 2027`, `June 2027`, `Q3 2027`. */
const SPAN = `(?:${[...MONTH_OF.keys()].join('|')}|q[1-4])(?![\\p{L}\\d-])`;
const ABOUT_WORDS = 'mid|middle|early|late|begin|beginning|start|end';
const ABOUT = `(?:${ABOUT_WORDS})(?:[ \\t]+of)?[ \\t]+`;
const YEAR = '[ \\t]+\\d{4}(?!\\w)';
/** A word that one begins with; of nearly all words nothing more is asked. */
const ROUGH_WORD = new RegExp(`^(?:${ABOUT_WORDS}|${[...MONTH_OF.keys()].join('|')}|q[1-4])`, 'iu');
const ROUGH = new RegExp(`^(?:${ABOUT}${SPAN}(?:${YEAR})?|${SPAN}${YEAR})`, 'iu');

const WORD = '[\\p{L}]+';
const FORMS: readonly (readonly [RegExp, (match: RegExpExecArray) => string | undefined])[] = [
  [/^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?![\w.])/, ([, year, month, day]) => dated(year, month, day)],
  [/^(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\w.])/, ([, day, month, year]) => dated(year, month, day)],
  [/^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?![\w/])/, ([, first, second, year]) => onlyOne(year!, first!, second!)],
  [
    new RegExp(
      `^(\\d{1,2})(?:st|nd|rd|th|\\.)?[ \\t]+(?:de[ \\t]+)?(${WORD})\\.?,?[ \\t]+(?:de[ \\t]+)?(\\d{4})(?!\\w)`,
      'u',
    ),
    ([, day, month, year]) => dated(year, monthOf(month), day),
  ],
  [
    new RegExp(`^(${WORD})\\.?[ \\t]+(\\d{1,2})(?:st|nd|rd|th)?,?[ \\t]+(\\d{4})(?!\\w)`, 'u'),
    ([, month, day, year]) => dated(year, monthOf(month), day),
  ],
  [
    /^(\d{1,2})(?:[:.](\d{2}))?[ \t]*([ap])\.?m\.?(?!\w)/i,
    ([, hour, minute = '00', half]) => halfDay(Number(hour), minute, half!),
  ],
  [
    /^(\d{1,2})(?:[h.](\d{2}))?[ \t]*(?:Uhr|uhr|heures)(?!\w)/,
    ([, hour, minute = '00']) => (Number(hour) < 25 ? `${hour!.padStart(2, '0')}:${minute}` : undefined),
  ],
];

function monthOf(name = ''): string | undefined {
  return MONTH_OF.get(name) ?? MONTH_OF.get(name.toLowerCase());
}

function dated(year: string | undefined, month: string | undefined, day: string | undefined): string | undefined {
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return isDay ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : undefined;
}

function onlyOne(year: string, first: string, second: string): string | undefined {
  if (Number(first) > 12) return dated(year, second, first);
  return Number(second) > 12 || first === second ? dated(year, first, second) : undefined;
}

function halfDay(hour: number, minute: string, half: string): string | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return `${String((hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)).padStart(2, '0')}:${minute}`;
}
