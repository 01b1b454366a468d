/**
 * Writes `docs/practices.md`: what experienced people do, and how a plan says it, what checks it, where it is seen.
 *
 *     node scripts/docs-practices.ts           writes the page
 *     node scripts/docs-practices.ts --check   exits with 1 if it is not up to date
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PRACTICES, type Practice, VIEWS } from './practices.ts';

const PAGE = fileURLToPath(new URL('../docs/practices.md', import.meta.url));

export function practicesPage(practices: readonly Practice[] = PRACTICES): string {
  const rows = practices.map(({ practice, construct, checks, views }) => {
    const lines = construct.split('\n').map((line) => `\`${line.trim().replaceAll('|', '\\|')}\``);
    const codes = checks.map((code) => `[${code}](checks/${code}.md)`);
    return `| ${practice} | ${lines.join('<br>')} | ${codes.join(', ')} | ${views.map((view) => VIEWS[view]).join(', ')} |`;
  });
  return `# What experienced people do, and where it is in a plan

Whoever has put many releases into production does these things each time. Every one of them can be written down in a
plan, is looked at by checks while you write, and is seen somewhere when you look at the plan.

| what people do | how a plan says it | what checks it | where it is seen |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

export function isUpToDate(): boolean {
  return existsSync(PAGE) && readFileSync(PAGE, 'utf8') === practicesPage();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes('--check')) {
    writeFileSync(PAGE, practicesPage());
    console.log(`docs/practices.md: ${PRACTICES.length} practices`);
  } else if (!isUpToDate()) {
    console.error('docs/practices.md is not up to date; run `node scripts/docs-practices.ts`.');
    process.exitCode = 1;
  }
}
