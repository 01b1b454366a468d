/** Whether a plan that is written another way is the same night, and if not, what is another. */
import type { Step } from '../../plan/model.ts';
import { outcomeOf } from '../step-edit/outcome.ts';
import type { Version } from '../step-edit/version.ts';

/** Every step, by what it does, begins and ends as before, and so do milestones and the run. */
export function isKept(before: Version, after: Version): boolean {
  return JSON.stringify(nightOf(before)) === JSON.stringify(nightOf(after));
}

function nightOf({ release, schedule }: Version) {
  const steps = release.steps.map((step) => {
    const { start, end } = schedule.steps[step.id] ?? {};
    return `${deed(step)} ${start} ${end}`;
  });
  const milestones = release.milestones.map(({ id, name }) => `${name} ${schedule.milestones[id]}`);
  const { T, run } = schedule;
  return { steps: steps.sort(), milestones, T, run: run && [run.start, run.end] };
}

function deed({ verb, targets, title, by, done }: Step): string {
  return [verb, ...targets.map(({ name }) => name), title, by?.ref.name, done].join(' ');
}

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
  const was = new Set(nightOf(before).steps);
  const moved = nightOf(after).steps.filter((one) => !was.has(one)).length;
  return moved === 1 ? 'one step is at another time' : `${moved} steps are at another time`;
}
