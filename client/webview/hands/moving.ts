/** Moving a bar, or its right edge, by mouse, pen or keyboard. Nothing is written before it is let go, or Enter is pressed. */
import type { StepPicture } from '../../../view/pictures.ts';
import { momentIn, xIn } from '../../../view/schedule/panels/time-scale.ts';
import type { ShownRow } from '../rows/schedule-view.ts';
import type { Asking, Wish } from './ask.ts';
import { createGhost, type Ghost } from './ghost.ts';
import type { Preview } from './model.ts';
import { outcomeWords } from './outcome.ts';

/** So far a press may slip and is still a click. */
const SLIP = 4;
/** Of the right edge, and of a bar without width. */
const EDGE = 7;
/** A step of the grid is at least so wide, so that a hand can hit it. */
const LEAST = 5;
const UNITS = [5, 15, 30, 60, 240, 1440] as const;

type What = 'start' | 'end';

interface Move {
  readonly row: number;
  readonly step: StepPicture;
  readonly what: What;
  readonly unit: number;
  ghost: Ghost;
  /** Where it is now, of what is moved. */
  at: number;
  refused: string | undefined;
}

export interface Moving {
  /** Puts back what is moved. */
  cancel(): void;
  /** The same plan is drawn once more: what is moved stays where the hand has it. */
  redrawn(): void;
  readonly isMoving: boolean;
}

