import { isForward } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { describeDays, quoted, said, when, whenOver } from '../facts/words.ts';
import { type Budget, isTbd } from '../model.ts';
import { isRelative } from '../schedule/relative.ts';
import type { TimedStep } from '../schedule/timed.ts';
import { addDuration, formatDuration, isZero, negate } from '../time/duration.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (assessed: string) =>
  standardRelease(
    `
    person mara
    person priya
    person jonas
    service web
    `,
    `
    budget 9000 EUR approved by mara on Mon 2026-09-14
    benefit fewer-calls "Fewer calls about parcels" by mara {
      assessed on ${assessed}${assessed.includes('09-28') ? '  // <- benefit-after-budget' : ''}
      target   40 calls -> 10 calls
      review   at T+30d
    }

    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const benefitAfterBudget: ReleaseCheck = {
  code: 'benefit-after-budget',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A benefit was assessed after the money for it was approved, or the money when the work had begun',
  why:
    'Money is approved for what it brings. A benefit that is worked out afterwards justifies a decision instead of ' +
    'preparing it, and nobody could compare it with what the money would have brought elsewhere. And work that begins before ' +
    'anybody has said yes to what it costs is paid by whoever hoped for it.',
  parameters: {
    lead: {
      type: 'duration',
      default: '0d',
      description: 'How long before the first work a budget must be approved.',
    },
  },
  fixable: false,
  example: { breaks: plan('Mon 2026-09-28'), passes: plan('Tue 2026-09-01') },
  *find(subject) {
    const { release, schedule, times } = subject;
    for (const budget of release.budgets) yield* notInTime(subject, budget);
    const approvals = release.budgets.flatMap(({ approvedOn, place }) => {
      const at = times.endOfDay(approvedOn);
      return at === undefined ? [] : [{ at, place }];
    });
    // With several budgets the last approval knows most.
    const approval = approvals.sort((a, b) => b.at - a.at)[0];
    if (!approval) return;
    for (const benefit of release.benefits) {
      const assessed = times.endOfDay(benefit.assessedOn);
      if (!benefit.assessedOn || assessed === undefined || assessed <= approval.at) continue;
      yield {
        message:
          `${quoted(benefit.name)} was assessed ${describeDays(assessed - approval.at)} after the budget was approved ` +
          `(${whenOver(schedule, approval.at)}); have the budget confirmed in the light of it.`,
        place: benefit.assessedOn.place,
        about: [benefit.name],
        related: [{ message: 'The budget', place: approval.place }],
      };
    }
  },
};

/** Whoever is to say yes has not, or said so, once the work has begun. */
function* notInTime(subject: ReleaseSubject, { approvedBy, approvedOn, place, money }: Budget): Iterable<Found> {
  const { schedule, times, parameters, release, calendars, now } = subject;
  const first = firstWork(subject);
  if (!first || (!approvedOn && (!approvedBy || isTbd(approvedBy)))) return;
  const lead = parameters.duration('lead');
  const limit = addDuration(first.start, negate(lead), release.zone, calendars.release);
  const approved = times.instant(approvedOn);
  if (approvedOn ? approved === undefined || approved <= limit : !now?.isAfter(limit)) return;
  const budget = money ? `The budget of ${money.amount} ${money.currency}` : 'The budget';
  const begin = `${said(first.step)} begins (${when(schedule, first.start)})`;
  const early = isZero(lead) ? begin : `${formatDuration(lead)} before ${begin}`;
  yield {
    message:
      approved !== undefined
        ? `${budget} is approved ${describeDays(approved - limit)} after ${early}; have it approved before, or begin later.`
        : `${budget} is to be approved by ${quoted(approvedBy!.ref.name)}, and nothing says that it is, though ${early}; write ` +
          'when it was (`on DATE`), or begin later.',
    place: approvedOn?.place ?? place,
    related: [{ message: 'The first work', place: first.step.head }],
  };
}

/** What takes somebody's time, in the order of the clock; on a date. */
function firstWork({ timed, schedule }: ReleaseSubject): TimedStep | undefined {
  const work = timed.filter(
    ({ step, start, end }) =>
      isForward(step) && end > start && step.verb !== 'meet' && step.verb !== 'gate' && !isRelative(schedule, start),
  );
  return work.reduce<TimedStep | undefined>(
    (least, one) => (least && least.start <= one.start ? least : one),
    undefined,
  );
}
