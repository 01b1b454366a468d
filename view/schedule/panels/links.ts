/** The lines between the rows of a panel: what waits for what, and the chain of what is critical. */
import type { Step } from '../../../plan/model.ts';
import type { Instant } from '../../../plan/time/model.ts';
import { type End, route } from '../arrows.ts';
import { type Box, boxOf } from '../bars.ts';
import type { StepItem } from '../items.ts';
import type { Row } from '../rows.ts';
import type { RowPlace, SceneArrow } from '../scene.ts';
import type { PanelFrame, PanelScale } from './panel-frame.ts';
import { isDoubtful } from './row.ts';

/** The first bar of a step, and where its row stands; nothing of the row need be drawn for that. */
interface PlacedBar {
  readonly item: StepItem;
  readonly place: RowPlace;
  readonly box: Box;
}

function placedBar(row: Row, place: RowPlace, at: PanelScale): PlacedBar | undefined {
  if (row.kind !== 'item' || row.item.kind !== 'step' || row.item.gone) return undefined;
  const [span] = row.item.spans;
  return span && { item: row.item, place, box: boxOf(span, at) };
}

function middleOf({ place: { y, height } }: PlacedBar): number {
  return y + height / 2;
}

/** From the end of each critical step to the begin of the one that follows on it at once, down or up the rows. */
export function layoutChain(
  planned: readonly Row[],
  places: readonly RowPlace[],
  at: PanelScale,
  frame: PanelFrame,
  seen: Seen,
): readonly SceneArrow[] {
  const endingAt = new Map<Instant, PlacedBar>();
  const chain: SceneArrow[] = [];
  for (let index = 0; index < planned.length; index++) {
    const row = planned[index]!;
    if (row.kind !== 'item' || row.item.kind !== 'step' || !row.item.scheduled?.critical) continue;
    const one = placedBar(row, places[index]!, at);
    if (!one || isDoubtful(row, frame)) continue;
    const [span] = one.item.spans as [StepItem['spans'][number]];
    const last = endingAt.get(span.start);
    if (last && last.place !== one.place) {
      const x = last.box.x + last.box.width;
      const [from, to] = [middleOf(last), middleOf(one)];
      if (isSeen(from, to, seen)) chain.push({ ...endsOf(last, one), points: [x, from, x, to], critical: true });
    }
    if (span.end > span.start || !endingAt.has(span.end)) endingAt.set(span.end, one);
  }
  return chain;
}

/** Heights of the body between which rows are drawn: a line that does not pass there is none. */
export interface Seen {
  readonly top: number;
  readonly bottom: number;
}

/** A line leaves and arrives within the rows of the two heights, and goes no further up or down. */
function isSeen(from: number, to: number, { top, bottom }: Seen): boolean {
  return Math.max(from, to) > top && Math.min(from, to) < bottom;
}

/** What the chain shows needs no arrow besides. */
export function layoutArrows(
  planned: readonly Row[],
  places: readonly RowPlace[],
  chain: readonly SceneArrow[],
  at: PanelScale,
  frame: PanelFrame,
  seen: Seen,
): readonly SceneArrow[] {
  // Most steps of a long plan have no arrow: of all of them only the rows are known, by their positions in the release.
  const rowOf = new Array<number>(frame.release.steps.length);
  for (let index = planned.length; index-- > 0; ) {
    const row = planned[index]!;
    if (row.kind === 'item' && row.item.kind === 'step' && !row.item.gone) rowOf[row.item.step.index] = index;
  }
  const barOf = ({ index }: Step) => {
    const row = planned[rowOf[index]!];
    return row && placedBar(row, places[rowOf[index]!]!, at);
  };
  const arrows: SceneArrow[] = [];
  const chained = new Set(chain.map(({ points: [x, from, , to] }) => [x, from, to].join()));
  for (const link of frame.links) {
    const from = barOf(link.from);
    const to = barOf(link.to);
    if (!from || !to) continue;
    const heights = [middleOf(from), middleOf(to)] as const;
    const isChained = !link.fromStart && chained.has([from.box.x + from.box.width, ...heights].join());
    if (isChained || !isSeen(...heights, seen)) continue;
    arrows.push({
      ...endsOf(from, to),
      points: route(endOf(from, link.fromStart ? 'start' : 'end'), endOf(to, 'start')),
      critical: Boolean(from.item.scheduled?.critical && to.item.scheduled?.critical),
    });
  }
  return arrows;
}

function endsOf(from: PlacedBar, to: PlacedBar): Pick<SceneArrow, 'from' | 'to'> {
  return { from: from.item.step.id, to: to.item.step.id };
}

function endOf(bar: PlacedBar, side: 'start' | 'end'): End {
  const middle = middleOf(bar);
  const { box } = bar;
  return { x: side === 'start' ? box.x : box.x + box.width, top: middle - 7, bottom: middle + 7 };
}
