/** What the shapes mean: only those that the picture has. */
import { textWidth } from '../text-width.ts';
import { FAMILIES, FAMILY_WORD } from '../words/verbs.ts';
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
  // What is in doubt is drawn hollow, whatever it was.
  const told = rows.flatMap((row) => (row.doubt ? [] : row.bars));
  const shades = new Set(panels.flatMap((panel) => panel.shades.map((shade) => shade.kind)));
  const families = new Set(rows.map((row) => row.family));
  const further: readonly (readonly [kind: LegendEntry['kind'], label: string, isUsed: boolean])[] = [
    ['critical', 'critical', told.some((bar) => bar.critical)],
    ['perhaps', 'perhaps not done', told.some((bar) => bar.perhaps)],
    ['before', 'before the change', rows.some((row) => row.sign)],
    ['float', 'float', told.some((bar) => bar.tail)],
    ['way-back', 'time a rollback takes', rows.some((row) => row.kind === 'way-back' && row.stairs)],
    ['traffic', 'share of the traffic', rows.some((row) => row.kind === 'traffic')],
    ['time-left', 'time left for it', rows.some((row) => row.stairs?.left.length)],
    ['whisker', 'P80: ended by then in 80 % of runs', told.some((bar) => bar.whisker)],
    ['milestone', 'milestone', bars.some((bar) => bar.shape === 'milestone')],
    ['outage', 'users cut off', shades.has('outage')],
    ['outside', 'outside the window', shades.has('outside')],
    ['weekend', 'weekend', shades.has('weekend')],
    ['freeze', 'freeze', shades.has('freeze') || bars.some((bar) => bar.hatched)],
    ['fold', 'nothing happens: folded', panels.some(({ folds }) => folds.length > 0)],
    ['finding', 'finding', rows.some((row) => row.finding)],
  ];
  return [
    ...FAMILIES.filter((family) => families.has(family)).map((family) => ({
      kind: 'family' as const,
      family,
      label: FAMILY_WORD[family],
    })),
    ...further.flatMap(([kind, label, isUsed]) => (isUsed ? { kind, label } : [])),
  ];
}
