/**
 * Quick fixes of findings, all of them at once, and the waiver with a reason. Where one of several facts that are told
 * together stands, there are its own fix and the one of all of them.
 *
 * What is offered has passed the trial that `check --fix` makes. An editor asks at every move of the cursor, so each fix is
 * tried once for an analysis, one at a time, and no more once the editor has lost interest.
 */
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  CodeActionTriggerKind,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type TextEdit, textEdits } from '../../../language/edit/edits.ts';
import { isJudged, isSound, preferredFix, type Repaired, repair } from '../../../language/edit/repair.ts';
import type { Analysis, FixesOf } from '../../../plan/analysis.ts';
import { type Finding, type Fix, factsOf, type PlanEdit, withMembers } from '../../../plan/findings/findings.ts';
import type { Range } from '../../../plan/model.ts';
import { lineEdits } from '../../../service/editing/line-edits.ts';
import { waiverOf } from '../../../service/editing/waive.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { overlaps } from '../../../service/lookup.ts';
import { asksForSlot, slotFix } from '../../../service/slots/repair.ts';
import { type DiagnosticOptions, diagnostic } from '../show/diagnostics.ts';
import { workspaceEdit } from './workspace-edit.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.release`;

export interface CodeActionOptions extends DiagnosticOptions {
  /** The answer is not wanted any more. */
  readonly isCancelled?: () => boolean;
}

export async function codeActions(
  file: SourceFile,
  range: Range,
  context: Pick<CodeActionContext, 'only' | 'triggerKind'>,
  options: CodeActionOptions = {},
): Promise<CodeAction[]> {
  const wanted = (kind: string) => !context.only || context.only.some((only) => `${kind}.`.startsWith(`${only}.`));
  const open = file.analysis.findings.filter((finding) => !finding.waived);
  const actions: CodeAction[] = [];
  if (wanted(CodeActionKind.QuickFix)) {
    const isHere = ({ place }: Finding) => place.file === file.uri && overlaps(place.range, range);
    const here = withMembers(open).filter(isHere);
    for (const finding of here) {
      if (!(await judged(file, finding, options))) return [];
      actions.push(...fixActions(file, finding, options));
    }
    for (const bundle of open.filter((finding) => !isHere(finding) && finding.members?.some(isHere))) {
      if (!(await judged(file, bundle, options))) return [];
      const members = bundle.members!.filter(isHere).map((fact) => diagnostic(fact, file, options));
      const fixes = fixActions(file, bundle, options);
      actions.push(...fixes.map(({ isPreferred, ...fix }) => ({ ...fix, diagnostics: members })));
    }
    for (const code of new Set(here.map((finding) => finding.code))) {
      await breathe();
      if (options.isCancelled?.() || file.workspace.text(file.uri) !== file.text) return [];
      actions.push(...fixSimilar(file, open, code, options));
    }
    // A year is searched for whoever asks, not at every move of the cursor.
    if (context.triggerKind === CodeActionTriggerKind.Invoked) {
      await breathe();
      if (options.isCancelled?.() || file.workspace.text(file.uri) !== file.text) return [];
      actions.push(...slotActions(file, here, options));
    }
    for (const finding of here) actions.push(...waiveAction(file, finding, options));
  }
  // To try every repair costs an analysis each: it is done when somebody asks for it, or on save, not at every cursor move.
  if (context.only && wanted(FIX_ALL)) {
    await breathe();
    if (options.isCancelled?.() || file.workspace.text(file.uri) !== file.text) return [];
    actions.push(...fixAll(file));
  }
  return actions;
}

/** Tries the fixes of a finding that were not tried yet; false: nobody wants to know any more. */
async function judged(file: SourceFile, finding: Finding, { isCancelled }: CodeActionOptions): Promise<boolean> {
  for (const fix of fixesOf(file)(finding)) {
    if (isJudged(fix)) continue;
    await breathe();
    if (isCancelled?.() || file.workspace.text(file.uri) !== file.text) return false;
    isSound(file.workspace, file.uri, fix);
  }
  return true;
}

function fixesOf({ workspace, uri }: SourceFile): FixesOf {
  return workspace.fixesOf(uri);
}

/** Lets a cancellation in. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** How often an editor that saves may wait for an analysis, and one whose cursor has moved. */
const TRIALS = { onSave: 20, similar: 6 };

/** Everything that has one way out and does no harm, in the smallest edits. */
function fixAll(file: SourceFile): CodeAction[] {
  const { text: repaired } = known(file, FIX_ALL, () => repair(file.workspace, [file.uri], { trials: TRIALS.onSave }));
  if (repaired === undefined) return [];
  const edit: WorkspaceEdit = { changes: { [file.uri]: lineEdits(file.text, repaired) } };
  return [{ title: 'Fix everything that can be fixed', kind: FIX_ALL, edit }];
}

