/** The calendar of changes for whoever shows it beside the texts: its markup, what it can be asked for, and where it goes on. */
import type { Workspace } from '../../language/workspace.ts';
import type { PlanElsewhere } from '../../plan/facts/calendar/entries.ts';
import { addDuration, ZERO } from '../../plan/time/duration.ts';
import type { Instant } from '../../plan/time/model.ts';
import { isKnownZone } from '../../plan/time/zone.ts';
import { calendarMarkup } from '../../view/calendar/page.ts';
import { calendarOf, namesToAskFor } from '../calendar/calendar.ts';
import type { Trouble } from '../trouble.ts';

export interface CalendarAsk {
  /** Its first day holds this moment; default: now. */
  readonly from?: Instant;
  readonly months: number;
  /** Only what has to do with one of these names; none: everything. */
  readonly for: readonly string[];
  readonly zone: string;
  /** Pixels there are for the picture. */
  readonly width: number;
}

export interface CalendarShown {
  /** Ready markup, every string of the plans escaped; places in it are `data-file` and `data-line`. */
  markup: string;
  /** What `for` knows, in the order of the alphabet. */
  names: string[];
  /** From where the time before, and the one behind it, are asked for. */
  earlier: Instant;
  later: Instant;
}

export function calendarShown(
  workspace: Workspace,
  { from, months, for: wanted, zone: asked, width }: CalendarAsk,
  now: Instant,
  elsewhere: readonly PlanElsewhere[] = [],
): CalendarShown | Trouble {
  // A browser may know a zone that nobody else does.
  const zone = isKnownZone(asked) ? asked : 'UTC';
  const wish = { months, zone, for: wanted, elsewhere, ...(from !== undefined && { from }) };
  const calendar = calendarOf(workspace, wish, now);
  if ('trouble' in calendar) return calendar;
  const { within } = calendar;
  return {
    markup: calendarMarkup(calendar, { for: wanted, source: 'lines', width }),
    names: namesToAskFor(workspace, elsewhere),
    earlier: addDuration(within.start, { ...ZERO, months: -months }, zone),
    later: within.end,
  };
}
