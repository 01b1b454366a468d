/** What lies behind the bars: weekends, time outside the window, the outage, a freeze. */
import type { Block } from '../../plan/model.ts';
import type { Span, WindowSpan } from '../../plan/schedule/model.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { PanelFrame, PanelScale } from './panel-frame.ts';
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
    for (const span of outside(
      panel,
      frame.schedule.windows.filter((window) => window !== undefined),
    ))
      add('outside', span.start, span.end, 'outside the window');
  }
  for (const item of panel.items) {
    if (item.kind !== 'range' || item.what !== 'freeze' || panel.kind !== 'run') continue;
    for (const span of item.spans) add('freeze', span.start, span.end, `freeze ${item.name}`);
  }
  for (const span of panel.kind === 'run' || panel.kind === 'plan' ? outages(frame) : []) {
    if (span.start < panel.to && span.end > panel.from) {
      add('outage', span.start, span.end, `users are cut off for ${describeMinutes(span.end - span.start)}`);
    }
  }
  return shades;
}

function outside(panel: Span | { from: number; to: number }, windows: readonly WindowSpan[]): readonly Span[] {
  if (windows.length === 0 || !('from' in panel)) return [];
  const free: Span[] = [];
  let from = panel.from;
  for (const window of [...windows].sort((a, b) => a.start - b.start)) {
    if (window.start > from) free.push({ start: from, end: Math.min(window.start, panel.to) });
    from = Math.max(from, window.end ?? panel.to);
  }
  if (from < panel.to) free.push({ start: from, end: panel.to });
  return free;
}

function outages(frame: PanelFrame): readonly Span[] {
  const spans: Span[] = [];
  const visit = (block: Block) => {
    const span = block.kind === 'outage' ? frame.schedule.blocks.get(block) : undefined;
    if (span) spans.push(span);
    for (const child of block.children) if ('children' in child) visit(child);
  };
  for (const block of frame.schedule.release.blocks)
    if (block.kind !== 'rollback' && block.kind !== 'play') visit(block);
  return spans;
}
