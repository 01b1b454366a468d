/** The box that is ticked. */
import { element } from './markup.ts';

/** A box that a click ticks, where there is somebody to record it; `of` is what it says to them, besides its line. */
export function tickBox(done: boolean, of?: string): string {
  return element(
    'span',
    {
      class: `rp-box${done ? ' rp-ticked' : ''}`,
      role: 'checkbox',
      'aria-checked': String(done),
      'aria-label': 'done',
      'data-of': of,
    },
    done ? '✓' : '',
  );
}

/** A box on paper and on screen; a screen reader hears its state. */
export function box(done: boolean): string {
  return element(
    'span',
    { class: `rp-box${done ? ' rp-ticked' : ''}`, role: 'img', 'aria-label': done ? 'done' : 'open' },
    done ? '✓' : '',
  );
}
