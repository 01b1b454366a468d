/**
 * A release in the language of TaskJuggler, which comes to the same dates: every step lasts as long as the plan has it, begins behind what
 * it waits for where that says when, else at its time. Whoever does it is responsible; hours and leave are in the times already.
 */
import type { OutlineAfter } from '../../plan/outline/model.ts';
import { type Task, tasksOf } from '../mspdi/tasks.ts';
import { outlineOf } from '../outline/outline-of.ts';
import type { Exporting } from '../plan-format.ts';
import { cellTime, labelOf } from '../sheet/rows.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Of TaskJuggler: no time lies between two of these. */
const SLOT = 5;

export async function writeTjp({ analysis, release, tell }: Exporting): Promise<string> {
  const outline = outlineOf(analysis, release);
  const zone = outline.zone ?? 'UTC';
  const { tasks, byKey } = tasksOf(outline.items ?? []);
  const dated = tasks.filter(({ item, isSummary }) => !isSummary && item.start !== undefined);
  const open = tasks.filter(({ item, isSummary }) => !isSummary && item.start === undefined);
  if (open.length > 0)
    tell(`${open.length} steps have no time, as nothing says when they are, and are not in the project.`);
  const odd = dated.filter(({ item }) =>
    [item.start!, item.end ?? item.start!].some((one) => Date.parse(one) % (SLOT * MINUTE) !== 0),
  );
  if (odd.length > 0)
    tell(
      `${odd.length} steps begin or end between two times of ${SLOT} minutes, which TaskJuggler cannot; they begin up to ${SLOT - 1} minutes earlier there.`,
    );
  const names = namesOf(tasks, dated);
  const people = [
    ...new Set(dated.flatMap(({ item }) => (item.by === undefined || item.by === 'tbd' ? [] : [item.by]))),
  ];
  const titles = new Map((outline.people ?? []).map(({ name, title }) => [name!, title]));
  const resources = new Map(people.map((who, i) => [who, `r${i + 1}_${idOf(who)}`] as const));
  const moments = dated.flatMap(({ item }) => [Date.parse(item.start!), Date.parse(item.end ?? item.start!)]);
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const first = moments.reduce((a, b) => Math.min(a, b), moments[0] ?? 0);
  const last = moments.reduce((a, b) => Math.max(a, b), moments[0] ?? 0);
  return [
    `project ${idOf(outline.release!)} ${quoted(outline.title ?? outline.release!)} ${day(first - 2 * DAY)} - ${day(last + 3 * DAY)} {`,
    `  timezone "${zone}"`,
    `  timingresolution ${SLOT}min`,
    '  timeformat "%Y-%m-%d %H:%M"',
    '}',
    '',
    ...people.map((who) => `resource ${resources.get(who)} ${quoted(titles.get(who) ?? who)}`),
    '',
    ...body(tasks, 0, tasks.length, names, (task) => lines(task, byKey, names, zone, resources, odd.length === 0)),
    '',
    'taskreport "plan" {',
    '  formats csv',
    '  columns id, name, start, end, responsible',
    '}',
    '',
  ].join('\n');
}

/** The full id of every task that is written: of what has a time, and of what holds some of it. */
function namesOf(tasks: readonly Task[], dated: readonly Task[]): ReadonlyMap<Task, string> {
  const isDated = new Set(dated);
  const names = new Map<Task, string>();
  const above: Task[] = [];
  for (const [i, task] of tasks.entries()) {
    while (above.length > 0 && above.at(-1)!.level >= task.level) above.pop();
    const isHolding = task.isSummary && tasks.slice(i + 1, i + 1 + heldBy(tasks, i)).some((one) => isDated.has(one));
    if (isDated.has(task) || isHolding) {
      const parent = above.at(-1);
      names.set(
        task,
        `${parent ? `${names.get(parent)}.` : ''}t${task.uid}_${idOf(task.item.id ?? labelOf(task.item))}`,
      );
    }
    if (task.isSummary) above.push(task);
  }
  return names;
}

