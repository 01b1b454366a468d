/** The moments that decide the night: lines through the rows, with flags that do not cover each other. */
import { find } from '../../plan/ids.ts';
import { stepLabel } from '../../plan/model.ts';
import { countsFromT } from '../../plan/schedule/relative.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';
import { clockChanges } from '../../plan/time/zone.ts';
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
  moments.sort((a, b) => a.at - b.at || a.label.length - b.label.length);
  const taken: { level: number; from: number; to: number }[] = [];
  const marks = moments.map((moment): SceneMark => {
    const x = at.x(moment.at);
    const width = textWidth(moment.label, FLAG_SIZE) * 1.04 + 12;
    const isFree = (level: number, from: number) =>
      taken.every((flag) => flag.level !== level || flag.from >= from + width || flag.to <= from);
    // What is to be done by then stands before its line, everything else behind it; where the other side is free, there.
    const sides = ENDS.has(moment.kind) ? (['end', 'start'] as const) : (['start', 'end'] as const);
    const fits = sides.filter((side) => (side === 'start' ? x + width <= at.chart + 8 : x >= width));
    const places = fits.length > 0 ? fits : (['start'] as const);
    const left = (side: 'start' | 'end') => (side === 'start' ? x : x - width);
    let level = 0;
    while (!places.some((side) => isFree(level, left(side)))) level++;
    // Where dozens fall on a few days the lines stay, and the rows have their names.
    const isTold = moment.label !== '' && (level < MOST_LEVELS || moment.kind !== 'milestone');
    const anchor = places.find((side) => isFree(level, left(side)))!;
    if (isTold) taken.push({ level, from: left(anchor), to: left(anchor) + width });
    return {
      kind: moment.kind,
      x,
      label: isTold ? moment.label : '',
      title: moment.title,
      anchor,
      flagX: anchor === 'start' ? x + 5 : x - 5,
      flagY: top + level * FLAG_LINE + 12,
    };
  });
  const levels = Math.max(0, ...taken.map((flag) => flag.level + 1));
  return { marks, bottom: top + levels * FLAG_LINE + (levels > 0 ? 2 : 0) };
}

const MOST_LEVELS = 4;
const FLAG_SIZE = 11.5;
const FLAG_LINE = 16;
const ENDS: ReadonlySet<Moment['kind']> = new Set(['no-return', 'decision']);

const HANGS_ON: Readonly<Partial<Record<Moment['kind'], UnreadNumber>>> = {
  window: 'window',
  'no-return': 'run',
  decision: 'rollback',
  'likely-end': 'risk',
};

function momentsOf(at: PanelScale, frame: PanelFrame, now: Instant | undefined): Moment[] {
  const { release, schedule, clock } = frame;
  const moments: Moment[] = [];
  // The day stands at the axis, and here only where it is another one.
  const { start, end } = at.panel.core;
  const time = (when: Instant) => clock.timeAfter(when, end - start <= 1440 ? when : start);
  const add = (kind: Moment['kind'], when: Instant | undefined, label: string, title: string) => {
    // A moment to act by is no moment while it hangs on a line that cannot be read.
    if (frame.doubt && HANGS_ON[kind] && frame.doubt.has(HANGS_ON[kind])) return;
    if (when !== undefined && Number.isFinite(when))
      moments.push({ kind, at: when, label, title: `${title}: ${clock.moment(when)} ${clock.zone}` });
  };
  if (at.panel.kind === 'run') {
    for (const window of Object.values(schedule.windows)) {
      // Where the axis begins with it, its first hour says it.
      const label = Math.abs(at.x(window.start) - at.x(start)) < 2 ? '' : `opens ${time(window.start)}`;
      add('window', window.start, label, 'The window opens');
      if (window.end !== undefined) {
        add('window', window.end, `closes ${time(window.end)}`, 'The window closes');
      }
    }
    const last = [schedule.rollbackDecision, ...schedule.rollbacks.map((one) => one.decision)];
    const ends = new Set(last.map((one) => (one?.noReturn && !one.step ? one.at : undefined)));
    for (const point of release.pointsOfNoReturn) {
      const when = schedule.pointsOfNoReturn[point.id];
      const name = point.milestone?.name;
      const title = name === undefined ? 'Point of no return' : `Point of no return, ${name}`;
      if (when !== undefined)
        add('no-return', when, `${name ?? (ends.has(when) ? 'decide by' : 'no return')} ${time(when)}`, title);
    }
    const decisions = [schedule.rollbackDecision, ...schedule.rollbacks.map((one) => one.decision)];
    for (const decision of new Map(decisions.map((one) => [one?.at, one])).values()) {
      // Where a point of no return ends it, its own flag stands there.
      if (!decision || (decision.noReturn && !decision.step)) continue;
      const step = decision.step && stepLabel(find(release, decision.step));
      const why = decision.noReturn
        ? `The last moment to decide for a rollback: ${step} cannot be taken back`
        : `The last moment to decide for a rollback that still ends in time${step ? ` (after ${step} none fits)` : ''}`;
      add('decision', decision.at, `decide by ${time(decision.at)}`, why);
    }
    if (frame.risk && frame.risk.end.p80 !== schedule.run?.end) {
      const { end, runs } = frame.risk;
      const why = `In 80 % of ${runsWords(runs)} everything has ended`;
      add('likely-end', end.p80, `P80 ${time(end.p80)}`, why);
    }
  }
  if (at.panel.kind !== 'run') {
    for (const item of at.panel.items) {
      const [span] = item.spans;
      if (item.kind !== 'milestone' || !span) continue;
      const name = item.milestone.title ?? item.milestone.name;
      add('milestone', span.start, name, `Milestone ${name}`);
    }
  }
  for (const change of panelChanges(at, frame)) {
    const hours = describeMinutes(Math.abs(change.after - change.before));
    const way = change.after > change.before ? 'forward' : 'back';
    add('clock-change', change.at, `clocks ${hours} ${way}`, `The clocks go ${way} by ${hours}`);
  }
  const hasHours = at.panel.kind === 'run' || at.scale * 1440 > 400;
  add('now', now, now === undefined ? '' : hasHours ? `now ${time(now)}` : `today ${clock.day(now)}`, 'Now');
  return moments;
}

/** Where hours are counted, a change of the clock is why one is missing, or stands there twice. */
function panelChanges({ panel, scale }: PanelScale, { clock }: PanelFrame) {
  if (panel.onCall || scale * 1440 < 100 || countsFromT(panel.from)) return [];
  return clockChanges(clock.zone, panel.from, panel.to);
}
