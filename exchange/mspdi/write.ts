/**
 * A release as Microsoft Project 2007 writes it. Its calendar has all hours of every day, so that Project comes to the times of the
 * plan; whoever does a task has their own calendar, which does not move it. A start that links do not say is a constraint.
 */
import type { OutlineAfter, OutlineItem } from '../../plan/outline/model.ts';
import { outlineOf } from '../outline/outline-of.ts';
import type { Exporting } from '../plan-format.ts';
import { afterText, cellTime, labelOf, whenText } from '../sheet/rows.ts';
import { type Written, xmlText } from '../xml/write.ts';
import { type CalendarUids, calendarsOf } from './calendars.ts';
import { GROUP_OF_PEOPLE, type Head, OWN_FIELDS, ZONE_SUBJECT } from './fields.ts';
import { type Task, tasksOf } from './tasks.ts';

const MINUTE = 60_000;
const NAMESPACE = ' xmlns="http://schemas.microsoft.com/project"';

export async function writeMspdi({ analysis, release }: Exporting): Promise<string> {
  const outline = outlineOf(analysis, release);
  const { tasks, byKey } = tasksOf(outline.items ?? []);
  const starts = tasks.flatMap(({ item }) => item.start ?? []);
  const ends = tasks.flatMap(({ item }) => item.end ?? []);
  const inOrder = (all: readonly string[]) => all.toSorted((a, b) => Date.parse(a) - Date.parse(b));
  const resources = [...new Set([...(outline.people ?? []).map(({ name }) => name!), ...resourcesOf(tasks)])];
  const { calendars, uids } = calendarsOf(outline, resources);
  const titles = new Map(
    [...(outline.people ?? []), ...(outline.teams ?? []), ...(outline.roles ?? [])].map(({ name, title }) => [
      name!,
      title,
    ]),
  );
  const people = new Map((outline.people ?? []).map((one) => [one.name!, one] as const));
  const assignments = tasks.flatMap(({ uid, item }) => peopleOf(item).map((who) => [uid, who] as const));
  const start = inOrder(starts)[0];
  return xmlText(
    [
      'Project',
      [
        ['SaveVersion', 12],
        ['Name', short(release.name)],
        ['Title', outline.title && short(outline.title)],
        ['Subject', `${ZONE_SUBJECT}${outline.zone ?? 'UTC'}`],
        ['Category', outline.kind],
        ['Manager', outline.owner && short(outline.owner)],
        ['ScheduleFromStart', 1],
        ['StartDate', clock(start)],
        ['FinishDate', clock(inOrder(ends).at(-1))],
        ['CurrencyCode', 'EUR'],
        ['CalendarUID', 1],
        ['DefaultStartTime', '00:00:00'],
        ['DefaultFinishTime', '00:00:00'],
        ['MinutesPerDay', 1440],
        ['MinutesPerWeek', 10_080],
        ['DaysPerMonth', 30],
        ['DurationFormat', 5],
        ['NewTasksEstimated', 0],
        [
          'ExtendedAttributes',
          OWN_FIELDS.map(
            ({ head, id, name }): Written => [
              'ExtendedAttribute',
              [
                ['FieldID', id],
                ['FieldName', name],
                ['Alias', head],
              ],
            ],
          ),
        ],
        ['Calendars', calendars],
        ['Tasks', tasks.map((task) => taskOf(task, byKey, outline.zone ?? 'UTC'))],
        [
          'Resources',
          resources.map((who, i): Written => resourceOf(who, i + 1, titles.get(who), people.get(who)?.email, uids)),
        ],
        [
          'Assignments',
          assignments.map(
            ([task, who], i): Written => [
              'Assignment',
              [
                ['UID', i + 1],
                ['TaskUID', task],
                ['ResourceUID', resources.indexOf(who) + 1],
                ['Units', 1],
              ],
            ],
          ),
        ],
      ],
    ],
    NAMESPACE,
  );

  function resourceOf(
    who: string,
    uid: number,
    title = who,
    email: string | undefined,
    calendarUids: CalendarUids,
  ): Written {
    return [
      'Resource',
      [
        ['UID', uid],
        ['ID', uid],
        ['Name', short(title)],
        ['Type', 1],
        ['Code', who],
        ['Group', people.has(who) ? GROUP_OF_PEOPLE : undefined],
        ['EmailAddress', email],
        ['CalendarUID', calendarUids.get(who)],
      ],
    ];
  }
}

function taskOf(task: Task, byKey: ReadonlyMap<string, Task>, zone: string): Written {
  const { uid, item, level, isSummary } = task;
  const minutes = lengthOf(item);
  const isMilestone = item.kind === 'milestone';
  const links = linksOf(task, byKey);
  const due = item.due && /^(?:[A-Z][a-z]{2} )?(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})$/.exec(item.due);
  const said = links.map(({ moment }) => moment).filter((one) => one !== undefined);
  const begin = item.start === undefined ? undefined : Date.parse(item.start);
  // What its links say needs no constraint.
  const isLinked = said.length > 0 && said.reduce((a, b) => Math.max(a, b)) === begin;
  const constraint = item.at !== undefined && !isSummary ? 2 : 4;
  const isFixed = begin !== undefined && !isSummary && (item.at !== undefined || !isLinked);
  const values = isSummary ? [] : OWN_FIELDS.flatMap(({ head, id }) => fieldOf(task, head, id, minutes, zone));
  return [
    'Task',
    [
      ['UID', uid],
      ['ID', uid],
      ['Name', short(labelOf(item))],
      ['Type', 1],
      ['OutlineLevel', level],
      ['Start', clock(item.start)],
      ['Finish', clock(item.end)],
      ['Duration', `PT${Math.floor(minutes / 60)}H${minutes % 60}M0S`],
      ['DurationFormat', 5],
      ['EffortDriven', 0],
      ['Estimated', 0],
      ['Milestone', isMilestone ? 1 : undefined],
      ['Summary', isSummary ? 1 : undefined],
      ['PercentComplete', item.done ? 100 : undefined],
      ['ConstraintType', isFixed ? constraint : 0],
      ['CalendarUID', isSummary ? -1 : 1],
      ['ConstraintDate', isFixed ? clock(item.start) : undefined],
      ['Deadline', due ? `${due[1]}T${due[2]}:00` : undefined],
      ['HyperlinkAddress', item.links?.[0]],
      ['IgnoreResourceCalendar', 1],
      ['Notes', notesOf(item)],
      ...links.map(
        ({ uid: to, type, tenths }): Written => [
          'PredecessorLink',
          [
            ['PredecessorUID', to],
            ['Type', type],
            ['LinkLag', tenths === 0 ? undefined : tenths],
            ['LagFormat', tenths === 0 ? undefined : 4],
          ],
        ],
      ),
      ...values,
      ...baselinesOf(item),
    ],
  ];
}

