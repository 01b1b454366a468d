/**
 * Whether a change of plans does harm, found by trying it: another finding anywhere, something planned into the past, or
 * work for somebody who is on leave, has a holiday, or should sleep.
 */
import { type ScheduledPlan, scheduledReleases } from '../../plan/analysis.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { matchSteps } from '../../plan/diff/match-steps.ts';
import type { ScheduledRelease } from '../../plan/facts/facts.ts';
import type { Published } from '../../plan/facts/published.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import type { Instant } from '../../plan/time/model.ts';
import { type Staff, staffOf } from '../../plan/who/availability.ts';
import type { Workspace } from '../workspace.ts';
import { applyTextEdits, type TextEdit } from './edits.ts';

/** The workspace after the edits; undefined where that removes fewer than `least` facts of `file`, or does harm. */
export function tried(
  workspace: Workspace,
  file: string,
  edits: readonly TextEdit[],
  least: number,
): Workspace | undefined {
  const changed = new Set(edits.map((edit) => edit.file));
  if (changed.size === 0) return undefined;
  const trial = workspace.fork();
  for (const one of changed) {
    const ofFile = edits.filter((edit) => edit.file === one);
    trial.set(one, applyTextEdits(workspace.text(one)!, ofFile));
  }
  const readers = new Set([file, ...[...changed].flatMap((one) => workspace.dependents(one))]);
  const before = tally(workspace, readers);
  const after = tally(trial, readers);
  const isHarmless = [...after.causes].every(([code, count]) => count <= (before.causes.get(code) ?? 0));
  const removed = [...before.facts].map(([code, count]) => Math.max(0, count - (after.facts.get(code) ?? 0)));
  if (!isHarmless || removed.reduce((sum, count) => sum + count, 0) < least) return undefined;
  return [...readers].every((reader) => canBeDone(workspace, trial, reader)) ? trial : undefined;
}

interface Tally {
  readonly facts: ReadonlyMap<string, number>;
  /** What hangs on one person or thing, and no edit can mend, is one cause, however many steps it is told of. */
  readonly causes: ReadonlyMap<string, number>;
}

/** How many there are, of what kind in which release. */
function tally(workspace: Workspace, files: ReadonlySet<string>): Tally {
  const [facts, causes] = [new Map<string, number>(), new Map<string, number>()];
  const add = (counts: Map<string, number>, key: string, more: number) =>
    counts.set(key, (counts.get(key) ?? 0) + more);
  for (const file of files) {
    for (const { code, release, waived, members = [] } of workspace.analysis(file).findings) {
      if (waived) continue;
      const key = JSON.stringify([file, release, code]);
      const count = Math.max(1, members.length);
      add(facts, key, count);
      add(causes, key, OF_ONE_CAUSE.has(code) ? 1 : count);
    }
  }
  return { facts, causes };
}

const OF_ONE_CAUSE: ReadonlySet<string> = new Set(
  checks.flatMap(({ code, bundle, fixable }) => (!fixable && (bundle === 'person' || bundle === 'thing') ? code : [])),
);

/** What is new, or has moved, still lies ahead, and those who are asked now can be. */
export function canBeDone(before: Workspace, after: Workspace, file: string): boolean {
  const [was, is] = [before.analysis(file), after.analysis(file)];
  const now = before.now();
  return scheduledReleases(is).every((one) => {
    const earlier = scheduledReleases(was).find(({ release }) => release.name === one.release.name);
    const staff = lazily(() => staffOf(one, othersOf(after, file, is, one.schedule)));
    return isAhead(earlier, one, now) && isStaffed(earlier, one, staff);
  });
}

/** Everything with a date of its own that the plan did not have there before. */
function isAhead(earlier: ScheduledRelease | undefined, one: ScheduledRelease, now: Instant | undefined): boolean {
  if (now === undefined || one.schedule.T === undefined) return true;
  const known = new Set(earlier ? datesOf(earlier) : []);
  return datesOf(one).every((key) => known.has(key) || Number(key.slice(0, key.indexOf(' '))) >= now);
}

/** `INSTANT what`: a step that has only been renamed, or given to somebody else, is none of these. */
function datesOf({ release, schedule }: ScheduledRelease): string[] {
  const of = (what: string, at: Instant | undefined) => (at === undefined ? [] : [`${at} ${what}`]);
  return [
    ...release.steps.flatMap(({ id, verb, done }) => (done ? [] : of(verb, schedule.steps[id]?.start))),
    ...release.milestones.flatMap(({ id, name }) => of(`milestone ${name}`, schedule.milestones[id])),
    ...release.rehearsals.flatMap(({ id, name, result }) =>
      result ? [] : of(`rehearsal ${name}`, schedule.rehearsals[id]?.start),
    ),
    ...release.uats.flatMap(({ id, name }) => of(`uat ${name}`, schedule.uats[id]?.start)),
    ...release.rosters.flatMap(({ id, name }) => of(`roster ${name}`, schedule.rosters[id]?.start)),
  ];
}

function isStaffed(
  earlier: ScheduledRelease | undefined,
  { release, schedule }: ScheduledRelease,
  staff: () => Staff,
): boolean {
  const { pairs } = matchSteps(earlier?.release.steps ?? [], release.steps);
  return pairs.every(({ base, head }) => {
    const is = head && schedule.steps[head.id];
    if (!is || head.done) return true;
    const was = base && earlier?.schedule.steps[base.id];
    const isSameTime = was?.start === is.start && was.end === is.end;
    const asked = [...is.by, ...is.with].filter(
      (name) => !isSameTime || !(was.by.includes(name) || was.with.includes(name)),
    );
    return asked.every((name) => !AWAY.has(staff().availability(name, is, { step: head }).kind));
  });
}

const AWAY: ReadonlySet<string> = new Set(['leave', 'holiday', 'rest']);

/** What all other releases of a workspace tell, those of the same file included. */
export function othersOf(workspace: Workspace, file: string, own: ScheduledPlan, mine: Schedule): readonly Published[] {
  const told = own.published.filter((_, i) => own.schedules[i] !== mine);
  return [...told, ...workspace.others(file)];
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
