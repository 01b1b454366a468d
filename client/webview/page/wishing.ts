/** Which pictures are wished for: those of what is looked at, as wide as there is room, with the rows that are seen. */
import type { FromPreview, PreviewState, Wishes } from '../messages.ts';
import type { RowsView } from '../rows/rows-view.ts';
import type { Kept } from './kept.ts';

export interface Wishing {
  /** What is wished for now. */
  wishes(): Wishes;
  /** The same pictures again, or those of another view. */
  ask(): void;
  /** Other ones, which are kept over a reload. */
  wish(change: Partial<Pick<PreviewState, 'zoom' | 'grouping' | 'release' | 'folded' | 'arranged'>>): void;
  /** 0: as much as fits. */
  zoom(factor: number): void;
  /** Folds a group, or opens it again. */
  fold(key: string): void;
  /** What is seen has rows that were not sent. */
  lack(): void;
  /** What is lacked is asked for, whatever was of the text or the view before. */
  turned(): void;
  /** There is more or less room. */
  resized(): void;
}

export interface WishingOptions {
  readonly kept: Kept;
  readonly pane: HTMLElement;
  /** Of the view that is looked at. */
  rows(): RowsView;
  /** Undefined: those that are seen. */
  all(): Wishes['rows'] | undefined;
  arranged(): Wishes['arranged'];
  post(message: FromPreview): void;
}

export function createWishing({ kept, pane, rows, all, arranged, post }: WishingOptions): Wishing {
  let askedWidth = 0;
  let askedRows: Wishes['rows'] | undefined;

  const width = () => Math.max((pane.clientWidth || document.body.clientWidth) - 2, 320);
  const wishes = (): Wishes => {
    const { folded, zoom, grouping, tab, release } = kept.now;
    const order = arranged();
    askedRows = all() ?? rows().wanted;
    askedWidth ||= width();
    return {
      rows: askedRows,
      ...{ folded, zoom, grouping, release, view: tab, width: width() },
      ...(order && { arranged: order }),
    };
  };
  const ask = () => post({ type: 'wish', wishes: wishes() });
  const wish: Wishing['wish'] = (change) => {
    kept.save(change);
    ask();
  };

  return {
    wishes,
    ask,
    wish,
    zoom: (factor) => wish({ zoom: factor === 0 ? 1 : Math.min(Math.max(kept.now.zoom * factor, 1), 40) }),
    fold(key) {
      const { all: isAll, but } = kept.now.folded;
      wish({ folded: { all: isAll, but: but.includes(key) ? but.filter((one) => one !== key) : [...but, key] } });
    },
    lack() {
      const { from, to } = rows().wanted;
      if (askedRows?.from !== from || askedRows.to !== to) ask();
    },
    turned() {
      askedRows = undefined;
    },
    resized() {
      rows().refresh();
      if (pane.hidden || Math.abs(width() - askedWidth) < 8) return;
      askedWidth = width();
      ask();
    },
  };
}
