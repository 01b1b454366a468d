/** Whether a plan that is written another way is the same night, and if not, what is another. */
import type { Step } from '../../plan/model.ts';
import { saidOfDeclaration } from '../../plan/said/declarations.ts';
import { saidOfStep } from '../../plan/said/steps.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { outcomeOf } from '../step-edit/outcome.ts';
import type { Version } from '../step-edit/version.ts';

/** Every step says the same, but for its name, and for times and order, which the schedule shows; so does all that was declared. */
export function isSaid(before: Version, after: Version): boolean {
  const declared = ({ plan }: Version) =>
    [...before.plan.names.keys()].map((name) => {
      const named = plan.names.get(name);
      return named && saidOfDeclaration(named);
    });
  return isSame(saidIn(before), saidIn(after)) && isSame(declared(before), declared(after));
}

/** Every step begins and ends as before and can wait as long; so does everything else that has a date. */
export function isKept(before: Version, after: Version): boolean {
  return isSame(nightOf(before), nightOf(after));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function saidIn({ release }: Version): readonly string[] {
  return release.steps.map(deed).sort();
}

function nightOf({ release, schedule }: Version) {
  const { T, run, outage, steps } = schedule;
  return {
    spans: release.steps.map((step) => `${deed(step)} ${spanWords(steps[step.id])}`).sort(),
    floats: release.steps.map((step) => `${deed(step)} ${steps[step.id]?.totalFloat}`).sort(),
    dates: datesOf(schedule),
    T,
    run: run && spanWords(run),
    outage,
  };
}

/** Of the release itself: what an import brings has a date here only where it meets the release. */
function datesOf({ dated, release }: Schedule): readonly string[] {
  return dated
    .filter(({ of }) => of.startsWith(`${release}/`))
    .map((one) => {
      const { what, label, due, occurrences = [], actual, done } = one;
      return [what, label, spanWords(one), due, occurrences.map(spanWords), actual?.at, done].join(' ');
    })
    .sort();
}

function spanWords(span: { readonly start?: number; readonly end?: number } | undefined): string {
  return `${span?.start}..${span?.end}`;
}

function deed(step: Step): string {
  return saidOfStep(step)
    .filter(({ what }) => !TIMED.has(what))
    .map(({ what, text }) => `${what} ${text}`)
    .join(' ');
}

/** What of a step may be written another way: its times, and the names of what it waits for. */
const TIMED: ReadonlySet<string> = new Set([
  'at',
  'not before',
  'due',
  'during',
  'until',
  'after',
  'alongside',
  'needs',
  'done on',
  'was',
]);

/** How many more findings of a plan are errors then. */
export function newErrors(before: Version, after: Version): number {
  return errors(after) - errors(before);
}

function errors({ workspace, uri }: Version): number {
  return workspace.analysis(uri).findings.filter(({ severity, waived }) => severity === 'error' && !waived).length;
}

/** "the run ends Sat 23:10, 15 min earlier", or how many steps are at another time. */
export function changeWords(before: Version, after: Version): string {
  const { facts } = outcomeOf({ ...before, scheduled: undefined }, { ...after, scheduled: undefined });
  const said = facts.filter(({ tone }) => tone !== 'plain').map(({ text }) => text);
  if (said.length > 0) return said.slice(0, 2).join(', ');
  const [was, is] = [nightOf(before), nightOf(after)];
  const moved = without(is.spans, was.spans).length;
  if (moved > 0) return moved === 1 ? 'one step is at another time' : `${moved} steps are at another time`;
  const dated = without(is.dates, was.dates).length;
  if (dated > 0) return dated === 1 ? 'one date of the plan is another' : `${dated} dates of the plan are others`;
  return 'some steps can wait for another time than before';
}

function without<T>(some: readonly T[], others: readonly T[]): readonly T[] {
  return some.filter((one) => !others.includes(one));
}