function fixActions(file: SourceFile, finding: Finding, options: DiagnosticOptions): CodeAction[] {
  const sound = fixesOf(file)(finding).filter((fix) => isSound(file.workspace, file.uri, fix));
  return sound.map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic(finding, file, options)],
    edit: workspaceEdit(edits(file, fix.edits)),
    ...(preferredFix(finding, fixesOf(file)) === fix && { isPreferred: true }),
  }));
}

/** One action for all findings of a code, offered when there are several. */
function fixSimilar(
  file: SourceFile,
  open: readonly Finding[],
  code: string,
  options: DiagnosticOptions,
): CodeAction[] {
  const own = open.filter((finding) => finding.code === code);
  const similar = factsOf(own).filter((fact) => fixesOf(file)(fact).length > 0);
  // What is told together has a fix of its own for all of it.
  const isOne = own.some((finding) => fixesOf(file)(finding).some(({ repairs }) => repairs === similar.length));
  if (similar.length < 2 || isOne) return [];
  const { text, count } = repairedSimilar(file, code);
  if (text === undefined || count < 2) return [];
  return [
    {
      title:
        count < similar.length
          ? `Fix ${count} of ${similar.length} findings of ${code}`
          : `Fix all ${count} findings of ${code}`,
      kind: CodeActionKind.QuickFix,
      diagnostics: own.map((finding) => diagnostic(finding, file, options)),
      edit: { changes: { [file.uri]: lineEdits(file.text, text) } },
    },
  ];
}

/** For each release of which something is in the way here: another night. Never the preferred one: somebody decides. */
function slotActions(file: SourceFile, here: readonly Finding[], options: DiagnosticOptions): CodeAction[] {
  const asking = here.filter(asksForSlot);
  return [...new Set(asking.map(({ release }) => release!))].flatMap((release) => {
    const fix = knownSlot(file, release);
    if (!fix || !isSound(file.workspace, file.uri, fix)) return [];
    const own = asking.filter((finding) => finding.release === release);
    const diagnostics = own.map((finding) => diagnostic(finding, file, options));
    return [
      { title: fix.title, kind: CodeActionKind.QuickFix, diagnostics, edit: workspaceEdit(edits(file, fix.edits)) },
    ];
  });
}

function knownSlot({ workspace, uri, analysis }: SourceFile, release: string): Fix | undefined {
  const now = workspace.now();
  if (now === undefined) return undefined;
  const known = slots.get(analysis) ?? new Map<string, Fix | undefined>();
  slots.set(analysis, known);
  if (!known.has(release)) known.set(release, slotFix(workspace, uri, release, now));
  return known.get(release);
}

/** By analysis, and by release. */
const slots = new WeakMap<Analysis, Map<string, Fix | undefined>>();

function repairedSimilar(file: SourceFile, code: string): Tried {
  const fixOf = (finding: Finding, of: FixesOf) =>
    finding.code === code && !finding.waived ? of(finding)[0] : undefined;
  return known(file, code, () => repair(file.workspace, [file.uri], { trials: TRIALS.similar, fixOf }));
}

interface Tried {
  readonly text: string | undefined;
  readonly count: number;
}

/** By analysis, and by the code that is repaired or `FIX_ALL`. */
const outcomes = new WeakMap<Analysis, Map<string, Tried>>();

/** An editor that hears nothing at once asks again: the trials of a text are made once. */
function known({ uri, analysis }: SourceFile, what: string, attempt: () => Repaired): Tried {
  const ofAnalysis = outcomes.get(analysis) ?? new Map<string, Tried>();
  outcomes.set(analysis, ofAnalysis);
  let outcome = ofAnalysis.get(what);
  if (!outcome) {
    const { texts, made } = attempt();
    outcome = { text: texts.get(uri), count: made.reduce((sum, { fix }) => sum + (fix.repairs ?? 1), 0) };
    ofAnalysis.set(what, outcome);
  }
  return outcome;
}

function waiveAction(file: SourceFile, finding: Finding, options: DiagnosticOptions): CodeAction[] {
  const waiver = waiverOf(file, finding);
  if (!waiver) return [];
  return [
    {
      title: `Waive ${finding.code} with a reason …`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic(finding, file, options)],
      edit: workspaceEdit(waiver),
    },
  ];
}

function edits(file: SourceFile, planEdits: readonly PlanEdit[]): readonly TextEdit[] {
  return textEdits(planEdits, (uri) => file.workspace.text(uri));
}
