/** The moments that decide the night: lines through the rows, with flags that do not cover each other. */

import { find } from '../../plan/ids.ts';
import { stepLabel } from '../../plan/model.ts';
import type { Instant } from '../../plan/time/model.ts';
import type { UnreadNumber } from '../../plan/unread.ts';
import { textWidth } from '../text-width.ts';
import { runsWords } from '../words/risk-words.ts';
import type { PanelFrame, PanelScale } from './panels/panel-frame.ts';
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

const HANGS_ON: Readonly<Partial<Record<Moment['kind'], UnreadNumber>>> = {
  window: 'window',
  'no-return': 'run',
  decision: 'rollback',
  'likely-end': 'risk',
};

function momentsOf(at: PanelScale, frame: PanelFrame, now: Instant | undefined): Moment[] {
  const { release, schedule, clock } = frame;
  const moments: Moment[] = [];
  const add = (kind: Moment['kind'], when: Instant | undefined, label: string, title: string) => {
    // A moment to act by is no moment while it hangs on a line that cannot be read.
    if (frame.doubt && HANGS_ON[kind] && frame.doubt.has(HANGS_ON[kind])) return;
    if (when !== undefined && Number.isFinite(when))
      moments.push({ kind, at: when, label, title: `${title}: ${clock.moment(when)} ${clock.zone}` });
  };
  if (at.panel.kind === 'run') {
    for (const window of Object.values(schedule.windows)) {
      add('window', window.start, `opens ${clock.time(window.start)}`, 'The window opens');
      if (window.end !== undefined) {
        add('window', window.end, `closes ${clock.time(window.end)}`, 'The window closes');
      }
    }
    for (const point of release.pointsOfNoReturn) {
      const when = schedule.pointsOfNoReturn[point.id];
      const name = point.milestone?.name;
      const title = name === undefined ? 'Point of no return' : `Point of no return, ${name}`;
      if (when !== undefined) add('no-return', when, `${name ?? 'no return'} ${clock.time(when)}`, title);
    }
    const decisions = [schedule.rollbackDecision, ...schedule.rollbacks.map((one) => one.decision)];
    for (const decision of new Map(decisions.map((one) => [one?.at, one])).values()) {
      // Where a point of no return ends it, its own flag stands there.
      if (!decision || (decision.noReturn && !decision.step)) continue;
      const step = decision.step && stepLabel(find(release, decision.step));
      const why = decision.noReturn
        ? `The last moment to decide for a rollback: ${step} cannot be taken back`
        : `The last moment to decide for a rollback that still ends in time${step ? ` (after ${step} none fits)` : ''}`;
      add('decision', decision.at, `rollback by ${clock.time(decision.at)}`, why);
    }
    if (frame.risk && frame.risk.end.p80 !== schedule.run?.end) {
      const { end, runs } = frame.risk;
      const why = `In 80 % of ${runsWords(runs)} everything has ended`;
      add('likely-end', end.p80, `ends by ${clock.time(end.p80)} (80 %)`, why);
    }
  }
  add('now', now, now === undefined ? '' : `now ${clock.time(now)}`, 'Now');
  return moments;
}
