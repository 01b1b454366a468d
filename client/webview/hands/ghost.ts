/** Where bars would be: outlines in the picture, and a card that says what would come of it. */
import type { StepOutcome } from '../../../server/protocol.ts';
import { xIn } from '../../../view/schedule/panels/time-scale.ts';
import type { ScheduleView, ShownRow } from '../rows/schedule-view.ts';
import { made, withCode } from './elements.ts';
import { outcomeList } from './outcome.ts';

const SVG = 'http://www.w3.org/2000/svg';

export interface Ghost {
  /** What is wished, before anybody knows what comes of it. */
  wish(start: number, end: number): void;
  show(outcome: StepOutcome, says: readonly string[], keys: string): void;
  refuse(message: string, keys: string): void;
  /** It is where it was. */
  clear(): void;
  remove(): void;
}

export function createGhost(schedule: ScheduleView, index: number): Ghost | undefined {
  const own = schedule.shown(index);
  const step = own?.row.step;
  if (!own || !step) return undefined;
  const layer = document.createElementNS(SVG, 'g');
  layer.setAttribute('class', 'rp-hands');
  layer.setAttribute('aria-hidden', 'true');
  const wished = document.createElementNS(SVG, 'g');
  const known = document.createElementNS(SVG, 'g');
  layer.append(known, wished);
  own.chart.append(layer);
  const card = made('div', { class: 'rp-card' });
  card.hidden = true;
  document.body.append(card);

  const outline = (at: ShownRow, start: number, end: number, style: string) => {
    const [x, right] = [xIn(at.panel.time, start), xIn(at.panel.time, end)];
    const box = document.createElementNS(SVG, 'rect');
    box.setAttribute('class', style);
    const place = {
      x,
      y: at.row.top + 3,
      width: Math.max(right - x, 4),
      height: at.row.bottom - at.row.top - 6,
      rx: 3,
    };
    for (const [name, value] of Object.entries(place)) box.setAttribute(name, String(value));
    return box;
  };
  /** Beside the row, above it where there is no room below. */
  const place = (x: number) => {
    card.hidden = false;
    const chart = own.chart.getBoundingClientRect();
    const [top, bottom] = [chart.top + own.row.top, chart.top + own.row.bottom];
    const { offsetWidth: width, offsetHeight: height } = card;
    const left = Math.min(Math.max(chart.left + x, 8), window.innerWidth - width - 8);
    const under = bottom + 8 + height <= window.innerHeight;
    card.style.left = `${left}px`;
    card.style.top = `${under ? bottom + 8 : Math.max(top - 8 - height, 8)}px`;
  };

  return {
    wish(start, end) {
      wished.replaceChildren(outline(own, start, end, 'rp-hands-wish'));
    },
    show(outcome, says, keys) {
      const others = outcome.moved.flatMap((one) => {
        const at = one.step === step.id ? undefined : schedule.shown(schedule.indexOf(one.step));
        // Each panel has a time of its own, and a layer of its own would be needed there.
        return at && at.chart === own.chart ? outline(at, one.start, one.end, 'rp-hands-other') : [];
      });
      wished.replaceChildren();
      known.replaceChildren(...others, outline(own, outcome.start, outcome.end, ''));
      card.className = 'rp-card';
      card.replaceChildren(
        made('b', {}, outcome.when),
        outcomeList(outcome, says),
        made('p', { class: 'rp-keys' }, keys),
      );
      place(xIn(own.panel.time, outcome.start));
    },
    refuse(message, keys) {
      known.replaceChildren();
      wished.replaceChildren();
      card.className = 'rp-card rp-refused';
      card.replaceChildren(made('span', {}, ...withCode(message)), made('p', { class: 'rp-keys' }, keys));
      place(step.x);
    },
    clear() {
      known.replaceChildren();
      wished.replaceChildren();
      card.hidden = true;
    },
    remove() {
      layer.remove();
      card.remove();
    },
  };
}
