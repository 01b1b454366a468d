/**
 * A baseline: the findings that were there when a team began to check, so that only new ones count.
 * What is told together is in it one by one, so that what comes to it later is new, and nothing else is.
 *
 * It is made to be read in a review: one line a finding, sorted. A finding is known by check, release and subject, so it
 * stays known when lines move, when a file is renamed, or when the numbers in its message change.
 */
import type { Finding } from '../../plan/findings/findings.ts';
import { type Identity, identityKey } from '../../plan/findings/identity.ts';

/** Raised when something of the file is renamed, removed or means something else. */
export const BASELINE_VERSION = 1;

export interface Baseline {
  readonly known: readonly Known[];
}

type Known = Pick<Identity, 'code' | 'of' | 'subject'> & { readonly count: number };

/** A waiver says more than a baseline: what is waived is not in it, and neither is what no plan can help. */
export function baselineOf(identities: ReadonlyMap<Finding, Identity>): Baseline {
  const known = new Map<string, Known>();
  for (const [finding, { code, of, subject }] of identities) {
    if (finding.members || finding.waived || code === 'internal-error') continue;
    const key = identityKey({ code, of, subject });
    known.set(key, { code, of, subject, count: (known.get(key)?.count ?? 0) + 1 });
  }
  return { known: [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each) };
}

export function writeBaseline({ known }: Baseline): string {
  const lines = known.map(({ count, ...one }) => `    ${JSON.stringify(count > 1 ? { ...one, count } : one)}`);
  const findings = lines.length > 0 ? `[\n${lines.join(',\n')}\n  ]` : '[]';
  return `{\n  "version": ${BASELINE_VERSION},\n  "findings": ${findings}\n}\n`;
}

/** The baseline, or a sentence about what is wrong with the text. */
export function readBaseline(text: string): Baseline | string {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return `it is no JSON (${error instanceof Error ? error.message : error})`;
  }
  const { version, findings } = (content ?? {}) as { version?: unknown; findings?: unknown };
  if (typeof version === 'number' && version > BASELINE_VERSION) {
    return `it is of version ${version}, and this Release Plan reads up to ${BASELINE_VERSION}`;
  }
  if (version !== BASELINE_VERSION || !Array.isArray(findings)) {
    return 'it has no "version" and "findings" as `check --write-baseline` writes them';
  }
  const known: Known[] = [];
  for (const [index, each] of findings.entries()) {
    const { code, of, subject, count = 1 } = (each ?? {}) as Record<string, unknown>;
    if (typeof code !== 'string' || typeof of !== 'string' || typeof subject !== 'string' || !isCount(count)) {
      return `finding ${index + 1} needs "code", "of" and "subject" as texts, and "count", if any, as a number`;
    }
    known.push({ code, of, subject, count });
  }
  return { known };
}

export interface Compared {
  /** The facts that the baseline does not know. */
  readonly fresh: ReadonlySet<Finding>;
  /** How many of the baseline are not found any more, in what was checked. */
  readonly gone: number;
}

/** As often as the baseline has a finding it is known; once more is new. `checked`: releases and paths, as in `of`. */
export function compareWithBaseline(
  identities: ReadonlyMap<Finding, Identity>,
  baseline: Baseline,
  checked: ReadonlySet<string>,
): Compared {
  const left = new Map<string, number>();
  for (const each of baseline.known) left.set(identityKey(each), (left.get(identityKey(each)) ?? 0) + each.count);
  const fresh = new Set<Finding>();
  for (const [finding, identity] of identities) {
    if (finding.members || finding.waived) continue;
    const key = identityKey(identity);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    else fresh.add(finding);
  }
  const gone = baseline.known.filter(({ of }) => checked.has(of)).map(identityKey);
  return { fresh, gone: [...new Set(gone)].reduce((sum, key) => sum + left.get(key)!, 0) };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}
