/**
 * What somebody wants to try, from words to changes of the plan: `migrate-orders.duration=50m`, `priya`, `+30m`.
 *
 * A value is read by the grammar itself, as the clause of a step that stands alone: whatever a plan can say is understood
 * here, and what is wrong with it is told as it would be told there.
 */
import { analyse } from '../../plan/analysis.ts';
import { ambiguousTime } from '../../plan/checks/ambiguous-time.ts';
import { nonexistentTime } from '../../plan/checks/nonexistent-time.ts';
import { syntax } from '../../plan/checks/syntax.ts';
import { weekdayMismatch } from '../../plan/checks/weekday-mismatch.ts';
import { type Plan, type Release, type Step, stepLabel, type Time } from '../../plan/model.ts';
import { nearest } from '../../plan/nearest.ts';
import { timingOf } from '../../plan/order/blocks.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { addDuration, formatDuration, isElapsed, parseDuration } from '../../plan/time/duration.ts';
import { type Found, findPeople, findRelease, findStep, namesOf } from '../../plan/what-if/find.ts';
import type { Change, ChangedClauses } from '../../plan/what-if/what-if.ts';
import { mayAct } from '../../plan/who/people.ts';
import { lower } from '../lower/lower.ts';
import { nameOf } from '../parse/names.ts';
import { parse } from '../parse/parser.ts';

export interface Wanted {
  /** `STEP.FIELD=VALUE`, `window.end=VALUE`, `window=+1w`. */
  readonly set?: readonly string[];
  /** Names of people, roles, teams or parties. */
  readonly without?: readonly string[];
  /** `+30m` (after its planned start), or a time. */
  readonly start?: string;
}

/** The changes somebody wants, or a sentence about the first thing that is wrong with them. */
export function readChanges(
  { plan, schedules }: { readonly plan: Plan; readonly schedules: readonly Schedule[] },
  { set = [], without = [], start }: Wanted,
): Found<{ readonly changes: readonly Change[] }> {
  const changes: Change[] = [];
  for (const [texts, read] of [
    [set, (text: string) => readSet(plan, schedules, text)],
    [start === undefined ? [] : [start], (text: string) => readStart(plan, schedules, text)],
    [without, (text: string) => readAbsence(plan, text)],
  ] as const) {
    for (const text of texts) {
      const change = read(nameOf(text));
      if ('trouble' in change) return change;
      changes.push(change);
    }
  }
  return { changes };
}

/** How a field is called, the clause that says it, and where in the step it stands. */
const FIELDS = {
  duration: { clause: '', property: 'duration', example: '50m, 20m..25m..50m or +15m' },
  by: { clause: 'by', property: 'by', example: 'priya, any of ops or dba else jonas' },
  with: { clause: 'with', property: 'with', example: 'priya or 2 of ops' },
  at: { clause: 'at', property: 'at', example: '23:30, T+2h or +15m' },
  'not before': { clause: 'not before', property: 'notBefore', example: '23:30, T+2h or +15m' },
  due: { clause: 'due', property: 'due', example: 'T-1wd or "Sat 2026-12-05 23:00"' },
  after: { clause: 'after', property: 'after', example: 'night-backup + 10m' },
  undo: { clause: 'undo', property: 'undo', example: '20m' },
  done: { clause: 'done', property: 'done', example: 'yes or no' },
} as const satisfies Record<string, { clause: string; property: keyof ChangedClauses; example: string }>;
type Field = keyof typeof FIELDS;

const BOUNDS = { start: 'from', end: 'to' } as const;
type Bound = keyof typeof BOUNDS;

function readSet(plan: Plan, schedules: readonly Schedule[], text: string): Found<Change> {
  const equals = text.indexOf('=');
  const moved = equals < 0 ? undefined : findWindow(plan, text.slice(0, equals).trim());
  if (moved) return 'trouble' in moved ? moved : moveWindow(plan, schedules, moved, text.slice(equals + 1).trim());
  const dot = text.lastIndexOf('.', equals);
  if (equals < 0 || dot <= 0) {
    return {
      trouble: `\`${text}\` does not say what to change. Write STEP.FIELD=VALUE, such as \`deploy web.duration=50m\`.`,
    };
  }
  const subject = text.slice(0, dot).trim();
  const field = text
    .slice(dot + 1, equals)
    .trim()
    .replace('-', ' ');
  const value = text.slice(equals + 1).trim();
  const window = Object.hasOwn(BOUNDS, field) ? findWindow(plan, subject) : undefined;
  if (window) return 'trouble' in window ? window : readBound(plan, schedules, window, field as Bound, value);
  const found = findStep(plan, subject);
  if ('trouble' in found) return found;
  if (!Object.hasOwn(FIELDS, field)) return { trouble: unknownField(found.step, field) };
  const clauses = readClause(
    plan,
    plan.releases[found.release]!,
    schedules[found.release]!,
    found.step,
    field as Field,
    value,
  );
  if ('trouble' in clauses) return clauses;
  return { kind: 'step', release: found.release, step: found.step.index, clauses };
}