/** When it was planned for before: what was planned last is the first baseline, which people see. */
function baselinesOf({ was = [], start, end }: OutlineItem): readonly Written[] {
  const length = start === undefined || end === undefined ? 0 : Date.parse(end) - Date.parse(start);
  return was.toReversed().flatMap((text, number): Written[] => {
    const [, day, hour = '00:00'] = /(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}))?$/.exec(text) ?? [];
    if (day === undefined || number > MOST_BASELINES) return [];
    const begin = Date.parse(`${day}T${hour}Z`);
    return [
      [
        'Baseline',
        [
          ['Number', number],
          ['Start', `${day}T${hour}:00`],
          ['Finish', `${new Date(begin + length).toISOString().slice(0, 16)}:00`],
        ],
      ],
    ];
  });
}

/** Project has that of a task, and ten further ones. */
const MOST_BASELINES = 10;

/** Of a step that has no times: what it is estimated to take is in its own field. */
function lengthOf({ start, end }: OutlineItem): number {
  return start === undefined || end === undefined ? 0 : Math.round((Date.parse(end) - Date.parse(start)) / MINUTE);
}

/** How the file says a length that Project cannot: with what Project makes of it, so that a length that is changed there counts. */
export function lengthText(duration: string, minutes: number): string {
  return `${duration} (${minutes} min)`;
}

function fieldOf({ item, path }: Task, head: Head, id: string, minutes: number, zone: string): readonly Written[] {
  const twice = (iso: string | undefined) => (cellTime(iso, zone).length > 16 ? iso : undefined);
  const said: Readonly<Record<Head, string | undefined>> = {
    ID: item.id,
    Phase: path,
    Action: item.kind === 'milestone' ? 'milestone' : item.verb,
    Systems: item.targets?.join(', '),
    Owner: item.by,
    With: item.with?.join(', '),
    Duration: item.duration && lengthText(item.duration, minutes),
    After: afterText(item),
    When: whenText(item),
    Undo: item.undo,
    Link: item.links?.join('\n'),
    Titled: item.title === undefined ? undefined : 'yes',
    Begin: twice(item.start),
    Finish: twice(item.end),
  };
  const text = said[head];
  if (!text) return [];
  return [
    [
      'ExtendedAttribute',
      [
        ['FieldID', id],
        ['Value', text],
      ],
    ],
  ];
}

interface Link {
  readonly uid: number;
  /** 1: it begins when that ends, 3: when that begins. */
  readonly type: 1 | 3;
  readonly tenths: number;
  /** What it says of the begin; undefined: that has no time. */
  readonly moment?: number;
}

function linksOf({ item, before }: Task, byKey: ReadonlyMap<string, Task>): readonly Link[] {
  const links = new Map<number, Link>();
  const add = (to: Task | undefined, after?: OutlineAfter) => {
    if (!to || links.has(to.uid) || to.item === item) return;
    const isStart = after?.side === 'start';
    const text = isStart ? to.item.start : (to.item.end ?? to.item.start);
    const from = text === undefined ? undefined : Date.parse(text);
    const begin = item.start === undefined ? undefined : Date.parse(item.start);
    const lag = after?.lag === undefined || from === undefined || begin === undefined ? 0 : begin - from;
    links.set(to.uid, {
      uid: to.uid,
      type: isStart ? 3 : 1,
      tenths: (lag / MINUTE) * 10,
      ...(from !== undefined && { moment: from + lag }),
    });
  };
  for (const after of item.after ?? []) add(byKey.get(after.of), after);
  add(before);
  return [...links.values()];
}

function peopleOf({ by, with: also = [] }: OutlineItem): readonly string[] {
  return [...new Set([by, ...also].flatMap((who) => (who === undefined || who === 'tbd' ? [] : [who])))];
}

function resourcesOf(tasks: readonly Task[]): readonly string[] {
  return [...new Set(tasks.flatMap(({ item, isSummary }) => (isSummary ? [] : peopleOf(item))))];
}

function notesOf({ notes = [], checklist = [] }: OutlineItem): string | undefined {
  const lines = [...notes, ...checklist.map(({ text, done }) => `${done ? '[x]' : '[ ]'} ${text}`)];
  return lines.length === 0 ? undefined : lines.join('\n');
}

/** The wall clock: the format knows no zones. */
function clock(iso: string | undefined): string | undefined {
  return iso === undefined ? undefined : `${cellTime(iso).replace(' ', 'T')}:00`;
}

/** Names have at most 512 characters there. */
function short(text: string): string {
  return text.slice(0, 512);
}
