/** What the approver asks first, above the release: its end, its air, its outage, the last moment to turn back. */
import type { CodeLens } from 'vscode-languageserver';
import type { Finding } from '../../plan/findings.ts';
import type { Block, Severity } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { lastCall } from '../../plan/schedule/rollback/describe.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import { isOnCall } from '../../view/schedule/items.ts';
import { scheduleOf } from '../lookup.ts';
import type { SourceFile } from '../session.ts';
import { moment, shortMoment, span } from '../words.ts';

export interface CodeLensOptions {
  /** The client's command that opens the preview; without one the lenses are mere text. */
  readonly previewCommand?: string;
}

export function codeLenses(file: SourceFile, options: CodeLensOptions = {}): CodeLens[] {
  return file.plan.releases.flatMap((release) => {
    const schedule = scheduleOf(file.analysis, release);
    if (!schedule || release.place.file !== file.uri) return [];
    const findings = file.analysis.findings.filter((each) => each.release === release.name && !each.waived);
    const command = { command: options.previewCommand ?? '', arguments: [file.uri, release.name] };
    const titles = [headline(schedule), counts(findings)].filter((title) => title !== '');
    const blocks = release.blocks.flatMap((block) => {
      const at = schedule.blocks.get(block);
      if (!at || block.kind === 'messages' || block.head.file !== file.uri) return [];
      const lasts = describeMinutes(at.end - at.start);
      const when = span(at.start, at.end, schedule);
      const title = isOnCall(block) ? `lasts ${lasts} when called${latest(schedule, block)}` : `${when} · ${lasts}`;
      return [{ range: block.head.range, command: { ...command, title } }];
    });
    return [...titles.map((title) => ({ range: release.head.range, command: { ...command, title } })), ...blocks];
  });
}

/** Until when that ends in time; its steps count from the call, whenever that is. */
function latest(schedule: Schedule, block: Block): string {
  const at = lastCall(schedule, block);
  return at === undefined ? '' : ` · call it by ${moment(at, schedule)}`;
}

function headline(schedule: Schedule): string {
  const { zone } = schedule.release;
  const { run, contingency, outage, rollbackDecision } = schedule;
  return [
    run && `run ends ${moment(run.end, schedule)}`,
    contingency !== undefined && contingency >= 0 && `${describeMinutes(contingency)} contingency`,
    contingency !== undefined && contingency < 0 && `${describeMinutes(-contingency)} past the window`,
    outage > 0 && `${describeMinutes(outage)} outage`,
    run && rollbackDecision && `rollback by ${shortMoment(rollbackDecision.at, schedule, zone, run.end)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function counts(findings: readonly Finding[]): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  if (errors + warnings === 0) return 'no errors, no warnings';
  return `${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`;
}
