/**
 * Writes `docs/policies.md`: the policies that come with Release Plan, and what each asks of each kind of release.
 *
 *     node scripts/generated/docs-policies.ts           writes the page
 *     node scripts/generated/docs-policies.ts --check   exits with 1 if it is not up to date
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createWorkspace } from '../../language/workspace.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import type { Check } from '../../plan/checks/check.ts';
import { type BuiltInKind, type Plan, RELEASE_KINDS } from '../../plan/model.ts';
import { settingWords } from '../../plan/policies/describe.ts';
import { PACKS, packTitle } from '../../plan/policies/pack.ts';
import { sourcedCheck } from '../../plan/policies/policy.ts';

const PAGE = fileURLToPath(new URL('../../docs/policies.md', import.meta.url));

export function policiesPage(): string {
  const plans = [planOf(''), ...PACKS.map(({ name }) => planOf(`policy from ${name}\n`))];
  const same = checks.filter((check) => RELEASE_KINDS.every((kind) => isSame(check, kind, plans)));
  return `# The policies that come with Release Plan

Without a policy every check holds as its [page](checks/README.md) says, and what a release is asked depends on its kind.
A plan, or better the file that all plans import, builds on one of these with a line, and says below it what is different
here:

\`\`\`release
policy from strict

policy from lean {
  check rest-too-short rest 9h
}

policy major from strict
\`\`\`

${PACKS.map((pack) => `- **\`${pack.name}\`**: ${packTitle(pack)}`).join('\n')}

How policies build on each other, and which of them has the last word, is said in the
[reference](language.md#policies-norms-exceptions). \`release-plan policy FILE\` prints what holds for a release, each value
with the line that says so.

${RELEASE_KINDS.map((kind) => table(kind, plans)).join('\n\n')}

## Of every release, whatever the policy

${same.map((check) => `[${check.code}](checks/${check.code}.md)`).join(', ')} are the same in all of them.
`;
}

export function isUpToDate(): boolean {
  return existsSync(PAGE) && readFileSync(PAGE, 'utf8') === policiesPage();
}

function table(kind: BuiltInKind, plans: readonly Plan[]): string {
  const rows = checks
    .filter((check) => !isSame(check, kind, plans))
    .map((check) => `| [${check.code}](checks/${check.code}.md) | ${cells(check, kind, plans).join(' | ')} |`);
  const header = `| check | without a policy | ${PACKS.map(({ name }) => `\`${name}\``).join(' | ')} |`;
  return [
    `## Of a ${kind} release`.replace('a e', 'an e'),
    '',
    header,
    `|${' --- |'.repeat(PACKS.length + 2)}`,
    ...rows,
  ].join('\n');
}

function isSame(check: Check, kind: BuiltInKind, plans: readonly Plan[]): boolean {
  return new Set(cells(check, kind, plans)).size === 1;
}

/** ``error `passed 2` ``, a cell for each plan; what is as the check itself says in all of them is not repeated. */
function cells(check: Check, kind: BuiltInKind, plans: readonly Plan[]): string[] {
  const sourced = plans.map((plan) => sourcedCheck(check, plan, kind));
  const told = Object.entries(check.parameters ?? {}).filter(([name, parameter]) =>
    sourced.some(({ parameters }) => settingWords(parameters[name]!.value) !== settingWords(parameter.default)),
  );
  // What is off has no parameters.
  return sourced.map(({ severity, parameters }) =>
    severity.value === 'off'
      ? 'off'
      : [severity.value, ...told.map(([name]) => `\`${name} ${settingWords(parameters[name]!.value)}\``)].join(' '),
  );
}

function planOf(text: string): Plan {
  const workspace = createWorkspace({ roots: [] });
  workspace.set('file:///policy.release', text);
  return workspace.plan('file:///policy.release');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes('--check')) {
    writeFileSync(PAGE, policiesPage());
    console.log(`docs/policies.md: ${PACKS.length} policies`);
  } else if (!isUpToDate()) {
    console.error('docs/policies.md is not up to date; run `node scripts/generated/docs-policies.ts`.');
    process.exitCode = 1;
  }
}
