/** Folds blocks, runs of comments and the imports. By tokens alone, so a broken line costs no fold elsewhere. */
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import { tokenizeAgain } from '../../../language/parse/parser.ts';

export function foldingRanges(text: string): FoldingRange[] {
  const { tokens, comments } = tokenizeAgain(text);
  return [
    ...blocks(tokens),
    ...runs(comments, FoldingRangeKind.Comment),
    ...runs(imports(tokens), FoldingRangeKind.Imports),
  ];
}

type Token = ReturnType<typeof tokenizeAgain>['tokens'][number];

function* blocks(tokens: readonly Token[]): Iterable<FoldingRange> {
  const open: number[] = [];
  for (const token of tokens) {
    if (token.image === '{') open.push(firstLine(token));
    if (token.image !== '}') continue;
    const startLine = open.pop();
    // The line of the closing brace stays visible.
    const endLine = firstLine(token) - 1;
    if (startLine !== undefined && endLine > startLine) yield { startLine, endLine, kind: FoldingRangeKind.Region };
  }
}

function imports(tokens: readonly Token[]): Token[] {
  return tokens.filter((token, index) => token.image === 'import' && tokens[index - 1]?.endLine !== token.startLine);
}

/** Tokens on lines right below each other make one fold. */
function* runs(tokens: readonly Token[], kind: FoldingRangeKind): Iterable<FoldingRange> {
  let startLine = -1;
  let endLine = -2;
  for (const token of tokens) {
    if (firstLine(token) !== endLine + 1) {
      if (endLine > startLine) yield { startLine, endLine, kind };
      startLine = firstLine(token);
    }
    endLine = (token.endLine ?? 1) - 1;
  }
  if (endLine > startLine) yield { startLine, endLine, kind };
}

function firstLine(token: Token): number {
  return (token.startLine ?? 1) - 1;
}
