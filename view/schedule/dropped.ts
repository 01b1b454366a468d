/** What is given up, struck, below what is planned: a row each, without a bar, since it takes no time any more. */
import { type Dropped, rootBlock } from '../../plan/model.ts';
import { runBlocks } from './items.ts';
import { type PanelFrame, type PanelScale, sourceOf } from './panels/panel-frame.ts';
import type { SceneRow } from './scene.ts';

export function droppedRows(at: PanelScale, frame: PanelFrame, top: number, indent: number): readonly SceneRow[] {
  return frame.release.dropped
    .filter((one) => isIn(one, at, frame))
    .map((one, i): SceneRow => {
      const words = [one.word, one.label === one.word ? '' : withoutWord(one), one.title].filter(Boolean).join(' ');
      return {
        // Struck, as whatever is not so any more.
        doubt: 'was',
        kind: 'group',
        y: top + i * HEIGHT,
        height: HEIGHT,
        level: 0,
        indent,
        time: '',
        verb: '',
        label: 'Dropped',
        detail: words,
        note: '',
        done: false,
        critical: false,
        description: `${words} is dropped${one.because ? `: ${one.because}` : ''}`,
        bars: [],
        source: sourceOf(one.head),
      };
    });
}

const HEIGHT = 26;

/** A step without a name is called by its word and its target. */
function withoutWord({ word, label }: Dropped): string {
  return label.startsWith(`${word} `) ? label.slice(word.length + 1) : label;
}

/** In the panel of its run, and all else in that of the first one; where nothing runs, in the one there is. */
function isIn({ block }: Dropped, { panel }: PanelScale, { release }: PanelFrame): boolean {
  if (panel.kind === 'plan') return true;
  if (panel.kind !== 'run') return false;
  const runs = runBlocks(release);
  const root = block && rootBlock(block);
  const own = root && runs.includes(root) ? root : runs[0];
  return panel.items.some((item) => item.kind !== 'range' && item.block !== undefined && rootBlock(item.block) === own);
}
