/** The page of a check, as Markdown: for `docs/checks/` and for `release-plan explain`. */
import { type BuiltInKind, RELEASE_KINDS, type Severity } from '../model.ts';
import { BUILT_IN_POLICY } from '../policies/kinds.ts';
import type { Check, Parameter } from './check.ts';

export function checkPage(check: Check): string {
  return `${[
    `# ${check.code}`,
    `**${check.title}.** ${check.why}`,
    severityText(check),
    parameters(check),
    check.bundle && TOGETHER[check.bundle],
    '## Found here',
    fence(check.example.breaks),
    '## Repaired',
    fence(check.example.passes),
    check.fixable ? 'The editor offers the repair as a quick fix.' : undefined,
    '## To live with it',
    fence(configuration(check)),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n')}\n`;
}

const TOGETHER: Readonly<Record<NonNullable<Check['bundle']>, string>> = {
  block:
    'Several of one block are one finding, at the head of the block, which leads to each; each can be waived by itself.',
  release: 'Several of one release are one finding, at its head, which leads to each; each can be waived by itself.',
  file: 'Several that say the same are one finding, at the first of them, which leads to each.',
  person:
    'Several of one person are one finding, where the person is declared, which leads to each; each can be waived by itself.',
  thing:
    'Several of one thing are one finding, where it is declared, which leads to each; each can be waived by itself.',
};

/** The table of all checks, by group. */
export function checkIndex(checks: readonly Check[]): string {
  const sections = GROUPS.flatMap(([group, title]) => {
    const rows = checks.filter((check) => check.group === group);
    if (rows.length === 0) return [];
    const lines = rows.map(
      (check) =>
        `| [${check.code}](${check.code}.md) | ${check.severity} | ${check.title} | ${check.fixable ? 'yes' : ''} |`,
    );
    return [`## ${title}\n\n| code | severity | finds | quick fix |\n| --- | --- | --- | --- |\n${lines.join('\n')}`];
  });
  return `# The checks

The severity is that of a \`normal\` release; the kind of the release and its [policies](../policies.md) change it. Each code
links to what it finds, why that matters, and how the plan looks when it is repaired. \`release-plan policy FILE\` says what
holds for a release, and which line says so.

Whoever sits at an editor has the last word there: the setting \`releasePlan.checks\` maps codes to \`error\`, \`warning\`,
\`information\` or \`off\`. The command line knows only the plan.

${sections.join('\n\n')}

\`internal-error\` is no check: it says that a check itself has failed, which is a fault of Release Plan and not of the plan.
`;
}

const GROUPS: readonly (readonly [Check['group'], string])[] = [
  ['release', 'What the release needs'],
  ['people', 'People'],
  ['time', 'Time that is not what it looks like'],
  ['form', 'Names, policies, waivers'],
];

/** The severity where no policy of the plan says otherwise, as a sentence. */
export function severityText(check: Check): string {
  const distinct = new Set(RELEASE_KINDS.map((kind) => severityFor(check, kind)));
  if (distinct.size === 1) return `Severity: ${check.severity}.`;
  const byKind = RELEASE_KINDS.map((kind) => `${severityFor(check, kind)} for \`${kind}\``);
  return `Severity by kind of release: ${byKind.join(', ')}.`;
}

/** How severe a check is for a kind of release, where no policy of the plan says otherwise. */
export function severityFor(check: Check, kind: BuiltInKind): Severity | 'off' {
  return BUILT_IN_POLICY[kind][check.code]?.severity ?? check.severity;
}

/** The value of a parameter for a kind of release, where no policy of the plan says otherwise. */
export function defaultFor(check: Check, name: string, kind: BuiltInKind): Parameter['default'] | undefined {
  return BUILT_IN_POLICY[kind][check.code]?.parameters?.[name] ?? check.parameters?.[name]?.default;
}

function parameters(check: Check): string | undefined {
  const entries = Object.entries(check.parameters ?? {});
  if (entries.length === 0) return undefined;
  const rows = entries.map(([name, parameter]) => {
    return `| \`${name}\` | ${parameter.type} | ${defaultText(check, name)} | ${parameter.description} |`;
  });
  return `| parameter | is a | default | means |\n| --- | --- | --- | --- |\n${rows.join('\n')}`;
}

/** `` `30m`; `1h` for `major` ``. */
export function defaultText(check: Check, name: string): string {
  const normal = valueText(check.parameters![name]!.default);
  const others = RELEASE_KINDS.map((kind) => ({ kind, value: valueText(defaultFor(check, name, kind)!) }))
    .filter(({ value }) => value !== normal)
    .map(({ kind, value }) => `${value} for \`${kind}\``);
  return [normal, ...others].join('; ');
}

function valueText(value: Parameter['default']): string {
  if (typeof value === 'object') return value.length > 0 ? value.map((word) => `\`${word}\``).join(', ') : '`none`';
  return `\`${value}\``;
}

function configuration(check: Check): string {
  const severity = check.severity === 'error' ? 'warning' : 'off';
  const [name, parameter] = Object.entries(check.parameters ?? {})[0] ?? [];
  const value = parameter && (Array.isArray(parameter.default) ? parameter.default.join(', ') : parameter.default);
  const rule = `check ${check.code} ${severity}${name ? ` ${name} ${value}` : ''}`;
  const policy = `policy normal {\n  ${rule}\n}`;
  if (check.of === 'exceptions' || check.code === 'syntax') return policy;
  return `${policy}\n\n// in the release\nwaive ${check.code} until Thu 2026-12-31 because "…"`;
}

function fence(text: string): string {
  return `\`\`\`release\n${text.trimEnd()}\n\`\`\``;
}