function unknownField(step: Step, field: string): string {
  const fields = Object.keys(FIELDS);
  const meant = nearest(field, fields);
  const hint = meant
    ? `Did you mean \`${meant}\`?`
    : `It can be ${fields.slice(0, -1).join(', ')} or ${fields.at(-1)}.`;
  return `\`${field}\` of \`${stepLabel(step)}\` cannot be set. ${hint}`;
}

function readClause(
  plan: Plan,
  release: Release,
  schedule: Schedule,
  step: Step,
  field: Field,
  value: string,
): Found<ChangedClauses> {
  const { clause, property, example } = FIELDS[field];
  const label = stepLabel(step);
  if (value === '') return { trouble: `\`${field}\` of \`${label}\` needs a value: ${example}, or \`none\`.` };
  if (field === 'done') {
    if (value !== 'yes' && value !== 'no')
      return { trouble: `\`${label}\` is done or not: write yes or no, not \`${value}\`.` };
    return { done: value === 'yes' };
  }
  if (value === 'none') return { [property]: field === 'with' || field === 'after' ? [] : undefined };
  if (/^[+-]/.test(value)) return relativeClause(release, schedule, step, field, value);
  const read = readAlone(release, `${clause} ${value}`);
  if ('trouble' in read) return { trouble: `${field}=${value} cannot be read: ${read.trouble}` };
  const said = read.step[property];
  const others = Object.values(FIELDS).filter((each) => each.property !== property && isSaid(read.step[each.property]));
  if (!isSaid(said) || others.length > 0) {
    return { trouble: `\`${value}\` is no ${field} of a step. Write for example ${example}.` };
  }
  const wrong = unknownNames(plan, release, read.plan);
  return wrong ? { trouble: wrong } : { [property]: said };
}

function isSaid(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
}

/** `+15m`: that much longer, later than the schedule has it. */
function relativeClause(
  release: Release,
  schedule: Schedule,
  step: Step,
  field: Field,
  value: string,
): Found<ChangedClauses> {
  const label = stepLabel(step);
  const shift = parseDuration(value);
  if (!shift || (!isElapsed(shift) && (field === 'duration' || field === 'undo'))) {
    return { trouble: `\`${value}\` is no number of minutes or hours, such as +15m or -1h.` };
  }
  if (field === 'duration' || field === 'undo') {
    const now = step[field];
    const zero = { minutes: 0, days: 0, months: 0, workingDays: 0 };
    const add = (part = zero) => ({ ...part, minutes: part.minutes + shift.minutes });
    const changed = { min: add(now?.min), likely: add(now?.likely), max: add(now?.max), open: now?.open };
    if (changed.min.minutes < 0) {
      return {
        trouble: `\`${label}\` takes ${formatDuration(now?.likely ?? zero)}; it cannot take ${value.slice(1)} less.`,
      };
    }
    const parts = [changed.min, changed.likely, changed.max].map(formatDuration);
    const text = new Set(parts).size === 1 ? parts[0]! : parts.join('..');
    return { [field]: { ...changed, text, place: step.head } };
  }
  if (field !== 'at' && field !== 'not before') {
    return { trouble: `\`${field}\` of \`${label}\` cannot be counted from what it is; write the time.` };
  }
  const start = schedule.steps[step.id]?.start;
  if (start === undefined) return { trouble: `\`${label}\` has no start to count from.` };
  return { [FIELDS[field].property]: timeAt(release, schedule, addDuration(start, shift, release.zone), step) };
}

/** A moment of the schedule as a plan states it: by its date, while there is none as a distance from T. */
function timeAt({ zone }: Release, { T }: Schedule, at: number, { head: place }: Pick<Step, 'head'>): Time {
  const id = `as if ${place.range.start.line} ${at}`;
  if (T !== undefined) return { id, kind: 'instant', at, dateOnly: false, zone, place };
  return {
    id,
    kind: 'offset',
    offset: { minutes: at, days: 0, months: 0, workingDays: 0 },
    zone,
    place,
  };
}

// ------------------------------------------------------------------------------------------------ start and window

function readStart(plan: Plan, schedules: readonly Schedule[], text: string): Found<Change> {
  const found = findRelease(plan, text.trim());
  if ('trouble' in found) return found;
  const release = plan.releases[found.release]!;
  const schedule = schedules[found.release]!;
  const runs = release.blocks.filter((block) => (timingOf(block.kind) ?? 'run') === 'run');
  const first = runs
    .filter((block) => schedule.blocks[block.id])
    .sort((a, b) => schedule.blocks[a.id]!.start - schedule.blocks[b.id]!.start)[0];
  if (!first) return { trouble: `\`${release.name}\` has no \`run\`, so nothing of it can start at another time.` };
  const at = readMoment(plan, release, schedule, found.rest, schedule.blocks[first.id]!.start, first);
  if ('trouble' in at) return at;
  return { kind: 'start', release: found.release, block: release.blocks.indexOf(first), at: at.time };
}

interface FoundWindow {
  readonly release: number;
  readonly window: number;
}

