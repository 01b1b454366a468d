/** Imports lead to their files, links and bare addresses to their pages. */
import type { DocumentLink } from 'vscode-languageserver';
import { tokenizeAgain } from '../../../language/parse/parser.ts';
import { rangeOf } from '../../../language/parse/tokens.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';

export function documentLinks(file: SourceFile): DocumentLink[] {
  const imports = file.plan.imports
    .filter((each) => each.target && !each.problem)
    .map((each) => ({ range: each.place.range, target: each.target, tooltip: 'Open the imported file' }));
  const addresses = tokenizeAgain(file.text)
    .tokens.filter((token) => token.tokenType.name === 'URL')
    .map((token) => ({ range: rangeOf(token), target: token.image }));
  return [...imports, ...addresses];
}
