/**
 * Lengths of time as people write them, in five languages: `20 minutes`, `2 Stunden`, `an hour and a half`, `20-30 min`, and
 * how far from something: `5 days before launch`. Each is read as what it stands for, and told with what to write.
 */

const OWN_UNIT = 'wd|mo|[mhdw]';
const UNITS: readonly (readonly [unit: string, words: string])[] = [
  ['wd', 'wd (?:working|business) days? arbeitstage?n? werktage?n? jours ouvrés días hábiles dias úteis'],
  ['mo', 'mo months? monate?n? mois mes meses mês'],
  ['m', 'm mins? minutes? minuten minutos?'],
  ['h', 'h hrs? hours? std stunden? heures? horas?'],
  ['d', 'd days? tage?n? jours? días? dias?'],
  ['w', 'w weeks? wochen? semaines? semanas?'],
  // A plan counts in minutes: what is shorter takes one.
  ['s', 's secs? seconds? sekunden? secondes? segundos?'],
];

/** `jours ouvrés` is one unit: two words stand together where the second is no unit of its own. */
const UNIT_PATTERNS: readonly (readonly [unit: string, pattern: string])[] = UNITS.map(([unit, words]) => {
  const joined = words.replace(/(\(\?:[^)]*\)|jours|días|dias) (days\?|ouvrés|hábiles|úteis)/g, '$1\\s+$2');
  return [unit, joined.split(' ').map(capital).join('|')];
});
const UNIT = UNIT_PATTERNS.map(([, pattern]) => pattern).join('|');

/** `[mM]inuten?`; a unit of ours is small. */
function capital(word: string): string {
  return new RegExp(`^(?:${OWN_UNIT}|s)$`).test(word)
    ? word
    : word.replace(/\p{Ll}/u, (one) => `[${one}${one.toUpperCase()}]`);
}

