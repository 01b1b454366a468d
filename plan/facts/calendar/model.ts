/** The calendar of changes: what happens when, in all plans of a workspace, as plain data. */
import type { Place, Severity } from '../../model.ts';
import type { Instant, Span, Zone } from '../../time/model.ts';

export type EntryKind = 'release' | 'rehearsal' | 'uat' | 'departure' | 'freeze' | 'maintenance' | 'event';

export interface CalendarEntry {
  readonly kind: EntryKind;
  readonly name: string;
  readonly title?: string;
  /** The release it belongs to; of a departure the train. */
  readonly of?: string;
  /** Of what belongs to a release: the train that names it. */
  readonly train?: string;
  /** Of a release: what is in it, and from which release that has come over: `PAY-311`, `PAY-352 from shop-4.1`. */
  readonly carries?: readonly string[];
  /** In order, within the calendar. */
  readonly spans: readonly Span[];
  /** It has other spans than these, or would have: one of them is known by its day. */
  readonly comesRound?: boolean;
  readonly zone: Zone;
  /** Who and what is booked by it, or what it is of. */
  readonly who: readonly string[];
  readonly on: readonly string[];
  readonly place: Place;
}

/** What two plans cannot both do, or one cannot do then. */
export interface CalendarClash {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** The releases, by name. */
  readonly releases: readonly string[];
  readonly at?: Instant;
  readonly place: Place;
}

export interface ChangeCalendar {
  readonly within: Span;
  /** Of what is said of all of it. */
  readonly zone: Zone;
  readonly now?: Instant;
  /** In order of time. */
  readonly entries: readonly CalendarEntry[];
  readonly clashes: readonly CalendarClash[];
}