/** `window`, `night` where a window has that name, with the release in front; undefined: it is no window. */
function findWindow(plan: Plan, subject: string): Found<FoundWindow> | undefined {
  const last = subject.slice(subject.lastIndexOf('/') + 1);
  const isWindow = last === 'window' || plan.releases.some(({ windows }) => windows.some(({ name }) => name === last));
  if (!isWindow) return undefined;
  const found = findRelease(plan, subject);
  if ('trouble' in found) return found;
  const { windows, name } = plan.releases[found.release]!;
  const named = windows.findIndex((window) => window.name === found.rest);
  const window = named >= 0 ? named : found.rest === 'window' && windows.length > 0 ? 0 : -1;
  return window >= 0 ? { release: found.release, window } : { trouble: `\`${name}\` has no window \`${found.rest}\`.` };
}

/** `window=+1w`: the whole of it, as late or early. */
function moveWindow(plan: Plan, schedules: readonly Schedule[], found: FoundWindow, value: string): Found<Change> {
  if (!/^[+-]/.test(value)) {
    return {
      trouble: `Say how far the window moves, such as \`window=+1w\`, or set \`window.start\` and \`window.end\`.`,
    };
  }
  const { from, to } = plan.releases[found.release]!.windows[found.window]!;
  const start = readBound(plan, schedules, found, 'start', value);
  if ('trouble' in start || start.kind !== 'window' || !from || !to) return start;
  const end = readBound(plan, schedules, found, 'end', value);
  if ('trouble' in end || end.kind !== 'window') return end;
  return { ...start, bounds: { ...start.bounds, ...end.bounds } };
}

function readBound(
  plan: Plan,
  schedules: readonly Schedule[],
  { release, window }: FoundWindow,
  bound: Bound,
  value: string,
): Found<Change> {
  const schedule = schedules[release]!;
  const stated = plan.releases[release]!.windows[window]!;
  const span = schedule.windows[stated.id];
  const planned = stated[BOUNDS[bound]] ? span?.[bound] : undefined;
  const at = readMoment(plan, plan.releases[release]!, schedule, value, planned, { head: stated.place });
  if ('trouble' in at) return at;
  return { kind: 'window', release, window, bounds: { [BOUNDS[bound]]: at.time } };
}

/** A time, or how much later than planned. */
function readMoment(
  plan: Plan,
  release: Release,
  schedule: Schedule,
  text: string,
  planned: number | undefined,
  place: Pick<Step, 'head'>,
): Found<{ readonly time: Time }> {
  if (/^[+-]/.test(text)) {
    const shift = parseDuration(text);
    if (!shift) return { trouble: `\`${text}\` is no duration; write for example +30m, -1h or +1w.` };
    if (planned === undefined)
      return { trouble: `There is no time yet to count \`${text}\` from; write the time itself.` };
    return { time: timeAt(release, schedule, addDuration(planned, shift, release.zone), place) };
  }
  const read = readAlone(release, `at ${text}`);
  if ('trouble' in read) return { trouble: `\`${text}\` is no time: ${read.trouble}` };
  const wrong = unknownNames(plan, release, read.plan);
  if (wrong) return { trouble: `\`${text}\` is no time: ${wrong} Write +30m, 22:30 or "Sat 2026-12-05 22:30".` };
  const time = read.step.at;
  if (!time || time.kind === 'unknown')
    return { trouble: `\`${text}\` is no time. Write +30m, 22:30 or "Sat 2026-12-05 22:30".` };
  return { time };
}

function readAbsence(plan: Plan, text: string): Found<Change> {
  const found = findPeople(plan, text);
  return 'trouble' in found ? found : { kind: 'absence', names: found.names };
}

// ------------------------------------------------------------------------------------------------ one clause alone

const CHECKS = [syntax, nonexistentTime, ambiguousTime, weekdayMismatch];

/** A step that says nothing but these clauses, in the zone of the release. */
function readAlone(release: Release, clauses: string): Found<{ readonly step: Step; readonly plan: Plan }> {
  if (/[\n{}]|\/\//.test(clauses)) return { trouble: 'it must be one clause on one line.' };
  const text = `release alone {\n  zone ${release.zone}\n  run {\n    task "alone" ${clauses}\n  }\n}\n`;
  const { plan } = lower('what-if:', parse(text), []);
  const finding = analyse(plan, { checks: CHECKS }).findings[0];
  if (finding) return { trouble: finding.message };
  const step = plan.releases[0]?.steps[0];
  return step ? { step, plan } : { trouble: 'it must be one clause on one line.' };
}

/** What these names stand for must be there. */
function unknownNames(plan: Plan, release: Release, alone: Plan): string | undefined {
  for (const { name, kinds, expected } of alone.references) {
    const known = release.names.get(name) ?? plan.names.get(name);
    const isOther = known?.kind === 'system' && kinds.includes('person') && !mayAct(plan, known);
    if (known && !isOther && (kinds.length === 0 || kinds.includes(known.kind))) continue;
    if (known) return `\`${name}\` is a ${known.kind}, not ${expected ?? 'what is needed here'}.`;
    const meant = nearest(name, namesOf(plan, kinds.length > 0 ? new Set(kinds) : undefined));
    return `Nothing is called \`${name}\`.${meant ? ` Did you mean \`${meant}\`?` : ''}`;
  }
  return undefined;
}
