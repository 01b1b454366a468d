/** Imports lead to their files, links and bare addresses to their pages, and a link in quotation marks to a file beside the plan. */
import type { DocumentLink } from 'vscode-languageserver';
import { tokenizeAgain } from '../../../language/parse/parser.ts';
import { rangeOf } from '../../../language/parse/tokens.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';

export function documentLinks(file: SourceFile): DocumentLink[] {
  const imports = file.plan.imports
    .filter((each) => each.target && !each.problem)
    .map((each) => ({ range: each.place.range, target: each.target, tooltip: 'Open the imported file' }));
  const { tokens } = tokenizeAgain(file.text);
  const addresses = tokens.flatMap((token, i) => {
    const target =
      token.tokenType.name === 'URL'
        ? token.image
        : tokens[i - 1]?.tokenType.name === 'link'
          ? pathIn(token.image, file.uri)
          : undefined;
    return target === undefined ? [] : [{ range: rangeOf(token), target }];
  });
  return [...imports, ...addresses];
}

/** `"docs/runbook.md"`, beside the plan; words are none. */
function pathIn(text: string, plan: string): string | undefined {
  const [, path] = /^"([^"\s]+\.[^"\s]+)"$/.exec(text) ?? [];
  return path !== undefined && URL.canParse(path, plan) ? new URL(path, plan).href : undefined;
}
