/**
 * What waits for what, drawn by hand: from the knob under the end of a bar to the bar that is to wait for it; taken away by dragging the line off. By
 * keyboard `a` begins it at a step, the arrows go to the other one, and Enter writes it, or takes away what is there.
 */
import type { ShownRow } from '../rows/schedule-view.ts';
import type { Asking, Wish } from './ask.ts';
import { createCard } from './card.ts';
import type { Preview } from './model.ts';
import { outcomeWords } from './outcome.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Pixels below the middle of a bar, where its lines leave, and of the knob itself. */
const KNOB_AT = 8.5;
const KNOB = 3.5;
/** So far a line is dragged until it comes off. */
const OFF = 14;

export interface Linking {
  cancel(): void;
  /** The same plan is drawn once more, with other rows or what a search has found: what is begun goes on. */
  redrawn(): void;
}

interface Link {
  /** Row and step that the other one waits for. */
  readonly from: { readonly row: number; readonly step: string };
  readonly by: 'pointer' | 'keys';
  line: SVGElement | undefined;
  wish: Wish | undefined;
  refused: boolean;
}

/** A line that is pulled off. */
interface Pull {
  readonly from: string;
  readonly to: string;
  readonly x: number;
  readonly y: number;
  line: Element;
  wish: Wish | undefined;
  refused: boolean;
}

