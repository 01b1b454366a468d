/** What the schedule knows, behind the line that does not say it: start and end of each step, dates of relative times. */
import { type InlayHint, InlayHintKind } from 'vscode-languageserver';
import { grouped } from '../../../plan/grouped.ts';
import { type ById, find } from '../../../plan/ids.ts';
import { type Position, type Range, type Release, rootBlock, type Step, type Time } from '../../../plan/model.ts';
import { keyOfPlace } from '../../../plan/place.ts';
import type { Schedule, ScheduledStep } from '../../../plan/schedule/model.ts';
import { slides } from '../../../plan/taking-time.ts';
import { describeMinutes } from '../../../plan/time/format.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { contains, drawnIn, scheduleOf } from '../../../service/lookup.ts';
import type { Actual } from '../../../service/run/actual.ts';
import { doubtful, doubtTitle } from '../../../service/words/doubt.ts';
import { datedMoment, shortSpan, span } from '../../../service/words/words.ts';
import { isOnCall } from '../../../view/schedule/items.ts';
import { relativeClock } from '../../../view/words/clock.ts';

export interface InlayHintOptions {
  /** Start and end behind each step. */
  readonly steps: boolean;
  /** Dates behind `T-5wd` and names of moments. */
  readonly times: boolean;
}

/** @param actual of the releases whose run was opened: as their steps really were */
export function inlayHints(
  file: SourceFile,
  range: Range,
  options: InlayHintOptions,
  actual: (release: Release) => ById<Step, Actual> | undefined = () => undefined,
): InlayHint[] {
  const lines = file.text.split(/\r\n|\r|\n/);
  return file.plan.releases.flatMap((release) => {
    const schedule = scheduleOf(file.analysis, release);
    return [
      ...(options.steps ? stepHints(file, release, schedule, lines, actual(release)) : []),
      ...(options.times ? timeHints(file, release, schedule, options) : []),
    ].filter(({ position }) => position.line >= range.start.line && position.line <= range.end.line);
  });
}

function stepHints(
  file: SourceFile,
  release: Release,
  schedule: Schedule,
  lines: readonly string[],
  actual: ById<Step, Actual> | undefined,
): InlayHint[] {
  const { doubt, schedule: shown } = drawnIn(file, schedule);
  const isRunInDoubt = doubt?.has('run');
  return release.steps.flatMap((step) => {
    const own = actual?.[step.id];
    if (own && !step.usedAt && step.head.file === file.uri) {
      const position = endOfLine(lines, step.head.range.end);
      return [{ position, label: spaced(own.text), kind: InlayHintKind.Type, tooltip: own.more }];
    }
    const inDoubt = doubt?.unread.steps.includes(step.id);
    const before = inDoubt ? doubt?.was(step) : undefined;
    if (doubt && inDoubt && !step.usedAt && step.head.file === file.uri && !isOnCall(rootBlock(step.block))) {
      const at = before ?? schedule.steps[step.id];
      if (!at) return [];
      const text = shortSpan(at.start, at.end, before ? shown : schedule, at.zone);
      return [
        {
          position: endOfLine(lines, step.head.range.end),
          label: spaced(doubtful(text, before !== undefined)),
          kind: InlayHintKind.Type,
          tooltip: `${doubtTitle(doubt, file.uri)}${before ? '; this is what it was' : ''}`,
        },
      ];
    }
    const scheduled = schedule.steps[step.id];
    // A runbook's steps stand in its text once and happen at every `use`: the line there has no one time.
    if (!scheduled || step.usedAt || step.head.file !== file.uri) return [];
    const { zone } = scheduled;
    const text = sinceCall(step, scheduled, schedule) ?? shortSpan(scheduled.start, scheduled.end, schedule, zone);
    const when = `${span(scheduled.start, scheduled.end, schedule, zone)} ${zone}`;
    return [
      {
        position: endOfLine(lines, step.head.range.end),
        label: spaced(scheduled.critical && !isRunInDoubt ? `${text} ◆` : text),
        kind: InlayHintKind.Type,
        tooltip: isOnCall(rootBlock(step.block))
          ? 'Counted from the call'
          : `${when}, ${isRunInDoubt ? doubtTitle(doubt!, file.uri) : floatOf(step, scheduled)}`,
      },
    ];
  });
}

/** What is only done when called has no time of day, but it lasts: `+0:00 .. +1:00`. */
function sinceCall(step: Step, scheduled: ScheduledStep, schedule: Schedule): string | undefined {
  const block = rootBlock(step.block);
  const called = isOnCall(block) ? schedule.blocks[block.id] : undefined;
  return called && relativeClock(scheduled.zone, '', called.start).range(scheduled.start, scheduled.end);
}

/** The padding that the protocol knows is so narrow that the hint would read as part of the line. */
function spaced(label: string): string {
  return ` ${label}`;
}

function floatOf(step: Step, scheduled: ScheduledStep): string {
  if (scheduled.critical) return 'critical: any delay moves the end';
  if (!slides(step)) return 'at its own time';
  return `may start ${describeMinutes(scheduled.totalFloat)} later`;
}

/** Relative times with the date they come to, wherever the text of a release has one. */
function timeHints(
  file: SourceFile,
  release: Release,
  schedule: Schedule,
  { steps }: Pick<InlayHintOptions, 'steps'>,
): InlayHint[] {
  if (schedule.T === undefined) return [];
  // Where the start of a step is shown, it is this very moment.
  const told = new Set(steps ? release.steps.map(({ at }) => at) : []);
  const { doubt } = drawnIn(file, schedule);
  const moments = Object.entries(schedule.moments).flatMap(([id, { at }]) => {
    const time = find<Time | undefined>(release, id);
    if (!time || time.place.file !== file.uri || (time.kind !== 'offset' && time.kind !== 'point')) return [];
    // What a runbook says, or the file for all of its releases, is another moment for each of them.
    if (!contains(release.place.range, time.place.range.start)) return [];
    return told.has(time) || !Number.isFinite(at) ? [] : [{ time, at }];
  });
  // A name that stands for all of a thing (`reserve 2 of ops during run`) is its begin and its end.
  return [...grouped(moments, ({ time }) => keyOfPlace(time.place)).values()].map((ends) => {
    const [{ time }] = ends as [(typeof ends)[number]];
    const zone = ('zone' in time && time.zone) || release.zone;
    const dates = ends.map(({ at }) => at).sort((one, other) => one - other);
    const text = `= ${dates.map((at) => datedMoment(at, schedule, zone)).join(' .. ')}`;
    // What counts from T hangs on T; what counts from a thing, on whatever moves things.
    const inDoubt = doubt && (doubt.has('window') || (time.kind === 'point' && doubt.unread.numbers.length > 0));
    return {
      position: time.place.range.end,
      label: spaced(inDoubt ? doubtful(text, false) : text),
      ...(inDoubt && { tooltip: doubtTitle(doubt, file.uri) }),
      kind: InlayHintKind.Parameter,
    };
  });
}

/** Behind a block's brace the hint would read as part of the line: it goes before a comment and behind everything else. */
function endOfLine(lines: readonly string[], position: Position): Position {
  const [behind] = lines[position.line]!.slice(position.character).split(' //');
  return { line: position.line, character: position.character + behind!.trimEnd().length };
}
