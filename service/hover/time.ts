/** A time: its weekday, how far from T it is, and what that is in working days. */
import type { Position, Release } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { MINUTES_PER_DAY } from '../../plan/time/date.ts';
import { describeInstant, describeMinutes, formatDate } from '../../plan/time/format.ts';
import type { WrittenTime } from '../../plan/time/model.ts';
import { dayAt, wallTime } from '../../plan/time/zone.ts';
import type { SourceFile } from '../files/source-file.ts';
import { contains, drawnIn, nameAt, releaseAt, scheduleOf, timeAt } from '../lookup.ts';
import { doubtNote } from '../words/doubt.ts';
import { sinceT } from '../words/words.ts';
import type { Description } from './description.ts';
import { document, paragraph, plain } from './markdown.ts';

export function describeTimeAt(file: SourceFile, position: Position): Description | undefined {
  const { plan } = file;
  const release = releaseAt(plan, position);
  const schedule = release && scheduleOf(file.analysis, release);
  const written = plan.writtenTimes.find((each) => contains(each.place.range, position));
  if (!written) return release && schedule && describeRelativeAt(file, position, release, schedule);
  const markdown = describeTime(written, release, schedule);
  const doubt = schedule && drawnIn(file, schedule).doubt;
  const note = doubt?.has('window') ? doubtNote(doubt, file.uri) : undefined;
  return { markdown: note ? document(note, markdown) : markdown, range: written.place.range };
}

/** `T-1wd`, `Thu of T-5w`, the offset of `go-live + 2h`: what it comes to. */
function describeRelativeAt(
  { plan, uri }: SourceFile,
  position: Position,
  release: Release,
  schedule: Schedule,
): Description | undefined {
  // A name tells of itself.
  if (nameAt(plan, position)?.target) return undefined;
  const time = timeAt(release, uri, position);
  const moment = time && schedule.moments[time.id];
  if (!moment || schedule.T === undefined || (time.kind !== 'offset' && time.kind !== 'point')) return undefined;
  const { at, day } = moment;
  const written = day ? formatDate(day.start, release.zone) : describeInstant(at, release.zone);
  return { markdown: `**${plain(written)}**${workingDays(at, schedule.T, release.zone)}`, range: time.place.range };
}

function describeTime(written: WrittenTime, release: Release | undefined, schedule: Schedule | undefined): string {
  if (written.problem === 'ambiguous' || written.problem === 'nonexistent') {
    const word = written.problem === 'ambiguous' ? 'twice' : 'never';
    return `The clock shows this ${word} on that day in ${plain(written.zone)}.`;
  }
  const { at } = written;
  if (at === undefined) return `A time of day in ${plain(written.zone)}.`;
  const T = schedule?.T;
  const zone = release?.zone ?? written.zone;
  // A bare date is a day, not its midnight.
  if (written.clock === undefined) {
    return paragraph(
      `**${plain(formatDate(at, written.zone))}**`,
      T !== undefined && `${daysFromT(at, T, zone)}${workingDays(at, T, zone)}`,
    );
  }
  return paragraph(
    `**${plain(describeInstant(at, written.zone))}**`,
    written.zone !== zone && plain(describeInstant(at, zone)),
    written.zone !== 'UTC' && zone !== 'UTC' && plain(describeInstant(at, 'UTC')),
    T !== undefined && `${sinceT(at - T)}${workingDays(at, T, zone)}`,
    crossing(at, T, zone),
  );
}

function daysFromT(at: number, T: number, zone: string): string {
  const days = dayAt(at, zone) - dayAt(T, zone);
  return days === 0 ? 'the day of T' : `T${days < 0 ? '-' : '+'}${Math.abs(days)}d`;
}

/** Monday to Friday: whose calendar counts depends on the line that uses the time. */
function workingDays(at: number, T: number, zone: string): string {
  const [from, to] = [dayAt(Math.min(at, T), zone), dayAt(Math.max(at, T), zone)];
  let days = 0;
  for (let day = from + 1; day <= to; day++) if ((((day + 3) % 7) + 7) % 7 < 5) days++;
  return days === 0
    ? ''
    : ` · ${days} ${days === 1 ? 'weekday' : 'weekdays'} ${at < T ? 'before' : 'after'} the window`;
}

/** Between here and T the clock changes: elapsed hours and wall hours differ. */
function crossing(at: number, T: number | undefined, zone: string): string | undefined {
  if (T === undefined || Math.abs(at - T) > 400 * MINUTES_PER_DAY) return undefined;
  const shift = wallTime(at, zone) - wallTime(T, zone) - (at - T);
  return shift === 0 ? undefined : `The clock changes by ${describeMinutes(Math.abs(shift))} in between.`;
}
