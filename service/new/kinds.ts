/** The plans that can be begun with: what each is for, how long before it has to be thought of, and when it is done. */
import { canary } from './templates/canary.ts';
import { databaseUpgrade } from './templates/database-upgrade.ts';
import { hotfix } from './templates/hotfix.ts';
import { openSourceCalendar } from './templates/open-source-calendar.ts';
import type { Template } from './templates/template.ts';
import { weekendCutOver } from './templates/weekend-cut-over.ts';
import { weeklyTrain } from './templates/weekly-train.ts';

export interface NewKind {
  readonly id: NewKindId;
  /** As it stands in a list. */
  readonly title: string;
  /** What happens in it, in a few words. */
  readonly detail: string;
  /** The calendar of its people, as the template declares it. */
  readonly calendar: string;
  /** So many days before T it begins: there must be that much time left. */
  readonly days: number;
  /** What takes these days. */
  readonly because: string;
  /** The weekdays it is proposed for, Monday 0, the best first. */
  readonly proposed: readonly number[];
  /** The weekdays it may be on at all; left out: any. */
  readonly only?: readonly number[];
  /** Windows on the day, in hours after its midnight, the best first: another one where the clocks change in it. */
  readonly windows: readonly (readonly [from: number, to: number])[];
  readonly template: Template;
}

export const NEW_KIND_IDS = [
  'hotfix',
  'database-upgrade',
  'weekend-cut-over',
  'canary',
  'weekly-train',
  'open-source-calendar',
] as const;
export type NewKindId = (typeof NEW_KIND_IDS)[number];

const [MON, TUE, WED, THU, FRI, SAT] = [0, 1, 2, 3, 4, 5];

export const NEW_KINDS: readonly NewKind[] = [
  {
    id: 'hotfix',
    title: 'Hotfix',
    detail: 'one service, in an evening, with a way back',
    calendar: 'office',
    days: 0,
    because: 'it can be tonight',
    proposed: [MON, TUE, WED, THU, FRI],
    windows: [
      [18, 20],
      [12, 14],
    ],
    template: hotfix,
  },
  {
    id: 'database-upgrade',
    title: 'Database upgrade',
    detail: 'a night with backup, outage, two rehearsals and a go/no-go',
    calendar: 'office',
    days: 24,
    because: 'two rehearsals and messages in time',
    proposed: [SAT],
    windows: [
      [22, 26],
      [18, 22],
      [6, 10],
    ],
    template: databaseUpgrade,
  },
  {
    id: 'weekend-cut-over',
    title: 'Weekend cut-over',
    detail: 'old system to new: test by users, punch list, a decision to stay',
    calendar: 'office',
    days: 32,
    because: 'two rehearsals, a test by users and messages in time',
    proposed: [SAT],
    only: [SAT],
    windows: [
      [8, 42],
      [7, 23],
    ],
    template: weekendCutOver,
  },
  {
    id: 'canary',
    title: 'Canary',
    detail: 'a few users first, more as the numbers allow it',
    calendar: 'office',
    days: 18,
    because: 'a rehearsal and a message in time',
    proposed: [TUE, WED, THU],
    windows: [
      [9, 14],
      [15, 20],
    ],
    template: canary,
  },
  {
    id: 'weekly-train',
    title: 'Weekly train',
    detail: 'every week at the same hour; what is not ready takes the next one',
    calendar: 'office',
    days: 6,
    because: 'a scope that is frozen before',
    proposed: [TUE, WED, THU],
    windows: [
      [10, 13],
      [14, 17],
    ],
    template: weeklyTrain,
  },
  {
    id: 'open-source-calendar',
    title: 'Open-source calendar',
    detail: 'twelve weeks of volunteers: freezes, a beta, a candidate, the day',
    calendar: 'evenings',
    days: 88,
    because: 'twelve weeks with freezes, a beta and a candidate',
    proposed: [TUE, SAT],
    windows: [
      [18, 21],
      [10, 13],
    ],
    template: openSourceCalendar,
  },
];
