/** What keys do in a pane: from row to row, into groups and out of them, nearer and farther. */
import type { RowsView } from '../rows/rows-view.ts';
import type { ScheduleView } from '../rows/schedule-view.ts';
import type { Pointing } from './pointing.ts';

export interface KeysOptions {
  readonly schedule: ScheduleView;
  /** Of the view that is looked at. */
  rows(): RowsView;
  fold(row: number): void;
  zoom(factor: number): void;
  /** Opens the form of what is tried out. */
  tryOut(): void;
  readonly pointing: Pointing;
}

/** Gives what a pane does with a key. */
export function createKeys({ schedule, rows, fold, zoom, tryOut, pointing }: KeysOptions) {
  /** As in every tree: to the right opens a group and goes into it, to the left closes it and goes out. */
  const walk = (key: string): boolean => {
    const { focused } = schedule;
    const group = schedule.group(focused);
    if (key === 'ArrowRight' && group) {
      if (group.isOpen) schedule.focusRow(focused + 1);
      else fold(focused);
    } else if (key === 'ArrowLeft') {
      const parent = schedule.parentOf(focused);
      if (group?.isOpen) fold(focused);
      else if (parent !== undefined) schedule.focusRow(parent);
    } else return false;
    return true;
  };
  /** Rows have one tab stop; the arrows move it. */
  const move = (key: string): boolean => {
    const own = rows();
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[key];
    const to = { Home: 0, End: own.count - 1 }[key];
    if (own.count === 0) return false;
    if (by !== undefined) own.step(by);
    else if (to !== undefined) own.focusRow(to);
    else return false;
    return true;
  };

  return (event: KeyboardEvent): void => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // A button does what it says.
    if (target instanceof HTMLButtonElement && ['Enter', ' '].includes(key)) return;
    // A row has its own box before those of its lines.
    const box = target instanceof Element && target.querySelector('[role=checkbox]');
    if (key === ' ' && box) pointing.tick(box);
    else if (key === 'Enter' || key === ' ') pointing.reveal(target);
    else if (key === 'w') {
      pointing.meanStep(target);
      tryOut();
    } else if (key === '+' || key === '=') zoom(1.5);
    else if (key === '-') zoom(1 / 1.5);
    else if (key === '0') zoom(0);
    else if (!(rows() === schedule && walk(key)) && !move(key)) return;
    event.preventDefault();
  };
}
