/** Finds steps among all rows of the view, of which the document holds only those that are seen. */
import type { StepChoice } from '../../../server/protocol.ts';
import type { Preview } from './model.ts';

export interface Find {
  /** Another picture is there. */
  shown(): void;
}

export function createFind({ rows, panes, choices }: Preview): Find {
  const input = document.getElementById('find') as HTMLInputElement;
  const said = document.getElementById('found')!;
  let found: readonly StepChoice[] = [];
  let at = 0;

  const go = (to: number) => {
    if (found.length > 0) at = (to + found.length) % found.length;
    const one = found[at];
    const isThere = !one || rows().mark(one.file, one.line);
    const words =
      found.length === 0 ? 'none' : `${at + 1} of ${found.length}${isThere ? '' : ', not among these rows'}`;
    said.textContent = input.value.trim() === '' ? '' : words;
  };
  const look = (act: () => void = () => {}) => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ label, title, by }: StepChoice) => {
      const text = `${label} ${title} ${by}`.toLowerCase();
      return words.every((word) => text.includes(word));
    };
    if (words.length > 0) {
      choices.use(({ steps }) => {
        // Several steps of one line of a runbook are one place to go to.
        found = [...new Map(steps.filter(fits).map((step) => [`${step.line} ${step.file}`, step])).values()];
        act();
      });
    } else {
      found = [];
      act();
    }
  };

  input.addEventListener('input', () => {
    look(() => go(0));
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') go(at + (event.shiftKey ? -1 : 1));
    else if (event.key === 'Escape') {
      const one = found[at];
      const row = one ? rows().indexOfLine(one.file, one.line) : -1;
      rows().focusRow(row < 0 ? rows().focused : row);
    } else return;
    event.preventDefault();
  });
  const begin = (event: KeyboardEvent) => {
    event.preventDefault();
    input.focus();
    input.select();
  };
  for (const pane of panes) {
    pane.addEventListener('keydown', (event) => {
      if (event.key === '/') begin(event);
    });
  }

  return {
    shown: () => look(),
  };
}
