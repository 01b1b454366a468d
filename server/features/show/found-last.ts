/**
 * What was found of each file last, for those who ask for it instead of being told (`textDocument/diagnostic`,
 * `workspace/diagnostic`): with the same name as long as it is the same, so that nobody gets twice what has not changed.
 */
import type {
  Diagnostic,
  DocumentDiagnosticReport,
  PreviousResultId,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';

export interface FoundLast {
  /** What is found of a file now; `version` of what is open. False: what was found before, of a file that was known. */
  found(uri: string, version: number | undefined, items: readonly Diagnostic[]): boolean;
  /** The file is gone, and whatever was found of it. */
  gone(uri: string): void;
  /** Of one file, which is known. */
  report(uri: string, previous: string | undefined): DocumentDiagnosticReport;
  /** Of all, and that there is nothing any more of those who are gone. */
  all(previous: readonly PreviousResultId[]): WorkspaceDocumentDiagnosticReport[];
}

interface Known {
  readonly version: number | null;
  readonly items: Diagnostic[];
  readonly said: string;
  readonly resultId: string;
}

export function createFoundLast(): FoundLast {
  const known = new Map<string, Known>();
  let count = 0;
  const report = (uri: string, previous: string | undefined): DocumentDiagnosticReport => {
    const { resultId = NOTHING, items = [] } = known.get(uri) ?? {};
    return previous === resultId ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items };
  };
  return {
    found(uri, version, items) {
      const said = JSON.stringify(items);
      const before = known.get(uri);
      const isSame = before?.said === said;
      const resultId = isSame ? before.resultId : String(++count);
      known.set(uri, { version: version ?? null, items: [...items], said, resultId });
      return !isSame;
    },
    gone: (uri) => known.delete(uri),
    report,
    all: (previous) => {
      const idOf = new Map(previous.map(({ uri, value }) => [uri, value]));
      const gone = previous.filter(({ uri }) => !known.has(uri));
      return [
        ...[...known].map(([uri, { version }]) => ({ ...report(uri, idOf.get(uri)), uri, version })),
        ...gone.map(({ uri }) => ({ kind: 'full' as const, uri, version: null, items: [] })),
      ];
    },
  };
}

/** Of a file that nothing is known of. */
const NOTHING = '0';
