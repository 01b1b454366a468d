/** What fits at the cursor, as the protocol has it. */
import { type CompletionItem, CompletionItemKind, type CompletionList, InsertTextFormat } from 'vscode-languageserver';
import type { Position, Range } from '../../../plan/model.ts';
import { completion as completions } from '../../../service/completion/completion.ts';
import type { CompletionOptions, Proposal, ProposalKind } from '../../../service/completion/proposal.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';

export interface ClientOptions extends CompletionOptions {
  /** The client expands `${1:placeholders}`. */
  readonly snippets: boolean;
}

export function completion(file: SourceFile, position: Position, options: ClientOptions): CompletionList {
  const { range, items, isIncomplete } = completions(file, position, options);
  return { isIncomplete, items: items.map((each, i) => item(each, i, range, options)) };
}

function item(proposal: Proposal, place: number, range: Range, options: ClientOptions): CompletionItem {
  const newText = (options.snippets && proposal.snippet) || proposal.text;
  return {
    label: proposal.text,
    kind: KINDS[proposal.kind],
    ...(proposal.detail && { detail: proposal.detail }),
    ...(proposal.documentation && { documentation: { kind: 'markdown', value: proposal.documentation } }),
    sortText: String(place).padStart(3, '0'),
    filterText: proposal.text,
    ...(newText !== proposal.text && { insertTextFormat: InsertTextFormat.Snippet }),
    textEdit: { range, newText },
  };
}

const KINDS: Readonly<Record<ProposalKind, CompletionItemKind>> = {
  constant: CompletionItemKind.Constant,
  'enum-member': CompletionItemKind.EnumMember,
  event: CompletionItemKind.Event,
  file: CompletionItemKind.File,
  keyword: CompletionItemKind.Keyword,
  method: CompletionItemKind.Method,
  module: CompletionItemKind.Module,
  reference: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
  text: CompletionItemKind.Text,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
};
