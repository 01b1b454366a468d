/** The columns of a run sheet as CSV, as each program wants them. */
import type { Outline } from '../../plan/outline/model.ts';
import { parseEstimate, roughMinutes } from '../../plan/time/duration.ts';
import { afterText, cellTime, labelOf, type SheetRow, whenText } from '../sheet/rows.ts';

export interface Profile {
  readonly head: (outline: Outline) => readonly string[];
  /** Rows before those of the steps. */
  readonly first?: (outline: Outline, rows: readonly SheetRow[]) => readonly (readonly string[])[];
  readonly row: (row: SheetRow, number: number, context: Context) => readonly string[];
}

export interface Context {
  readonly outline: Outline;
  /** The number of a step by what others call it. */
  readonly numbers: ReadonlyMap<string, number>;
}

export const RUN_SHEET: Profile = {
  head: ({ zone = 'UTC' }) => [
    'ID',
    'Phase',
    'Task',
    'Action',
    'Systems',
    'Owner',
    'With',
    'Duration',
    `Start (${zone})`,
    `End (${zone})`,
    'After',
    'When',
    'Undo',
    'Status',
    'Actual start',
    'Actual end',
    'Link',
    'Notes',
  ],
  row: ({ item, path }, _, { outline }) => [
    item.id ?? '',
    path,
    item.title ?? '',
    item.kind === 'milestone' ? 'milestone' : (item.verb ?? ''),
    (item.targets ?? []).join(', '),
    item.by ?? '',
    (item.with ?? []).join(', '),
    item.duration ?? '',
    cellTime(item.start, outline.zone),
    cellTime(item.end, outline.zone),
    afterText(item),
    whenText(item),
    item.undo ?? '',
    item.done ? 'done' : '',
    '',
    '',
    (item.links ?? []).join('\n'),
    (item.notes ?? []).join('\n'),
  ],
};

const minutesOf = (duration: string | undefined): string => {
  const read = duration === undefined ? undefined : parseEstimate(duration);
  return read ? String(Math.round(roughMinutes(read.likely))) : '';
};
const day = (iso: string | undefined): string => iso?.slice(0, 10) ?? '';
const clock = (iso: string | undefined): string => iso?.slice(11, 16) ?? '';
const details = ({ item }: SheetRow): string =>
  [...(item.notes ?? []), ...(item.checklist ?? []).map(({ text }) => `- ${text}`), item.undo && `Undo: ${item.undo}`]
    .filter(Boolean)
    .join('\n');
/** Before and behind the run: by the blocks that say so. */
const isBackout = ({ path }: SheetRow): boolean => path.startsWith('rollback');
const isTest = ({ item }: SheetRow): boolean => item.verb === 'verify' || item.verb === 'gate';

const CUTOVER: Profile = {
  head: () => [
    'Task ID',
    'Title',
    'Predecessor IDs',
    'Description',
    'Stream',
    'Sub Stream',
    'Task Type',
    'Planned Duration',
    'Task Level',
    'Assigned Team',
    'Planned Fixed Date',
    'Planned Fixed Time',
    'Planned due date',
    'due time',
    'Custom Fields',
  ],
  row: (row, number, { numbers }) => {
    const { item, path } = row;
    const [stream = '', ...rest] = path.split(' / ');
    const isFixed = item.at !== undefined;
    return [
      `#${number}`,
      labelOf(item),
      (item.after ?? [])
        .flatMap(({ of }) => numbers.get(of) ?? [])
        .map((one) => `#${one}`)
        .join(', '),
      details(row),
      stream,
      rest.join(' / '),
      item.kind === 'milestone' || item.verb === 'gate' ? 'milestone' : 'normal',
      minutesOf(item.duration),
      'level-1',
      [item.by, ...(item.with ?? [])].filter(Boolean).join(', '),
      isFixed ? day(item.start) : '',
      isFixed ? clock(item.start) : '',
      item.due === undefined ? '' : day(item.end),
      item.due === undefined ? '' : clock(item.end),
      '',
    ];
  },
};

const SERVICENOW: Profile = {
  head: () => [
    'sys_class_name',
    'number',
    'parent',
    'short_description',
    'type',
    'start_date',
    'end_date',
    'cmdb_ci',
    'assignment_group',
    'assigned_to',
    'implementation_plan',
    'backout_plan',
    'test_plan',
  ],
  first: (outline, rows) => {
    const lines = (some: readonly SheetRow[]) =>
      some
        .map(({ item }) => `${cellTime(item.start)} ${labelOf(item)}${item.by ? ` (${item.by})` : ''}`.trim())
        .join('\n');
    const run = rows.filter(({ path }) => path.startsWith('run'));
    return [
      [
        'change_request',
        outline.changes?.[0] ?? '',
        '',
        outline.title ?? outline.release ?? '',
        outline.kind ?? '',
        cellTime(outline.window?.from),
        cellTime(outline.window?.to),
        (outline.systems ?? []).map((one) => one.title ?? one.name).join(', '),
        '',
        outline.owner ?? '',
        lines(run),
        [
          ...rows.filter(isBackout).map(({ item }) => labelOf(item)),
          ...run.filter(({ item }) => item.undo).map(({ item }) => `Undo ${labelOf(item)}: ${item.undo}`),
        ].join('\n'),
        lines(run.filter(isTest)),
      ],
    ];
  },
  row: (row, _, { outline }) => {
    const { item } = row;
    return [
      'change_task',
      '',
      outline.changes?.[0] ?? '',
      labelOf(item),
      '',
      cellTime(item.start),
      cellTime(item.end),
      (item.targets ?? []).join(', '),
      (item.with ?? []).join(', '),
      item.by ?? '',
      details(row),
      '',
      '',
    ];
  },
};

const JIRA: Profile = {
  head: () => [
    'Issue ID',
    'Issue Type',
    'Summary',
    'Fix Version',
    'Assignee',
    'Due Date',
    'Original Estimate',
    'Description',
  ],
  row: (row, number, { outline }) => {
    const { item } = row;
    const minutes = minutesOf(item.duration);
    return [
      String(number),
      'Task',
      labelOf(item),
      outline.release ?? '',
      item.by ?? '',
      day(item.end ?? item.start),
      minutes && String(Number(minutes) * 60),
      details(row),
    ];
  },
};

const GITHUB: Profile = {
  head: () => ['Title', 'Body', 'Labels', 'Assignees', 'Milestone'],
  row: (row, _, { outline }) => {
    const { item, path } = row;
    const when =
      item.start === undefined
        ? []
        : [`Planned ${cellTime(item.start)} .. ${cellTime(item.end)} ${outline.zone ?? 'UTC'}`];
    return [
      labelOf(item),
      [...when, details(row)].filter(Boolean).join('\n'),
      [path.split(' / ')[0], ...(item.tags ?? [])].filter(Boolean).join(','),
      item.by ?? '',
      outline.release ?? '',
    ];
  },
};

export const PROFILES: ReadonlyMap<string, Profile> = new Map([
  ['cutover', CUTOVER],
  ['servicenow', SERVICENOW],
  ['jira', JIRA],
  ['github', GITHUB],
]);
