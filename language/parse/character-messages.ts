/** What is wrong with single characters and values, whatever line they stand on: told beside what the parser says. */
import { append } from '../../plan/grouped.ts';
import type { FormProblem, Position, Range } from '../../plan/model.ts';
import { RESPELLED } from '../respelled.ts';
import { IN_SECONDS } from './lengths.ts';
import type { LookAlike } from './look-alikes.ts';
import { zoneNamed } from './meant.ts';
import type { Parsed } from './parser.ts';
import { rangeOf } from './tokens.ts';

export function characterProblems(file: string, parsed: Parsed): FormProblem[] {
  return [...lookAlikes(file, parsed), ...unreadable(file, parsed), ...otherForms(file, parsed)];
}

/** One finding for all of a line, which is written anew from the first to the last of them. */
function* lookAlikes(file: string, { text, lookAlikes: all }: Parsed): Iterable<FormProblem> {
  if (all.length === 0) return;
  const positionAt = positionsIn(text);
  // A range takes the spaces around it along, whatever these are.
  const sorted = [...all].sort((a, b) => a.start - b.start || b.end - a.end);
  for (const ones of groupedBy(sorted, ({ start }) => positionAt(start).line)) {
    const { start, end } = wordsAround(text, ones[0]!.start, Math.max(...ones.map((one) => one.end)));
    const better = rewritten(text, start, end, ones);
    const isShort = better.length <= LONGEST_SHOWN;
    const others = ones.length > 1 ? `, and ${ones.length - 1} more on this line` : '';
    const [only] = ones;
    const isSaid = ones.length === 1 && SAY_IT.has(only!.kind);
    const plainly = ones.some(({ kind }) => SAY_IT.has(kind)) ? 'it as the language has it' : 'plain characters';
    yield {
      message: isSaid
        ? `${why(only!, text)}.`
        : `${why(ones[0]!, text)}${others}; write ${isShort ? `\`${better}\`` : plainly}.`,
      place: { file, range: { start: positionAt(start), end: positionAt(end) } },
      replacement: { title: isShort ? `Write \`${better}\`` : `Write ${plainly}`, text: better },
      ...(ones.every(({ isRead }) => isRead !== false) && { understood: true as const }),
    };
  }
}

/** What is told of these has what to write in it. */
const SAY_IT: ReadonlySet<LookAlike['kind']> = new Set(['length', 'lag', 'word']);

/** Longer text is not repeated in a message. */
const LONGEST_SHOWN = 50;

function why({ kind, start, end, text: plain }: LookAlike, text: string): string {
  // How it is laid out says nothing.
  const written = text.slice(start, end).replace(/\s+/g, ' ');
  switch (kind) {
    case 'range':
      return `A range is written with \`..\`, not with \`${written.trim()}\``;
    case 'date-time':
      return 'A plan has dates and times with a space between, and no seconds';
    case 'length':
      return /^\p{Lu}/u.test(plain)
        ? `Days of the week are written \`${plain}\`, not \`${written}\``
        : IN_SECONDS.test(written)
          ? `A plan counts in whole minutes: \`${plain}\`, not \`${written}\``
          : `A duration is written \`${plain}\`, not \`${written}\``;
    case 'lag':
      return `So long before or after something is written \`${plain}\`, not \`${written}\``;
    case 'word':
      return `\`${written}\` is written \`${plain}\` since ${sinceWhen(written)}`;
    case 'space':
      return `This space is not a plain one (${codeOf(text.slice(start))})`;
    case 'invisible':
      return `There is a character here that nobody sees (${codeOf(text.slice(start))})`;
    default:
      return `\`${written}\` (${codeOf(written)}) is read as \`${plain}\``;
  }
}

function sinceWhen(word: string): string {
  return RESPELLED.find(({ was }) => was === word)!.since;
}

