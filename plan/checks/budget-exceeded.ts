import { counted } from '../counted.ts';
import { fundCalled } from '../facts/across/funds.ts';
import { standardRelease } from '../facts/example.ts';
import { type Effort, effortOf } from '../facts/people/effort.ts';
import { listed, quoted } from '../facts/words.ts';
import type { Budget, Money } from '../model.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (budget: string) =>
  standardRelease(
    `
    calendar office {
      working Mon..Fri 09:00 .. 17:00
    }
    person mara
    person priya {
      calendar office
      rate     100 EUR
    }
    person jonas {
      calendar office
      rate     80 EUR
    }
    service web
    `,
    `
    budget ${budget} EUR approved by mara on Mon 2026-09-14${budget === '2000' ? '  // <- budget-exceeded' : ''}

    prepare {
      task texts "Texts of the new pages" 3wd by jonas due T-1wd
    }
    run {
      deploy web 2h by priya undo 5m
      verify web 1h by jonas
    }
    `,
  );

export const budgetExceeded: ReleaseCheck = {
  code: 'budget-exceeded',
  of: 'release',
  afterwards: true,
  group: 'release',
  severity: 'warning',
  title: 'The hours that are planned cost more than the budget, or nobody has approved it',
  why:
    'The hours of the night, of its rehearsals and of the weeks before are the larger part of what a release costs, and ' +
    'they are in the plan. Counted are steps, rehearsals and tests by users of people with a `rate` (an hour), hours ' +
    'outside of their working hours as overtime; cover is not counted. What is bought (`cost`) comes on top. It is the least ' +
    'that it costs; what is `spent` is held against what was approved. What a budget takes `from` a `fund` is held against that, with ' +
    'what all other releases of the workspace take from it and have spent.',
  parameters: {
    overtime: {
      type: 'number',
      default: 150,
      description: 'What an hour outside of working hours costs, in percent of the rate.',
    },
  },
  fixable: false,
  example: { breaks: plan('2000'), passes: plan('2400') },
  *find(subject) {
    const { budgets, costs } = subject.release;
    for (const budget of budgets) {
      if (budget.money && !isApproved(subject, budget)) yield unapproved(subject, budget);
    }
    yield* sharedFunds(subject);
    const currencies = new Set(budgets.flatMap(({ money }) => money?.currency ?? []));
    for (const currency of currencies) {
      const found = exceeded(subject, budgets, currency);
      if (found) yield found;
      yield* overspent(subject, currency);
    }
    // Without any budget nobody asked what it costs.
    const others = budgets.length === 0 ? [] : costs.filter(({ money }) => money && !currencies.has(money.currency));
    for (const { money, place } of others) {
      yield {
        message: `No budget in ${money!.currency} covers these ${amount(money!.amount, money!.currency)}; add one, or write the cost in the currency of the budget.`,
        place,
      };
    }
  },
};

/** What is taken from a fund is approved with the fund. */
function isApproved({ plan, release }: ReleaseSubject, { approvedBy, from }: Budget): boolean {
  return approvedBy !== undefined || fundCalled(plan, release, from?.name)?.approvedBy !== undefined;
}

function unapproved({ plan, release }: ReleaseSubject, { money, place, from }: Budget): Found {
  const fund = fundCalled(plan, release, from?.name);
  return {
    message: `Nobody has approved the budget of ${amount(money!.amount, money!.currency)}${fund ? `, nor the fund ${quoted(fund.name)} that it is from` : ''}; add \`approved by WHO on DATE\`.`,
    place,
    related: fund ? [{ message: 'The fund', place: fund.head }] : [],
  };
}

/** What all releases of the workspace take from a fund, and what they have spent of it, against what is in it. */
function* sharedFunds({ plan, release, published, others }: ReleaseSubject): Iterable<Found> {
  for (const own of published.allocations) {
    const fund = fundCalled(plan, release, own.name);
    if (!fund?.money) continue;
    const { currency, amount: whole } = fund.money;
    if (own.money.currency !== currency) {
      yield {
        message: `${amount(own.money.amount, own.money.currency)} are taken from the fund ${quoted(fund.name)}, which is in ${currency}: nobody can hold them against it; write them in ${currency}.`,
        place: own.place,
        about: [fund.name],
        related: [{ message: `The fund ${quoted(fund.name)}`, place: fund.head }],
      };
      continue;
    }
    const more = others.flatMap((other) =>
      other.allocations
        .filter(({ key, money }) => key === own.key && money.currency === currency)
        .map((one) => ({ ...one, release: other.release })),
    );
    const all = [{ ...own, release: release.name }, ...more];
    const taken = all.reduce((sum, { money }) => sum + money.amount, 0);
    const gone = all.reduce((sum, { spent = 0 }) => sum + spent, 0);
    const isKnown = all.every(({ spent }) => spent !== undefined);
    const names = listed(all.map((one) => `${quoted(one.release)} (${amount(one.money.amount, currency)})`));
    const related = [
      { message: `The fund ${quoted(fund.name)}`, place: fund.head },
      ...more.slice(0, 4).map((one) => ({ message: `What ${quoted(one.release)} takes`, place: one.place })),
    ];
    if (taken > whole) {
      yield {
        message:
          `${names} ${all.length > 1 ? 'take' : 'takes'} ${amount(taken, currency)} from the fund ${quoted(fund.name)}, ${amount(taken - whole, currency)} more than ` +
          `is in it (${amount(whole, currency)})${isKnown ? `; ${amount(gone, currency)} are spent` : ''}. Have more approved, or take less.`,
        place: own.place,
        about: [fund.name],
        related,
      };
    } else if (gone > whole) {
      yield {
        message: `${amount(gone, currency)} of the fund ${quoted(fund.name)} are spent, ${amount(gone - whole, currency)} more than is in it (${amount(whole, currency)}).`,
        place: own.place,
        about: [fund.name],
        related,
      };
    }
  }
}

