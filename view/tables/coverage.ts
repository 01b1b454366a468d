/** What is done for each system that a release changes: what protects it, proves it, records it and tells of it. A hole is a finding. */
import { CHANGE_VERBS, changes, isForward } from '../../plan/facts/changes/changes.ts';
import { type Finding, factsOf } from '../../plan/findings/findings.ts';
import { grouped } from '../../plan/grouped.ts';
import { lookup, releaseTitle, type Step, type System, type Verb } from '../../plan/model.ts';
import { createClock } from '../words/clock.ts';
import type { TableShown } from './shown.ts';
import { byStart } from './step-cells.ts';
import { type Cell, cell, type Table } from './table.ts';

interface Aspect {
  readonly title: string;
  readonly verbs: readonly Verb[];
  /** What is missing there, this check tells. */
  readonly code?: string;
}

const ASPECTS: readonly Aspect[] = [
  { title: 'Backup', verbs: ['backup'], code: 'backup-missing' },
  { title: 'Snapshot', verbs: ['snapshot'], code: 'snapshot-missing' },
  { title: 'Change', verbs: CHANGE_VERBS },
  { title: 'Verify', verbs: ['verify'], code: 'verify-missing' },
  { title: 'Record', verbs: ['record'], code: 'record-missing' },
];

export function coverage(shown: TableShown): Table {
  const { analysis, release } = shown;
  const { plan } = analysis;
  const all = changes(plan, release);
  const forward = release.steps.filter(isForward);
  const findings = factsOf(analysis.findings).filter(
    ({ release: name }) => name === undefined || name === release.name,
  );
  const byVerb = grouped(forward, ({ verb }) => verb);
  const audiences = byVerb.get('notify') ?? [];
  const rows = [...all.systems].map(([system, steps]) => {
    return {
      source: { file: steps[0]!.head.file, line: steps[0]!.head.range.start.line },
      description: `${system.name}: ${steps.length === 1 ? '1 change' : `${steps.length} changes`}`,
      get cells() {
        const grounds = new Set([...all.grounds(system)].map(({ name }) => name));
        const touching = (verbs: readonly Verb[]) =>
          verbs.flatMap((verb) =>
            (byVerb.get(verb) ?? []).filter(({ targets }) => targets.some(({ name }) => grounds.has(name))),
          );
        const told = audiences.filter((step) =>
          step.targets.some(({ name }) => reliesOn(shown, name, system, all.needs)),
        );
        return [
          cell(system.title ?? '', { lead: system.name, note: system.type }),
          ...ASPECTS.map(({ verbs, code, title }) =>
            aspectCell(
              title === 'Change' ? steps : touching(verbs),
              hole(findings, code, system, steps),
              system,
              shown,
            ),
          ),
          aspectCell(told, hole(findings, 'message-missing', system, steps), system, shown),
        ];
      },
    };
  });
  return {
    caption: `What ${releaseTitle(release)} changes, and what is done for each of it.`,
    columns: [
      { title: 'System', share: 1 },
      ...[...ASPECTS.map(({ title }) => title), 'Message'].map((title) => ({ title, share: 1 })),
    ],
    sections: [{ title: '', detail: '', rows }],
  };
}

/** Whether an audience depends on the system, directly or through what that needs. */
function reliesOn(
  { analysis, release }: TableShown,
  audience: string,
  system: System,
  needs: (system: System) => ReadonlySet<System>,
): boolean {
  const named = lookup(analysis.plan, release, audience);
  if (named?.kind !== 'audience') return false;
  return named.uses.some(({ name }) => {
    const used = lookup(analysis.plan, release, name);
    return used?.kind === 'system' && needs(used).has(system);
  });
}

/** The finding that tells that something is missing for this system. */
function hole(
  findings: readonly Finding[],
  code: string | undefined,
  { name }: System,
  steps: readonly Step[],
): Finding | undefined {
  return findings.find((finding) => {
    if (code === undefined || finding.code !== code) return false;
    if (finding.about?.includes(name)) return true;
    const { file, range } = finding.place;
    const isHere = ({ place }: Step) =>
      place.file === file && place.range.start.line <= range.start.line && range.start.line <= place.range.end.line;
    return steps.some(isHere) && (finding.about === undefined || finding.about.length === 0);
  });
}

function aspectCell(steps: readonly Step[], missing: Finding | undefined, system: System, shown: TableShown): Cell {
  const { schedule, release, doubt } = shown;
  const clock = createClock(release.zone, schedule.T === undefined ? 'relative' : 'dated');
  if (missing && !missing.waived) return cell('missing', { isMissing: true, note: missing.code });
  const told = byStart(steps, schedule).map(({ step, scheduled }) => {
    const at = scheduled?.start;
    const others = step.targets.filter(({ name }) => name !== system.name).map(({ name }) => name);
    const what = step.targets.some(({ name }) => name === system.name) ? '' : ` ${others.join(', ')}`;
    // A day and its hour stay together.
    const time = at === undefined ? 'no time' : clock.time(at).replace(' ', '\u00a0');
    return `${time}${doubt?.step(step) ? ' ?' : ''}${what}${step.done ? ' ✓' : ''}`;
  });
  if (told.length > 0)
    return cell(told.slice(0, MOST).join(', '), { note: told.length > MOST ? `+${told.length - MOST}` : '' });
  return missing ? cell('waived', { note: missing.code }) : cell('–');
}

const MOST = 3;
