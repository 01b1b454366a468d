/** Files in memory, analysed, for tests that call features directly. The clock stands still. */
import { createWorkspace } from '../../language/workspace.ts';
import type { PlanFile, SourceFile } from '../../service/files/source-file.ts';

export const FOLDER = 'file:///plans';
export const MAIN = `${FOLDER}/main.release`;
/** Mon 2026-11-23 12:00 UTC. */
export const NOW = Date.UTC(2026, 10, 23, 12) / 60_000;

export interface Opened {
  readonly file: SourceFile;
  /** All files, the main one included. */
  readonly files: readonly PlanFile[];
}

/** `others` by name relative to the folder of the main file. */
export function openFiles(text: string, others: Readonly<Record<string, string>> = {}): Opened {
  const workspace = createWorkspace({ roots: [FOLDER], now: () => NOW });
  for (const [name, content] of Object.entries(others)) workspace.set(`${FOLDER}/${name}`, content);
  workspace.set(MAIN, text);
  for (const uri of workspace.wanted()) workspace.markMissing(uri);
  const analysis = workspace.analysis(MAIN);
  const file = { uri: MAIN, text, plan: analysis.plan, analysis, workspace };
  const files = workspace.files().map((uri) => ({ uri, text: workspace.text(uri)!, plan: workspace.plan(uri) }));
  return { file, files };
}

/** A release in which everything fits: the tests change what they are about. */
export const NIGHT = `person mara "Mara Lind"
person jonas "Jonas Berg"
team ops is mara, jonas
role dba is jonas else mara
database orders-db
service web

release night-1.0 "The night" {
  kind    standard
  owner   mara
  zone    Europe/Berlin
  window  Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change  CHG0042137

  run {
    backup  orders-db as night-backup 30m by dba {
      tested 10m
      keep   14d
    }
    migrate orders-db as tables "Tables" 20m by dba undo 10m
    deploy  web 15m by mara undo 10m
    verify  web "Smoke" 10m by jonas
  }
}
`;
