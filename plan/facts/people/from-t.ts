/** Which hours of a roster nobody covers while the release has no date: how far from T a cover begins and ends is known, whoever it will be. */
import type { Roster } from '../../model.ts';
import type { Span } from '../../schedule/model.ts';
import { countsFromT } from '../../schedule/relative.ts';
import type { Facts } from '../facts.ts';
import { momentOf } from '../times.ts';
import { coversOf } from './cover.ts';
import { gapsIn } from './spans.ts';

/** Other rosters with people of their own count, too. Undefined: nobody knows it. */
export function gapsFromT(
  facts: Facts,
  roster: Roster,
): { readonly whole: Span; readonly gaps: readonly Span[] } | undefined {
  const whole = spanFromT(facts, roster);
  const covers = coversOf(roster);
  if (!whole || covers.some(({ during, every, otherwise }) => !during || every || otherwise)) return undefined;
  const own = covers.flatMap((cover) => spanFromT(facts, cover) ?? []);
  if (own.length < covers.length) return undefined;
  const others = facts.release.rosters.filter((one) => one !== roster && coversOf(one).length > 0);
  const beside = others.map((one) => spanFromT(facts, one));
  if (beside.includes(undefined)) return undefined;
  return { whole, gaps: gapsIn(whole, [...own, ...beside.flatMap((span) => span ?? [])]) };
}

/** Undefined where an end is a date, or open. */
function spanFromT(facts: Facts, { during }: Pick<Roster, 'during'>): Span | undefined {
  const [start, end] = [momentOf(facts, during?.from), momentOf(facts, during?.to)];
  const isKnown = start !== undefined && end !== undefined && start < end && countsFromT(start) && countsFromT(end);
  return isKnown ? { start, end } : undefined;
}
