/** One release in two versions, as its picture shows it: bars over outlines, and a sign in every row that is different. */
import type { Analysis } from '../../plan/analysis.ts';
import type { ReleaseDifference, StepDifference } from '../../plan/diff/model.ts';
import type { Release, Step } from '../../plan/model.ts';
import { riskOf } from '../../plan/risk/risk.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import type { GoneStep } from '../schedule/items.ts';
import type { ScheduleOptions } from '../schedule/layout.ts';
import type { StepChange } from '../schedule/panel-frame.ts';

export interface ReleaseVersions {
  /** Of a release that is gone the base alone. */
  readonly analysis: Analysis;
  readonly schedule: Schedule;
  /** What its picture shows besides, and of the base; nothing of that where there is none. */
  readonly options: Pick<ScheduleOptions, 'before' | 'changed' | 'gone' | 'risk'>;
}

/** Undefined where the release is in neither. */
export function versionsOf(
  base: Analysis,
  head: Analysis,
  { status, name, was, steps, relative }: ReleaseDifference,
): ReleaseVersions | undefined {
  const [from, to] = [find(base, was ?? name), find(head, name)];
  const shown = status === 'removed' ? from : to;
  const analysis = status === 'removed' ? base : head;
  if (!shown) return undefined;
  const { release, schedule } = shown;
  const risk = riskOf(analysis.plan, release, schedule);
  if (status !== 'changed' || !from || !to) return { analysis, schedule, options: { risk } };
  const byStep = new Map(steps.filter((one) => one.status !== 'removed').map((one) => [one.step, one]));
  // Times with a date and times that count from T have no common axis.
  const isComparable = relative.from === relative.to;
  return {
    analysis,
    schedule,
    options: {
      risk,
      before: (step) => {
        const own = byStep.get(step.index);
        return own?.baseStep === undefined || !isComparable ? undefined : goneOf(from, own.baseStep)?.scheduled;
      },
      changed: (step) => changeOf(byStep.get(step.index), step),
      gone: isComparable
        ? steps.flatMap(({ status: own, step }) => (own === 'removed' ? (goneOf(from, step) ?? []) : []))
        : [],
    },
  };
}

interface Version {
  readonly release: Release;
  readonly schedule: Schedule;
}

function find({ plan, schedules }: Analysis, name: string): Version | undefined {
  const at = schedules.findIndex(({ release }) => release === name);
  return at < 0 ? undefined : { release: plan.releases[at]!, schedule: schedules[at]! };
}

/** A step of the base by its index; undefined: it had no time. */
function goneOf({ release, schedule }: Version, index: number): GoneStep | undefined {
  const step = release.steps[index];
  const scheduled = step && schedule.steps[step.id];
  return scheduled && { step, scheduled };
}

function changeOf(difference: StepDifference | undefined, step: Step): StepChange | undefined {
  if (!difference) return undefined;
  if (difference.status === 'added') return { sign: '+', note: 'new' };
  const { said, was, changes, people } = difference;
  if (!said && !people) return undefined;
  const old = (what: string) => changes.find((change) => change.what === what && change.kind === 'text')?.from;
  const isMoved = changes.some(({ what }) => what === 'order' || what === 'block');
  const words = [
    ...(old('verb') === undefined && old('targets') === undefined
      ? []
      : [`${old('verb') ?? step.verb} ${old('targets') ?? ''}`.trim()]),
    ...(was === undefined ? [] : [was]),
    ...[old('duration'), people && (people.from ?? []).join(', '), old('at'), old('version')].filter(Boolean),
  ];
  const notes = [words.length > 0 ? `was ${words.join(', ')}` : '', isMoved ? 'moved' : ''];
  return { sign: '~', note: notes.filter((note) => note !== '').join(', ') };
}
