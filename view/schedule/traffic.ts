/** The row of the run that shows what share of the traffic a system gets at each moment, as stairs. */
import { rootBlock } from '../../plan/model.ts';
import { type TrafficStage, trafficStages } from '../../plan/order/traffic.ts';
import { textWidth } from '../text-width.ts';
import { type PanelFrame, type PanelScale, sourceOf } from './panels/panel-frame.ts';
import type { SceneRow, SceneStairs } from './scene.ts';

/** One for every system whose traffic is moved in shares by a run that is drawn in the panel; the first at `top`. */
export function trafficRows(at: PanelScale, frame: PanelFrame, top: number, indent: number): readonly SceneRow[] {
  const { panel } = at;
  const { release, schedule } = frame;
  if (panel.kind !== 'run') return [];
  return [...trafficStages(release)]
    .map(([system, stages]) => {
      const here = stages.filter(({ step }) => {
        const planned = schedule.steps[step.id];
        return rootBlock(step.block).kind === 'run' && planned && planned.end > panel.from && planned.end <= panel.to;
      });
      return [system, here] as const;
    })
    .filter(([, stages]) => stages.length > 0)
    .map(([system, stages], i) => trafficRow(system, stages, at, frame, top + i * HEIGHT, indent));
}

const HEIGHT = 36;
/** Air above the stairs, for their labels. */
const HEADROOM = 14;

function trafficRow(
  system: string,
  stages: readonly TrafficStage[],
  at: PanelScale,
  { release, schedule }: PanelFrame,
  y: number,
  indent: number,
): SceneRow {
  const { head } = stages[0]!.step;
  const told = stages.map(({ step, share }) => `${share} % from ${at.clock.time(schedule.steps[step.id]!.end)} on`);
  return {
    kind: 'traffic',
    y,
    height: HEIGHT,
    level: 0,
    indent,
    time: '',
    family: 'change',
    verb: 'traffic',
    label: system,
    detail: '',
    note: '',
    done: false,
    critical: false,
    description: `Share of the traffic that ${system} gets: ${told.join(', ')}`,
    bars: [],
    stairs: stairs(stages, at, schedule, y),
    source: release.place.file === head.file ? sourceOf(head) : undefined,
  };
}

/** From the end of each stage to that of the next one; the last one stays. */
function stairs(
  stages: readonly TrafficStage[],
  at: PanelScale,
  { steps }: PanelFrame['schedule'],
  top: number,
): SceneStairs {
  const bottom = top + HEIGHT - 4;
  const ends = stages.map(({ step }) => at.x(steps[step.id]!.end));
  const treads = stages.map(({ share }, i) => {
    const x = ends[i]!;
    const width = Math.max((ends[i + 1] ?? at.chart) - x, 0);
    const label = `${share} %`;
    return {
      x,
      width,
      y: bottom - (share / 100) * (HEIGHT - 4 - HEADROOM),
      fits: true,
      label: textWidth(label, 11.5) + 6 < width ? label : '',
      title: `${label} of the traffic`,
    };
  });
  return { bottom, treads, left: [] };
}
