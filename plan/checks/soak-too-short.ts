import { inRun, isForward } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfBlock } from '../facts/heads.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { quoted, said } from '../facts/words.ts';
import { CHANGE_VERBS, type Criterion, lookup, type Step } from '../model.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import { formatDuration, roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Minutes } from '../time/model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (soak: string, mark = '') =>
  standardRelease(
    `
    person mara
    person priya
    person jonas
    service cart
    `,
    `
    run {
      switch cart as some to 10 % 5m by priya undo 5m
      wait   soak ${soak}${mark}
      gate   go-on 5m by mara {
        criterion "Error rate" < 0.5 % over 15m from grafana
      }
      switch cart as all to 100 % 5m by priya undo 5m
      verify cart 20m by jonas
    }
    `,
  );

export const soakTooShort: ReleaseCheck = {
  code: 'soak-too-short',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A gate or trigger reads a figure that reaches back to before the change',
  why:
    'An error rate over 15 minutes that is read 5 minutes after the switch is mostly that of the old version: the gate passes ' +
    'whatever the new one does.',
  fixable: true,
  bundle: 'block',
  example: { breaks: plan('5m', '  // <- soak-too-short'), passes: plan('15m') },
  *find(subject) {
    for (const gate of subject.release.steps) {
      const found = gate.gate && isForward(gate) ? shortOf(subject, gate) : undefined;
      if (found) yield found;
    }
    yield* beforeTriggers(subject);
  },
};

/** A stage that is over before what would take it back has seen enough of it: traffic rises first, and the trigger fires at the next one. */
function* beforeTriggers(subject: ReleaseSubject): Iterable<Found> {
  const { release, dependencies } = subject;
  const stages = release.steps.filter(
    (step) => step.verb === 'switch' && step.share?.percent !== undefined && inRun(step) && isForward(step),
  );
  const slowest = release.triggers
    .filter(({ then }) => then.some(({ action }) => action === 'rollback'))
    .flatMap(({ conditions, place }) =>
      conditions.flatMap(({ subject: figure, over }) => (over ? [{ figure, over: roughMinutes(over), place }] : [])),
    )
    .reduce<{ figure: string; over: Minutes; place: Found['place'] } | undefined>(
      (a, b) => (a && a.over >= b.over ? a : b),
      undefined,
    );
  if (!slowest) return;
  for (const [i, stage] of stages.slice(0, -1).entries()) {
    const next = stages[i + 1]!;
    const wait = release.steps.find(
      (step) => step.verb === 'wait' && dependencies.precedes(stage, step) && dependencies.precedes(step, next),
    );
    const length = wait?.duration && roughMinutes(wait.duration.likely);
    if (!wait || length === undefined || length <= 0 || length >= slowest.over) continue;
    const { at, of } = headOfBlock(release, wait);
    yield {
      message:
        `${said(wait)} lasts ${describeMinutes(length)}, and the trigger reads ${quoted(slowest.figure)} over ${describeMinutes(slowest.over)}: ` +
        `it cannot call anything before ${said(next)}; wait as long, or let it look at less.`,
      place: wait.head,
      related: [{ message: 'The trigger', place: slowest.place }],
      several: {
        at,
        what: `stages of ${of} are over before ${quoted(slowest.figure)} over ${describeMinutes(slowest.over)} can call anything`,
        name: said(wait),
        todo: 'wait as long, or let the trigger look at less',
      },
    };
  }
}

function shortOf(subject: ReleaseSubject, gate: Step): Found | undefined {
  const { schedule } = subject;
  const start = schedule.steps[gate.id]?.start;
  const widest = criteriaOf(subject, gate).reduce<Asked | undefined>(
    (a, b) => (a && a.over >= b.over ? a : b),
    undefined,
  );
  const change = lastChange(subject, gate);
  const changed = change && schedule.steps[change.id]?.end;
  if (start === undefined || !widest || !change || changed === undefined) return undefined;
  const wait = waitBetween(subject, change, gate);
  // Where nobody waits and no share is watched, the gate is not about what the change does.
  if (!wait && !change.share) return undefined;
  const missing = widest.over - (start - changed);
  if (missing <= 0) return undefined;
  const length = wait?.duration && roughMinutes(wait.duration.likely) + missing;
  const way = wait
    ? length === undefined
      ? `let ${said(wait)} last ${describeMinutes(missing)} longer`
      : `let ${said(wait)} last \`${written(length)}\``
    : `wait ${describeMinutes(widest.over)} before it: \`wait soak ${written(widest.over)}\``;
  return {
    message:
      `${said(gate)} reads ${quoted(widest.subject)} over ${describeMinutes(widest.over)}, but begins ` +
      `${describeMinutes(start - changed)} after ${said(change)}: ${describeMinutes(missing)} of it are from before; ${way}.`,
    place: wait?.head ?? gate.head,
    about: gate.name ? [gate.name] : [],
    related: [{ message: 'The gate', place: gate.head }],
    fixes: () => {
      const planned = wait?.duration;
      if (!planned || length === undefined) return [];
      return [replacement(`Wait \`${written(length)}\``, planned.place, written(length))];
    },
  };
}

/** As a plan writes it. */
function written(minutes: Minutes): string {
  const days = minutes % MINUTES_PER_DAY === 0 ? minutes / MINUTES_PER_DAY : 0;
  return formatDuration({ months: 0, days, workingDays: 0, minutes: days > 0 ? 0 : minutes });
}

interface Asked {
  readonly subject: string;
  readonly over: Minutes;
}

/** Its own, and those of the sets that it needs. */
function criteriaOf({ plan, release }: ReleaseSubject, { gate }: Step): readonly Asked[] {
  const named = (gate?.needs ?? []).flatMap(({ ref }) => {
    const set = lookup(plan, release, ref.name);
    return set?.kind === 'criteria' ? set.criteria : [];
  });
  return [...(gate?.criteria ?? []), ...named].flatMap(({ subject, over }: Criterion) =>
    over ? { subject, over: roughMinutes(over) } : [],
  );
}

/** The change that ends last of those in a run before the gate. */
function lastChange({ release, schedule, dependencies }: ReleaseSubject, gate: Step): Step | undefined {
  const end = (step: Step) => schedule.steps[step.id]?.end ?? Number.NEGATIVE_INFINITY;
  const start = schedule.steps[gate.id]?.start;
  // A gate of another day, in a phase behind the run, comes after what is done by then.
  const isBefore = (step: Step) =>
    dependencies.precedes(step, gate) ||
    (!inRun(gate) && start !== undefined && end(step) <= start && schedule.steps[step.id] !== undefined);
  return release.steps
    .filter((step) => CHANGE_VERBS.includes(step.verb) && inRun(step) && isBefore(step))
    .reduce<Step | undefined>((a, b) => (a && end(a) > end(b) ? a : b), undefined);
}

function waitBetween({ release, dependencies }: ReleaseSubject, change: Step, gate: Step): Step | undefined {
  return release.steps.findLast(
    (step) => step.verb === 'wait' && dependencies.precedes(change, step) && dependencies.precedes(step, gate),
  );
}
