/** Values of a plan as the language writes them, equal in text when they mean the same. */
import type {
  After,
  Consequence,
  Criterion,
  Escalation,
  Money,
  OnlyIf,
  PointRef,
  Recurrence,
  RecurringHours,
  Ref,
  StagePromise,
  TextPart,
  Time,
  TimeRange,
  VersionChange,
  Who,
  WorkingHours,
  WrittenEstimate,
} from '../model.ts';
import { filledIn, isTbd, TBD } from '../model.ts';
import { formatClock, MINUTES_PER_DAY, WEEKDAYS } from '../time/date.ts';
import { formatDuration, formatEstimate, isZero } from '../time/duration.ts';
import { formatDate, formatInstant } from '../time/format.ts';
import type { Duration, MonthDays } from '../time/model.ts';
import { ORDINALS } from '../time/month-days.ts';

export const text = (value: string): string => value;
export const name = ({ name: called }: Ref): string => called;
/** A flag: said or not. */
export const flag = (value: boolean): string | undefined => (value ? 'yes' : undefined);
/** What says that it is open. */
export const open = (): string => TBD;
export const names = (refs: readonly Ref[]): string | undefined => listOf(refs, name);
export const whos = (all: readonly Who[]): string | undefined => listOf(all, whoText);
export const texts = (all: readonly string[]): string | undefined => listOf(all, text);

/** `a, b`; undefined of none. */
export function listOf<T>(things: readonly T[], textOf: (thing: T) => string): string | undefined {
  return things.length === 0 ? undefined : things.map(textOf).join(', ');
}

/** Each on a line, of which only those are told that are others; see `changesOf`. */
export function linesOf(lines: readonly string[]): string | undefined {
  return lines.length === 0 ? undefined : lines.join('\n');
}

/** What may follow `by`. */
export function whoText(who: Who): string {
  return [aloneText(who), ...(who.also ?? []).map(whoText)].join(', ');
}

function aloneText({ count: wanted, countOpen, ref, skills = [], otherwise = [], independentOf }: Who): string {
  const count = wanted === undefined ? '' : `${countOpen ? TBD : wanted} of `;
  const skilled = skills.map(({ name: skill }) => ` skilled in ${skill}`).join('');
  return `${count}${ref.name}${skilled}${otherwise.map(({ name: other }) => ` else ${other}`).join('')}${
    independentOf ? ` independent of ${independentOf.name}` : ''
  }`;
}

export function time(value: Time): string {
  switch (value.kind) {
    case 'instant':
      return value.dateOnly ? formatDate(value.at, value.zone) : formatInstant(value.at, value.zone);
    case 'offset': {
      const offset = `T${lag(value.offset, '')}`;
      const day = value.weekday === undefined ? offset : `${WEEKDAYS[value.weekday]} of ${offset}`;
      return value.clock === undefined ? day : `${day} ${formatClock(value.clock)}`;
    }
    case 'point': {
      const named = value.target ? `${value.ref.name} ${value.target.name}` : value.ref.name;
      const moment = `${named}${value.side ? `.${value.side}` : ''}${lag(value.offset)}`;
      const day = value.weekday === undefined ? moment : `${WEEKDAYS[value.weekday]} of ${moment}`;
      return value.clock === undefined ? day : `${day} ${formatClock(value.clock)}`;
    }
    case 'clock':
      return `${value.weekday === undefined ? '' : `${WEEKDAYS[value.weekday]} `}${formatClock(value.clock)}`;
    case 'unknown':
      return 'tbd';
  }
}

export function range({ from, to }: TimeRange): string {
  return `${from ? time(from) : ''} .. ${to ? time(to) : ''}`.trim();
}

export function point({ ref, target, side }: PointRef): string {
  return `${ref.name}${target ? ` ${target.name}` : ''}${side ? `.${side}` : ''}`;
}

export function points(all: readonly PointRef[]): string | undefined {
  return listOf(all, point);
}

export function afters(all: readonly After[]): string | undefined {
  return listOf(all, ({ point: of, lag: least, lagOpen, most }) =>
    lagOpen ? `${point(of)} + ${TBD}` : `${point(of)}${most ? lagRange(least, most) : lag(least)}`,
  );
}

/** ` + 2h..5h`, ` + ..5h`. */
function lagRange(least: Duration | undefined, most: Duration): string {
  return ` + ${least ? formatDuration(least) : ''}..${formatDuration(most)}`;
}

/** ` + 15m`, ` - 1wd`. */
function lag(value: Duration | undefined, space = ' '): string {
  if (!value || isZero(value)) return '';
  const written = formatDuration(value);
  return written.startsWith('-') ? `${space}-${space}${written.slice(1)}` : `${space}+${space}${written}`;
}

