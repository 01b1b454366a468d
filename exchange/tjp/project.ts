/** What a project of TaskJuggler is of: its tasks with what they wait for, who does them, and who works when. */
import type { Row } from '../../plan/outline/ledger.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import type { Week, WorkUnits } from './values.ts';

export interface Off {
  readonly from: Instant;
  readonly to: Instant;
  readonly title?: string;
}

/** Hours of a week, and the days on which there are none. */
export interface Hours {
  week: Week;
  readonly off: Off[];
}

export interface Shift extends Hours {
  readonly id: string;
  readonly title: string;
}

export interface Resource extends Hours {
  readonly id: string;
  readonly title: string;
  readonly row: Row;
  readonly members: Resource[];
  /** Whether its hours are others than those of the project. */
  hasOwnHours: boolean;
  shift?: Shift;
  email?: string;
}

export interface Link {
  /** The full id of the other task. */
  readonly of: string;
  /** Of the other task. */
  readonly side: 'start' | 'end';
  /** Minutes on the clock, and of work. */
  readonly elapsed: number;
  readonly work: number;
  readonly row: Row;
}

export interface Task {
  /** With those of the tasks it stands in. */
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly row: Row;
  readonly parent?: Task;
  readonly tasks: Task[];
  readonly depends: Link[];
  readonly precedes: Link[];
  start?: Instant;
  end?: Instant;
  /** Of work, on the clock, or of people, in minutes. */
  length?: { readonly kind: 'length' | 'duration' | 'effort'; readonly minutes: number; readonly text: string };
  isMilestone: boolean;
  /** Planned from its end. */
  isLate: boolean;
  priority: number;
  allocated: readonly string[];
  responsible?: string;
  flags: readonly string[];
  readonly notes: string[];
  complete?: number;
  notBefore?: Instant;
  due?: Instant;
  shift?: Shift;
}

export interface Project {
  id: string;
  title: string;
  zone: Zone;
  start: Instant;
  end: Instant;
  /** No time lies between two of these, in minutes. */
  slot: number;
  units: WorkUnits;
  readonly hours: Hours;
  readonly shifts: Map<string, Shift>;
  readonly resources: Map<string, Resource>;
  /** Those that stand in no other. */
  readonly teams: Resource[];
  readonly tasks: Task[];
  readonly byId: Map<string, Task>;
}
