/**
 * What is done with all rows at once: copied (Ctrl+A) and, where a page prints itself, printed (Ctrl+P). They are all drawn then, until nothing is
 * selected any more.
 */
import type { Wishes } from './messages.ts';
import type { RowsView } from './rows/rows-view.ts';

export interface Whole {
  /** The rows to ask for meanwhile; undefined: those that are seen. */
  readonly rows: Wishes['rows'] | undefined;
  /** Other rows are there. */
  drawn(): void;
  /** Back to those that are seen. */
  end(): void;
}

export interface WholeOptions {
  /** Of the view that is looked at, and its pane. */
  rows(): RowsView;
  pane(): HTMLElement;
  /** Asks for the rows again. */
  ask(): void;
  /** Only a page of its own prints; an editor does not. */
  readonly prints: boolean;
  say(message: string): void;
}

/** More than any plan has. */
const ALL = { from: 0, to: 1_000_000 };

export function createWhole({ rows, pane, ask, prints, say }: WholeOptions): Whole {
  /** What is done once all rows are there. */
  let then: (() => void) | undefined;
  let isOn = false;

  const begin = (act: () => void) => {
    isOn = true;
    then = act;
    ask();
  };
  const end = () => {
    if (!isOn) return;
    isOn = false;
    then = undefined;
    rows().drawWhole(false);
  };
  const select = () => {
    getSelection()?.selectAllChildren(pane());
    // Told once something is selected: what is not any more ends it.
    document.addEventListener('selectionchange', whenNothing);
  };
  const whenNothing = () => {
    if (!getSelection()?.isCollapsed) return;
    document.removeEventListener('selectionchange', whenNothing);
    end();
  };

  window.addEventListener(
    'keydown',
    (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      if (event.target instanceof HTMLInputElement) return;
      if (event.key === 'a') begin(select);
      else if (event.key === 'p' && prints) begin(() => window.print());
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
  window.addEventListener('beforeprint', () => {
    if (prints && !rows().isWhole) say('Only what was seen is on this paper: Ctrl+P prints all rows.');
  });
  window.addEventListener('afterprint', end);

  return {
    get rows() {
      return isOn ? ALL : undefined;
    },
    drawn() {
      if (!isOn) return;
      rows().drawWhole(true);
      const act = then;
      then = undefined;
      act?.();
    },
    end,
  };
}
