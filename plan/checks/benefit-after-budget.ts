import { standardRelease } from '../facts/example.ts';
import { describeDays, quoted, whenOver } from '../facts/words.ts';
import type { ReleaseCheck } from './check.ts';

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
  title: 'A benefit was assessed after the money for it was approved',
  why:
    'Money is approved for what it brings. A benefit that is worked out afterwards justifies a decision instead of ' +
    'preparing it, and nobody could compare it with what the money would have brought elsewhere.',
  fixable: false,
  example: { breaks: plan('Mon 2026-09-28'), passes: plan('Tue 2026-09-01') },
  *find({ release, schedule, times }) {
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
