import { inRun, isForward } from '../facts/changes/changes.ts';
import { criteriaAt } from '../facts/decisions/criteria.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfBlock } from '../facts/heads.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { momentOf } from '../facts/times.ts';
import { quoted, said } from '../facts/words.ts';
import { CHANGE_VERBS, type Roster, type Step } from '../model.ts';
import { areComparable } from '../schedule/relative.ts';
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
  title: 'A gate or trigger reads a figure that reaches back to before the change, or hypercare ends by one',
  why:
    'An error rate over 15 minutes that is read 5 minutes after the switch is mostly that of the old version: the gate passes ' +
    'whatever the new one does.',
  fixable: true,
  bundle: 'block',
  example: { breaks: plan('5m', '  // <- soak-too-short'), passes: plan('15m') },
  *find(subject) {
    for (const gate of subject.release.steps) {
      const found = gate.gate && isForward(gate) ? (shortOf(subject, gate) ?? tooYoung(subject, gate)) : undefined;
      if (found) yield found;
    }
    yield* beforeTriggers(subject);
    for (const roster of subject.release.rosters) yield* longerThan(subject, roster);
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

/** What a gate asks of people who came with a share is not known before they have been there as long: the retention of 30 days after two weeks. */
function tooYoung(subject: ReleaseSubject, gate: Step): Found | undefined {
  const { plan, release, schedule, dependencies } = subject;
  const start = schedule.steps[gate.id]?.start;
  if (start === undefined) return undefined;
  const decided = Math.max(start, momentOf(subject, gate.due) ?? start);
  const [raised] = release.steps
    .filter((step) => step.verb === 'switch' && step.share && inRun(step) && !dependencies.precedes(gate, step))
    .flatMap((step) => ({ step, end: schedule.steps[step.id]?.end ?? decided }))
    .filter(({ step, end }) => end < decided || dependencies.precedes(step, gate))
    .sort((a, b) => b.end - a.end);
  if (!raised || !areComparable(decided, raised.end)) return undefined;
  const since = decided - raised.end;
  const asked = criteriaAt(plan, release, gate)
    .map(({ subject: figure }) => ({ figure, over: daysOf(figure) }))
    .reduce((a, b) => (a.over >= b.over ? a : b), { figure: '', over: 0 });
  if (since < 0 || asked.over <= since) return undefined;
  return {
    message:
      `${said(gate)} asks for ${quoted(asked.figure)}, and decides ${describeMinutes(since)} after ${said(raised.step)}: nobody who came with it has ` +
      'been there so long by then. Decide by what is known then, or later.',
    place: gate.head,
    about: gate.name ? [gate.name] : [],
    related: [{ message: 'They come with this', place: raised.step.head }],
  };
}

/** Of `30-day retention` its thirty days; 0 where a figure has none. */
function daysOf(figure: string): Minutes {
  const [, count, unit = ''] = /\b(\d+)[- ](day|week|month)s?\b/i.exec(figure) ?? [];
  if (count === undefined || !OF_PEOPLE.test(figure)) return 0;
  const days: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30 };
  return Number(count) * (days[unit.toLowerCase()] ?? 0) * MINUTES_PER_DAY;
}

const OF_PEOPLE = /\b(retention|retained|churn(ed)?|repeat (purchases?|orders?|visits?)|cohort)\b/i;

/** What has to hold over two days says nothing of a watch of one: most of it is from before. */
function* longerThan(subject: ReleaseSubject, roster: Roster): Iterable<Found> {
  const [from, to] = [momentOf(subject, roster.during?.from), momentOf(subject, roster.during?.to)];
  const span =
    subject.schedule.rosters[roster.id] ??
    (from !== undefined && to !== undefined ? { start: from, end: to } : undefined);
  if (!span || span.end <= span.start || !areComparable(span.start, span.end)) return;
  const lasts = span.end - span.start;
  for (const { subject: figure, over, place } of roster.criteria) {
    if (!over || roughMinutes(over) <= lasts) continue;
    yield {
      message:
        `${quoted(roster.name)} ends by ${quoted(figure)} over ${describeMinutes(roughMinutes(over))}, and lasts ${describeMinutes(lasts)}: ` +
        `${describeMinutes(roughMinutes(over) - lasts)} of it are from before; let it last as long, or look at less.`,
      place,
      about: [roster.name],
    };
  }
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

function criteriaOf({ plan, release }: ReleaseSubject, gate: Step): readonly Asked[] {
  return criteriaAt(plan, release, gate).flatMap(({ subject, over }) =>
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