const NUMBERS = ['half an?', 'an?', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const NUMBER_VALUES: Readonly<Record<string, number>> = {
  ...{ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5 },
  ...{ six: 6, seven: 7, eight: 8, nine: 9, ten: 10, the: 1 },
};

const SECONDS = UNIT_PATTERNS.find(([unit]) => unit === 's')![1];

/** Those that are more than a letter; a second is a weekday of a month, too. */
const LONG = UNIT_PATTERNS.filter(([unit]) => unit !== 's')
  .map(([, pattern]) =>
    pattern
      .split('|')
      .filter((word) => word.length > 2 && word !== OWN_UNIT)
      .join('|'),
  )
  .join('|');

/** `every weekday`: which of them. */
const DAYS: readonly (readonly [words: RegExp, days: string])[] = [
  [/^(weekdays?|workdays?|werktags?)$/i, 'Mon..Fri'],
  [/^(weekends?|wochenenden?)$/i, 'Sat, Sun'],
];
const DAY_WORDS = '[wW]eekdays?|[wW]orkdays?|[wW]eekends?|[wW]erktags?|[wW]ochenenden?';

/** `every day` is `every 1d`. */
const EVERY = '(?<=(?<![\\p{ID_Continue}-])every[ \\t]+)';
/** A letter alone is a unit only behind digits, and a word of a number only before a longer one. */
const HALF = '[ \\t]+and[ \\t]+a[ \\t]+half';
const PART = `(?:${EVERY}(?:${LONG}|${DAY_WORDS})(?=[ \\t\\n\\r{}]|$)|(?:\\d+(?:${OWN_UNIT}))+|\\d+(?:[.,]5)?[ \\t]*(?:${UNIT})|(?:\\d+|${NUMBERS.join('|')})(?:${HALF})?[ \\t]+(?:${LONG}))(?![\\p{ID_Continue}-])`;
const LENGTH = `${PART}(?:${HALF}(?![\\p{ID_Continue}-])|(?:[ \\t]+(?:and[ \\t]+)?${PART})*)`;
/** `T+30d + 5wd`: one length in two parts. */
const SUM = `(?<=[+-][ \\t]*)(?:\\d+(?:${OWN_UNIT}))+(?:[ \\t]*[+-][ \\t]*(?:\\d+(?:${OWN_UNIT}))+)+(?![\\p{ID_Continue}-])`;
const TO = '(?:[ \\t]*-[ \\t]*|[ \\t]+(?:to|bis)[ \\t]+)';
const RANGE = `\\d+${TO}${PART}`;

const BEFORE = 'before|prior[ \\t]+to|ahead[ \\t]+of';
const NAME = '[\\p{ID_Start}_][\\p{ID_Continue}-]*(?:\\.(?:start|end|\\d[\\w.-]*))*';

/** What stands before a length that stands alone: no name goes on into it. `T-5 days` is one, too. */
const ALONE = '(?:(?<![\\p{ID_Continue}.:+-])|(?<=(?<![\\p{ID_Continue}-])T[ \\t]?[+-][ \\t]?))';

/** Where there may be one; most texts hold none, and are searched for nothing else. */
export const MAYBE_LENGTH = [
  `\\bevery[ \\t]+(?:${LONG}|${DAY_WORDS})(?!\\p{L})`,
  `\\d[ \\t]*(?:${LONG})(?!\\p{L})`,
  `\\d[ \\t]+(?:${OWN_UNIT})(?![\\w-])`,
  `\\d[ \\t]*(?:${SECONDS})(?![\\p{L}\\w-])`,
  `\\d${TO}(?:\\d+(?:${OWN_UNIT}))+(?![\\w-])`,
  `\\d[.,]5[ \\t]*(?:${OWN_UNIT})(?![\\w-])`,
  `(?:\\ban?|\\bone|two|three|four|five|six|seven|eight|nine|ten|the)[ \\t]+(?:${LONG})(?!\\p{L})`,
  `\\d(?:${OWN_UNIT})[ \\t]+(?:and[ \\t]+)?(?:\\d+(?:${OWN_UNIT}))+(?![\\w-])`,
  `[ \\t]and[ \\t]+a[ \\t]+half(?!\\p{L})`,
  `\\d(?:${OWN_UNIT})[ \\t]*[+-][ \\t]*\\d`,
  `\\d(?:${OWN_UNIT})[ \\t]+(?:${BEFORE})`,
  `\\b(?:at|due|before|from|until|after)[ \\t]+[\\dwdmohw]+[ \\t]+after`,
].join('|');

/** Named groups for the pieces of a text. */
export const LENGTH_PIECE =
  `(?<length>${ALONE}(?:(?<apart>${LENGTH}|the[ \\t]+(?:day|hour|week|month))[ \\t]+(?<sense>${BEFORE}|after)[ \\t]+(?<thing>${NAME})|` +
  `${SUM}|${RANGE}|${LENGTH}))`;

/** Behind these a time stands, so that `2h after launch` is one. */
const ASKS_TIME = /(?:^|[ \t])(?:at|due|before|until|from)[ \t]+$/;
const ASKS_POINT = /(?:^|[ \t])after[ \t]+$/;
/** A number with a unit of whatever kind is meant here: `target 5 days -> 3 days`, `criterion "Age" < 30 min`. */
const IS_VALUE = /(?:[<>=][ \t]*|(?:^|[{}])[ \t]*(?:target|actual|quorum)[ \t][^\n]*)$/;

const IS_RANGE = new RegExp(`^(\\d+)${TO}(.+)$`, 'u');
const IS_SUM = new RegExp(`^(?:\\d+(?:${OWN_UNIT}))+[ \\t]*[+-]`);
const IS_OURS = new RegExp(`^(?:\\d+(?:${OWN_UNIT})[ \\t]*)+$`);

export interface Meant {
  /** What to write, and how much of the text that is. */
  readonly text: string;
  readonly length: number;
  /** What is read in its place; undefined: as it stands. */
  readonly read?: string;
  readonly kind: 'length' | 'lag';
}

/** @param before the line up to it */
export function lengthMeant(groups: Readonly<Record<string, string | undefined>>, before: string): Meant | undefined {
  const { length, apart, sense, thing } = groups;
  if (length === undefined || IS_VALUE.test(before)) return undefined;
  if (IS_SUM.test(length)) return summed(length, before);
  // `after copy + 1d 4h`: behind the lag stands how long it takes.
  if (/[+-][ \t]*$/.test(before) && IS_OURS.test(length)) return undefined;
  if (apart !== undefined && sense !== undefined && thing !== undefined) {
    const lag = written(apart);
    const isTime = ASKS_TIME.test(before);
    const isPoint = ASKS_POINT.test(before);
    // `deploy web 15m after backup`: a length, and what it comes after.
    if (lag && (sense !== 'after' || isTime || isPoint))
      return distance(length, { lag, sense, thing, isTime, isPoint });
    return lag && lag !== apart ? alone(apart, lag) : undefined;
  }
  const range = IS_RANGE.exec(length);
  const most = range && written(range[2]!);
  if (range && most) return alone(length, `${range[1]}${/[a-z]+$/.exec(most)![0]}..${most}`);
  const text = /\bevery[ \t]+$/.test(before) ? onePart(length) : written(length);
  return text === undefined || text === length ? undefined : alone(length, text);
}

/** Behind `T+` or `x -`, where all parts go the same way: which comes first, days or working days, is not to be said. */
function summed(length: string, before: string): Meant | undefined {
  const [sign] = /[+-](?=[ \t]*$)/.exec(before) ?? [];
  const signs = length.match(/[+-]/g) ?? [];
  return sign !== undefined && signs.every((one) => one === sign)
    ? alone(length, length.replace(/[\s+-]/g, ''))
    : undefined;
}

function alone(length: string, text: string): Meant {
  const short = text.replace(', ', ',');
  const isRead = short.length <= length.length;
  return { text, length: length.length, kind: 'length', ...(isRead && { read: short.padEnd(length.length) }) };
}

interface Distance {
  readonly lag: string;
  readonly sense: string;
  readonly thing: string;
  readonly isTime: boolean;
  readonly isPoint: boolean;
}

/** `launch - 5d`, `T-5d`; what stands there is read with the word that the grammar has for it. */
function distance(length: string, { lag, sense, thing, isTime, isPoint }: Distance): Meant {
  const sign = sense === 'after' ? '+' : '-';
  const point = thing === 'T' && !isPoint ? `T${sign}${lag}` : `${thing} ${sign} ${lag}`;
  const head = `${isTime || isPoint ? '' : 'at '}`;
  const short = `${head}${lag} ${sense === 'after' ? 'after' : 'before'} `;
  const room = length.length - thing.length;
  const isRead = !isPoint && short.length <= room;
  return {
    text: `${head}${point}`,
    length: length.length,
    kind: 'lag',
    ...(isRead && { read: `${short.padEnd(room)}${thing}` }),
  };
}

const IS_AND_A_HALF = new RegExp(`^(\\d+|[a-z]+)(?:${HALF}[ \\t]+(.+)|[ \\t]*(.+?)${HALF})$`, 'u');
const IS_LENGTH = new RegExp(`^${LENGTH}$`, 'u');

/** `an hour and a half` → `1h30m`; undefined: it is no length of time, or none that can be written. */
export function lengthText(text: string): string | undefined {
  return IS_LENGTH.test(text) ? written(text) : undefined;
}

/** `1h30m`; undefined: no length that can be written. */
function written(text: string): string | undefined {
  const plain = withoutHalf(text.replace(/^the(?=[ \t])/, 'one'));
  const parts = [...plain.matchAll(new RegExp(`${PART}`, 'gu'))].map(([part]) => onePart(part));
  if (parts.length === 0 || parts.some((part) => part === undefined)) return undefined;
  // `1 min 30 s` are two minutes.
  const whole = parts
    .join('')
    .replace(/(\d+)m(\d+)m$/, (all, minutes, seconds) =>
      IN_SECONDS.test(plain) ? `${Number(minutes) + Number(seconds)}m` : all,
    );
  // `5m 10m` are two lengths.
  return parts.length === 1 || isOneLength(whole) ? whole : undefined;
}

/** `two and a half hours`, `two hours and a half` → `2.5 hours`. */
function withoutHalf(text: string): string {
  const [, number, before, behind] = IS_AND_A_HALF.exec(text) ?? [];
  return number === undefined ? text : `${NUMBER_VALUES[number] ?? number}.5 ${before ?? behind}`;
}

/** What is read for seconds is as many minutes as they take. */
export const IN_SECONDS = new RegExp(`(?<!\\p{L})(?:${SECONDS})$`, 'iu');

/** From the largest unit to the smallest one, each once. */
function isOneLength(text: string): boolean {
  const ranks = [...text.matchAll(/wd|mo|[mhdw]/g)].map(([unit]) => ['mo', 'w', 'wd', 'd', 'h', 'm'].indexOf(unit));
  return ranks.every((rank, i) => i === 0 || rank > ranks[i - 1]!);
}

function onePart(part: string): string | undefined {
  const days = DAYS.find(([words]) => words.test(part))?.[1];
  if (days !== undefined) return days;
  // `every day`: one of them.
  const alone = UNIT_PATTERNS.find(([, pattern]) => new RegExp(`^(?:${pattern})$`, 'iu').test(part))?.[0];
  if (alone !== undefined) return `1${alone}`;
  if (new RegExp(`^(?:\\d+(?:${OWN_UNIT}))+$`).test(part)) return part;
  const [, number, word] =
    /^(\d+(?:[.,]5)?(?=[ \t]*\D)|[a-z]+(?=[ \t]))[ \t]*(\S+(?:[ \t]+\S+)?)$/u.exec(
      part.trim().replace(/^half an?[ \t]+/, '0.5 '),
    ) ?? [];
  const unit = UNIT_PATTERNS.find(([, pattern]) => new RegExp(`^(?:${pattern})$`, 'iu').test(word ?? ''))?.[0];
  const count = NUMBER_VALUES[number?.trim() ?? ''] ?? Number(number?.replace(',', '.'));
  if (unit === undefined || !Number.isFinite(count)) return undefined;
  if (unit === 's') return `${Math.max(1, Math.ceil(count / 60))}m`;
  if (Number.isInteger(count)) return `${count}${unit}`;
  const halves: Readonly<Record<string, string>> = { h: '30m', d: '12h' };
  const half = halves[unit];
  return half === undefined ? undefined : `${count >= 1 ? `${Math.floor(count)}${unit}` : ''}${half}`;
}
