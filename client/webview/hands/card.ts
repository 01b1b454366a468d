/** A card at a place of the window that says what would come of something. */
import type { StepOutcome } from '../../../server/protocol.ts';
import { made, withCode } from './elements.ts';
import { outcomeList } from './outcome.ts';

export interface Card {
  show(outcome: StepOutcome, says: readonly string[], keys: string, x: number, y: number): void;
  refuse(message: string, x: number, y: number): void;
  tell(words: string, x: number, y: number): void;
  move(x: number, y: number): void;
  hide(): void;
}

export function createCard(): Card {
  const card = made('div', { class: 'rp-card' });
  const move = (x: number, y: number) => {
    document.body.append(card);
    const { offsetWidth: width, offsetHeight: height } = card;
    const under = y + 16 + height <= window.innerHeight;
    card.style.left = `${Math.min(Math.max(x + 12, 8), window.innerWidth - width - 8)}px`;
    card.style.top = `${under ? y + 16 : Math.max(y - 16 - height, 8)}px`;
  };
  const put = (style: string, x: number, y: number, ...children: readonly (Node | string)[]) => {
    card.className = style;
    card.replaceChildren(...children);
    move(x, y);
  };
  return {
    show: (outcome, says, keys, x, y) =>
      put(
        'rp-card',
        x,
        y,
        made('b', {}, outcome.when),
        outcomeList(outcome, says),
        made('p', { class: 'rp-keys' }, keys),
      ),
    refuse: (message, x, y) => put('rp-card rp-refused', x, y, made('span', {}, ...withCode(message))),
    tell: (words, x, y) => put('rp-card', x, y, words),
    move,
    hide: () => card.remove(),
  };
}
