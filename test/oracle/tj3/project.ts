/** A project as both languages can say it: what `generate.ts` draws, and `release-text.ts` and `tjp-text.ts` write. */

/** Minutes since 1970-01-01T00:00 on the wall clock of the project's zone. */
export type Wall = number;

export interface Project {
  readonly seed: number;
  readonly zone: string;
  /** All moments and durations are multiples of it, in minutes; TaskJuggler's smallest is 5. */
  readonly resolution: number;
  /** What TaskJuggler has to look at. */
  readonly from: Wall;
  readonly to: Wall;
  /** The start of the window. */
  readonly T: Wall;
  /** The first is the release's. */
  readonly calendars: readonly CalendarDef[];
  readonly people: readonly PersonDef[];
  readonly moments: readonly MomentDef[];
  readonly parts: readonly PartDef[];
}

/** `Mon, Tue 22:00 .. 06:00` on the wall clock of the calendar; 0 = Monday; `to <= from` passes midnight. */
export interface HoursDef {
  readonly weekdays: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** Dates without work, both included, as days since 1970-01-01 where the calendar is; or a span of the project's clock. */
export type OffDef =
  | { readonly kind: 'days'; readonly from: number; readonly to: number }
  | { readonly kind: 'span'; readonly start: Wall; readonly end: Wall };

/** A zone as far from the project's, all year, in minutes. */
export interface ZoneDef {
  readonly name: string;
  readonly offset: number;
}

export interface CalendarDef {
  readonly name: string;
  readonly zone: ZoneDef;
  readonly hours: readonly HoursDef[];
  readonly off: readonly OffDef[];
  /** The calendar whose holidays count here too. */
  readonly holidaysOf?: CalendarDef;
}

/** One person does one step, or the steps of one sequence, so that nobody ever waits for anybody. */
export interface PersonDef {
  readonly name: string;
  readonly calendar: CalendarDef;
  /** The calendar is that of a team of one, and the person's only by that. */
  readonly ofTeam: boolean;
  readonly zone?: ZoneDef;
  readonly shifts: readonly HoursDef[];
  readonly leave: readonly OffDef[];
}

/** A milestone with a date. */
export interface MomentDef {
  readonly kind: 'moment';
  readonly name: string;
  readonly at: Wall;
}

export interface PartDef {
  readonly kind: 'phase' | 'prepare' | 'run' | 'follow-up';
  readonly name: string;
  /** Planned backward from `due`, else from T. */
  readonly late: boolean;
  readonly at?: Wall;
  readonly due?: Wall;
  readonly after: readonly ArcDef[];
  readonly children: readonly NodeDef[];
}

export interface GroupDef {
  readonly kind: 'sequence' | 'parallel' | 'outage';
  readonly name: string;
  readonly after: readonly ArcDef[];
  readonly children: readonly NodeDef[];
}

export type NodeDef = StepDef | GroupDef;

/**
 * | work | takes |
 * | --- | --- |
 * | `hours` | working time of its person |
 * | `days` | so many working days of its person, all of which are as long as each other |
 * | `elapsed` | every minute, begun in working time (in `run`: at any hour) |
 * | `wait` | every minute, begun at any hour |
 * | `moment` | no time: a milestone |
 */
export interface StepDef {
  readonly kind: 'step';
  readonly name: string;
  readonly work: 'hours' | 'days' | 'elapsed' | 'wait' | 'moment';
  readonly minutes: number;
  /** Of `days`: how many. */
  readonly days: number;
  readonly person?: PersonDef;
  readonly after: readonly ArcDef[];
  /** They start together; both stand side by side. */
  readonly alongside?: StepDef;
  readonly notBefore?: Wall;
  readonly at?: Wall;
  readonly due?: Wall;
}

export interface ArcDef {
  readonly to: NodeDef | MomentDef | PartDef;
  readonly side: 'start' | 'end';
  readonly lag: { readonly minutes: number; readonly workingDays: number };
  /** Written as `not before x + 2h` instead of `after x + 2h`. */
  readonly asTime: boolean;
}

export function isOrdered(kind: GroupDef['kind'] | PartDef['kind']): boolean {
  return kind === 'sequence' || kind === 'outage' || kind === 'run';
}

/** All steps of a part, in the order of the page. */
export function stepsOf(children: readonly NodeDef[]): readonly StepDef[] {
  return children.flatMap((child) => (child.kind === 'step' ? [child] : stepsOf(child.children)));
}

export function groupsOf(children: readonly NodeDef[]): readonly GroupDef[] {
  return children.flatMap((child) => (child.kind === 'step' ? [] : [child, ...groupsOf(child.children)]));
}

export const DAY = 1440;
export const WEEK = 7 * DAY;
