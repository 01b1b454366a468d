/** When a row is: from cells with a date and an hour, with one of them, or with what the language writes. */
import type { Ledger, Row } from '../../../plan/outline/ledger.ts';
import type { OutlineItem } from '../../../plan/outline/model.ts';
import { FIRST_YEAR, LAST_YEAR } from '../../../plan/time/date.ts';
import { certainIn, type DayOrder, orderIn, type ReadMoment, readMoment } from './dates.ts';

interface Written {
  readonly start?: string | undefined;
  readonly date?: string | undefined;
  readonly time?: string | undefined;
  readonly end?: string | undefined;
  readonly endDate?: string | undefined;
  readonly endTime?: string | undefined;
}

const OPEN = /^(?:tbd|tba|tbc|\?+|-+|n\/?a|offen|open)$/i;

/** `Nov 18`, `18. November`: a day that names no year. */
const YEARLESS =
  /^(?:\p{L}{2,}\.?,? )??((?:\p{L}{3,}\.? \d{1,2}|\d{1,2}\.? \p{L}{3,})(?:st|nd|rd|th)?)(?=$|[ ,]+(?:at |um )?\d{1,2}[:h.]\d{2})/u;
/** A day that lies so far before the last one is of the next year. */
const HALF_A_YEAR = 180 * 86_400_000;

const NO_MOMENT = `it is no date from ${FIRST_YEAR} to ${LAST_YEAR} and no hour`;

export class Moments {
  /** How many dates have two readings, and the first of them: those that were read with the day first, and those that were read to lie beside others. */
  readonly #doubts = { usual: { count: 0, text: '' }, near: { count: 0, text: '' } };
  /** Of an hour without a date: that of the row above, or the day behind where the clock has passed midnight. */
  #date: string | undefined;
  #last = '';
  /** Of days that name none: that of the heading above. */
  #year: number | undefined;
  /** Before days behind the turn of the year were counted on from it. */
  #named: number | undefined;
  #lastDay = '';
  readonly #yearless = { count: 0, text: '' };
  readonly #order: DayOrder | undefined;
  readonly #certain: ReturnType<typeof certainIn>;

  /** @param dates of the file, which say what others of them mean */
  constructor(order: DayOrder | undefined, dates: readonly string[]) {
    this.#order = order ?? orderIn(dates);
    this.#certain = certainIn(dates);
  }

