/** The lines between the rows of a panel: what waits for what, and the chain of what is critical. */
import type { Step } from '../../../plan/model.ts';
import type { Instant } from '../../../plan/time/model.ts';
import { type End, route } from '../arrows.ts';
import type { Row } from '../rows.ts';
import type { SceneArrow, SceneRow } from '../scene.ts';
import type { PanelFrame } from './panel-frame.ts';

function middleOf({ y, height }: SceneRow): number {
  return y + height / 2;
}

/** From the end of each critical step to the begin of the one that follows on it at once, down or up the rows. */
export function layoutChain(planned: readonly Row[], rows: readonly SceneRow[]): readonly SceneArrow[] {
  const critical = planned.flatMap((row, index) => {
    if (row.kind !== 'item' || row.item.kind !== 'step' || row.item.gone || !row.item.scheduled?.critical) return [];
    const [span] = row.item.spans;
    const bar = rows[index]!.bars[0];
    return span && bar && !rows[index]!.doubt ? [{ span, row: rows[index]!, bar }] : [];
  });
  const endingAt = new Map<Instant, (typeof critical)[number]>();
  const chain: SceneArrow[] = [];
  for (const one of critical) {
    const last = endingAt.get(one.span.start);
    if (last && last.row !== one.row) {
      const x = last.bar.x + last.bar.width;
      const [from, to] = [middleOf(last.row), middleOf(one.row)];
      chain.push({ points: [x, from, x, to], critical: true });
    }
    if (one.span.end > one.span.start || !endingAt.has(one.span.end)) endingAt.set(one.span.end, one);
  }
  return chain;
}

/** What the chain shows needs no arrow besides. */
export function layoutArrows(
  planned: readonly Row[],
  rows: readonly SceneRow[],
  chain: readonly SceneArrow[],
  frame: PanelFrame,
): readonly SceneArrow[] {
  const rowOf = new Map<Step, SceneRow>();
  for (const [index, row] of planned.entries()) {
    if (row.kind === 'item' && row.item.kind === 'step' && !rowOf.has(row.item.step)) {
      rowOf.set(row.item.step, rows[index]!);
    }
  }
  const arrows: SceneArrow[] = [];
  const chained = new Set(chain.map(({ points: [x, from, , to] }) => `${x} ${from} ${to}`));
  for (const link of frame.links) {
    const from = rowOf.get(link.from);
    const to = rowOf.get(link.to);
    if (!from?.bars[0] || !to?.bars[0]) continue;
    const x = from.bars[0].x + from.bars[0].width;
    if (!link.fromStart && chained.has(`${x} ${middleOf(from)} ${middleOf(to)}`)) continue;
    arrows.push({
      points: route(endOf(from, link.fromStart ? 'start' : 'end'), endOf(to, 'start')),
      critical: from.critical && to.critical,
    });
  }
  return arrows;
}

function endOf(row: SceneRow, side: 'start' | 'end'): End {
  const bar = row.bars[0]!;
  const middle = middleOf(row);
  return { x: side === 'start' ? bar.x : bar.x + bar.width, top: middle - 7, bottom: middle + 7 };
}
