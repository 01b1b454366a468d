/** The time axes of a panel: days above hours, one line more for every further zone. */
import { countsFromT } from '../../plan/schedule/relative.ts';
import { textWidth } from '../text-width.ts';
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
    y += 17;
  };
  if (ticks.upper.length > 0) line('', ticks.upper, true);
  line(counted ? (panel.onCall ? 'after the call' : 'T is the start') : zone, ticks.lower, false);
  if (!counted && ticks.unit === 'hours') {
    for (const other of frame.zones) line(other, sameTicks(ticks.lower, other), false);
  }
  return {
    axes,
    grid: [
      ...ticks.lower.map((tick) => ({ x: at.x(tick.at), strong: false })),
      ...ticks.upper.slice(1).map((tick) => ({ x: at.x(tick.at), strong: true })),
    ],
    bottom: y + 4,
  };
}

/** Labels that would run into the one before, or over the edge, are left out; their lines stay. */
function spaced(ticks: readonly Tick[], at: PanelScale, days: boolean): SceneAxis['ticks'] {
  const positions = ticks.map((tick) => at.x(tick.at));
  let free = Number.NEGATIVE_INFINITY;
  return ticks.map((tick, index) => {
    const x = positions[index]!;
    const width = textWidth(tick.label, 11.5);
    const left = days ? x + 4 : x - width / 2;
    // A day that is nearly over at the left edge gives way to the one that begins.
    const room = days ? (positions[index + 1] ?? at.chart) - left : width;
    const fits =
      left >= free && room >= width + (days ? 6 : 0) && left + width <= at.chart + 10 && left >= -AXIS_OVERHANG;
    if (fits) free = left + width + 8;
    return { x, labelX: days ? left : left + width / 2, label: fits ? tick.label : '', line: days && index > 0 };
  });
}