/** @param announce what a screen reader is to say */
export function createMoving(preview: Preview, asking: Asking, announce: (words: string) => void): Moving {
  const { schedule, schedulePane: pane } = preview;
  let move: Move | undefined;
  let press: { readonly x: number; readonly y: number; readonly row: number; readonly what: What } | undefined;
  let isDragged = false;
  /** Since the button is down, whatever has become of it. */
  let hasSlipped = false;

  const end = () => {
    move?.ghost.remove();
    move = undefined;
    press = undefined;
    isDragged = false;
    asking.drop();
    document.body.classList.remove('rp-moving');
  };
  const cancel = () => {
    if (move && move.at !== origin(move)) announce('Put back.');
    end();
  };
  const begin = (row: number, what: What): Move | undefined => {
    const at = schedule.shown(row);
    const step = at?.row.step;
    const ghost = at && step && createGhost(schedule, row);
    if (!at || !step || !ghost) return undefined;
    move = {
      row,
      step,
      what,
      unit: unitOf(at),
      ghost,
      at: what === 'start' ? step.start : step.end,
      refused: undefined,
    };
    return move;
  };
  const keys = () =>
    isDragged ? 'Let go to write it. Escape puts it back.' : 'Enter writes it. Escape puts it back. Alt+arrows go on.';
  const refuse = (one: Move, message: string) => {
    one.refused = message;
    one.ghost.refuse(message, 'Escape, or any other place, puts it back.');
    announce(message);
  };

  const to = (one: Move, at: number) => {
    if (at === one.at) return;
    one.at = at;
    one.refused = undefined;
    if (at === origin(one)) {
      asking.drop();
      one.ghost.clear();
      return;
    }
    one.ghost.wish(...spanOf(one));
    asking.try_(wishOf(one), {
      tried(outcome, says) {
        if (move !== one) return;
        // Of where it was a moment ago, while it goes on: better than nothing until the next answer.
        one.ghost.show(outcome, says, keys());
        if (one.at === at) announce(outcomeWords(outcome));
        else one.ghost.wish(...spanOf(one));
      },
      refused(message) {
        if (move === one && one.at === at) refuse(one, message);
      },
    });
  };

  const commit = () => {
    const one = move;
    if (!one) return;
    if (one.at === origin(one) || one.refused !== undefined) return cancel();
    document.body.classList.remove('rp-moving');
    press = undefined;
    asking.edit(wishOf(one), {
      edited(says) {
        announce(`Written. ${says.join(' ')}`);
        end();
      },
      refused(message) {
        if (move === one) refuse(one, message);
      },
    });
  };

  pane.addEventListener('pointerdown', (event) => {
    const found = hitBy(event);
    if (move) cancel();
    if (event.button !== 0 || !found) return;
    press = { x: event.clientX, y: event.clientY, ...found };
  });
  pane.addEventListener('pointermove', (event) => {
    if (!press) return hover(event);
    if (!move) {
      if (Math.abs(event.clientX - press.x) < SLIP) return;
      schedule.focusRow(press.row);
      const one = begin(press.row, press.what);
      if (!one) return end();
      isDragged = hasSlipped = true;
      pane.setPointerCapture(event.pointerId);
      document.body.classList.add('rp-moving');
      const why = asking.readOnly;
      if (why !== undefined) refuse(one, why);
    }
    const one = move!;
    const shown = schedule.shown(one.row);
    if (!shown || asking.readOnly !== undefined) return;
    const { time } = shown.panel;
    const moment = momentIn(time, xIn(time, origin(one)) + event.clientX - press.x);
    to(one, snapped(one, moment));
  });
  pane.addEventListener('pointerup', (event) => {
    if (hasSlipped) swallowClick();
    hasSlipped = false;
    press = undefined;
    if (!move || !isDragged) return;
    pane.releasePointerCapture(event.pointerId);
    if (move.refused !== undefined) {
      // It stays to be read, and goes with the next press or key.
      document.body.classList.remove('rp-moving');
      return;
    }
    commit();
  });
  pane.addEventListener('pointercancel', cancel);
  pane.addEventListener('keydown', onKey, { capture: true });
  window.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !move) return;
    event.stopPropagation();
    cancel();
  });
  pane.addEventListener('scroll', () => move && isDragged === false && cancel());

  function onKey(event: KeyboardEvent): void {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.altKey && by !== undefined && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      const row = event.target instanceof Element ? schedule.rowAt(event.target) : undefined;
      nudge(row ?? schedule.focused, by, event.shiftKey ? 'end' : 'start');
    } else if (!move || isDragged) return;
    else if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      commit();
    } else if (!['Alt', 'Shift', 'Control', 'Escape'].includes(event.key)) cancel();
  }

  function nudge(row: number, by: number, what: What): void {
    if (move && (move.row !== row || move.what !== what)) cancel();
    const one = move ?? (schedule.shown(row)?.row.step?.isMilestone && what === 'end' ? undefined : begin(row, what));
    if (!one) {
      announce('This row has no bar that could be moved.');
      return;
    }
    const why = asking.readOnly;
    if (why === undefined) to(one, snapped(one, one.at + by * one.unit, by));
    else refuse(one, why);
  }

  function hitBy(event: PointerEvent): { readonly row: number; readonly what: What } | undefined {
    const target = event.target instanceof Element ? event.target.closest('svg:not(.rp-names) .rp-row') : null;
    const row = target ? schedule.rowAt(target) : undefined;
    const shown = row === undefined ? undefined : schedule.shown(row);
    const step = shown?.row.step;
    if (row === undefined || !shown || !step) return undefined;
    const x = event.clientX - shown.chart.getBoundingClientRect().left;
    const right = step.x + step.width;
    if (x < step.x - EDGE || x > right + EDGE) return undefined;
    const isEdge = step.width > 0 && x > right - Math.min(EDGE, step.width / 3);
    return { row, what: isEdge ? 'end' : 'start' };
  }

  function hover(event: PointerEvent): void {
    const found = event.pointerType === 'mouse' ? hitBy(event) : undefined;
    pane.classList.toggle('rp-can-move', found?.what === 'start');
    pane.classList.toggle('rp-can-stretch', found?.what === 'end');
  }

  function redrawn(): void {
    const one = move;
    if (!one) return;
    one.ghost.remove();
    const ghost = schedule.shown(one.row)?.row.step?.id === one.step.id ? createGhost(schedule, one.row) : undefined;
    if (!ghost) return void cancel();
    one.ghost = ghost;
    const { at } = one;
    one.at = origin(one);
    to(one, at);
  }

  return {
    cancel: end,
    redrawn,
    get isMoving() {
      return move !== undefined;
    },
  };
}

/** What is let go is no click that leads to the line. */
function swallowClick(): void {
  const swallow = (click: MouseEvent) => click.stopPropagation();
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 50);
}

function origin({ what, step }: Move): number {
  return what === 'start' ? step.start : step.end;
}

function spanOf({ what, step: { start, end }, at }: Move): [start: number, end: number] {
  return what === 'start' ? [at, at + end - start] : [start, at];
}

function wishOf({ what, step, at }: Move): Wish {
  return step.isMilestone ? { milestone: step.id, start: at } : { step: step.id, [what]: at };
}

/** To the hours of the grid where it is one of minutes; of days the hour of the day stays. A step never ends before it begins. */
function snapped({ unit, what, step }: Move, moment: number, towards = 0): number {
  const from = what === 'start' ? step.start : step.end;
  const round = towards > 0 ? Math.floor : towards < 0 ? Math.ceil : Math.round;
  const at = unit < 60 ? round(moment / unit) * unit : from + round((moment - from) / unit) * unit;
  return what === 'end' ? Math.max(at, step.start) : at;
}

function unitOf({ panel }: ShownRow): number {
  return UNITS.find((unit) => unit * panel.time.scale >= LEAST) ?? 1440;
}
