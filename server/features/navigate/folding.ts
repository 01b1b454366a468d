/** Folds blocks, runs of comments and the imports. By tokens alone, so a broken line costs no fold elsewhere. */
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import { tokenizeAgain } from '../../../language/parse/parser.ts';
import { endOf, type IToken, startOf } from '../../../language/parse/tokens.ts';

export function foldingRanges(text: string): FoldingRange[] {
  const { tokens, comments } = tokenizeAgain(text);
  return [
    ...blocks(tokens),
    ...runs(comments, FoldingRangeKind.Comment),
    ...runs(imports(tokens), FoldingRangeKind.Imports),
  ];
}

function* blocks(tokens: readonly IToken[]): Iterable<FoldingRange> {
  const open: number[] = [];
  for (const token of tokens) {
    if (token.image === '{') open.push(startOf(token).line);
    if (token.image !== '}') continue;
    const startLine = open.pop();
    // The line of the closing brace stays visible.
    const endLine = startOf(token).line - 1;
    if (startLine !== undefined && endLine > startLine) yield { startLine, endLine, kind: FoldingRangeKind.Region };
  }
}

function imports(tokens: readonly IToken[]): IToken[] {
  return tokens.filter((token, index) => token.image === 'import' && tokens[index - 1]?.endLine !== token.startLine);
}

/** Tokens on lines right below each other make one fold. */
function runs(tokens: readonly IToken[], kind: FoldingRangeKind): FoldingRange[] {
  let run: { startLine: number; endLine: number; kind: FoldingRangeKind } | undefined;
  const found: FoldingRange[] = [];
  for (const token of tokens) {
    const { line } = startOf(token);
    if (line - 1 !== run?.endLine) {
      run = { startLine: line, endLine: line, kind };
      found.push(run);
    }
    run.endLine = endOf(token).line;
  }
  return found.filter(({ startLine, endLine }) => endLine > startLine);
}
