/**
 * Whether a change of plans does harm, found by trying it: another finding anywhere, something planned into the past, or
 * work for somebody who is on leave, has a holiday, or should sleep.
 */
import type { Analysis } from '../plan/analysis.ts';
import { type Scheduled, type Staff, staffOf } from '../plan/availability.ts';
import { matchSteps } from '../plan/diff/match-steps.ts';
import type { Schedule } from '../plan/schedule/model.ts';
import type { Instant } from '../plan/time/model.ts';
import { applyTextEdits, type TextEdit } from './edits.ts';
import type { Workspace } from './workspace.ts';

/** The workspace after the edits; undefined where that removes fewer than `least` findings of `file`, or does harm. */
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
  const isHarmless = [...after.byCode].every(([code, count]) => count <= (before.byCode.get(code) ?? 0));
  if (!isHarmless || after.total > before.total - least) return undefined;
  return [...readers].every((reader) => canBeDone(workspace, trial, reader)) ? trial : undefined;
}

/** How many findings there are, and of what kind in which release. */
function tally(workspace: Workspace, files: ReadonlySet<string>): { total: number; byCode: Map<string, number> } {
  const byCode = new Map<string, number>();
  let total = 0;
  for (const file of files) {
    for (const { code, release, waived } of workspace.analysis(file).findings) {
      if (waived) continue;
      const key = JSON.stringify([file, release, code]);
      byCode.set(key, (byCode.get(key) ?? 0) + 1);
      total++;
    }
  }
  return { total, byCode };
}

/** What is new, or has moved, still lies ahead, and those who are asked now can be. */
function canBeDone(before: Workspace, after: Workspace, file: string): boolean {
  const [was, is] = [before.analysis(file), after.analysis(file)];
  const now = before.now();
  return is.schedules.every((schedule) => {
    const earlier = was.schedules.find(({ release }) => release.name === schedule.release.name);
    const staff = lazily(() => staffOf(scheduled(is, schedule), othersOf(after, file, is, schedule)));
    return isAhead(earlier, schedule, now) && isStaffed(earlier, schedule, staff);
  });
}

/** Everything with a date of its own that the plan did not have there before. */
function isAhead(earlier: Schedule | undefined, schedule: Schedule, now: Instant | undefined): boolean {
  if (now === undefined || schedule.T === undefined) return true;
  const known = new Set(earlier ? datesOf(earlier) : []);
  return datesOf(schedule).every((key) => known.has(key) || Number(key.slice(0, key.indexOf(' '))) >= now);
}

/** `INSTANT what`: a step that has only been renamed, or given to somebody else, is none of these. */
function datesOf({ steps, milestones, rehearsals, uats, rosters }: Schedule): string[] {
  return [
    ...steps.flatMap((each) => (each && !each.step.done ? [`${each.start} ${each.step.verb}`] : [])),
    ...[...milestones].map(([{ name }, at]) => `${at} milestone ${name}`),
    ...[...rehearsals].flatMap(([one, { start }]) => (one.result ? [] : [`${start} rehearsal ${one.name}`])),
    ...[...uats].map(([{ name }, { start }]) => `${start} uat ${name}`),
    ...[...rosters].map(([{ name }, { start }]) => `${start} roster ${name}`),
  ];
}

function isStaffed(earlier: Schedule | undefined, schedule: Schedule, staff: () => Staff): boolean {
  const { pairs } = matchSteps(earlier?.release.steps ?? [], schedule.release.steps);
  return pairs.every(({ base, head }) => {
    const is = head && schedule.steps[head.id];
    if (!is || is.step.done) return true;
    const was = base && earlier?.steps[base.index];
    const isSameTime = was?.start === is.start && was.end === is.end;
    const asked = [...is.by, ...is.with].filter(
      (name) => !isSameTime || !(was.by.includes(name) || was.with.includes(name)),
    );
    return asked.every((name) => !AWAY.has(staff().availability(name, is, { step: is.step }).kind));
  });
}

const AWAY: ReadonlySet<string> = new Set(['leave', 'holiday', 'rest']);

function scheduled({ plan }: Analysis, schedule: Schedule): Scheduled {
  return { plan, release: schedule.release, schedule };
}

/** All other releases of a workspace, those of the same file included. */
export function othersOf(
  workspace: Workspace,
  file: string,
  { plan, schedules }: Pick<Analysis, 'plan' | 'schedules'>,
  mine: Schedule,
): readonly Scheduled[] {
  return [{ plan, schedules }, ...workspace.others(file)].flatMap((one) =>
    one.schedules
      .filter((schedule) => schedule !== mine)
      .map((schedule) => ({ plan: one.plan, release: schedule.release, schedule })),
  );
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
