/** One project through both, and where the two schedules differ. */
import { lower } from '../../../language/lower/lower.ts';
import { parse } from '../../../language/parse/parser.ts';
import { scheduleAll } from '../../../plan/analysis.ts';
import type { Plan, Release } from '../../../plan/model.ts';
import type { Conflict, Schedule } from '../../../plan/schedule/model.ts';
import { groupsOf, type Project, type StepDef, stepsOf } from './project.ts';
import { releaseText } from './release-text.ts';
import { runTj3 } from './tj3.ts';
import { tjpText } from './tjp-text.ts';
import { calendarTime, isWorking, workingTimeOf } from './working-time.ts';

export interface Comparison {
  readonly project: Project;
  /** Steps and milestones compared, both of start and end. */
  readonly steps: number;
  readonly differences: readonly Difference[];
  readonly release: string;
  readonly tjp: string;
  /** In milliseconds: ours from text to schedule, and the whole process of tj3. */
  readonly ours: number;
  readonly theirs: number;
}

/** Minutes since the epoch, except where `what` names another unit; undefined: has none. */
export interface Difference {
  readonly name: string;
  readonly what: 'start' | 'end' | 'minutes too early' | 'minutes too late';
  readonly ours: number | undefined;
  readonly theirs: number | undefined;
}

/** @throws Error when either of them does not understand what was written */
export async function compare(program: string, project: Project): Promise<Comparison> {
  const release = releaseText(project);
  const tjp = tjpText(project);
  const started = performance.now();
  const { plan } = lower('file:///oracle/plan.release', parse(release), []);
  const schedule = scheduleAll(plan)[0]!;
  const ours = performance.now() - started;
  understood(plan, schedule);
  let result: Awaited<ReturnType<typeof runTj3>>;
  try {
    result = await runTj3(program, tjp.text);
  } catch (error) {
    throw Object.assign(error as Error, { release, tjp: tjp.text });
  }
  const spans = spansOf(plan.releases[0]!, schedule);
  const differences: Difference[] = [];
  const check = (name: string, what: Difference['what'], mine: number | undefined, other: number | undefined) => {
    if (mine !== other) differences.push({ name, what, ours: mine, theirs: other });
  };
  const clock = projectClock(project.zone);
  const taskOf = (step: StepDef): Span | undefined => {
    const task = result.tasks.get(tjp.ids.get(step.name)!);
    return task && tjp.lengths.has(step.name) ? inWorkingTime(task, step, project, clock) : task;
  };
  let steps = 0;
  for (const part of project.parts) {
    const all = stepsOf(part.children);
    steps += all.length;
    const theirs = new Map(all.map((step) => [step, taskOf(step)]));
    for (const step of all) {
      const task = theirs.get(step);
      check(step.name, 'start', spans.get(step.name)?.start, task?.start);
      check(step.name, 'end', spans.get(step.name)?.end, task?.end);
      if (part.late) continue;
      if (step.at !== undefined && step.work !== 'moment') {
        const early = told(schedule, 'starts-too-early', step);
        check(step.name, 'minutes too early', early, over(task?.start, clock.instant(step.at)));
      }
      if (step.due !== undefined) {
        const late = told(schedule, 'ends-too-late', step);
        check(step.name, 'minutes too late', late, over(task?.end, clock.instant(step.due)));
      }
    }
    for (const { name, children } of [...groupsOf(part.children), part]) {
      const inside = stepsOf(children).map((step) => theirs.get(step));
      check(name, 'start', spans.get(name)?.start, Math.min(...inside.map((task) => task?.start ?? Number.NaN)));
      check(name, 'end', spans.get(name)?.end, Math.max(...inside.map((task) => task?.end ?? Number.NaN)));
    }
  }
  return { project, steps, differences, release, tjp: tjp.text, ours, theirs: result.milliseconds };
}

/** A word that only one of them knows would make the comparison one of other plans. */
function understood(plan: Plan, schedule: Schedule): void {
  const wrong = [
    ...plan.problems.map(({ message, place }) => `line ${place.range.start.line + 1}: ${message}`),
    ...plan.references.filter(({ target }) => !target).map(({ name }) => `unknown name ${name}`),
    ...schedule.conflicts
      .filter(({ kind }) => kind !== 'starts-too-early' && kind !== 'ends-too-late')
      .map(({ kind, steps }) => `${kind}: ${steps.join(', ')}`),
  ];
  if (wrong.length > 0) throw new Error(`The plan is not as it was meant:\n${wrong.slice(0, 10).join('\n')}`);
}

function spansOf(release: Release, schedule: Schedule): Map<string, { readonly start: number; readonly end: number }> {
  const spans = new Map<string, { readonly start: number; readonly end: number }>();
  for (const name of release.names.keys()) {
    const id = `${schedule.release}/${name}`;
    const at = schedule.milestones[id];
    const span = schedule.steps[id] ?? schedule.blocks[id] ?? (at !== undefined && { start: at, end: at });
    if (span) spans.set(name, span);
  }
  return spans;
}

function told(schedule: Schedule, kind: Conflict['kind'], { name }: StepDef): number {
  return (
    schedule.conflicts.find((conflict) => conflict.kind === kind && conflict.steps[0] === `${schedule.release}/${name}`)
      ?.minutes ?? 0
  );
}

function over(moment: number | undefined, limit: number): number {
  return moment === undefined ? Number.NaN : Math.max(0, moment - limit);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** From where TaskJuggler leaves the start of a `length` (planned late: its end) to the next slot that is worked. */
function inWorkingTime(
  { start, end }: Span,
  step: StepDef,
  { calendars, resolution, parts }: Project,
  clock: Clock,
): Span {
  const time = step.person ? workingTimeOf(step.person) : calendarTime(calendars[0]!);
  const isLate = parts.some((part) => part.late && stepsOf(part.children).includes(step)) && step.at === undefined;
  const span = { start, end };
  while (!isLate && span.start < end && !isWorking(time, clock.wall(span.start))) span.start += resolution;
  while (isLate && span.end > start && !isWorking(time, clock.wall(span.end - resolution))) span.end -= resolution;
  return span;
}

/** Between the wall clock of a project and minutes since the epoch, by the host's own tables. */
interface Clock {
  wall(instant: number): number;
  instant(wall: number): number;
}

function projectClock(zone: string): Clock {
  const format = new Intl.DateTimeFormat('en-u-hc-h23', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const offsets = new Map<number, number>();
  const offset = (at: number): number => {
    if (zone === 'UTC') return 0;
    const hour = Math.floor(at / 60);
    let found = offsets.get(hour);
    if (found === undefined) {
      const parts = format.formatToParts(hour * 3_600_000);
      const of = (type: string) => Number(parts.find((part) => part.type === type)!.value);
      const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute')) / 60_000;
      found = wall - hour * 60;
      offsets.set(hour, found);
    }
    return found;
  };
  return { wall: (at) => at + offset(at), instant: (wall) => wall - offset(wall - offset(wall)) };
}
