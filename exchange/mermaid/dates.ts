/** Dates of a chart by its `dateFormat`, lengths, and the days that it leaves out. In milliseconds, without a zone. */
import { isDate } from '../../plan/time/date.ts';

const DAY = 86_400_000;
const TOKEN = /YYYY|YY|MM|M|DD|D|HH|H|mm|m|ss|s|SSS/g;

/** What reads texts of a format; of a text that is none it gives undefined. */
export function dateReader(format: string): (text: string) => number | undefined {
  if (format === 'X' || format === 'x')
    return (text) => (/^-?\d{1,14}$/.test(text) ? Number(text) * (format === 'X' ? 1000 : 1) : undefined);
  const tokens: string[] = [];
  const pattern = format
    .split(/(YYYY|YY|MM|M|DD|D|HH|H|mm|m|SSS|ss|s)/)
    .map((part) => {
      if (!part.match(TOKEN)) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      tokens.push(part);
      return part === 'YYYY' ? '(\\d{4})' : part === 'SSS' ? '(\\d{3})' : part.length === 2 ? '(\\d{2})' : '(\\d{1,2})';
    })
    .join('');
  const reader = new RegExp(`^${pattern}$`);
  return (text) => {
    const match = reader.exec(text.trim());
    if (!match) return undefined;
    const value = (...names: string[]) => {
      const at = tokens.findIndex((token) => names.includes(token));
      return at === -1 ? undefined : Number(match[at + 1]);
    };
    const short = value('YY');
    const [year, month, day] = [
      value('YYYY') ?? (short === undefined ? 1970 : 2000 + short),
      value('MM', 'M') ?? 1,
      value('DD', 'D') ?? 1,
    ];
    const [hour, minute, second] = [value('HH', 'H') ?? 0, value('mm', 'm') ?? 0, value('ss', 's') ?? 0];
    if (!isDate(year, month, day) || hour > 23 || minute > 59) return undefined;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: DAY, w: 7 * DAY };

/** The end of what begins then: `m` are minutes, `M` months. */
export function lengthIn(text: string, start: number): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|[smhdwMy])$/.exec(text.trim()) ?? [];
  if (unit === undefined) return undefined;
  const length = UNITS[unit];
  if (length !== undefined) return start + Number(number) * length;
  const end = new Date(start);
  const day = end.getUTCDate();
  end.setUTCMonth(end.getUTCMonth() + Math.round(Number(number)) * (unit === 'M' ? 1 : 12));
  // Of a month that has no such day the last one.
  if (end.getUTCDate() !== day) end.setUTCDate(0);
  return Number.isNaN(end.getTime()) ? undefined : end.getTime();
}

/**
 * Every day that is left out makes a bar one day longer; the day on which it begins does not count.
 *
 * @param counts is called for each day: where nearly all are left out a bar has no end
 */
export function excludedEnd(
  start: number,
  end: number,
  excludes: ReadonlySet<string>,
  counts: () => void,
): {
  /** Where the bar ends. */
  readonly drawn: number;
  /** When what comes behind it begins. */
  readonly next: number;
} {
  if (excludes.size === 0) return { drawn: end, next: end };
  const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
  const hasDates = [...excludes].some((one) => /\d/.test(one));
  const isOut = (at: number) => {
    const weekday = new Date(at).getUTCDay();
    return (
      (excludes.has('weekends') && (weekday === 0 || weekday === 6)) ||
      excludes.has(names[weekday]!) ||
      (hasDates && excludes.has(new Date(at).toISOString().slice(0, 10)))
    );
  };
  let last = end;
  let shown = end;
  let wasOut = false;
  for (let day = start + DAY; day <= last; day += DAY) {
    counts();
    if (!wasOut) shown = last;
    wasOut = isOut(day);
    if (wasOut) last += DAY;
  }
  return { drawn: shown, next: last };
}
