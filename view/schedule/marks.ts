/** The moments that decide the night: lines through the rows, with flags that do not cover each other. */

import { stepLabel } from '../../plan/model.ts';
import type { Instant } from '../../plan/time/model.ts';
import { textWidth } from '../text-width.ts';
import type { PanelFrame, PanelScale } from './panel.ts';
import type { SceneMark } from './scene.ts';

export interface Marks {
  readonly marks: readonly SceneMark[];
  readonly bottom: number;
}

interface Moment {
  readonly kind: SceneMark['kind'];
  readonly at: Instant;
  readonly label: string;
  readonly title: string;
}

export function layoutMarks(at: PanelScale, frame: PanelFrame, top: number, now: Instant | undefined): Marks {
  const { panel } = at;
  const moments = panel.onCall
    ? []
    : momentsOf(at, frame, now).filter((moment) => moment.at >= panel.from && moment.at <= panel.to);
  moments.sort((a, b) => a.at - b.at);
  const taken: { level: number; from: number; to: number }[] = [];
  const marks = moments.map((moment): SceneMark => {
    const x = at.x(moment.at);
    const width = textWidth(moment.label, FLAG_SIZE) + 12;
    const anchor = x + width <= at.chart || x < width ? 'start' : 'end';
    const from = anchor === 'start' ? x : x - width;
    let level = 0;
    while (taken.some((flag) => flag.level === level && flag.from < from + width && flag.to > from)) level++;
    taken.push({ level, from, to: from + width });
    const flagX = anchor === 'start' ? x + 5 : x - 5;
    return {
      kind: moment.kind,
      x,
      label: moment.label,
      title: moment.title,
      anchor,
      flagX,
      flagY: top + level * FLAG_LINE + 12,
    };
  });
  const levels = Math.max(0, ...taken.map((flag) => flag.level + 1));
  return { marks, bottom: top + levels * FLAG_LINE + (levels > 0 ? 4 : 0) };
}

const FLAG_SIZE = 11.5;
const FLAG_LINE = 16;

function momentsOf(at: PanelScale, frame: PanelFrame, now: Instant | undefined): Moment[] {
  const { schedule, clock } = frame;
  const moments: Moment[] = [];
  const add = (kind: Moment['kind'], when: Instant | undefined, label: string, title: string) => {
    if (when !== undefined && Number.isFinite(when))
      moments.push({ kind, at: when, label, title: `${title}: ${clock.moment(when)} ${clock.zone}` });
  };
  if (at.panel.kind === 'run') {
    for (const window of schedule.windows) {
      add('window', window.start, `opens ${clock.time(window.start)}`, 'The window opens');
      add('window', window.end, `closes ${clock.time(window.end)}`, 'The window closes');
    }
    for (const point of schedule.release.pointsOfNoReturn) {
      const before = schedule.steps[point.afterStep];
      const when = before?.end ?? schedule.blocks.get(point.block)?.start;
      if (when !== undefined) add('no-return', when, `no return ${clock.time(when)}`, 'Point of no return');
    }
    const decision = schedule.rollbackDecision;
    if (decision) {
      const step = decision.step ? ` (after ${stepLabel(decision.step)} none fits)` : '';
      add(
        'decision',
        decision.at,
        `rollback by ${clock.time(decision.at)}`,
        `The last moment to decide for a rollback that still ends inside the window${step}`,
      );
    }
  }
  add('now', now, now === undefined ? '' : `now ${clock.time(now)}`, 'Now');
  return moments;
}
