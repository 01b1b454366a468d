/** Quick fixes of findings, all of them at once, and the waiver with a reason. */
import { type CodeAction, type CodeActionContext, CodeActionKind, type WorkspaceEdit } from 'vscode-languageserver';
import { type TextEdit, textEdits } from '../../language/edits.ts';
import { compatible, preferredFix, repair } from '../../language/repair.ts';
import type { Finding, PlanEdit } from '../../plan/findings.ts';
import type { Range, Release } from '../../plan/model.ts';
import { overlaps, stepAt } from '../lookup.ts';
import type { SourceFile } from '../session.ts';
import { type DiagnosticOptions, diagnostic } from './diagnostics.ts';
import { lineEdits } from './formatting.ts';
import { workspaceEdit } from './workspace-edit.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.release`;

export function codeActions(
  file: SourceFile,
  range: Range,
  context: Pick<CodeActionContext, 'only'>,
  options: DiagnosticOptions = {},
): CodeAction[] {
  const wanted = (kind: string) => !context.only || context.only.some((only) => `${kind}.`.startsWith(`${only}.`));
  const open = file.analysis.findings.filter((finding) => !finding.waived);
  const actions: CodeAction[] = [];
  if (wanted(CodeActionKind.QuickFix)) {
    const here = open.filter((finding) => finding.place.file === file.uri && overlaps(finding.place.range, range));
    for (const finding of here) actions.push(...fixActions(file, finding, options));
    for (const code of new Set(here.map((finding) => finding.code)))
      actions.push(...fixSimilar(file, open, code, options));
    for (const finding of here) actions.push(...waiveAction(file, finding, options));
  }
  // To try every repair costs an analysis each: it is done when somebody asks for it, or on save, not at every cursor move.
  if (context.only && wanted(FIX_ALL)) actions.push(...fixAll(file));
  return actions;
}

/** How often an editor that saves may wait for an analysis. */
const TRIALS = 20;

/** Everything that has one way out and does no harm, in the smallest edits. */
function fixAll(file: SourceFile): CodeAction[] {
  const repaired = repair(file.workspace, [file.uri], { trials: TRIALS }).texts.get(file.uri);
  if (repaired === undefined) return [];
  const edit: WorkspaceEdit = { changes: { [file.uri]: lineEdits(file.text, repaired) } };
  return [{ title: 'Fix everything that can be fixed', kind: FIX_ALL, edit }];
}

function fixActions(file: SourceFile, finding: Finding, options: DiagnosticOptions): CodeAction[] {
  return finding.fixes.map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic(finding, file.plan, options)],
    edit: workspaceEdit(edits(file, fix.edits)),
    ...(preferredFix(finding) === fix && { isPreferred: true }),
  }));
}

/** One action for all findings of a code, offered when there are several. */
function fixSimilar(
  file: SourceFile,
  open: readonly Finding[],
  code: string,
  options: DiagnosticOptions,
): CodeAction[] {
  const similar = open.filter((finding) => finding.code === code && finding.fixes.length > 0);
  const edit = similar.length > 1 && editOfAll(file, similar);
  if (!edit) return [];
  return [
    {
      title: `Fix all ${similar.length} findings of ${code}`,
      kind: CodeActionKind.QuickFix,
      diagnostics: similar.map((finding) => diagnostic(finding, file.plan, options)),
      edit,
    },
  ];
}

function waiveAction(file: SourceFile, finding: Finding, options: DiagnosticOptions): CodeAction[] {
  const release = file.plan.releases.find((each) => each.name === finding.release);
  // What stands against the form of the text cannot be waived, and a waiver cannot be waived either.
  if (!release || finding.code === 'syntax' || finding.code.startsWith('waiver-')) return [];
  const edit: PlanEdit = { kind: 'append-line', place: release.place, text: waiver(file, release, finding) };
  return [
    {
      title: `Waive ${finding.code} with a reason …`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic(finding, file.plan, options)],
      edit: workspaceEdit(edits(file, [edit])),
    },
  ];
}

/** Ends with the release itself: a waiver that outlives its occasion is an error of its own. */
function waiver(file: SourceFile, release: Release, finding: Finding): string {
  const at = stepAt(file.plan, finding.place.range.start);
  const subject = at?.release === release && at.step.name ? ` for ${at.step.name}` : '';
  return `waive ${finding.code}${subject} until T+1d because "TBD: why this is acceptable, and who agreed"`;
}

/** The first fix of each finding, as far as they leave each other's text alone. */
function editOfAll(file: SourceFile, findings: readonly Finding[]): WorkspaceEdit | undefined {
  const repairs = findings.flatMap((finding) => (finding.fixes[0] ? [{ finding, fix: finding.fixes[0] }] : []));
  const taken = compatible(file.workspace, repairs).flatMap((candidate) => candidate.edits);
  return taken.length > 0 ? workspaceEdit(taken) : undefined;
}

function edits(file: SourceFile, planEdits: readonly PlanEdit[]): readonly TextEdit[] {
  return textEdits(planEdits, (uri) => file.workspace.text(uri));
}
