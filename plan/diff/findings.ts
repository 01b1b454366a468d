/** Which findings are new, gone or still there: by what they are about, not by the line they stand on. */
import type { Finding } from '../findings.ts';
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
  for (const { findings, of } of [base, head]) {
    const subjectOf = subjectsOf(of);
    for (const finding of findings) about.set(finding, `${finding.code} ${subjectOf(finding.place)}`);
  }
  const pairing = new Pairing(base.findings, head.findings)
    .byKey((finding) => `${about.get(finding)} ${finding.message}`)
    .byKey((finding) => `${about.get(finding)} ${finding.message.replace(/\d+/g, '#')}`)
    .byKey((finding) => about.get(finding));
  const added: FindingSummary[] = [];
  const gone: FindingSummary[] = [];
  const still: FindingsDifference['still'][number][] = [];
  for (const { base: was, head: is } of pairing.pairs) {
    if (was && is) {
      const wasWaived = was.waived !== undefined;
      still.push({
        ...summary(is),
        ...(was.message !== is.message && { was: was.message }),
        ...(wasWaived !== (is.waived !== undefined) && { wasWaived }),
      });
    } else if (is) added.push(summary(is));
    else gone.push(summary(was!));
  }
  return { added, gone, still };
}

/** The errors that count and did not before: new ones, and those that no waiver silences any more. */
export function newErrors({ added, still }: FindingsDifference): readonly FindingSummary[] {
  const woken = still.filter(({ wasWaived }) => wasWaived === true);
  return [...added, ...woken].filter(({ severity, waived }) => severity === 'error' && !waived);
}

function summary({ code, severity, message, place, waived, about }: Finding): FindingSummary {
  return { code, severity, message, place, waived: waived !== undefined, ...(about && { about }) };
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
