/** Reports in tests: the texts of files in, what `check` would hand to a format out. */
import { readFileSync } from 'node:fs';
import type { Report } from '../../exchange/reports/report.ts';
import { textEdits } from '../../language/edit/edits.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import { type Identity, identities } from '../../plan/findings/identity.ts';
import { fixesIn } from '../../service/findings/fixes.ts';

const ROOT = 'file:///repo/';

export interface ReportOptions extends Partial<Pick<Report, 'problems' | 'exitCode' | 'isOverWarned'>> {
  /** Mon 2026-11-02 09:00 UTC unless told. */
  readonly now?: number;
  /** The paths that are reported; default: all. */
  readonly only?: readonly string[];
}

/** `files` by path below the root of the repository. */
export function reportOf(files: Readonly<Record<string, string>>, options: ReportOptions = {}): Report {
  const now = options.now ?? Date.UTC(2026, 10, 2, 9) / 60_000;
  const workspace = createWorkspace({ roots: [ROOT], now: () => now });
  for (const [path, text] of Object.entries(files)) workspace.set(uriOf(path), text);
  for (const uri of workspace.wanted()) workspace.markMissing(uri);
  const analyses = (options.only ?? Object.keys(files)).map((path) => workspace.analysis(uriOf(path)));
  const pathOf = (uri: string): string => decodeURIComponent(uri.replace(ROOT, ''));
  const context = { pathOf, text: (uri: string) => workspace.text(uri) };
  return {
    analyses,
    identities: new Map<Finding, Identity>(analyses.flatMap((analysis) => [...identities(analysis, context)])),
    problems: options.problems ?? [],
    version: '1.2.3',
    exitCode: options.exitCode ?? 1,
    isOverWarned: options.isOverWarned ?? false,
    pathOf,
    shownAs: pathOf,
    fixesOf: fixesIn(workspace, analyses),
    edits: (fix) => textEdits(fix.edits, (uri) => workspace.text(uri)),
  };
}

export function uriOf(path: string): string {
  return ROOT + path.split('/').map(encodeURIComponent).join('/');
}

export const example = (path: string): string =>
  readFileSync(new URL(`../../examples/${path}`, import.meta.url), 'utf8');

/** Every check there is, and a plan with a waiver. */
export const EXAMPLES: Readonly<Record<string, string>> = Object.fromEntries(
  ['mistakes', 'payments-4.2', 'migration-weekend', 'shared/bistro', 'shared/acme'].map((name) => [
    `examples/${name}.release`,
    example(`${name}.release`),
  ]),
);

/** A release whose words mean something to every format: markup, commands, links, mentions, control characters. */
export const HOSTILE = `person mara "Mara Lind"
person jonas "Jonas, 100 %: done"
service web

release night-1.0 "</testcase>]]> | @everyone #12 [x](http://evil) <img src=x> \`code" {
  kind    standard
  zone    Europe/Berlin
  window  Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change  CHG0042137
  waive   verify-missing until T+1d because "::error:: <script>|@jonas|\\"{0}\\" 100 %"

  run {
    deploy web 15m by mara undo 10m
    task "Tell @jonas, <b>50 %</b>: | \u0007 done \${{ x }}" 5m by @evil
    task "[a](b) {0}" 5m by nobody
  }
}
`;