export function estimate(value: WrittenEstimate): string {
  return isTbd(value) ? TBD : formatEstimate(value);
}

export function recurrence(every: Recurrence): string {
  const { interval, tbd: isOpen, weekdays, ofMonth, hours: lasts, from, until } = every;
  const round = [
    interval ? formatDuration(interval) : isOpen ? TBD : ofMonth ? monthDays(ofMonth, weekdays) : weekdayList(weekdays),
    lasts && recurringHours(lasts),
  ]
    .filter(Boolean)
    .join(' ');
  return [round, from && `from ${time(from)}`, until && `until ${time(until)}`].filter(Boolean).join(' ');
}

/** `last 2wd of month`, `second Tue of month`. */
function monthDays({ which, count, working, months }: MonthDays, [weekday = 0]: readonly number[]): string {
  const days = count === undefined ? WEEKDAYS[weekday] : `${count}${working ? 'wd' : 'd'}`;
  return `${ORDINALS.find(([, nth]) => nth === which)![0]} ${days} of ${months === 3 ? 'quarter' : 'month'}`;
}

/** Whole days are not said. */
function recurringHours({ from, to, toWeekday, zone }: RecurringHours): string {
  if (from === 0 && to === MINUTES_PER_DAY && toWeekday === undefined) return '';
  const ends = `${toWeekday === undefined ? '' : `${WEEKDAYS[toWeekday]} `}${formatClock(to)}`;
  return `${formatClock(from)} .. ${ends} ${zone}`;
}

export function criterion({
  subject,
  operator,
  valueText,
  unit,
  over,
  overTbd,
  from,
  by,
  done,
  failed,
}: Criterion): string {
  const measured = [overTbd ? `over ${TBD}` : over && `over ${formatDuration(over)}`, from && `from ${from.name}`];
  const answers = [by && `by ${whoText(by)}`, done && 'done', failed && 'failed'];
  return [subject, operator, valueText, unit, ...measured, ...answers].filter(Boolean).join(' ');
}

export function criteria(all: readonly Criterion[]): string | undefined {
  return listOf(all, criterion);
}

/** All of which have to hold. */
export function conditions(all: readonly Criterion[]): string {
  return all.map(criterion).join(' and ');
}

export function onlyIf({ conditions: all, probability, tbd }: OnlyIf): string {
  const likely = tbd ? TBD : probability === undefined ? undefined : `${Math.round(1000 * probability) / 10} %`;
  return `${conditions(all)}${likely === undefined ? '' : ` likely ${likely}`}`;
}

/** `rollback full`, `postpone to Sat 2026-12-12 22:00`. */
export function consequence({ action, ref, via, to, at, every, text: words }: Consequence): string {
  if (action === 'text') return words ?? '';
  return [
    action,
    ref?.name,
    words && `"${words}"`,
    via && `via ${names(via)}`,
    to && `to ${time(to)}`,
    at && `at ${time(at)}`,
    every && `every ${recurrence(every)}`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** `The shop is away from {window.start} on.` */
export function textOf(parts: readonly TextPart[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : filledIn(part))).join('');
}

/** `within 12h`, `within tbd`. */
export function withinText({ within, withinOpen }: Pick<StagePromise, 'within' | 'withinOpen'>): string | undefined {
  return within ? `within ${formatDuration(within)}` : withinOpen && `within ${TBD}`;
}

function over(via: readonly Ref[]): string | undefined {
  return via.length > 0 ? `via ${names(via)}` : undefined;
}

/** `mitigate P1 via call within 12h`. */
export function stage({ stage: what, priority, via, aim, within, withinOpen }: StagePromise): string {
  const limit =
    aim && within ? `within ${formatDuration(aim)}..${formatDuration(within)}` : withinText({ within, withinOpen });
  return [what, priority, over(via), limit].filter(Boolean).join(' ');
}

/** `escalate P1 mara, cto within 30m`. */
export function escalation({ priority, to, via, ...limit }: Escalation): string {
  return [priority, names(to), over(via), withinText(limit)].filter(Boolean).join(' ');
}

export function version({ from, to }: VersionChange): string {
  return [from, to].filter(Boolean).join(' -> ');
}

export function money({ amount, currency }: Money): string {
  return `${amount} ${currency}`;
}

export function hours(all: readonly WorkingHours[]): string | undefined {
  return listOf(all, ({ weekdays, from, to }) =>
    `${weekdayList(weekdays)} ${formatClock(from)} .. ${formatClock(to)}`.trim(),
  );
}

function weekdayList(weekdays: readonly number[]): string {
  return weekdays.map((day) => WEEKDAYS[day]).join(', ');
}
