/** What lies behind the bars: weekends, time outside the window, the outage, a freeze. */
import { childrenOf } from '../../plan/children.ts';
import type { Block } from '../../plan/model.ts';
import type { Span, WindowSpan } from '../../plan/schedule/model.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import { isOnCall } from './items.ts';
import type { PanelFrame, PanelScale } from './panels/panel-frame.ts';
import type { Panel } from './panels/panels.ts';
import type { SceneShade } from './scene.ts';
import { weekends } from './ticks.ts';

export function layoutShades(at: PanelScale, frame: PanelFrame, height: number): readonly SceneShade[] {
  const { panel } = at;
  if (panel.onCall) return [];
  const shades: SceneShade[] = [];
  const add = (kind: SceneShade['kind'], start: number, end: number, label: string) => {
    if (start >= panel.to || end <= panel.from) return;
    const x = at.x(start);
    const width = at.x(end) - x;
    if (width > 3) shades.push({ kind, x, width, y: 0, height, label });
  };
  const days = at.scale * 1440;
  if (!frame.clock.relative && panel.kind !== 'run' && days >= 3 && days < 1000) {
    for (const span of weekends(panel.from, panel.to, frame.clock.zone))
      add('weekend', span.start, span.end, 'weekend');
  }
  if (panel.kind === 'run') {
    for (const { start, end } of outside(panel, Object.values(frame.schedule.windows)))
      add('outside', start, end, 'outside the window');
  }
  for (const item of panel.items) {
    if (item.kind !== 'range' || item.what !== 'freeze') continue;
    for (const span of item.spans) add('freeze', span.start, span.end, `freeze ${item.name}`);
  }
  for (const span of panel.kind === 'run' || panel.kind === 'plan' ? outages(frame) : []) {
    add('outage', span.start, span.end, `users are cut off for ${describeMinutes(span.end - span.start)}`);
  }
  return shades;
}

function outside(panel: Panel, all: readonly (WindowSpan | undefined)[]): readonly Span[] {
  const windows = all.filter((window) => window !== undefined);
  if (windows.length === 0) return [];
  const free: Span[] = [];
  let from = panel.from;
  for (const window of windows.sort((a, b) => a.start - b.start)) {
    if (window.start > from) free.push({ start: from, end: Math.min(window.start, panel.to) });
    from = Math.max(from, window.end ?? panel.to);
  }
  if (from < panel.to) free.push({ start: from, end: panel.to });
  return free;
}

function outages(frame: PanelFrame): readonly Span[] {
  const spans: Span[] = [];
  const visit = (block: Block) => {
    const span = block.kind === 'outage' ? frame.schedule.blocks[block.id] : undefined;
    if (span) spans.push(span);
    for (const child of childrenOf(frame.release, block)) if ('children' in child) visit(child);
  };
  for (const block of frame.release.blocks) if (!isOnCall(block)) visit(block);
  return spans;
}