function exceeded(subject: ReleaseSubject, budgets: readonly Budget[], currency: string): Found | undefined {
  const own = budgets.filter(({ money }) => money?.currency === currency);
  const budget = own.reduce((sum, { money }) => sum + money!.amount, 0);
  const efforts = effortOf(subject);
  const paid = efforts.filter(({ rate }) => rate?.currency === currency);
  const overtime = subject.parameters.number('overtime');
  const work = paid.reduce((sum, effort) => sum + costOf(effort, overtime), 0);
  const bought = subject.release.costs.filter(({ kind, money }) => kind === 'cost' && money?.currency === currency);
  const cost = work + sumOf(bought);
  if (cost <= budget) return undefined;
  const more = `${amount(cost - budget, currency)} more than the budget of ${amount(budget, currency)}`;
  if (bought.length > 0 && work === 0) {
    return {
      message: `What is bought costs ${amount(cost, currency)}, ${more}; have more approved, or plan less.`,
      place: own[0]!.place,
      related: bought.map(({ place }) => ({ message: 'Counted with it', place })),
    };
  }
  const others =
    bought.length > 0
      ? ` and what is bought ${amount(sumOf(bought), currency)}, together ${amount(cost, currency)}`
      : '';
  const extra = total(paid, 'overtime');
  const unpaid = efforts.length - paid.length;
  const [dearest] = [...paid].sort((a, b) => costOf(b, overtime) - costOf(a, overtime));
  return {
    message:
      `${hours(total(paid, 'minutes'))} of ${listed(paid.map(({ name }) => quoted(name)))}` +
      `${extra > 0 ? `, ${hours(extra)} of them overtime at ${overtime} %,` : ''} cost ${amount(work, currency)}${others}, ${more}` +
      `${unpaid > 0 ? `, and ${counted(unpaid, 'person', 'people')} without a rate in ${currency} not counted` : ''}; ` +
      `have more approved, or plan less (most costs ${quoted(dearest!.name)}: ${amount(costOf(dearest!, overtime), currency)}).`,
    place: own[0]!.place,
    about: [dearest!.name],
    related: [...own.slice(1), ...bought].map(({ place }) => ({ message: 'Counted with it', place })),
  };
}

/** What is gone is more than what was approved; told where it became so. */
function* overspent(subject: ReleaseSubject, currency: string): Iterable<Found> {
  const { budgets, costs } = subject.release;
  const approved = sumOf(budgets.filter((one) => one.money?.currency === currency && isApproved(subject, one)));
  let gone = 0;
  for (const one of costs.filter(({ kind, money }) => kind === 'spent' && money?.currency === currency)) {
    const before = gone;
    gone += one.money!.amount;
    if (gone <= approved || before > approved) continue;
    const all = sumOf(costs.filter(({ kind, money }) => kind === 'spent' && money?.currency === currency));
    yield {
      message: `${amount(all, currency)} are spent, and ${amount(approved, currency)} approved: ${amount(all - approved, currency)} too much; have them approved.`,
      place: one.place,
    };
  }
}

function sumOf(all: readonly { readonly money?: Money }[]): number {
  return all.reduce((sum, { money }) => sum + (money?.amount ?? 0), 0);
}

function costOf({ minutes, overtime, rate }: Effort, percent: number): number {
  return (((minutes - overtime) * 100 + overtime * percent) / 6000) * (rate?.amount ?? 0);
}

function total(efforts: readonly Effort[], key: 'minutes' | 'overtime'): number {
  return efforts.reduce((sum, effort) => sum + effort[key], 0);
}

/** `27 h`: hours of work are not days. */
function hours(minutes: number): string {
  return minutes < 60 ? describeMinutes(minutes) : `${Math.round(minutes / 6) / 10} h`;
}

function amount(value: number, currency: string): string {
  return `${Math.round(value)} ${currency}`;
}
