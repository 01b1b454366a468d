/** A project in our language. */
import {
  type ArcDef,
  type CalendarDef,
  DAY,
  type HoursDef,
  type NodeDef,
  type OffDef,
  type PartDef,
  type PersonDef,
  type Project,
  type StepDef,
  type Wall,
} from './project.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export function releaseText(project: Project): string {
  const { zone, calendars, people, moments, parts, T } = project;
  return [
    `zone ${zone}`,
    ...calendars.map((calendar) => calendarText(calendar, zone)),
    ...people.map((person) => personText(person, zone)),
    'release oracle {',
    '  kind standard',
    `  calendar ${calendars[0]!.name}`,
    `  window ${moment(T)}`,
    ...moments.map(({ name, at }) => `  milestone ${name} ${moment(at)}`),
    ...parts.map((part) => partText(part, zone)),
    '}',
    '',
  ].join('\n');
}

function calendarText({ name, zone, hours, off, holidaysOf }: CalendarDef, projectZone: string): string {
  return [
    `calendar ${name} {`,
    `  zone ${zone.name}`,
    ...hours.map((one) => `  working ${hoursText(one)}`),
    ...off.map((one) => `  holiday ${offText(one, projectZone)}`),
    ...(holidaysOf ? [`  holidays ${holidaysOf.name}`] : []),
    '}',
  ].join('\n');
}

function personText({ name, calendar, ofTeam, zone, shifts, leave }: PersonDef, projectZone: string): string {
  const lines = [
    ...(ofTeam ? [] : [`  calendar ${calendar.name}`]),
    ...(zone ? [`  zone ${zone.name}`] : ofTeam ? [`  zone ${calendar.zone.name}`] : []),
    ...shifts.map((one) => `  shift ${hoursText(one)}`),
    ...leave.map((one) => `  leave ${offText(one, projectZone)}`),
  ];
  const text = [`person ${name} {`, ...lines, '}'].join('\n');
  return ofTeam ? `${text}\nteam ${name}-team is ${name} { calendar ${calendar.name} }` : text;
}

function hoursText({ weekdays, from, to }: HoursDef): string {
  return `${weekdays.map((weekday) => WEEKDAYS[weekday]).join(', ')} ${clock(from)} .. ${clock(to)}`;
}

function offText(off: OffDef, zone: string): string {
  if (off.kind === 'span') return `${moment(off.start)} .. ${moment(off.end)} ${zone}`;
  return off.from === off.to ? day(off.from) : `${day(off.from)} .. ${day(off.to)}`;
}

function partText({ kind, name, at, due, after, children }: PartDef, zone: string): string {
  const clauses = [
    at === undefined ? '' : ` at ${moment(at)}`,
    due === undefined ? '' : ` due ${moment(due)}`,
    afterText(after, zone),
  ].join('');
  return [`  ${kind} ${name}${clauses} {`, ...children.map((child) => nodeText(child, '    ', zone)), '  }'].join('\n');
}

function nodeText(node: NodeDef, indent: string, zone: string): string {
  if (node.kind === 'step') return indent + stepText(node, zone);
  const inner = node.children.map((child) => nodeText(child, `${indent}  `, zone));
  return [`${indent}${node.kind} ${node.name}${afterText(node.after, zone)} {`, ...inner, `${indent}}`].join('\n');
}

function stepText(step: StepDef, zone: string): string {
  const { name, work, person, after, alongside, at, notBefore, due } = step;
  // A milestone that says nothing of when it is would be a finding; a wait of no time is the same moment.
  if (work === 'moment' && (at !== undefined || after.length > 0)) {
    return `milestone ${name}${at === undefined ? '' : ` at ${moment(at)}`}${afterText(after, zone)}`;
  }
  const asTime = notBefore === undefined ? after.find((arc) => arc.asTime) : undefined;
  return [
    work === 'wait' || work === 'moment' ? 'wait' : 'task',
    name,
    work === 'days' ? `${step.days}wd` : duration(step.minutes, work === 'hours' ? undefined : zone),
    person ? `by ${person.name}` : '',
    at === undefined ? '' : `at ${moment(at)}`,
    notBefore === undefined ? '' : `not before ${moment(notBefore)}`,
    asTime ? `not before ${arcText(asTime, zone)}` : '',
    due === undefined ? '' : `due ${moment(due)}`,
    afterText(
      after.filter((arc) => arc !== asTime),
      zone,
    ).trim(),
    alongside ? `alongside ${alongside.name}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function afterText(arcs: readonly ArcDef[], zone: string): string {
  return arcs.length > 0 ? ` after ${arcs.map((arc) => arcText(arc, zone)).join(', ')}` : '';
}

function arcText({ to, side, lag }: ArcDef, zone: string): string {
  const point = side === 'start' ? `${to.name}.start` : to.name;
  if (lag.workingDays > 0) return `${point} + ${lag.workingDays}wd`;
  return lag.minutes > 0 ? `${point} + ${duration(lag.minutes, zone)}` : point;
}

/** Where clocks change, a day is not always 24 hours; and a day is never a sum of working hours: there only hours are. */
function duration(minutes: number, zone: string | undefined): string {
  if (zone === 'UTC' && minutes % (7 * DAY) === 0) return `${minutes / (7 * DAY)}w`;
  if (zone === 'UTC' && minutes % DAY === 0) return `${minutes / DAY}d`;
  const hours = Math.floor(minutes / 60);
  return `${hours > 0 ? `${hours}h` : ''}${minutes % 60 > 0 || hours === 0 ? `${minutes % 60}m` : ''}`;
}

/** `2026-12-05` */
export function day(number: number): string {
  return new Date(number * DAY * 60_000).toISOString().slice(0, 10);
}

export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function moment(at: Wall): string {
  return `${day(Math.floor(at / DAY))} ${clock(at % DAY)}`;
}
