/** Money that several releases share: what each takes from a fund, and what is gone of it. */
import { type Fund, lookup, type Money, type Place, type Plan, type Release } from '../../model.ts';
import { declaredAt } from './same.ts';

/** What a release takes from one fund. */
export interface Allocation {
  /** Where the fund is declared: two plans mean the same one by it. */
  readonly key: string;
  readonly name: string;
  readonly money: Money;
  /** What the release has spent, where this is the only fund it takes money of that currency from. */
  readonly spent: number;
  readonly place: Place;
}

export function allocationsOf(plan: Plan, release: Release): readonly Allocation[] {
  const taken = release.budgets.flatMap(({ from, money, place }) => {
    const key = from && declaredAt(plan, release, from.name);
    return from && money && key !== undefined ? [{ key, name: from.name, money, place }] : [];
  });
  const gone = (currency: string) =>
    release.costs.reduce(
      (sum, { kind, money }) => sum + (kind === 'spent' && money?.currency === currency ? money.amount : 0),
      0,
    );
  return taken.map((one) => {
    const others = taken.filter(({ money }) => money.currency === one.money.currency);
    return { ...one, spent: others.length === 1 ? gone(one.money.currency) : 0 };
  });
}

export function fundCalled(plan: Plan, release: Release, name: string | undefined): Fund | undefined {
  const named = name === undefined ? undefined : lookup(plan, release, name);
  return named?.kind === 'fund' ? named : undefined;
}
