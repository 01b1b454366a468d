/** A file that an export wrote, whatever Project has changed in it since: its tasks as rows of the run sheet. */
import type { Outline, OutlinePerson } from '../../plan/outline/model.ts';
import type { Importing } from '../plan-format.ts';
import { labelOf } from '../sheet/rows.ts';
import { readTable } from '../table/read.ts';
import { lengthOf } from '../table/values/length.ts';
import { allIn, type Element, textOf } from '../xml/read.ts';
import { GROUP_OF_PEOPLE, type Head, OWN_FIELDS, SHEET_HEADS, ZONE_SUBJECT } from './fields.ts';

/** Undefined: another program wrote it. */
export function readOwn(root: Element, importing: Importing): Outline | undefined {
  const aliases = new Map(
    allIn(root, 'ExtendedAttributes', 'ExtendedAttribute').map((one) => [textOf(one, 'FieldID'), textOf(one, 'Alias')]),
  );
  if (!OWN_FIELDS.every(({ id, head }) => aliases.get(id) === head)) return undefined;
  const subject = textOf(root, 'Subject');
  const zone = subject?.startsWith(ZONE_SUBJECT) ? subject.slice(ZONE_SUBJECT.length) : undefined;
  const tasks = allIn(root, 'Tasks', 'Task').filter((task) => textOf(task, 'Summary') !== '1');
  const ids = new Map(OWN_FIELDS.map(({ head, id }) => [head, id] as const));
  const outline = readTable(
    {
      title: textOf(root, 'Title') ?? textOf(root, 'Name') ?? 'plan',
      place: (row) => (row === 0 ? 'fields' : `task ${textOf(tasks[row - 1], 'ID') ?? row}`),
      rows: [
        [...SHEET_HEADS, 'Task', 'Start', 'End', 'Status', 'Actual start', 'Actual end', 'Notes'],
        ...tasks.map((task) => rowOf(task, (head) => fieldIn(task, ids.get(head)!))),
      ],
    },
    { ...importing, ...(zone !== undefined && { zone: importing.zone ?? zone }) },
  );
  const people = allIn(root, 'Resources', 'Resource').flatMap((one): OutlinePerson[] => {
    const [name, title] = [textOf(one, 'Code'), textOf(one, 'Name')];
    const email = textOf(one, 'EmailAddress');
    if (name === undefined || textOf(one, 'Group') !== GROUP_OF_PEOPLE) return [];
    return [{ name, ...(title !== undefined && title !== name && { title }), ...(email !== undefined && { email }) }];
  });
  const [name, kind, owner] = ['Name', 'Category', 'Manager'].map((one) => textOf(root, one));
  return {
    ...outline,
    ...(name !== undefined && { release: name }),
    ...(textOf(root, 'Title') === undefined && { title: undefined }),
    ...(kind !== undefined && { kind }),
    ...(owner !== undefined && { owner }),
    ...(people.length > 0 && { people }),
  } as Outline;
}

function fieldIn(task: Element, id: string): string {
  const own = task.children.find((child) => child.name === 'ExtendedAttribute' && textOf(child, 'FieldID') === id);
  return textOf(own, 'Value') ?? '';
}

function rowOf(task: Element, value: (head: Head) => string): readonly string[] {
  const name = textOf(task, 'Name') ?? '';
  const [verb, targets] = [value('Action'), value('Systems').split(', ')];
  const label = labelOf({ verb, ...(targets[0] !== '' && { targets }) });
  const isTitle = value('Titled') === 'yes' || (name !== label && name !== value('ID'));
  const isBegun = Number(textOf(task, 'PercentComplete') ?? 0) > 0;
  const percent = Number(textOf(task, 'PercentComplete') ?? 0);
  const notes = (textOf(task, 'Notes') ?? '')
    .split('\n')
    .filter((line) => !/^\[[x ]\] /.test(line))
    .join('\n');
  return [
    ...SHEET_HEADS.map((head) => (head === 'Duration' ? durationOf(task, value(head)) : value(head))),
    isTitle ? name : '',
    which(textOf(task, 'Start'), value('Begin')),
    which(textOf(task, 'Finish'), value('Finish')),
    percent === 100 ? 'done' : percent > 0 ? `${percent} %` : '',
    isBegun ? (textOf(task, 'ActualStart') ?? '') : '',
    isBegun ? (textOf(task, 'ActualFinish') ?? '') : '',
    notes,
  ];
}

/** Of an hour that comes twice the one that was meant, unless somebody has moved the task. */
function which(clock = '', exact: string): string {
  return exact !== '' && clock.startsWith(exact.slice(0, 16)) ? exact : clock;
}

/** As the plan says it, unless somebody has changed it in Project. */
function durationOf(task: Element, own: string): string {
  const minutes = minutesIn(textOf(task, 'Duration'));
  const [, said, was] = /^(.*) \((\d+) min\)$/.exec(own) ?? [];
  if (said !== undefined && (minutes === undefined || Number(was) === minutes)) return said;
  return minutes === undefined || (minutes === 0 && own === '') ? '' : lengthOf(minutes);
}

/** `PT16H0M0S`. */
export function minutesIn(text: string | undefined): number | undefined {
  const match = /^PT?(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(text ?? '');
  if (!match) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((one) => Number(one ?? 0));
  return days * 1440 + hours * 60 + minutes + Math.round(seconds / 60);
}
