/** Other ways to write what a plan says, as code actions. They are tried, so only who asks for them gets them: no cursor that moves. */
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  CodeActionTriggerKind,
  CreateFile,
  TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Range } from '../../../plan/model.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import type { Refactoring } from '../../../service/refactor/model.ts';
import { refactoringsAt } from '../../../service/refactor/refactorings.ts';
import { workspaceEdit } from './workspace-edit.ts';

const KINDS: Readonly<Record<Refactoring['kind'], CodeActionKind>> = {
  extract: CodeActionKind.RefactorExtract,
  inline: CodeActionKind.RefactorInline,
  rewrite: CodeActionKind.RefactorRewrite,
};

export const REFACTORS: readonly CodeActionKind[] = Object.values(KINDS);

export interface RefactorActionOptions {
  /** The answer is not wanted any more. */
  readonly isCancelled: () => boolean;
  /** The client can make files. */
  readonly makesFiles: boolean;
}

export async function refactorActions(
  file: SourceFile,
  range: Range,
  { only, triggerKind }: Pick<CodeActionContext, 'only' | 'triggerKind'>,
  { isCancelled, makesFiles }: RefactorActionOptions,
): Promise<CodeAction[]> {
  const wanted = (kind: string) => !only || only.some((one) => `${kind}.`.startsWith(`${one}.`));
  const isAsked = only ? REFACTORS.some(wanted) : triggerKind === CodeActionTriggerKind.Invoked;
  if (!isAsked) return [];
  const isOutdated = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    return isCancelled() || file.workspace.text(file.uri) !== file.text;
  };
  const found = await refactoringsAt(file, range, { isCancelled: isOutdated });
  return found
    .filter(({ kind, creates }) => wanted(KINDS[kind]) && (creates === undefined || makesFiles))
    .map((one) => ({ title: one.title, kind: KINDS[one.kind], edit: editOf(one) }));
}

function editOf({ edits, creates }: Refactoring): WorkspaceEdit {
  if (creates === undefined) return workspaceEdit(edits);
  const { changes = {} } = workspaceEdit(edits);
  const texts = Object.entries(changes).map(([uri, own]) => TextDocumentEdit.create({ uri, version: null }, own));
  return { documentChanges: [CreateFile.create(creates, { overwrite: false, ignoreIfExists: false }), ...texts] };
}
