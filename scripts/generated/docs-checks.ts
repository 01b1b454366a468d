/**
 * Writes `docs/checks/`: the page of every check and the table of all of them, from the catalogue.
 *
 *     node scripts/generated/docs-checks.ts           writes the pages, removes those of checks that are gone
 *     node scripts/generated/docs-checks.ts --check   exits with 1 if a page is not up to date
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checks } from '../../plan/checks/catalogue.ts';
import { checkIndex, checkPage } from '../../plan/checks/page.ts';

const FOLDER = fileURLToPath(new URL('../../docs/checks/', import.meta.url));

/** The pages by file name. */
export function pages(): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', checkIndex(checks)],
    ...checks.map((check): [string, string] => [`${check.code}.md`, checkPage(check)]),
  ]);
}

/** Names of the pages that are missing, differ, or belong to no check. */
export function outdated(folder: string = FOLDER): readonly string[] {
  const wanted = pages();
  const present = new Set(readdirSync(folder));
  const stale = [...wanted]
    .filter(([name, text]) => !present.has(name) || readFileSync(join(folder, name), 'utf8') !== text)
    .map(([name]) => name);
  return [...stale, ...[...present].filter((name) => !wanted.has(name))];
}

function write(): void {
  mkdirSync(FOLDER, { recursive: true });
  const wanted = pages();
  for (const name of readdirSync(FOLDER)) if (!wanted.has(name)) rmSync(join(FOLDER, name));
  for (const [name, text] of wanted) writeFileSync(join(FOLDER, name), text);
  console.log(`docs/checks: ${wanted.size} pages`);
}

function check(): void {
  const stale = outdated();
  if (stale.length === 0) return;
  console.error(`docs/checks is not up to date: ${stale.join(', ')}; run \`node scripts/generated/docs-checks.ts\`.`);
  process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) check();
  else write();
}
