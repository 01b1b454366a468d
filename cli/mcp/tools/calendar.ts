import { Readable } from 'node:stream';
import { isKnownZone } from '../../../plan/time/zone.ts';
import { type CalendarWish, calendarOf, jsonCalendar } from '../../../service/calendar/calendar.ts';
import { tryYear } from '../../../service/calendar/what-if.ts';
import { readWorkspace } from '../../analyses.ts';
import { readInputs } from '../../inputs.ts';
import { Misuse } from '../../misuse.ts';
import { momentOf } from '../plans.ts';
import { list, number, rows, shape, text } from '../schema.ts';
import type { PlanTool } from './tool.ts';

interface CalendarAsk {
  readonly zone: string;
  readonly from?: string;
  readonly months?: number;
  readonly for?: readonly string[];
  readonly whatIf?: readonly string[];
  readonly without?: readonly string[];
  readonly at?: string;
}

/** A year of a large company has more; nobody reads them one by one. */
const MOST_ENTRIES = 200;
const MOST_MONTHS = 60;

export const calendar: PlanTool<CalendarAsk> = {
  name: 'calendar',
  title: 'See what all plans have in a time',
  description:
    'Releases, trains, freezes, rehearsals and tests of every plan below the folder, and what clashes; and which releases a ' +
    'freeze that may come, or an absence, would break.',
  takes: shape({
    zone: text('IANA zone of the days'),
    'from?': text('a moment of its first day; default: now'),
    'months?': number('default: 3'),
    'for?': list(text(), 'only these people, teams, systems, environments, releases, trains'),
    'whatIf?': list(text(), 'lines: freeze summer of production from 2027-07-01 until 2027-08-15'),
    'without?': list(text(), 'priya from 2026-12-20 until 2027-01-03'),
    'at?': text('moment to judge at; default: now'),
  }),
  gives: shape({
    from: text(),
    until: text(),
    entries: rows('kind, name, of, times [{start, end}], who, on, path'),
    clashes: rows('code, message, releases'),
    'broken?': rows('release, slot (next free window), messages'),
    'notRead?': list(text(), 'files that could not be'),
    'leftOut?': number('further entries'),
  }),
  async answer({ zone, from, months, for: wanted, whatIf = [], without = [], at }, folder) {
    const now = momentOf(at);
    if (typeof now === 'object') return now;
    const begin = from === undefined ? now : momentOf(from);
    if (typeof begin === 'object') return begin;
    if (!isKnownZone(zone))
      return { trouble: `There is no zone '${zone}': give the name of a place, such as Europe/Berlin.` };
    if (months !== undefined && !(Number.isInteger(months) && months > 0 && months <= MOST_MONTHS))
      return { trouble: `There are no ${months} months to show: give a whole number from 1 to ${MOST_MONTHS}.` };
    const read = await plansBelow(folder, now);
    if ('trouble' in read) return read;
    const { workspace, pathOf, notRead } = read;
    const trial = whatIf.length + without.length > 0 ? tryYear(workspace, { lines: whatIf, without }, now) : undefined;
    if (trial && 'trouble' in trial) return trial;
    const wish: CalendarWish = {
      zone,
      from: begin,
      ...(months !== undefined && { months }),
      ...(wanted && { for: wanted }),
    };
    const found = calendarOf(trial?.tried ?? workspace, wish, now);
    if ('trouble' in found) return found;
    const { entries, clashes, ...within } = jsonCalendar(found, pathOf);
    const leftOut = entries.length - MOST_ENTRIES;
    return {
      ...within,
      entries: entries.slice(0, MOST_ENTRIES).map(({ kind, name, of, times, who, on, path }) => ({
        kind,
        name,
        ...(of !== undefined && { of }),
        times,
        who,
        on,
        path,
      })),
      clashes: clashes.map(({ code, message, releases }) => ({ code, message, releases })),
      ...(trial && {
        broken: trial.broken.map(({ release, slot, findings }) => ({
          release,
          ...(slot !== undefined && { slot }),
          messages: findings.map(({ message }) => message),
        })),
      }),
      ...(notRead.length > 0 && { notRead }),
      ...(leftOut > 0 && { leftOut }),
    };
  },
};

/** Every plan of the folder; links are passed over, so that nothing outside of it is read. */
async function plansBelow(folder: string, now: number) {
  try {
    const { files, problems } = await readInputs(['.'], folder, { stdin: Readable.from([]), note: () => undefined });
    return { ...(await readWorkspace(files, { cwd: folder, now })), notRead: [...problems] };
  } catch (error) {
    if (error instanceof Misuse) return { trouble: error.message };
    throw error;
  }
}
