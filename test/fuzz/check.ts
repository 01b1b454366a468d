/** What must hold of any text: it is read, scheduled, checked and laid out, and its layout says what it said. */

import { difference } from '../../language/edit/same.ts';
import { formatted } from '../../language/format.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { Analysis, FixesOf, Judged as JudgedPlan } from '../../plan/analysis.ts';
import type { Finding } from '../../plan/findings/findings.ts';

export type FailureKind = 'crash' | 'hang' | 'lost' | 'changed' | 'unstable';

export interface Failure {
  readonly kind: FailureKind;
  readonly detail: string;
}

export interface Checked {
  readonly failure?: Failure;
  readonly statements: number;
  readonly asTyped: number;
}

const URI = 'file:///w/a.release';
/** Plans are judged at one moment, some days before the dates that are generated. */
const NOW = Date.UTC(2026, 10, 30, 9) / 60_000;

export function checkText(text: string): Checked {
  let [statements, asTyped] = [0, 0];
  const failed = (kind: FailureKind, detail: string): Checked => ({ failure: { kind, detail }, statements, asTyped });
  try {
    const before = judgedOf(text);
    const broken = before.analysis.findings.find((finding) => finding.code === 'internal-error');
    if (broken) return failed('crash', broken.message);
    const layout = formatted(text);
    ({ statements, asTyped } = layout);
    const lost = lostCharacters(text, layout.text);
    if (lost) return failed('lost', lost);
    if (layout.text !== text) {
      const changed = changeBetween(before, judgedOf(layout.text));
      if (changed) return failed('changed', changed);
      if (formatted(layout.text).text !== layout.text)
        return failed('unstable', 'formatting twice is not formatting once');
    }
    return { statements, asTyped };
  } catch (error) {
    return failed('crash', error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

type Judged = Pick<JudgedPlan, 'analysis' | 'fixesOf'>;

function judgedOf(text: string): Judged {
  const workspace = createWorkspace({ roots: ['file:///w/'], now: () => NOW });
  workspace.set(URI, text);
  return { analysis: workspace.analysis(URI), fixesOf: workspace.fixesOf(URI) };
}

function changeBetween(was: Judged, is: Judged): string | undefined {
  const [before, after] = [was.analysis, is.analysis];
  const findings = ({ analysis, fixesOf }: Judged) => inOrder(analysis.findings.map((one) => said(one, fixesOf)));
  // Mistakes come in the order of the text, which the clauses of a line have changed.
  const sorted = ({ plan }: Analysis) => ({
    ...plan,
    problems: inOrder(plan.problems.map(({ message, replacement }) => ({ message, replacement }))),
    // Of several mistakes in a statement the first one is told.
    unread: inOrder(plan.unread.map(({ words }) => [...words].sort())),
    placeholders: inOrder(plan.placeholders.map((placeholder) => placeholder.text)),
  });
  return (
    difference({ plan: sorted(before) }, { plan: sorted(after) }) ??
    difference({ schedules: before.schedules }, { schedules: after.schedules }) ??
    difference({ findings: findings(was) }, { findings: findings(is) })
  );
}

/** A finding without its places. */
function said(finding: Finding, fixesOf: FixesOf): object {
  const { code, severity, message, related, release, waived, faded, about } = finding;
  return {
    ...{ code, severity, message, release, faded, about },
    // In the order of the text as well.
    related: inOrder(related.map((one) => one.message)),
    fixes: fixesOf(finding).map(({ title, edits }) => ({
      title,
      edits: edits.map(({ kind, text }) => ({ kind, text })),
    })),
    waived: waived && { because: waived.because, by: waived.by, until: waived.until },
  };
}

function inOrder<T>(values: readonly T[]): readonly T[] {
  return values
    .map((value) => ({ value, key: JSON.stringify(value) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ value }) => value);
}

/** Characters that are no plain white space and that one text has more often than the other. */
function lostCharacters(before: string, after: string): string | undefined {
  const sorted = (text: string): string[] => [...text.replace(/[ \t\r\n\f\v]+/g, '')].sort();
  const [old, now] = [sorted(before), sorted(after)];
  const at = old.findIndex((character, i) => character !== now[i]);
  if (at < 0 && old.length === now.length) return undefined;
  return `${old.length} characters are now ${now.length}; the first other one: ${JSON.stringify(old[at])} ${JSON.stringify(now[at])}`;
}
