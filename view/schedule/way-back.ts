/** The row of the run that shows the way back: how long it takes at each moment, against the time that is left for it. */
import { find } from '../../plan/ids.ts';
import type { Release } from '../../plan/model.ts';
import type { RollbackStage, RunRollback } from '../../plan/schedule/model.ts';
import { decisionText, itemLines, lengthText, viaName, wayBackLines } from '../../plan/schedule/rollback/describe.ts';
import { stageAt } from '../../plan/schedule/rollback/stages.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Minutes } from '../../plan/time/model.ts';
import { textWidth } from '../text-width.ts';
import type { Clock } from '../words/clock.ts';
import { shortMinutes } from '../words/run-words.ts';
import { type PanelFrame, type PanelScale, sourceOf } from './panels/panel-frame.ts';
import type { SceneRow, SceneStairs } from './scene.ts';

/** One for every window whose run is drawn in the panel, and has something to take back; the first at `top`. */
export function wayBackRows(at: PanelScale, frame: PanelFrame, top: number, indent: number): readonly SceneRow[] {
  const { panel } = at;
  if (panel.kind !== 'run') return [];
  const shown = frame.schedule.rollbacks.filter(
    ({ span, stages }) => span.start < panel.to && span.end > panel.from && stages.some(({ minutes }) => minutes > 0),
  );
  return shown.map((rollback, i) => wayBackRow(rollback, at, frame, top + i * HEIGHT, indent));
}

const HEIGHT = 40;
/** Air above the stairs, for their labels. */
const HEADROOM = 14;

function wayBackRow(rollback: RunRollback, at: PanelScale, frame: PanelFrame, y: number, indent: number): SceneRow {
  const { runs, stages, decision } = rollback;
  const longest = stages.reduce((most, { minutes }) => Math.max(most, minutes), 0);
  const isLost = frame.doubt?.has('rollback') ?? false;
  const { release } = frame;
  const { head } = find(release, stages.map(({ via }) => via).findLast((via) => via !== 'undo') ?? runs[0]!);
  return {
    kind: 'way-back',
    y,
    height: HEIGHT,
    level: 0,
    indent,
    time: decision && !isLost ? at.clock.timeAfter(decision.at, at.panel.core.start) : '',
    family: 'decide',
    verb: 'way back',
    label: isLost ? 'cannot be told' : `up to ${shortMinutes(longest)}`,
    detail: '',
    note: '',
    done: false,
    critical: false,
    description: isLost
      ? 'Way back: it cannot be told while a line cannot be read'
      : wayBackText(release, rollback, at.clock),
    bars: [],
    stairs: isLost ? undefined : stairs(release, rollback, longest, at, y),
    source: release.place.file === head.file ? sourceOf(head) : undefined,
  };
}

function stairs(release: Release, rollback: RunRollback, longest: Minutes, at: PanelScale, top: number): SceneStairs {
  const { stages, ways, decision } = rollback;
  const endBy = (stage: RollbackStage) => ways.find(({ via }) => via === stage.via)?.endBy;
  const decided = decision && stageAt(stages, decision.at);
  const limit = decided && endBy(decided);
  const most = 1.2 * Math.max(longest, limit === undefined || !decision ? 0 : limit - decision.at);
  const bottom = top + HEIGHT - 4;
  const pixels = (HEIGHT - 4 - HEADROOM) / most;
  const y = (minutes: Minutes) => Math.max(bottom - minutes * pixels, top + HEADROOM);

  const treads: SceneStairs['treads'][number][] = [];
  const left: number[][] = [];
  for (const [i, stage] of stages.entries()) {
    const [x, end] = [at.x(stage.from), at.x(stage.to)];
    const by = endBy(stage);
    if (by !== undefined) {
      const from = Math.max(stage.from, by - most);
      const to = Math.min(stage.to, by);
      if (to > from) left.push([at.x(from), y(by - from), at.x(to), y(by - to)]);
    }
    const last = treads.at(-1);
    // Of thousands of stages those of one pixel are one.
    if (last && end - x < 0.75 && last.fits === stage.fits) {
      treads[treads.length - 1] = { ...last, width: end - last.x, y: Math.min(last.y, y(stage.minutes)) };
      continue;
    }
    const label = labelOf(release, stages, i, at);
    treads.push({
      x,
      width: end - x,
      y: y(stage.minutes),
      fits: stage.fits,
      label,
      title: end - x >= 12 ? stageText(release, rollback, stage, at.clock) : '',
    });
  }
  return { bottom, treads, left: joined(left) };
}

/** How long it takes where that is new and there is room up to the next stair, and by what where there are several ways. */
function labelOf(release: Release, stages: readonly RollbackStage[], i: number, at: PanelScale): string {
  const [before, stage] = [stages[i - 1], stages[i]!];
  if (stage.minutes === 0 || (before?.minutes === stage.minutes && before.via === stage.via)) return '';
  const isOther = before && before.via !== stage.via;
  const label = `${isOther ? `${viaName(release, stage.via)} ` : ''}${describeMinutes(stage.minutes)}`;
  // What no longer fits is a stage of its own, and as high.
  let next = i + 1;
  while (stages[next]?.minutes === stage.minutes && stages[next]!.via === stage.via) next++;
  const room = at.x(stages[next - 1]!.to) - at.x(stage.from);
  return textWidth(label, 11.5) + 6 < room ? label : '';
}

/** Lines that meet as one. */
function joined(lines: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const result: number[][] = [];
  for (const line of lines) {
    const last = result.at(-1);
    if (last && last.at(-2) === line[0] && Math.abs(last.at(-1)! - line[1]!) < 0.5) last.push(...line.slice(2));
    else result.push([...line]);
  }
  return result;
}

function wayBackText(release: Release, rollback: RunRollback, clock: Clock): string {
  const { decision } = rollback;
  return [
    'Way back: how long taking everything back lasts, at each moment of the run',
    ...wayBackLines(release, rollback, { moment: clock.moment, name: String }),
    ...(decision ? [`${decisionText(release, decision, clock)} (${clock.zone})`] : []),
  ].join('\n');
}

function stageText(release: Release, rollback: RunRollback, stage: RollbackStage, clock: Clock): string {
  const decided = `Decided ${clock.range(stage.from, stage.to)}: ${lengthText(release, stage)}`;
  return [decided, ...itemLines(release, rollback, stage)].join('\n');
}