  /** What was read in one of two ways. */
  tellDoubts({ file }: Ledger): void {
    const { usual, near } = this.#doubts;
    if (this.#yearless.count > 0)
      file.guessed(
        `${this.#yearless.count} dates such as ${this.#yearless.text} are of the year that the heading above them names`,
      );
    if (usual.count > 0)
      file.guessed(
        `${usual.count} dates such as ${usual.text} are read with the day first; --map date-order=month says otherwise`,
      );
    if (near.count > 0)
      file.guessed(
        `${near.count} dates such as ${near.text} are read as the day that lies with the others; --map date-order=month or date-order=day says which one they are`,
      );
  }

  /** What stands below is of that year, where it names none; undefined: of that which was named before. */
  beginPart(year: number | undefined): void {
    this.#named = year ?? this.#named;
    this.#year = this.#named;
    this.#lastDay = '';
  }

  /** Of what stands below the last heading that names one. */
  get year(): number | undefined {
    return this.#named;
  }

  timesOf(written: Written, row: Row): Pick<OutlineItem, 'start' | 'end'> {
    const start = this.#joined([written.start, written.date, written.time], 'start', row, true);
    const end = this.#joined([written.end, written.endDate, written.endTime], 'end', row, false, start);
    return { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
  }

  /** `2026-12-05T22:00`; undefined, and told: it is no time. */
  text(text: string, what: string, row: Row): string | undefined {
    if (OPEN.test(text)) return 'tbd';
    // As the language counts: `T-2wd`, `frozen + 1d`.
    if (/^\S+ ?[+-] ?\d+\w+(?: \d{2}:\d{2})?$/.test(text)) return text;
    const read = this.#read(text);
    if (!read) {
      row.left(`${what} "${text}"`, NO_MOMENT);
      return undefined;
    }
    return textOf(read);
  }

  /** Whether it is a date or an hour, in any form. */
  reads(text: string): boolean {
    return OPEN.test(text) || this.#plain(text) !== undefined;
  }

  #joined(
    cells: readonly (string | undefined)[],
    what: string,
    row: Row,
    isStart: boolean,
    start?: string,
  ): string | undefined {
    let read: ReadMoment = {};
    for (const cell of cells) {
      if (cell === undefined || OPEN.test(cell)) continue;
      const one = this.#read(cell);
      if (one) read = { ...one, ...read };
      else row.left(`${what} "${cell}"`, NO_MOMENT);
    }
    if (read.date === undefined && read.clock === undefined) return undefined;
    if (read.date === undefined) {
      const from = start?.slice(0, 10) ?? this.#date;
      if (from === undefined) {
        row.left(`${what} "${read.clock}"`, 'no date says on which day; add a column for it');
        return undefined;
      }
      const before = start?.slice(11, 16) ?? this.#last;
      const hasPassed = read.clock! < before && Number(before.slice(0, 2)) - Number(read.clock!.slice(0, 2)) > 6;
      read = { ...read, date: hasPassed ? nextDay(from) : from };
      if (hasPassed) row.guessed(`${what} ${read.clock} is on the next day, ${read.date}`);
    }
    if (isStart) {
      this.#date = read.date;
      this.#last = read.clock ?? this.#last;
    }
    return textOf(read);
  }

  #read(text: string): ReadMoment | undefined {
    const read = readMoment(text, this.#order) ?? this.#inYear(text, true);
    if (read?.date !== undefined && !isYear(Number(read.date.slice(0, 4)))) return undefined;
    if (!read?.isInDoubt) return read;
    const other = readMoment(text, 'month first')!;
    const [usual, turned] = [this.#apart(read.date!), this.#apart(other.date!)];
    const doubt = usual === turned ? this.#doubts.usual : this.#doubts.near;
    doubt.count++;
    doubt.text ||= text;
    return turned < usual ? other : read;
  }

  #plain(text: string): ReadMoment | undefined {
    return readMoment(text, this.#order) ?? this.#inYear(text, false);
  }

  #inYear(text: string, isTaken: boolean): ReadMoment | undefined {
    if (this.#year === undefined || !YEARLESS.test(text.trim())) return undefined;
    const inYear = (year: number) =>
      readMoment(
        text.trim().replace(YEARLESS, (all) => `${all} ${year}`),
        this.#order,
      );
    const read = inYear(this.#year);
    const isOver = read?.date !== undefined && Date.parse(this.#lastDay) - Date.parse(read.date) > HALF_A_YEAR;
    if (!isTaken || read?.date === undefined) return read;
    if (isOver) this.#year++;
    const taken = isOver ? inYear(this.#year) : read;
    this.#lastDay = taken?.date ?? this.#lastDay;
    this.#yearless.count++;
    this.#yearless.text ||= text;
    return taken;
  }

  /** In days, from the dates that can be read in one way only. */
  #apart(date: string): number {
    if (this.#certain === undefined) return 0;
    const { first, last } = this.#certain;
    const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
    return Math.max(0, days(date, first), days(last, date));
  }
}

/** Whether it is a day, be it without a year. */
export function isDay(text: string): boolean {
  return readMoment(text, undefined)?.date !== undefined || YEARLESS.test(text.trim());
}

function textOf({ date, clock, offset = '' }: ReadMoment): string | undefined {
  if (date === undefined) return clock;
  return clock === undefined ? date : `${date}T${clock}${offset}`;
}

function isYear(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

const CLAUSE = /^(at|not before|due|during|every) (.+)$/;

/** Whether it begins with a word of the language, and is no mere date. */
export function isClause(text: string): boolean {
  return CLAUSE.test(text);
}

/** `at T-5wd; due T-2wd`, as an export writes it. */
export function clauseTimes(
  text: string | undefined,
  row: Row,
): Pick<OutlineItem, 'at' | 'notBefore' | 'due' | 'during' | 'every'> {
  const times: { -readonly [K in 'at' | 'notBefore' | 'due' | 'every']?: string } & {
    during?: { from?: string; to?: string };
  } = {};
  for (const part of (text ?? '').split(';').map((one) => one.trim())) {
    const [, word, value] = CLAUSE.exec(part) ?? [];
    if (word === undefined) {
      if (part !== '') row.left(`when "${part}"`, 'it begins with no word such as at, not before or due');
    } else if (word === 'during') {
      const [from, to] = value!.split(' .. ');
      times.during = { ...(from && { from }), ...(to && { to }) };
    } else times[word === 'not before' ? 'notBefore' : (word as 'at' | 'due' | 'every')] = value!;
  }
  return times;
}