/** How many of the tasks behind one stand in it. */
function heldBy(tasks: readonly Task[], index: number): number {
  let end = index + 1;
  while (end < tasks.length && tasks[end]!.level > tasks[index]!.level) end++;
  return end - index - 1;
}

function body(
  tasks: readonly Task[],
  from: number,
  to: number,
  names: ReadonlyMap<Task, string>,
  linesOf: (task: Task) => readonly string[],
): readonly string[] {
  const written: string[] = [];
  for (let i = from; i < to; i++) {
    const task = tasks[i]!;
    const name = names.get(task);
    const end = i + 1 + heldBy(tasks, i);
    if (name !== undefined) {
      const inner = task.isSummary ? body(tasks, i + 1, end, names, linesOf) : linesOf(task);
      written.push(
        `task ${name.split('.').at(-1)} ${quoted(labelOf(task.item))} {`,
        ...inner.map((line) => `  ${line}`),
        '}',
      );
    }
    i = end - 1;
  }
  return written;
}

function lines(
  { item, before }: Task,
  byKey: ReadonlyMap<string, Task>,
  names: ReadonlyMap<Task, string>,
  zone: string,
  resources: ReadonlyMap<string, string>,
  isExact: boolean,
): readonly string[] {
  const start = Date.parse(item.start!);
  const minutes = (Date.parse(item.end ?? item.start!) - start) / MINUTE;
  const links = new Map<string, { readonly text: string; readonly moment: number }>();
  const add = (to: Task | undefined, after?: OutlineAfter) => {
    const name = to && names.get(to);
    const isStart = after?.side === 'start';
    const text = isStart ? to?.item.start : (to?.item.end ?? to?.item.start);
    if (!to || name === undefined || text === undefined || links.has(name)) return;
    const moment = Date.parse(text);
    const gap = after?.lag === undefined ? 0 : (start - moment) / MINUTE;
    if (gap < 0 || moment > start) return;
    const clauses = [...(isStart ? ['onstart'] : []), ...(gap > 0 ? [`gapduration ${gap}min`] : [])].join(' ');
    links.set(name, { text: `${name}${clauses && ` { ${clauses} }`}`, moment: moment + gap * MINUTE });
  };
  for (const after of item.after ?? []) add(byKey.get(after.of), after);
  add(before);
  const moments = [...links.values()].map(({ moment }) => moment);
  const isLinked = isExact && moments.length > 0 && Math.max(...moments) === start;
  const who = item.by === undefined ? undefined : resources.get(item.by);
  return [
    ...(isExact && links.size > 0 ? [`depends ${[...links.values()].map(({ text }) => text).join(', ')}`] : []),
    ...(isLinked ? [] : [`start ${clock(item.start!, zone)}`]),
    minutes < 1 ? 'milestone' : `duration ${Math.ceil(minutes / SLOT) * SLOT}min`,
    ...(who === undefined ? [] : [`responsible ${who}`]),
    ...(item.done ? ['complete 100'] : []),
  ];
}

/** `2026-12-05-22:00`, with its offset where the clocks show that hour twice. */
function clock(iso: string, zone: string): string {
  const [date = '', time = ''] = cellTime(iso, zone).split(' ');
  const minutes = Math.floor(Number(time.slice(3, 5)) / SLOT) * SLOT;
  const offset = time.slice(5).replace(':', '');
  return `${date}-${time.slice(0, 3)}${String(minutes).padStart(2, '0')}${offset === '' ? '' : `-${offset}`}`;
}

function idOf(text: string): string {
  return (
    text
      .replace(/\W+/g, '_')
      .replace(/^(?=\d)/, '_')
      .slice(0, 60) || 'x'
  );
}

/** Nothing in it ends the text, and nothing is taken for a macro. */
function quoted(text: string): string {
  const plain = text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll('\\', '⧵')
    .replace(/\$(?=[{(])/g, '$ ');
  return `"${plain.replaceAll('"', '\\"')}"`;
}