function codeOf(text: string): string {
  return `U+${text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The words that the place touches: `09:00–17:00` says more than `–`. */
function wordsAround(text: string, from: number, to: number): { start: number; end: number } {
  let [start, end] = [from, to];
  while (start > 0 && /[^\s"{}(),]/.test(text[start - 1]!)) start--;
  while (end < text.length && /[^\s"{}(),]/.test(text[end]!)) end++;
  return { start, end };
}

function rewritten(text: string, start: number, end: number, ones: readonly LookAlike[]): string {
  let result = '';
  let at = start;
  for (const one of ones) {
    if (one.start < at) continue;
    result += text.slice(at, one.start) + one.text;
    at = one.end;
  }
  return result + text.slice(at, end);
}

/** `go/no-go by mara`: how people call the decision of the night. */
const GO_NO_GO = /^(\s*)(go\s?\/\s?no-?\s?go)\b/i;

/** What no token begins with, one finding for all of a line. */
function* unreadable(file: string, { text, unreadable: ranges }: Parsed): Iterable<FormProblem> {
  if (ranges.length === 0) return;
  const lines = text.split(/\r\n|\r|\n/);
  for (const ones of groupedBy(ranges, ({ start }) => start.line)) {
    const { line } = ones[0]!.start;
    const [all, indent = '', decision] = GO_NO_GO.exec(lines[line]!) ?? [];
    if (all !== undefined && decision) {
      const from = indent.length;
      const range = { start: { line, character: from }, end: { line, character: from + decision.length } };
      yield {
        message: 'A decision is a `gate`: write `gate go "Go / no-go"`, and who decides behind `by`.',
        place: { file, range },
        replacement: { title: 'Write `gate go "Go / no-go"`', text: 'gate go "Go / no-go"' },
      };
      continue;
    }
    const zone = zoneAround(lines[line]!, ones[0]!.start.character);
    if (zone) {
      const range = {
        start: { line, character: zone.start },
        end: { line, character: zone.start + zone.written.length },
      };
      yield {
        message: `\`${zone.written}\` is written \`${zone.name}\`.`,
        place: { file, range },
        replacement: { title: `Write \`${zone.name}\``, text: zone.name },
      };
      continue;
    }
    const written = ones.map(({ start, end }) => lines[start.line]!.slice(start.character, end.character));
    const isOne = written.length === 1 && [...written[0]!].length === 1;
    const others = ones.length > 1 ? `${isOne ? '' : ` (${written.map((one) => `\`${one}\``).join(', ')})`}` : '';
    yield {
      message: `${isOne ? 'This character means' : `These characters${others} mean`} nothing here; text belongs between \`"\`.`,
      place: { file, range: ones[0]! },
    };
  }
}

/** `europe/berlin` */
function zoneAround(line: string, at: number): { written: string; start: number; name: string } | undefined {
  for (const { 0: written, index } of line.matchAll(/[A-Za-z]+(?:\/[A-Za-z_-]+)+/g)) {
    if (index > at || at >= index + written.length) continue;
    const name = zoneNamed(written);
    return name === undefined ? undefined : { written, start: index, name };
  }
  return undefined;
}

/** Times and offsets that are understood, and written in another way. */
function* otherForms(file: string, { tokens, lookAlikes: others }: Parsed): Iterable<FormProblem> {
  for (const token of tokens) {
    const type = token.tokenType.name;
    if (type !== 'CLOCK' && type !== 'OFFSET') continue;
    // Its repair comes first.
    if (others.some(({ start, end }) => start <= token.endOffset! && token.startOffset < end)) continue;
    if (type === 'CLOCK' && token.image.split(':').length > 2) {
      const text = token.image.split(':', 2).join(':');
      yield problem(rangeOf(token), `A plan goes by the minute; write \`${text}\`.`, text);
    } else if (type === 'OFFSET' && /\s/.test(token.image)) {
      const text = token.image.replace(/\s/g, '');
      yield problem(rangeOf(token), `Write \`${text}\`, without spaces.`, text);
    }
  }
  function problem(range: Range, message: string, text: string): FormProblem {
    return { message, place: { file, range }, replacement: { title: `Write \`${text}\``, text }, understood: true };
  }
}

function groupedBy<T>(things: readonly T[], key: (thing: T) => number): T[][] {
  const groups = new Map<number, T[]>();
  for (const thing of things) {
    append(groups, key(thing), thing);
  }
  return [...groups.values()];
}

/** Offsets become positions; asked in rising order, the text is read once. */
function positionsIn(text: string): (offset: number) => Position {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)];
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - starts[low]! };
  };
}
