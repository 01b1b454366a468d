/**
 * Which findings are new, gone or still there: by what they are about, not by the line they stand on. What is told
 * together is compared one by one, and what is new of it, gone or still there is told together again.
 */
import { bundled, inTextOrder } from '../findings/bundles.ts';
import { type Finding, factsOf } from '../findings/findings.ts';
import { grouped } from '../grouped.ts';
import { type Declared, type Place, type Release, type Step, stepLabel } from '../model.ts';
import { blockPath } from './match-steps.ts';
import type { FindingSummary, FindingsDifference } from './model.ts';
import { Pairing } from './pairing.ts';

/** The subject of a finding of the base or the head; `stepKey` is one for a step and what it became. */
export interface Subjects {
  readonly release?: Release;
  stepKey(step: Step): string;
}

export function compareFindings(
  base: { readonly findings: readonly Finding[]; readonly of: Subjects },
  head: { readonly findings: readonly Finding[]; readonly of: Subjects },
): FindingsDifference {
  const about = new Map<Finding, string>();
  const [were, are] = [base, head].map(({ findings, of }) => {
    const subjectOf = subjectsOf(of);
    const facts = factsOf(findings);
    for (const fact of facts) about.set(fact, `${fact.code} ${subjectOf(fact.place)}`);
    return facts;
  }) as [readonly Finding[], readonly Finding[]];
  const pairing = new Pairing(were, are)
    .byKey((finding) => `${about.get(finding)} ${finding.message}`)
    .byKey((finding) => `${about.get(finding)} ${finding.message.replace(/\d+/g, '#')}`)
    .byKey((finding) => about.get(finding));
  const added: Finding[] = [];
  const gone: Finding[] = [];
  const before = new Map<Finding, Finding>();
  for (const { base: was, head: is } of pairing.pairs) {
    if (was && is) before.set(is, was);
    else if (is) added.push(is);
    else gone.push(was!);
  }
  return { added: bundled(added).map(summary), gone: bundled(gone).map(summary), still: stillThere(before) };
}

/** What a waiver has begun or ceased to silence is told apart from what it was with. */
function stillThere(before: ReadonlyMap<Finding, Finding>): FindingsDifference['still'] {
  const byState = grouped(before.keys(), (is) => before.get(is)!.waived !== undefined);
  return [...byState]
    .flatMap(([wasWaived, facts]) => bundled(facts).map((is) => ({ is, wasWaived })))
    .sort((a, b) => inTextOrder(a.is, b.is))
    .map(({ is, wasWaived }) => {
      const [was, ...others] = bundled(factsOf([is]).map((fact) => before.get(fact)!));
      const isOther = others.length > 0 || was!.message !== is.message;
      return {
        ...summary(is),
        ...(isOther && { was: [was!, ...others].map(({ message }) => message).join(' ') }),
        ...(wasWaived !== (is.waived !== undefined) && { wasWaived }),
      };
    });
}

/** The errors that count and did not before: new ones, and those that no waiver silences any more. */
export function newErrors({ added, still }: FindingsDifference): readonly FindingSummary[] {
  const woken = still.filter(({ wasWaived }) => wasWaived === true);
  return [...added, ...woken].filter(({ severity, waived }) => severity === 'error' && !waived);
}

function summary({ code, severity, message, place, waived, about, members }: Finding): FindingSummary {
  return {
    code,
    severity,
    message,
    place,
    waived: waived !== undefined,
    ...(about && { about }),
    ...(members && { members: members.map(summary) }),
  };
}

/** What a place is about: the step, else the declaration, else the block that its line belongs to. */
function subjectsOf({ release, stepKey }: Subjects): (place: Place) => string {
  if (!release) return () => '';
  const stepAt = byLine(release.steps);
  const declaredAt = byLine(declaredIn(release));
  const blockAt = byLine(release.blocks);
  return (place) => {
    const step = stepAt(place);
    if (step) return stepKey(step);
    const declared = declaredAt(place);
    if (declared) return `${declared.kind} ${declared.name}`;
    const block = blockAt(place);
    return block ? `block ${blockPath(block)}` : '';
  };
}

function declaredIn(release: Release): readonly (Pick<Declared, 'name' | 'place'> & { readonly kind: string })[] {
  return [
    ...[...release.names.values()].filter(({ kind }) => kind !== 'step' && kind !== 'block' && kind !== 'implicit'),
    ...release.windows.map(({ name = '', place }) => ({ kind: 'window', name, place })),
  ];
}

/** The smallest of `things` that has the line on which a place begins; one pass over their lines. */
function byLine<T extends { readonly place: Place }>(things: readonly T[]): (place: Place) => T | undefined {
  const lines = ({ place: { range } }: T) => range.end.line - range.start.line;
  const at = new Map<string, Map<number, T>>();
  for (const thing of [...things].sort((a, b) => lines(b) - lines(a))) {
    const { file, range } = thing.place;
    const inFile = at.get(file) ?? new Map<number, T>();
    at.set(file, inFile);
    for (let line = range.start.line; line <= range.end.line; line++) inFile.set(line, thing);
  }
  return ({ file, range }) => at.get(file)?.get(range.start.line);
}

/** Steps that are one step in both versions have one key. */
export function stepKeys(pairs: readonly { readonly base?: Step; readonly head?: Step }[]): (step: Step) => string {
  const keys = new Map<Step, string>();
  for (const [i, { base, head }] of pairs.entries()) {
    if (base) keys.set(base, `step ${i}`);
    if (head) keys.set(head, `step ${i}`);
  }
  return (step) => keys.get(step) ?? `step ${stepLabel(step)}`;
}
