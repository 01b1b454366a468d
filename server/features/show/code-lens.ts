/** What the approver asks first, above the release: its end, its air, its outage, the last moment to turn back. */
import type { CodeLens } from 'vscode-languageserver';
import type { Finding } from '../../../plan/findings/findings.ts';
import type { Block, Release, Severity, UnreadLine } from '../../../plan/model.ts';
import type { Schedule } from '../../../plan/schedule/model.ts';
import { lastCall } from '../../../plan/schedule/rollback/describe.ts';
import { describeMinutes } from '../../../plan/time/format.ts';
import type { Zone } from '../../../plan/time/model.ts';
import { isBlockInDoubt, type UnreadNumber } from '../../../plan/unread.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { drawnIn, scheduleOf } from '../../../service/lookup.ts';
import { doubtful, doubtTitle } from '../../../service/words/doubt.ts';
import { moment, shortMoment, span } from '../../../service/words/words.ts';
import type { Doubt, Drawn } from '../../../view/doubt.ts';
import { isOnCall } from '../../../view/schedule/items.ts';
import { untimedSteps, untimedWords } from '../../../view/words/run-words.ts';

export interface CodeLensOptions {
  /** The client's command that opens the preview; without one the lenses are mere text. */
  readonly previewCommand?: string;
  /** The client's command that shows a line; its arguments are URI and line, from zero. */
  readonly revealCommand?: string;
}

/** The same in one line: what a status bar has room for. */
export function statusOf(
  file: SourceFile,
  release: Release,
): { text: string; unread?: { file: string; line: number } } {
  const schedule = scheduleOf(file.analysis, release);
  const drawn = drawnIn(file, schedule);
  const { doubt } = drawn;
  const text = headline(release, schedule, drawn);
  if (!doubt) return { text };
  const { place } = firstUnread(doubt);
  return {
    text: [doubtTitle(doubt, file.uri), text].filter(Boolean).join(' · '),
    unread: { file: place.file, line: place.range.start.line },
  };
}

export function codeLenses(file: SourceFile, options: CodeLensOptions = {}): CodeLens[] {
  return file.plan.releases.flatMap((release) => {
    const schedule = scheduleOf(file.analysis, release);
    const findings = file.analysis.findings.filter((each) => each.release === release.name && !each.waived);
    const command = { command: options.previewCommand ?? '', arguments: [file.uri, release.name] };
    const drawn = drawnIn(file, schedule);
    const { doubt } = drawn;
    const titles = [headline(release, schedule, drawn), counts(findings)].filter((title) => title !== '');
    const blocks = release.blocks.flatMap((block) => {
      const at = schedule.blocks[block.id];
      if (!at || block.kind === 'messages' || block.head.file !== file.uri) return [];
      const lasts = describeMinutes(at.end - at.start);
      const when = span(at.start, at.end, schedule, release.zone);
      if (doubt && isBlockInDoubt(doubt.unread, release, block) && !isOnCall(block)) {
        const was = drawn.release.blocks.find((one) => one.kind === block.kind && one.name === block.name);
        const before = doubt.isEarlier ? was && drawn.schedule.blocks[was.id] : at;
        if (!before) return [];
        const text = `${span(before.start, before.end, drawn.schedule, drawn.release.zone)} · ${describeMinutes(before.end - before.start)}`;
        return [{ range: block.head.range, command: { ...command, title: doubtful(text, doubt.isEarlier) } }];
      }
      const title = isOnCall(block)
        ? `lasts ${lasts} when called${latest(release, schedule, block)}`
        : `${when} · ${lasts}`;
      return [{ range: block.head.range, command: { ...command, title } }];
    });
    return [
      ...(doubt ? [notice(file, release, doubt, options)] : []),
      ...titles.map((title) => ({ range: release.head.range, command: { ...command, title } })),
      ...blocks,
    ];
  });
}

/** Leads to the line that cannot be read. */
function notice(file: SourceFile, release: Release, doubt: Doubt, { revealCommand = '' }: CodeLensOptions): CodeLens {
  const { place } = firstUnread(doubt);
  return {
    range: release.head.range,
    command: {
      title: `$(warning) ${doubtTitle(doubt, file.uri)}`,
      command: revealCommand,
      arguments: [place.file, place.range.start.line],
    },
  };
}

/** There is no doubt without one. */
function firstUnread({ unread }: Doubt): UnreadLine {
  const [first] = unread.lines;
  return first!;
}

/** Until when that ends in time; its steps count from the call, whenever that is. */
function latest({ zone }: Release, schedule: Schedule, block: Block): string {
  const at = lastCall(schedule, block);
  return at === undefined ? '' : ` · call it by ${moment(at, schedule, zone)}`;
}

/** What is in doubt is what it was, or marked; a number that is not stays as it is. */
function headline(release: Release, present: Schedule, drawn: Drawn): string {
  const { doubt } = drawn;
  const told = (number: UnreadNumber, words: (schedule: Schedule, zone: Zone) => string | false | undefined) => {
    if (!doubt?.has(number)) return words(present, release.zone);
    const text = words(drawn.schedule, drawn.release.zone);
    return text && doubtful(text, doubt.isEarlier);
  };
  return [
    told('run', (schedule, zone) => schedule.run && `run ends ${moment(schedule.run.end, schedule, zone)}`),
    told('run', (schedule) => {
      const { contingency } = schedule;
      return contingency !== undefined && `${contingencyWords(contingency)}${untimedWords(untimedSteps(schedule))}`;
    }),
    told('run', ({ outage }) => outage > 0 && `${describeMinutes(outage)} outage`),
    told('rollback', (schedule, zone) => {
      const { run, rollbackDecision } = schedule;
      return run && rollbackDecision && `decide by ${shortMoment(rollbackDecision.at, schedule, zone, run.end)}`;
    }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function contingencyWords(minutes: number): string {
  return minutes >= 0 ? `${describeMinutes(minutes)} contingency` : `${describeMinutes(-minutes)} past the window`;
}

function counts(findings: readonly Finding[]): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  if (errors + warnings === 0) return 'no errors, no warnings';
  return `${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`;
}
