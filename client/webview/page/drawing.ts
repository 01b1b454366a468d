/** Puts pictures into the page: the summary, the view that is looked at, and where the cursor of the editor stands. */
import type { Pictures } from '../../../view/pictures.ts';
import { createListView, type ListView } from '../rows/list-view.ts';
import { drawnIn } from '../rows/redraw.ts';
import type { RowsView } from '../rows/rows-view.ts';
import { createScheduleView, type ScheduleView } from '../rows/schedule-view.ts';
import { writeText } from '../rows/write.ts';
import type { Kept } from './kept.ts';
import type { Panes } from './panes.ts';

export interface Drawing {
  readonly schedule: ScheduleView;
  /** Of the view that is looked at. */
  rows(): RowsView;
  draw(pictures: Pictures): void;
  /** The cursor of the editor stands here. */
  mark(file: string, line: number): void;
  /** A view that shows nothing of the text as it is now is to be asked for. */
  lacks(view: string): boolean;
}

export interface DrawingOptions {
  readonly panes: Panes;
  readonly kept: Kept;
  /** What is seen has rows that were not sent. */
  lack(): void;
  /** Rows of the list that is looked at are there. */
  shown(list: NonNullable<Pictures['list']>): void;
  /** All is there. */
  drawn(): void;
}

export function createDrawing({ panes, kept, lack, shown, drawn }: DrawingOptions): Drawing {
  const schedule = createScheduleView(panes.schedule, lack);
  /** All the others are lists. */
  const lists = new Map<string, ListView>();
  for (const [view, pane] of panes.all)
    if (pane !== panes.schedule) lists.set(view, createListView(pane, panes.titleOf(view), lack));
  const title = document.querySelector('#strip > h1')!;
  const drawSummary = drawnIn(document.querySelector('#strip > div')!);
  /** The scroll position of a reload is restored with the first picture. */
  let isFirst = true;
  let cursor: { readonly file: string; readonly line: number } | undefined;
  /** Views that show the text as it is now; all others are drawn when somebody looks at them. */
  const fresh = new Set<string>();

  const rows = () => lists.get(kept.now.tab) ?? schedule;
  const mark = (file: string, line: number) => {
    cursor = { file, line };
    for (const each of [schedule, ...lists.values()]) each.mark(file, line);
  };

  return {
    schedule,
    rows,
    mark,
    lacks: (view) => !isFirst && !fresh.has(view),
    draw(pictures) {
      // Asked before anything is written: a page that has changed is laid out anew to answer.
      const scroll = isFirst ? kept.now.scroll : panes.scrolled(kept.now.scroll);
      const empty = [...panes.all].filter(([, pane]) => pane.childElementCount === 0);
      const was = new Set(fresh);
      fresh.clear();
      writeText(title, pictures.title);
      drawSummary(pictures.summary);
      if (pictures.schedule) {
        schedule.draw(pictures.schedule, `${pictures.advice}${pictures.undrawn}`);
        fresh.add('schedule');
      }
      if (pictures.list) {
        const { view } = pictures.list;
        lists.get(view)?.draw(pictures.list);
        if (view === kept.now.tab) shown(pictures.list);
        fresh.add(view);
      }
      // What is not as the text says it now is not kept: it is asked for when somebody looks at it.
      for (const [view, pane] of panes.all) if (!fresh.has(view)) pane.replaceChildren();
      for (const [view, pane] of empty) {
        const at = fresh.has(view) ? scroll[view] : undefined;
        // A reload must not be seen: no smooth way to where it was.
        if (Array.isArray(at)) pane.scrollTo({ left: at[0], top: at[1], behavior: 'instant' });
      }
      rows().refresh();
      drawn();
      // What was not looked at when the cursor moved has not seen it.
      if (cursor && !isFirst && [...fresh].some((view) => !was.has(view))) mark(cursor.file, cursor.line);
      isFirst = false;
    },
  };
}
