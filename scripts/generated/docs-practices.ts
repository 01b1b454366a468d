/**
 * Writes `docs/practices.md`: what experienced people do, how a plan says it, what checks it, where it is seen; which of it
 * is asked of everybody; and of each a plan that does it and one that fails, with what the command says of them.
 *
 *     node scripts/generated/docs-practices.ts           writes the page
 *     node scripts/generated/docs-practices.ts --check   exits with 1 if it is not up to date
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { textReport } from '../../cli/reports.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { severityFor } from '../../plan/checks/page.ts';
import { RELEASE_KINDS } from '../../plan/model.ts';
import { fixesIn } from '../../service/findings/fixes.ts';
import { PRACTICES, type Practice, type Shown, VIEWS } from './practices.ts';

const PAGE = fileURLToPath(new URL('../../docs/practices.md', import.meta.url));

/** Mon 2026-10-05 08:00 UTC, the moment the examples of the checks are judged at. */
const NOW = Date.UTC(2026, 9, 5, 8) / 60_000;

export function practicesPage(practices: readonly Practice[] = PRACTICES): string {
  const rows = practices.map(({ practice, construct, checks: codes, views }) => {
    const lines = construct.split('\n').map((line) => `\`${line.trim().replaceAll('|', '\\|')}\``);
    const links = codes.map((code) => `[${code}](checks/${code}.md)`);
    return `| ${practice} | ${lines.join('<br>')} | ${links.join(', ')} | ${views.map((view) => VIEWS[view]).join(', ')} |`;
  });
  return `# What experienced people do, and where it is in a plan

Whoever has put many releases into production does these things each time. Every one of them can be written down in a
plan, is looked at by checks while you write, and is seen somewhere when you look at the plan. What each looks like in a
plan that does it and in one that fails stands [below](#each-of-them-done-and-failed).

| what people do | how a plan says it | what checks it | where it is seen |
| --- | --- | --- | --- |
${rows.join('\n')}

## What is asked of everybody

Some of these are asked of every release of a kind, whether its plan speaks of them or not. Of a plan that has begun none of it,
each would be one more finding that says the same: here is nothing yet. So they are told in **one** reminder,
[practices-missing](checks/practices-missing.md), which lists what is not there and offers each as a repair. As soon as a plan
begins one, that one has its own check, with its own severity. A waiver of that check takes it out of the list; what a policy
turns off is not in it.

| asked for | of | begun by | ${RELEASE_KINDS.map((kind) => `\`${kind}\``).join(' | ')} |
| --- | --- | --- |${' --- |'.repeat(RELEASE_KINDS.length)}
${gathered().join('\n')}

The last columns are how severe its own check is, once it is begun; of \`standard\` and \`emergency\` releases nobody asks for hypercare or
risks that are not there. \`policy from strict\` asks for each by itself from the first line
on. So does a policy for those whose severity it says, the setting of an editor that does, and a policy that names them:
\`check practices-missing singly rehearsal-missing, gate-missing\`.

Nothing that makes the night dangerous is ever an item of a list. These are told by themselves, whatever a plan has begun:
${OWN.map((code) => `[${code}](checks/${code}.md)`).join(', ')}.

## Each of them, done and failed

Every plan here is one file, judged by \`release-plan check --at 2026-10-05T08:00Z\`.

${practices.map(section).join('\n\n')}
`;
}

/** The rows of what `practices-missing` lists. */
function gathered(): string[] {
  return checks.flatMap((check) => {
    if (check.of !== 'release' || !check.practice) return [];
    const { askedOf, begunBy } = check.practice;
    const severities = RELEASE_KINDS.map((kind) => severityFor(check, kind));
    return [`| [${check.code}](checks/${check.code}.md) | ${askedOf} | ${begunBy} | ${severities.join(' | ')} |`];
  });
}

/** Without it the data, the way back or the proof is gone. */
export const OWN = [
  'backup-missing',
  'backup-unverified',
  'snapshot-missing',
  'rollback-missing',
  'rollback-too-late',
  'point-of-no-return',
  'verify-missing',
] as const;

function section({ practice, shown }: Practice): string {
  return [`### ${practice}`, ...shown.map(exampleOf)].join('\n\n');
}

function exampleOf(shown: Practice['shown'][number]): string {
  const { title, code, passes, breaks } = typeof shown === 'string' ? ofCheck(shown) : shown;
  return [
    'A plan that does it:',
    fence('release', passes),
    fence('text', answer(passes)),
    `A plan that fails ([${code}](checks/${code}.md): ${title.charAt(0).toLowerCase()}${title.slice(1)}):`,
    fence('release', breaks),
    fence('text', answer(breaks)),
  ].join('\n\n');
}

/** The marks at the ends of lines are for the tests of the check. */
export function ofCheck(code: string): Shown {
  const { title, example } = checks.find((one) => one.code === code)!;
  return { title, code, passes: example.passes, breaks: example.breaks.replace(/ *\/\/ <- .*$/gm, '') };
}

/** What `release-plan check plan.release` prints. */
export function answer(text: string): string {
  const workspace = createWorkspace({ roots: [], now: () => NOW });
  const file = 'file:///plan.release';
  workspace.set(file, text);
  const analyses = [workspace.analysis(file)];
  const report = { analyses, fixesOf: fixesIn(workspace, analyses) };
  return textReport({ run: { workspace, pathOf: () => 'plan.release' }, report, known: 0 }, (_, told) => told);
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

export function isUpToDate(): boolean {
  return existsSync(PAGE) && readFileSync(PAGE, 'utf8') === practicesPage();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes('--check')) {
    writeFileSync(PAGE, practicesPage());
    console.log(`docs/practices.md: ${PRACTICES.length} practices`);
  } else if (!isUpToDate()) {
    console.error('docs/practices.md is not up to date; run `node scripts/generated/docs-practices.ts`.');
    process.exitCode = 1;
  }
}
