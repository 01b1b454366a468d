/** What the shapes mean: only those that the picture has. */
import { textWidth } from '../text-width.ts';
import { FAMILIES, FAMILY_WORD } from '../verbs.ts';
import type { LegendEntry, ScenePanel } from './scene.ts';

export function legendOf(
  panels: readonly ScenePanel[],
  width: number,
  top: number,
): { readonly entries: readonly LegendEntry[]; readonly height: number } {
  const entries: LegendEntry[] = [];
  let x = 8;
  let y = top;
  for (const { kind, family, label } of used(panels)) {
    const needed = 24 + textWidth(label, 11.5) + 16;
    if (x > 8 && x + needed > width) {
      x = 8;
      y += LINE;
    }
    entries.push({ kind, family, label, x, y });
    x += needed;
  }
  return { entries, height: entries.length > 0 ? y - top + LINE : 0 };
}

const LINE = 20;

function used(panels: readonly ScenePanel[]): readonly Pick<LegendEntry, 'kind' | 'family' | 'label'>[] {
  const rows = panels.flatMap((panel) => panel.rows);
  const bars = rows.flatMap((row) => row.bars);
  const shades = new Set(panels.flatMap((panel) => panel.shades.map((shade) => shade.kind)));
  const families = new Set(rows.map((row) => row.family));
  return [
    ...FAMILIES.filter((family) => families.has(family)).map((family) => ({
      kind: 'family' as const,
      family,
      label: FAMILY_WORD[family],
    })),
    ...(bars.some((bar) => bar.critical) ? [{ kind: 'critical' as const, label: 'critical' }] : []),
    ...(rows.some((row) => row.sign) ? [{ kind: 'before' as const, label: 'before the change' }] : []),
    ...(bars.some((bar) => bar.tail) ? [{ kind: 'float' as const, label: 'float' }] : []),
    ...(rows.some((row) => row.stairs) ? [{ kind: 'way-back' as const, label: 'time a rollback takes' }] : []),
    ...(rows.some((row) => row.stairs?.left.length) ? [{ kind: 'time-left' as const, label: 'time left for it' }] : []),
    ...(bars.some((bar) => bar.whisker) ? [{ kind: 'whisker' as const, label: 'ended by then in 80 % of runs' }] : []),
    ...(bars.some((bar) => bar.shape === 'milestone') ? [{ kind: 'milestone' as const, label: 'milestone' }] : []),
    ...(shades.has('outage') ? [{ kind: 'outage' as const, label: 'users cut off' }] : []),
    ...(shades.has('outside') ? [{ kind: 'outside' as const, label: 'outside the window' }] : []),
    ...(shades.has('weekend') ? [{ kind: 'weekend' as const, label: 'weekend' }] : []),
    ...(shades.has('freeze') ? [{ kind: 'freeze' as const, label: 'freeze' }] : []),
    ...(rows.some((row) => row.finding) ? [{ kind: 'finding' as const, label: 'finding' }] : []),
  ];
}
