/**
 * What a reader would change together is told once: facts that say the same of one block, release, person or thing are
 * one finding, with their number and the first of their names, and it knows each of them.
 *
 * A finding carries all that is needed for it, so that whoever leaves some facts out (a waiver, a baseline, a comparison)
 * bundles what is left again, and gets the finding there would have been without them.
 */
import { listed } from '../facts/words.ts';
import { grouped } from '../grouped.ts';
import type { Place, Severity } from '../model.ts';
import { inTextOrder as byPlace, isSamePlace, keyOfPlace } from '../place.ts';
import { type Finding, factsOf } from './findings.ts';
import { inShort, kindNames, lackingIn, listedOnce } from './kinds.ts';

/** The findings that facts make, in the order of the text; of findings, those that their facts make. */
export function bundled(findings: readonly Finding[]): readonly Finding[] {
  const facts = [...factsOf(findings)].sort(inTextOrder);
  return [...grouped(facts, keyOf).values()].map(told).sort(inTextOrder);
}

/** By place, the worst first. */
export function inTextOrder(a: Finding, b: Finding): number {
  return byPlace(a.place, b.place) || RANK[a.severity] - RANK[b.severity] || compare(a.code, b.code);
}

/** Below another one: it is worse. */
export const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2 };

/** What no waiver or another one silences is no part of it; what stands alone has itself in common with itself. */
function keyOf(fact: Finding): unknown {
  const { code, release, several, waived } = fact;
  if (!several) return fact;
  const { at, what, todo } = several;
  return JSON.stringify([code, release, keyOfPlace(at), what, todo, waived && keyOfPlace(waived.place)]);
}

function told(facts: readonly Finding[]): Finding {
  const members = [...facts].sort((a, b) => (a.several?.order ?? 0) - (b.several?.order ?? 0));
  const [first] = members as [Finding];
  if (members.length === 1) return first;
  const { code, release, waived } = first;
  const { at, what, todo } = first.several!;
  const severities = RANKED.filter((severity) => members.some((one) => one.severity === severity));
  const [severity] = severities as [Severity];
  const kinds = kindNames(members);
  const labelOf = ({ several, message }: Finding) =>
    kinds && several?.kind ? inShort(several.kind) : (several?.name ?? message);
  const about = first.about?.filter((name) => members.every((one) => one.about?.includes(name)));
  return {
    code,
    severity,
    message: `${members.length} ${what}${kinds ?? namesOf(members)}; ${todo}.${kinds ? lackingIn(members) : ''}${unlike(members, severities)}`,
    place: at,
    related: members.map((one) => ({
      message: severities.length > 1 ? `${labelOf(one)} (${WORDS[one.severity][0]})` : labelOf(one),
      place: leadsTo(one, at),
    })),
    ...(release !== undefined && { release }),
    ...(about?.length && { about }),
    ...(waived && { waived }),
    members,
  };
}

const RANKED: readonly Severity[] = ['error', 'warning', 'information'];

const WORDS: Readonly<Record<Severity, readonly [string, string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  information: ['note', 'notes'],
};

/** `: `deploy web` and `deploy api``, each once; nothing where only the places differ. */
function namesOf(members: readonly Finding[]): string {
  const names = members.flatMap(({ several }) => several?.name ?? []);
  return names.length > 0 ? `: ${listedOnce(names)}` : '';
}

/** Where it is; nobody is led to where they are, but to the other side of it. */
function leadsTo({ place, related }: Finding, at: Place): Place {
  return isSamePlace(place, at) ? (related[0]?.place ?? place) : place;
}

/** It counts as the worst of them: what the others are is said. */
function unlike(members: readonly Finding[], severities: readonly Severity[]): string {
  if (severities.length < 2) return '';
  const counts = severities.map((severity) => {
    const count = members.filter((one) => one.severity === severity).length;
    return `${count} ${WORDS[severity][count === 1 ? 0 : 1]}`;
  });
  return ` These are ${listed(counts)}.`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
