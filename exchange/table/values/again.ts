/** Times that a table says once more by the clock of another zone, as run sheets of several countries do: they must be the same moment. */
import type { Row } from '../../../plan/outline/ledger.ts';
import type { OutlineItem } from '../../../plan/outline/model.ts';
import { dayNumber, MINUTES_PER_DAY } from '../../../plan/time/date.ts';
import type { Instant, Zone } from '../../../plan/time/model.ts';
import { instantOf, isKnownZone, readWallTime } from '../../../plan/time/zone.ts';
import { readMoment } from './dates.ts';

export interface Again {
  readonly field: 'start' | 'end';
  readonly zone: Zone;
}

interface Cell {
  readonly text: string;
  readonly head: string;
  readonly again?: Again;
}

/** Of those that are another moment the row tells. @param zone of the times that count */
export function tellOthers(cells: readonly Cell[], item: OutlineItem, zone: Zone = 'UTC', row: Row): void {
  for (const { text, head, again } of cells) {
    if (!again || text === '') continue;
    const [said, other] = [momentIn(item[again.field] ?? '', zone), momentIn(text, again.zone)];
    if (said === undefined || other === undefined || said !== other)
      row.left(`${head} "${text}"`, `the ${again.field} of the row in ${zone} counts, and is not the same moment`);
  }
}

/** A date alone is its midnight, as sheets show it. Undefined: it is no date, or an hour that comes twice in its zone and does not say which. */
function momentIn(text: string, zone: Zone): Instant | undefined {
  const { date, clock = '00:00', offset } = readMoment(text, undefined) ?? {};
  if (date === undefined || !isKnownZone(zone)) return undefined;
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const wall = dayNumber(year, month, day) * MINUTES_PER_DAY + Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  if (offset !== undefined) return Math.round(Date.parse(`${date}T${clock}${offset}`) / 60_000);
  return readWallTime(wall, zone).kind === 'ambiguous' ? undefined : instantOf(wall, zone);
}
