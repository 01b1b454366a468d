/** Money that several releases share: what each takes from a fund, and what is gone of it. */
import { type Fund, lookup, type Money, type Place, type Plan, type Release } from '../../model.ts';
import { declaredAt } from './same.ts';

/** What a release takes from one fund, in one currency: all of its budgets that are from it. */
export interface Allocation {
  /** Where the fund is declared: two plans mean the same one by it. */
  readonly key: string;
  readonly name: string;
  readonly money: Money;
  /** What the release has spent; undefined where it takes money of that currency from several funds: nobody says of which it was. */
  readonly spent?: number;
  /** The first of the budgets. */
  readonly place: Place;
}

export function allocationsOf(plan: Plan, release: Release): readonly Allocation[] {
  const taken = new Map<string, Omit<Allocation, 'spent'>>();
  for (const { from, money, place } of release.budgets) {
    const key = from && declaredAt(plan, release, from.name);
    if (!from || !money || key === undefined) continue;
    const one = `${key} ${money.currency}`;
    const before = taken.get(one);
    const amount = (before?.money.amount ?? 0) + money.amount;
    taken.set(one, { key, name: from.name, place, ...before, money: { ...money, amount } });
  }
  const gone = (currency: string) =>
    release.costs.reduce(
      (sum, { kind, money }) => sum + (kind === 'spent' && money?.currency === currency ? money.amount : 0),
      0,
    );
  const all = [...taken.values()];
  return all.map((one) => {
    const others = all.filter(({ money }) => money.currency === one.money.currency);
    return others.length === 1 ? { ...one, spent: gone(one.money.currency) } : one;
  });
}

export function fundCalled(plan: Plan, release: Release, name: string | undefined): Fund | undefined {
  const named = name === undefined ? undefined : lookup(plan, release, name);
  return named?.kind === 'fund' ? named : undefined;
}
