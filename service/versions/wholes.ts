/** What files said when every line of them could last be read: it is shown in place of what is half typed. */
import type { Workspace } from '../../language/workspace.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { lineMap } from './line-map.ts';

/** A file as it was, and where its lines stand now. */
export interface WholeFile {
  readonly analysis: Analysis;
  lineOf(file: string, line: number): number;
}

export interface Wholes {
  /** Remembers an analysis of the present text, if no number of it hangs on a line that cannot be read. */
  remember(uri: string, workspace: Workspace, analysis: Analysis): void;
  /** Undefined where every number can be told, or nobody remembers. */
  of(uri: string, workspace: Workspace, analysis: Analysis): WholeFile | undefined;
  forget(uri: string): void;
  clear(): void;
}

export function createWholes(): Wholes {
  const known = new Map<string, { readonly analysis: Analysis; readonly texts: ReadonlyMap<string, string> }>();
  return {
    remember(uri, workspace, analysis) {
      if (!isWhole(analysis)) return;
      const texts = new Map(readBy(uri, workspace).map((file) => [file, workspace.text(file) ?? '']));
      known.set(uri, { analysis, texts });
    },
    of(uri, workspace, analysis) {
      const before = isWhole(analysis) ? undefined : known.get(uri);
      if (!before) return undefined;
      const maps = new Map<string, (line: number) => number>();
      const lineOf = (file: string, line: number): number => {
        let map = maps.get(file);
        if (!map) {
          map = lineMap(before.texts.get(file) ?? '', workspace.text(file) ?? '');
          maps.set(file, map);
        }
        return map(line);
      };
      return { analysis: before.analysis, lineOf };
    },
    forget: (uri) => void known.delete(uri),
    clear: () => known.clear(),
  };
}

/** A file and everything it imports, however far. */
export function readBy(uri: string, workspace: Workspace): readonly string[] {
  const files = new Set([uri]);
  for (const file of files) {
    for (const { target } of workspace.plan(file).imports) if (target !== undefined) files.add(target);
  }
  return [...files];
}

function isWhole({ plan, unread }: Analysis): boolean {
  return plan.unread.length === 0 || (plan.releases.length > 0 && Object.keys(unread).length === 0);
}
