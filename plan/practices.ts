/** What the kind of a release asks of everybody, and which of it a plan has not begun. */
import type { Check, Found, Practice, ReleaseCheck, Unbegun } from './checks/check.ts';
import { practicesMissing } from './checks/practices-missing.ts';
import { type Facts, withFacts } from './facts/facts.ts';
import { effectiveCheck, type Severities, sourcedCheck } from './policies/policy.ts';

/**
 * Each practice whose check has something to say and of which nothing is begun, where `practices-missing` is among the
 * `checks` that tell of it. A policy that names the check as `singly` or says itself how severe it is, the setting of an
 * editor that does, and a waiver of it have the check speak for itself.
 */
export function unbegunPractices(
  facts: Facts,
  checks: readonly Check[],
  severities: Severities | undefined,
): readonly Unbegun[] {
  const { plan, release } = facts;
  if (!checks.some(({ code }) => code === practicesMissing.code)) return [];
  const holds = (check: Check) => effectiveCheck(check, plan, release.releaseKind, severities);
  const singly = holds(practicesMissing).parameters.words('singly');
  const isAskedFor = (check: Check) =>
    ['policy', 'setting'].includes(sourcedCheck(check, plan, release.releaseKind, severities).severity.source.kind);
  const waived = new Set([...plan.waivers, ...release.waivers].map(({ code }) => code.name));
  return checks.flatMap((check) => {
    if (!isPractice(check) || singly.includes(check.code) || waived.has(check.code)) return [];
    const { severity, parameters } = holds(check);
    if (severity === 'off' || isAskedFor(check)) return [];
    const subject = withFacts(facts, { parameters, unbegun: () => [], speaks: () => true });
    const founds = check.practice.isBegun(subject) ? [] : attempted(() => [...check.find(subject)]);
    return founds.length > 0 ? [{ code: check.code, words: check.practice.words(subject, founds), founds }] : [];
  });
}

function isPractice(check: Check): check is ReleaseCheck & { readonly practice: Practice } {
  return check.of === 'release' && check.practice !== undefined;
}

/** A check that throws speaks for itself, and is told as what it is. */
function attempted(find: () => readonly Found[]): readonly Found[] {
  try {
    return find();
  } catch {
    return [];
  }
}
