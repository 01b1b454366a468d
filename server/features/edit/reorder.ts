/** A shorter run, offered where the run stands: as a lens, as a refactoring, as a command. Applied by the user alone. */
import { type CodeAction, CodeActionKind, type CodeLens, type WorkspaceEdit } from 'vscode-languageserver';
import type { Range, Release } from '../../../plan/model.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { overlaps } from '../../../service/lookup.ts';
import { gainWords, type RefinedRelease } from '../../../service/refine.ts';
import { lengthWords } from '../../../view/words/run-words.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** Puts the shorter order into the text; its arguments are URI and name of the release. */
export const REORDER = 'releasePlan.reorder';

/** What is known of a release of this very text. */
export type RefinedOf = (file: SourceFile, release: string) => RefinedRelease | undefined;

export function reorderLenses(file: SourceFile, refined: RefinedOf): CodeLens[] {
  return file.plan.releases.flatMap((release) => {
    const found = refined(file, release.name);
    const run = runOf(release, file.uri);
    if (!found || !run) return [];
    const title = found.proposal
      ? `${gainWords(found.proposal)}: put the order into the text`
      : lengthWords(found.found, found.bound);
    if (!title) return [];
    const command = found.proposal ? { command: REORDER, arguments: [file.uri, release.name] } : { command: '' };
    return [{ range: run.head.range, command: { title, ...command } }];
  });
}

/** Anywhere in the run. */
export function reorderActions(
  file: SourceFile,
  range: Range,
  only: readonly string[] | undefined,
  refined: RefinedOf,
): CodeAction[] {
  if (only && !only.some((kind) => `${CodeActionKind.RefactorRewrite}.`.startsWith(`${kind}.`))) return [];
  return file.plan.releases.flatMap((release) => {
    const run = runOf(release, file.uri);
    const proposal = refined(file, release.name)?.proposal;
    if (!run || !proposal || !overlaps(run.place.range, range)) return [];
    return [
      {
        title: `${gainWords(proposal)}: ${proposal.words.join(', ')}`,
        kind: CodeActionKind.RefactorRewrite,
        edit: workspaceEdit(proposal.edits),
      },
    ];
  });
}

export function reorderEdit(file: SourceFile, release: string, refined: RefinedOf): WorkspaceEdit | undefined {
  const proposal = refined(file, release)?.proposal;
  return proposal && workspaceEdit(proposal.edits);
}

function runOf(release: Release, uri: string) {
  return release.blocks.find((block) => block.kind === 'run' && block.head.file === uri);
}