export function createLinking(preview: Preview, asking: Asking, announce: (words: string) => void): Linking {
  const { schedule, schedulePane: pane } = preview;
  const card = createCard();
  let knob: { readonly element: SVGElement; readonly row: number; readonly step: string } | undefined;
  let link: Link | undefined;
  let pull: Pull | undefined;

  const end = () => {
    link?.line?.remove();
    pull?.line.classList.remove('rp-off');
    link = pull = undefined;
    asking.drop();
    card.hide();
    document.body.classList.remove('rp-moving');
  };
  const cancel = () => {
    if (link || pull) announce('Left as it is.');
    end();
  };
  /** What would come of it, in a card at a place of the window. */
  const ask = (one: Link | Pull, wish: Wish, x: number, y: number, keys: string) => {
    if (one.wish && JSON.stringify(one.wish) === JSON.stringify(wish)) return void card.move(x, y);
    one.wish = wish;
    one.refused = false;
    const isStill = () => (link === one || pull === one) && one.wish === wish;
    const refuse = (message: string) => {
      if (!isStill()) return;
      one.refused = true;
      card.refuse(message, x, y);
      announce(message);
    };
    asking.try_(wish, {
      tried(outcome, says) {
        if (!isStill()) return;
        card.show(outcome, says, keys, x, y);
        announce(`${says.join(' ')} ${outcomeWords(outcome)}`);
      },
      refused: refuse,
    });
  };
  const write = (one: Link | Pull) => {
    if (!one.wish || one.refused) return void cancel();
    asking.edit(one.wish, {
      edited(says) {
        announce(`Written. ${says.join(' ')}`);
        end();
      },
      refused(message) {
        end();
        announce(message);
      },
    });
  };

  const stepAt = (x: number, y: number): { readonly row: number; readonly at: ShownRow } | undefined => {
    const target = document.elementFromPoint(x, y)?.closest('.rp-row');
    const row = target ? schedule.rowAt(target) : undefined;
    const at = row === undefined ? undefined : schedule.shown(row);
    return row !== undefined && at?.row.step && !at.row.step.isMilestone ? { row, at } : undefined;
  };

  function showKnob(event: PointerEvent): void {
    if (knob && event.target === knob.element) return;
    const found = stepAt(event.clientX, event.clientY);
    if (knob && found?.row === knob.row) return;
    knob?.element.remove();
    knob = undefined;
    const step = found?.at.row.step;
    if (!found || !step || asking.readOnly !== undefined) return;
    const element = document.createElementNS(SVG, 'circle');
    element.setAttribute('class', 'rp-knob');
    const { top, bottom } = found.at.row;
    const place = { cx: Math.max(step.x + step.width - 3, step.x), cy: (top + bottom) / 2 + KNOB_AT, r: KNOB };
    for (const [name, value] of Object.entries(place)) element.setAttribute(name, String(value));
    const title = document.createElementNS(SVG, 'title');
    title.textContent = 'Drag this to what is to come after it';
    element.append(title);
    found.at.chart.append(element);
    knob = { element, row: found.row, step: step.id };
  }

  // Before what moves bars hears of it.
  pane.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      if (link || pull) cancel();
      const line = lineAt(pane, event);
      if (knob && event.target === knob.element) {
        link = {
          from: { row: knob.row, step: knob.step },
          by: 'pointer',
          line: undefined,
          wish: undefined,
          refused: false,
        };
      } else if (line && asking.readOnly === undefined) {
        const { from, to } = (line as SVGElement).dataset as { from: string; to: string };
        pull = { from, to, line, x: event.clientX, y: event.clientY, wish: undefined, refused: false };
      } else return;
      event.stopImmediatePropagation();
      event.preventDefault();
      pane.setPointerCapture(event.pointerId);
      document.body.classList.add('rp-moving');
    },
    { capture: true },
  );
  pane.addEventListener(
    'pointermove',
    (event) => {
      if (link?.by === 'pointer') drawTo(link, event);
      else if (pull) pullTo(pull, event);
      else if (event.pointerType === 'mouse' && event.buttons === 0) {
        showKnob(event);
        pane.classList.toggle('rp-can-link', lineAt(pane, event) !== undefined);
        return;
      } else return;
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
  pane.addEventListener(
    'pointerup',
    (event) => {
      const one = link?.by === 'pointer' ? link : pull;
      if (!one) return;
      event.stopImmediatePropagation();
      pane.releasePointerCapture(event.pointerId);
      const swallow = (click: MouseEvent) => click.stopPropagation();
      window.addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 50);
      write(one);
    },
    { capture: true },
  );
  pane.addEventListener('pointercancel', () => (link || pull) && cancel());

  function drawTo(one: Link, { clientX, clientY }: PointerEvent): void {
    const from = schedule.shown(one.from.row);
    if (!from?.row.step) return void cancel();
    const box = from.chart.getBoundingClientRect();
    const [x, y] = [from.row.step.x + from.row.step.width, (from.row.top + from.row.bottom) / 2];
    one.line ??= from.chart.appendChild(document.createElementNS(SVG, 'path'));
    one.line.setAttribute('class', 'rp-thread');
    one.line.setAttribute('d', `M${x} ${y}L${clientX - box.left} ${clientY - box.top}`);
    const found = stepAt(clientX, clientY);
    const to = found?.at.row.step;
    if (!found || !to || found.row === one.from.row) {
      one.wish = undefined;
      asking.drop();
      card.tell('Let go over the step that is to come after it.', clientX, clientY);
    } else ask(one, { step: to.id, after: one.from.step }, clientX, clientY, 'Let go to write it. Escape leaves it.');
  }

  function pullTo(one: Pull, { clientX, clientY }: PointerEvent): void {
    const isOff = Math.hypot(clientX - one.x, clientY - one.y) >= OFF;
    one.line.classList.toggle('rp-off', isOff);
    if (isOff) {
      ask(one, { step: one.to, notAfter: one.from }, clientX, clientY, 'Let go to take it away. Escape leaves it.');
      return;
    }
    one.wish = undefined;
    asking.drop();
    card.tell('Drag this line off to take it away.', clientX, clientY);
  }

  pane.addEventListener(
    'keydown',
    (event) => {
      if (link?.by === 'keys') onLinkKey(link, event);
      else if (event.key === 'a' && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        event.stopPropagation();
        begin();
      }
    },
    { capture: true },
  );
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || (!link && !pull)) return;
      event.stopPropagation();
      cancel();
    },
    { capture: true },
  );

  function begin(): void {
    const row = schedule.focused;
    const step = schedule.shown(row)?.row.step;
    const why = asking.readOnly ?? (!step || step.isMilestone ? 'Only what is a step can be waited for.' : undefined);
    if (why !== undefined || !step) return void announce(why ?? '');
    link = { from: { row, step: step.id }, by: 'keys', line: undefined, wish: undefined, refused: false };
    announce(
      'Go to the step that is to come after this one; Enter writes it, or takes away what is there. Escape leaves it.',
    );
  }

  function onLinkKey(one: Link, event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      if (one.wish && !one.refused) return void write(one);
      const step = schedule.shown(schedule.focused)?.row.step;
      if (!step || schedule.focused === one.from.row) return void cancel();
      one.wish = { step: step.id, after: one.from.step };
      return void write(one);
    }
    // The row that the key leads to has the focus when this is done.
    if (['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'].includes(event.key))
      requestAnimationFrame(() => link === one && consider(one));
  }

  function consider(one: Link): void {
    const at = schedule.shown(schedule.focused);
    const step = at?.row.step;
    if (!at || !step || step.isMilestone || schedule.focused === one.from.row) {
      one.wish = undefined;
      card.hide();
      return;
    }
    const { left, bottom } = at.label.getBoundingClientRect();
    const isThere = linesIn(pane).some(({ dataset }) => dataset.from === one.from.step && dataset.to === step.id);
    const wish = isThere ? { step: step.id, notAfter: one.from.step } : { step: step.id, after: one.from.step };
    ask(one, wish, left + 60, bottom, `Enter ${isThere ? 'takes it away' : 'writes it'}. Escape leaves it.`);
  }

  function redrawn(): void {
    knob = undefined;
    if (pull) {
      const { from, to } = pull;
      const line = linesIn(pane).find(({ dataset }) => dataset.from === from && dataset.to === to);
      if (line) pull.line = line;
      else cancel();
    } else if (link) {
      link.line = undefined;
      const step = schedule.shown(link.from.row)?.row.step;
      if (step && step.id !== link.from.step) cancel();
      else if (link.by === 'keys') consider(link);
    }
  }

  return { cancel: end, redrawn };
}

function linesIn(pane: HTMLElement): readonly SVGElement[] {
  return [...pane.querySelectorAll<SVGElement>('[data-from]')];
}

/** Rows lie over the lines, so that what lies below is looked for. */
function lineAt(pane: HTMLElement, { clientX, clientY }: PointerEvent): Element | undefined {
  const found = document
    .elementsFromPoint(clientX, clientY)
    .find((one) => pane.contains(one) && one.classList.contains('rp-grip'));
  return found?.closest('[data-from]') ?? undefined;
}
