/** The time axes of a panel: one line for each zone, months or years above days. */
import { countsFromT } from '../../plan/schedule/relative.ts';
import type { Zone } from '../../plan/time/model.ts';
import { textWidth } from '../text-width.ts';
import { createClock } from '../words/clock.ts';
import type { PanelFrame, PanelScale } from './panels/panel-frame.ts';
import type { SceneAxis } from './scene.ts';
import { relativeTicks, sameTicks, type Tick, type Ticks, ticksOf } from './ticks.ts';

export interface Axes {
  readonly axes: readonly SceneAxis[];
  readonly grid: readonly { readonly x: number; readonly strong: boolean }[];
  /** Below the last line. */
  readonly bottom: number;
}

/** A label in the middle of the first tick may stand so far over the labels' column. */
export const AXIS_OVERHANG = 18;
const LINE = 16;

export function layoutAxes(at: PanelScale, frame: PanelFrame, top: number): Axes {
  const { panel, scale } = at;
  const zone = frame.clock.zone;
  const counted = panel.onCall || (frame.clock.relative && countsFromT(panel.from));
  const ticks: Ticks = counted
    ? relativeTicks(panel.from, panel.to, panel.onCall ? panel.from : 0, scale)
    : ticksOf(panel.from, panel.to, zone, scale);
  const axes: SceneAxis[] = [];
  let y = top;
  const line = (label: string, shown: readonly Tick[], days: boolean) => {
    axes.push({ y: y + 12, label, days, ticks: spaced(shown, at, days) });
    y += LINE;
  };
  if (ticks.upper.length > 0) line('', ticks.upper, true);
  const isHours = !counted && ticks.unit === 'hours';
  const named = (one: Zone) => (isHours ? `${one} ${createClock(one, 'dated').day(panel.core.start)}` : one);
  line(counted ? (panel.onCall ? 'after the call' : 'T is the start') : named(zone), ticks.lower, false);
  if (isHours) {
    for (const other of frame.zones) line(named(other), sameTicks(ticks.lower, other, panel.core.start), false);
  }
  const seen = (tick: Tick) => !isFolded(tick, at);
  return {
    axes,
    grid: [
      ...ticks.lower.filter(seen).map((tick) => ({ x: at.x(tick.at), strong: tick.isDay ?? false })),
      ...ticks.upper.slice(1).map((tick) => ({ x: at.x(tick.at), strong: true })),
    ],
    bottom: y + 2,
  };
}

function isFolded(tick: Tick, { folds }: PanelScale): boolean {
  return folds.some(({ from, to }) => tick.at > from && tick.at < to);
}

/**
 * Labels that would run into another one, or over the edge, are left out; their lines stay. Where a day begins is said
 * before all else, so that nobody takes an hour for one of the day before.
 */
function spaced(ticks: readonly Tick[], at: PanelScale, days: boolean): SceneAxis['ticks'] {
  const positions = ticks.map((tick) => at.x(tick.at));
  const taken: { from: number; to: number }[] = [];
  const labels = new Map<Tick, string>();
  const place = (tick: Tick, index: number) => {
    const x = positions[index]!;
    const width = textWidth(tick.label, tick.isDay ? 12 : 11);
    const left = days ? x + 4 : x - width / 2;
    // A day that is nearly over at the left edge gives way to the one that begins.
    const room = days ? (positions[index + 1] ?? at.chart) - left : width;
    const fits = room >= width + (days ? 6 : 0) && left + width <= at.chart + 10 && left >= -AXIS_OVERHANG;
    if (!fits || isFolded(tick, at)) return;
    if (taken.some(({ from, to }) => left < to + 8 && left + width > from - 8)) return;
    taken.push({ from: left, to: left + width });
    labels.set(tick, tick.label);
  };
  for (const first of [true, false]) {
    for (const [index, tick] of ticks.entries()) if ((tick.isDay ?? false) === first) place(tick, index);
  }
  return ticks.map((tick, index) => {
    const x = positions[index]!;
    const label = labels.get(tick) ?? '';
    return { x, labelX: days ? x + 4 : x, label, strong: tick.isDay ?? false, line: days && index > 0 };
  });
}
