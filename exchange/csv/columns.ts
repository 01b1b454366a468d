/** The columns of a run sheet as CSV, as each program wants them. */
import type { Outline, OutlineItem, OutlineSpan } from '../../plan/outline/model.ts';
import { parseEstimate, roughMinutes } from '../../plan/time/duration.ts';
import { detailsText, plannedText } from '../sheet/details.ts';
import { afterText, cellTime, labelOf, type SheetRow, whenText } from '../sheet/rows.ts';

export interface Profile {
  /** @param labels how many a row has at most: its block, and tags */
  readonly head: (outline: Outline, labels: number) => readonly string[];
  /** Rows before those of the steps. */
  readonly first?: (outline: Outline, rows: readonly SheetRow[]) => readonly (readonly string[])[];
  /** Which have a row; default: all. */
  readonly has?: (row: SheetRow) => boolean;
  readonly row: (row: SheetRow, number: number, context: Context) => readonly string[];
}

export interface Context {
  readonly outline: Outline;
  /** The number of a step by what others call it. */
  readonly numbers: ReadonlyMap<string, number>;
  /** How many columns of labels there are; default: none. */
  readonly labels?: number;
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
      detailsText(item),
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

/** ServiceNow refuses a task that is planned outside of its change: when that one is stands in words. */
function isWithin({ start, end }: OutlineItem, { from, to }: OutlineSpan = {}): boolean {
  const at = (iso: string | undefined, other: number) => (iso === undefined ? other : Date.parse(iso));
  return at(start, 0) >= at(from, 0) && at(end ?? start, 0) <= at(to, Number.POSITIVE_INFINITY);
}

const backoutText = (item: OutlineItem): string => {
  const how = [item.duration, item.by].filter(Boolean).join(', ');
  return `${labelOf(item)}${how && ` (${how})`}`;
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
          ...rows.filter(isBackout).map(({ item }) => backoutText(item)),
          ...run.filter(({ item }) => item.undo).map(({ item }) => `Undo ${labelOf(item)}: ${item.undo}`),
        ].join('\n'),
        lines(run.filter(isTest)),
      ],
    ];
  },
  // Tasks are done; what may have to be done stands in the backout plan.
  has: (row) => !isBackout(row),
  row: (row, _, { outline }) => {
    const { item } = row;
    const isInside = isWithin(item, outline.window);
    // Whoever is told is no configuration item.
    const isTold = item.verb === 'notify';
    return [
      'change_task',
      '',
      outline.changes?.[0] ?? '',
      labelOf(item),
      '',
      isInside ? cellTime(item.start) : '',
      isInside ? cellTime(item.end) : '',
      isTold ? '' : (item.targets ?? []).join(', '),
      (item.with ?? []).join(', '),
      item.by ?? '',
      [
        isTold && `To: ${(item.targets ?? []).join(', ')}`,
        !isInside && plannedText(item, outline.zone),
        detailsText(item),
      ]
        .filter(Boolean)
        .join('\n'),
      '',
      '',
    ];
  },
};

function padded(texts: readonly string[], length: number): readonly string[] {
  return Array.from({ length }, (_, i) => texts[i] ?? '');
}

const JIRA: Profile = {
  head: (_, labels) => [
    'Issue ID',
    'Issue Type',
    'Summary',
    'Fix Version',
    'Assignee',
    'Due Date',
    'Original Estimate',
    ...Array.from({ length: labels }, () => 'Labels'),
    'Description',
  ],
  row: ({ item, path }, number, { outline, labels = 0 }) => {
    const minutes = minutesOf(item.duration);
    return [
      String(number),
      'Task',
      labelOf(item),
      outline.release ?? '',
      item.by ?? '',
      day(item.end ?? item.start),
      minutes && String(Number(minutes) * 60),
      // A label of Jira is one word, and has a column of its own.
      ...padded([path.split(' ')[0] ?? '', ...(item.tags ?? [])], labels),
      detailsText(item),
    ];
  },
};

const GITHUB: Profile = {
  head: () => ['Title', 'Body', 'Labels', 'Assignees', 'Milestone'],
  row: (row, _, { outline }) => {
    const { item, path } = row;
    return [
      labelOf(item),
      [plannedText(item, outline.zone), detailsText(item)].filter(Boolean).join('\n'),
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
