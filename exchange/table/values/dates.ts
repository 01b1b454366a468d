/** Dates and hours as people write them in cells: `Friday 29th August 2025`, `05.12.2026 22:00`, `10:30 pm`, `2026-12-05T22:00Z`. */
import { dayNumber, formatClock, formatDay, isDate } from '../../../plan/time/date.ts';

const MONTHS: readonly string[] = [
  'jan|january|januar|janvier|enero|ene|janv',
  'feb|february|februar|février|févr|fév|febrero',
  'mar|march|märz|mrz|mär|mars|marzo',
  'apr|april|avril|avr|abril|abr',
  'may|mai|mayo',
  'jun|june|juni|juin|junio',
  'jul|july|juli|juillet|juil|julio',
  'aug|august|août|agosto|ago',
  'sep|sept|september|septembre|septiembre',
  'oct|october|okt|oktober|octobre|octubre',
  'nov|november|novembre|noviembre',
  'dec|december|dez|dezember|décembre|déc|diciembre|dic',
];
const MONTH_OF: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((words, i) => words.split('|').map((word) => [word, i + 1] as const)),
);

/** Of `03/04/2026`: which of the two is the day. */
export type DayOrder = 'day first' | 'month first';

/** What the dates of a file say about their order; undefined: none of them does, or two say otherwise. */
export function orderIn(texts: Iterable<string>): DayOrder | undefined {
  const found = new Set<DayOrder>();
  for (const text of texts) {
    const [, first, second] = /(?:^|\D)(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}/.exec(text) ?? [];
    if (first === undefined) continue;
    if (Number(first) > 12) found.add('day first');
    if (Number(second) > 12) found.add('month first');
  }
  return found.size === 1 ? [...found][0] : undefined;
}

/** Of the dates of a file those that can be read in one way only: the first and the last of them. */
export function certainIn(texts: Iterable<string>): { readonly first: string; readonly last: string } | undefined {
  let [first, last]: (string | undefined)[] = [];
  for (const text of texts) {
    const { date, isInDoubt } = readMoment(text, undefined) ?? {};
    if (date === undefined || isInDoubt) continue;
    if (first === undefined || date < first) first = date;
    if (last === undefined || date > last) last = date;
  }
  return first === undefined || last === undefined ? undefined : { first, last };
}

export interface ReadMoment {
  /** `2026-12-05`; undefined: an hour alone. */
  readonly date?: string;
  /** `22:00` */
  readonly clock?: string;
  /** What stands behind: `Z`, `+01:00`. */
  readonly offset?: string;
  /** Both orders give a date, and nothing says which one is meant. */
  readonly isInDoubt?: boolean;
}

/** Undefined: it is neither. */
export function readMoment(text: string, order: DayOrder | undefined): ReadMoment | undefined {
  const plain = text.normalize('NFC').trim().replace(/\s+/g, ' ');
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(plain);
  if (iso) {
    const date = dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    const clock = iso[4] === undefined ? undefined : clockIn(iso[4]);
    return date === undefined || (iso[4] !== undefined && clock === undefined)
      ? undefined
      : { date, ...(clock !== undefined && { clock }), ...(iso[5] !== undefined && { offset: iso[5] }) };
  }
  const [utc] = /(?<=[\d:]\d)\s*(?:UTC|GMT|Z)$/.exec(plain) ?? [];
  if (utc !== undefined) {
    const read = readMoment(plain.slice(0, -utc.length), order);
    return read?.date !== undefined && read.clock !== undefined ? { ...read, offset: 'Z' } : undefined;
  }
  if (/^\D*\d{1,4}([/.-])\d{1,2}\1\d{2,4}\.?$/.test(plain)) return dateIn(plain, order);
  const at =
    /(?:^|[\s,]|at |um )(\d{1,2}(?:[:.h]\d{2}){1,2}\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|\d{1,2} uhr)(?: uhr| h)?$/i.exec(
      plain,
    );
  const clock = at ? clockIn(at[1]!) : undefined;
  const rest = (clock === undefined ? plain : plain.slice(0, at!.index))
    .replace(/[,\s]+$/, '')
    .replace(/ (?:at|um|à|a las)$/i, '');
  if (rest === '') return clock === undefined ? undefined : { clock };
  const date = dateIn(rest, order);
  return date && { ...date, ...(clock !== undefined && { clock }) };
}

function dateIn(
  text: string,
  order: DayOrder | undefined,
): { readonly date: string; readonly isInDoubt?: boolean } | undefined {
  const numbers = /^(?:\p{L}{2,}\.?,? )?(\d{1,4})([/.-])(\d{1,2})\2(\d{2,4})\.?$/u.exec(text);
  if (numbers) {
    const [a, b, c] = [Number(numbers[1]), Number(numbers[3]), Number(numbers[4])];
    if (a > 31) return only(dateOf(a, b, c));
    const year = c < 100 ? 2000 + c : c;
    const [dayFirst, monthFirst] = [dateOf(year, b, a), dateOf(year, a, b)];
    // Between dots the day comes first, wherever people write so.
    const isDotted = numbers[2] === '.' && dayFirst !== undefined;
    const wanted = isDotted
      ? 'day first'
      : (order ?? (!monthFirst ? 'day first' : dayFirst ? undefined : 'month first'));
    const date = wanted === 'month first' ? (monthFirst ?? dayFirst) : (dayFirst ?? monthFirst);
    if (date === undefined) return undefined;
    return { date, ...(wanted === undefined && dayFirst !== monthFirst && { isInDoubt: true }) };
  }
  const words = text
    .toLowerCase()
    .replace(/[.,]/g, ' ')
    .split(/[\s-]+/)
    .filter((word) => word !== '' && word !== 'de' && word !== 'of' && word !== 'the');
  const month = words.map((word) => MONTH_OF.get(word)).find((one) => one !== undefined);
  const numbersIn = words.flatMap((word) => /^(\d{1,4})(?:st|nd|rd|th|er|º)?$/.exec(word)?.[1] ?? []).map(Number);
  const year = numbersIn.find((one) => one > 31);
  const day = numbersIn.find((one) => one <= 31);
  return month === undefined || year === undefined || day === undefined ? undefined : only(dateOf(year, month, day));
}

function only(date: string | undefined) {
  return date === undefined ? undefined : { date };
}

function dateOf(year: number, month: number, day: number): string | undefined {
  return isDate(year, month, day) ? formatDay(dayNumber(year, month, day)) : undefined;
}

function clockIn(text: string): string | undefined {
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?(?:[:.]\d{2})?\s*(?:([ap])\.?m\.?|uhr)?$/i.exec(text.trim());
  if (!match) return undefined;
  const [hour, minute, half] = [Number(match[1]), Number(match[2] ?? 0), match[3]?.toLowerCase()];
  const full = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  return full > 24 || minute > 59 || (full === 24 && minute > 0) ? undefined : formatClock(full * 60 + minute);
}
