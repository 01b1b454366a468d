/** Everything with a name in the workspace, found by some of its letters in order. */
import type { WorkspaceSymbol } from 'vscode-languageserver';
import type { PlanFile } from '../../../service/files/source-file.ts';
import { fileName } from '../../../service/files/uri.ts';
import { symbolKind } from './document-symbols.ts';

/** More than anybody reads; the editor asks again with each letter. */
const LIMIT = 500;

export function workspaceSymbols(files: readonly PlanFile[], query: string): WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const found: WorkspaceSymbol[] = [];
  for (const file of files) {
    for (const named of file.plan.declarations) {
      if (!matches(wanted, `${named.name} ${named.title ?? ''}`.toLowerCase())) continue;
      found.push({
        name: named.name,
        kind: symbolKind(named.kind),
        containerName: named.title ? `${named.title} – ${fileName(file.uri)}` : fileName(file.uri),
        location: { uri: file.uri, range: named.namePlace.range },
      });
      if (found.length === LIMIT) return found;
    }
  }
  return found;
}

function matches(wanted: string, text: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === wanted[at]) at++;
  return at >= wanted.length;
}
