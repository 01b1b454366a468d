/** The lines of a template with everything that is different each time filled in: the text of a release. */
import { NAMED } from '../../language/parse/parameters.ts';
import { tokenize } from '../../language/parse/parser.ts';
import type { Position, Template } from '../../plan/model.ts';
import { MINUTES_PER_DAY } from '../../plan/time/date.ts';
import { addDuration, negate, parseDuration } from '../../plan/time/duration.ts';
import { formatDate, formatInstant } from '../../plan/time/format.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';

export interface Filling {
  /** Of the release that is made. */
  readonly name: string;
  readonly zone: Zone;
  /** By parameter, as it is written in the text. */
  readonly values: ReadonlyMap<string, string>;
  /** By parameter, of those that are a day or a moment. */
  readonly moments: ReadonlyMap<string, Moment>;
  /** A date of the release before; undefined: nobody knows it. */
  readonly previous: (name: string) => Moment | undefined;
}

export interface Moment {
  readonly at: Instant;
  /** It is a day, and its hour says nothing. */
  readonly isDay: boolean;
}

type Token = ReturnType<typeof tokenize>['tokens'][number];

/** @param text of the file that declares the template */
export function instanceOf(text: string, template: Template, filling: Filling): string {
  const [start, end] = [template.place.range.start, template.place.range.end];
  const tokens = tokenize(text).tokens.filter((token) => token.image !== '' && isWithin(token, start, end));
  const pieces: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  const name = tokens.findIndex(({ tokenType }) => tokenType.name === 'release') + 1;
  const close = tokens.findIndex(({ image }, i) => i > name && image === ')');
  pieces.push({ from: tokens[name]!.startOffset, to: endOf(tokens[close]!), text: filling.name });
  for (let i = close + 1; i < tokens.length; i++) {
    const [token, before] = [tokens[i]!, tokens[i - 1]!];
    if (token.tokenType.name === 'STRING' && token.image.startsWith('"')) {
      const said = filledIn(token.image, filling);
      if (said !== token.image) pieces.push({ from: token.startOffset, to: endOf(token), text: said });
      continue;
    }
    if (!WORDS.has(token.tokenType.name) || isNameSlot(before)) continue;
    const found = momentAt(tokens, i, filling) ?? valueAt(token, filling);
    if (!found) continue;
    const last = tokens[i + found.tokens - 1]!;
    pieces.push({ from: token.startOffset, to: endOf(last), text: found.text });
    i += found.tokens - 1;
  }
  const from = tokens[name - 1]!.startOffset;
  let result = '';
  let at = from;
  for (const piece of pieces) {
    result += text.slice(at, piece.from) + piece.text;
    at = piece.to;
  }
  return result + text.slice(at, endOf(tokens.at(-1)!));
}

/** What a parameter may be for the lexer, which gives it the type of what it stands for. */
const WORDS: ReadonlySet<string> = new Set(['ID', 'DATE', 'DURATION', 'STRING']);

/** Behind these stands the name of something new. */
function isNameSlot({ tokenType: { name }, image }: Token): boolean {
  return NAMED.has(name) || image === 'as' || image === '.';
}

interface Filled {
  readonly text: string;
  /** How many tokens that stands for. */
  readonly tokens: number;
}

function valueAt({ image }: Token, { values }: Filling): Filled | undefined {
  const text = values.get(image);
  return text === undefined ? undefined : { text, tokens: 1 };
}

/** `day`, `day - 3d`, `previous.code-complete + 2w`. */
function momentAt(tokens: readonly Token[], i: number, filling: Filling): Filled | undefined {
  const token = tokens[i]!;
  const isPrevious = token.image === 'previous' && tokens[i + 1]?.image === '.';
  const length = isPrevious ? 3 : 1;
  const moment = isPrevious ? filling.previous(tokens[i + 2]?.image ?? '') : filling.moments.get(token.image);
  if (!moment) return isPrevious ? { text: 'tbd', tokens: length + lagAt(tokens, i + length).tokens } : undefined;
  const { tokens: more, lag } = lagAt(tokens, i + length);
  const at = lag ? addDuration(moment.at, lag, filling.zone) : moment.at;
  const next = tokens[i + length + more];
  const hasClock = next?.tokenType.name === 'CLOCK' && next.startLine === token.startLine;
  const isDay = hasClock || (moment.isDay && (!lag || lag.minutes % MINUTES_PER_DAY === 0));
  return { text: (isDay ? formatDate : formatInstant)(at, filling.zone), tokens: length + more };
}

function lagAt(tokens: readonly Token[], i: number) {
  const sign = tokens[i]?.image;
  const lag = parseDuration(tokens[i + 1]?.image ?? '');
  if ((sign !== '+' && sign !== '-') || !lag) return { tokens: 0 };
  return { tokens: 2, lag: sign === '-' ? negate(lag) : lag };
}

/** `"Week {week}"`. */
function filledIn(image: string, { values, moments, zone }: Filling): string {
  return image.replace(/\{([^{}\s]+)\}/g, (all, name: string) => {
    const moment = moments.get(name);
    const value = moment ? (moment.isDay ? formatDate : formatInstant)(moment.at, zone) : values.get(name);
    return value?.replace(/^"|"$/g, '') ?? all;
  });
}

function endOf(token: Token): number {
  return token.endOffset! + 1;
}

function isWithin(token: Token, start: Position, end: Position): boolean {
  const [line, column] = [token.startLine! - 1, token.startColumn! - 1];
  return (
    (line > start.line || (line === start.line && column >= start.character)) &&
    (line < end.line || (line === end.line && column < end.character))
  );
}
