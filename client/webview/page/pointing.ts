/** What is meant by a click or a key on something that is drawn: its line of the text, its box, its step. */
import type { FromPreview } from '../messages.ts';
import type { ScheduleView } from '../rows/schedule-view.ts';

export interface Pointing {
  click(event: MouseEvent): void;
  /** Shows the line in the editor. */
  reveal(target: EventTarget | null): void;
  /** A box that leads to a line of its own is ticked there; false: the target is no such box. */
  tick(target: EventTarget | null): boolean;
  /** What is tried is tried with the step of this row. */
  meanStep(target: EventTarget | null): void;
}

export interface PointingOptions {
  readonly schedule: ScheduleView;
  /** True: it was the head of a column. */
  sort(target: EventTarget | null): boolean;
  fold(row: number): void;
  mean(file: string | undefined, line: number | undefined): void;
  post(message: FromPreview): void;
}

export function createPointing({ schedule, sort, fold, mean, post }: PointingOptions): Pointing {
  const meanStep = (target: EventTarget | null) => {
    const { file, line } = rowOf(target)?.dataset ?? {};
    mean(file, line === undefined ? undefined : Number(line));
  };
  const reveal = (target: EventTarget | null) => {
    const { file, line } = rowOf(target)?.dataset ?? {};
    if (file !== undefined && line !== undefined) post({ type: 'reveal', file, line: Number(line) });
  };
  const tick = (target: EventTarget | null): boolean => {
    const box = target instanceof Element ? target.closest('[role=checkbox]') : null;
    const { file, line } = rowOf(box)?.dataset ?? {};
    if (file === undefined) return false;
    const { of } = box instanceof HTMLElement ? box.dataset : {};
    post({ type: 'tick', file, line: Number(line), ...(of !== undefined && { of }) });
    return true;
  };

  return {
    meanStep,
    reveal,
    tick,
    click(event) {
      // By a key it is nowhere.
      if (sort(event.target)) return;
      const target = clicked(event);
      if (target?.closest('[data-reorder]')) return post({ type: 'reorder' });
      if (tick(target)) return;
      const row = target ? schedule.rowAt(target) : undefined;
      if (row !== undefined) schedule.focusRow(row);
      if (row !== undefined && target?.closest('.rp-fold-mark')) return fold(row);
      // Focusing may have drawn the row anew; the event still knows what was clicked.
      meanStep(target);
      reveal(target);
    },
  };
}

/** Where rows were drawn anew between press and release, the event only knows what is around them. */
function clicked({ target, clientX, clientY }: MouseEvent): Element | null {
  if (target instanceof Element && target.closest('[data-line]')) return target;
  return document.elementFromPoint(clientX, clientY);
}

function rowOf(target: EventTarget | null): HTMLElement | SVGElement | null {
  return target instanceof Element ? target.closest<HTMLElement | SVGElement>('[data-line]') : null;
}
