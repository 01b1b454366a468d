/** What of the plans has its time about now: plain data, for a list of the day, of all or of one. */
import type { Place, Step } from '../../model.ts';
import type { What } from '../../schedule/dated/whose-days.ts';
import type { Instant, Span, Zone } from '../../time/model.ts';

/**
 * `overdue`: it was due and nothing says that it happened · `now`: it goes on · `today`: it begins or is due before the day
 * is over · `decided`: something is decided in the days behind that · `next`: everything else of those days.
 */
export type AgendaPart = 'overdue' | 'now' | 'today' | 'decided' | 'next';

export const AGENDA_PARTS = ['overdue', 'now', 'today', 'decided', 'next'] as const satisfies readonly AgendaPart[];

export interface AgendaItem {
  readonly part: AgendaPart;
  /** `departure`: of a train, without a plan yet · `answer`: to something that is `tbd` · `work`: all of a plan that marks none of it as done. */
  readonly what: What | 'departure' | 'answer' | 'acknowledgement' | 'work';
  /** As people say it: `deploy web`, `acceptance`, `who does ‘deploy web’`. */
  readonly name: string;
  readonly title?: string;
  /** The release; undefined: it is of several, whose shared file says it. */
  readonly of?: string;
  /** When it goes on; of what comes round again, this time. */
  readonly span?: Span;
  /** By when it has to have happened. */
  readonly by?: Instant;
  /** What is missing, of what is overdue: `is not marked as done`. */
  readonly lacks?: string;
  /** Who does it, or answers for it: people, and the names of teams of which somebody does. */
  readonly who: readonly string[];
  /** What it is on: systems and environments. */
  readonly on: readonly string[];
  /** Of a step. */
  readonly step?: Step['id'];
  readonly zone: Zone;
  readonly place: Place;
}
