/** Title, duration and who does it, edited where the step stands: in the schedule and in the run sheet. */
import type { StepChoice } from '../../../server/protocol.ts';
import type { Asking, Wish } from './ask.ts';
import { button, made } from './elements.ts';
import type { Preview, Shown } from './model.ts';
import { outcomeList } from './outcome.ts';

/** Milliseconds without a key, until it is asked what would come of it. */
const REST = 250;
const FIELDS = [
  ['title', 'Called'],
  ['duration', 'Takes'],
  ['by', 'Done by'],
] as const;
type Field = (typeof FIELDS)[number][0];

export interface InPlace {
  shown(message: Shown): void;
}

export function createInPlace(preview: Preview, asking: Asking, announce: (words: string) => void): InPlace {
  let version: number | undefined;
  let open: { close(): void } | undefined;

  for (const pane of preview.panes) {
    pane.addEventListener('keydown', (event) => {
      if (event.key !== 'F2') return;
      event.preventDefault();
      edit(event.target);
    });
    pane.addEventListener('contextmenu', (event) => {
      if (edit(event.target)) event.preventDefault();
    });
  }

  function edit(target: EventTarget | null): boolean {
    const found = stepAt(target);
    if (!found) {
      announce('There is no step here that could be edited.');
      return false;
    }
    preview.choices.use(({ steps, people }) => {
      const choice = steps.find(({ step }) => step === found.step);
      open?.close();
      if (choice) open = show(choice, people, found.anchor, found.back);
      else announce('Only steps are edited in place; the line of this one says the rest.');
    });
    return true;
  }

  function stepAt(target: EventTarget | null) {
    if (!(target instanceof Element)) return undefined;
    const row = target.closest<HTMLElement>('tr[data-step]');
    if (row) return { step: row.dataset.step!, anchor: row.getBoundingClientRect(), back: () => row.focus() };
    const index = preview.schedule.rowAt(target);
    const shown = index === undefined ? undefined : preview.schedule.shown(index);
    if (index === undefined || !shown?.row.step) return undefined;
    const anchor = shown.label.getBoundingClientRect();
    return { step: shown.row.step.id, anchor, back: () => preview.schedule.focusRow(index) };
  }

  function show(choice: StepChoice, people: readonly string[], anchor: DOMRect, back: () => void) {
    const was: Readonly<Record<Field, string>> = choice;
    const inputs = new Map(FIELDS.map(([field, words]) => [field, input(field, words, was[field])] as const));
    const said = made('div', { role: 'status' });
    const close = () => {
      clearTimeout(timer);
      asking.drop();
      form.remove();
      open = undefined;
      back();
    };
    const form = made(
      'form',
      { class: 'rp-in-place', 'aria-label': `Edit ${choice.label}` },
      made('h2', {}, choice.label),
      ...FIELDS.map(([field, words]) => made('label', {}, words, inputs.get(field)!)),
      made('datalist', { id: 'hands-people' }, ...people.map((value) => made('option', { value }))),
      said,
      made('div', { class: 'rp-buttons' }, made('button', { type: 'submit' }, 'Write it'), button('Cancel', close)),
      made('p', { class: 'rp-keys' }, 'Enter writes it, Escape leaves it as it is.'),
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (message: string) => said.replaceChildren(message);
    const wish = (): Wish | undefined => {
      const changed = FIELDS.flatMap(([field]) => {
        const value = inputs.get(field)!.value.trim();
        return value === was[field] ? [] : [[field, value] as const];
      });
      return changed.length > 0 ? { step: choice.step, ...Object.fromEntries(changed) } : undefined;
    };
    form.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const wanted = wish();
        if (!wanted) return said.replaceChildren();
        asking.try_(wanted, {
          tried(outcome, says) {
            said.replaceChildren(made('b', {}, outcome.when), outcomeList(outcome, says));
            // It has grown: its buttons are to be seen.
            place(form, anchor);
          },
          refused: tell,
        });
      }, REST);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const wanted = wish();
      if (!wanted) return close();
      clearTimeout(timer);
      asking.edit(wanted, {
        edited(says) {
          announce(`Written. ${says.join(' ')}`);
          close();
        },
        refused: tell,
      });
    });
    form.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Escape') close();
    });
    document.body.append(form);
    place(form, anchor);
    if (asking.readOnly !== undefined) tell(asking.readOnly);
    const first = inputs.get('title')!;
    first.focus();
    first.select();
    return { close };
  }

  return {
    shown({ version: now }) {
      // What was typed is about a text that was.
      if (now !== version) open?.close();
      version = now;
    },
  };
}

function input(field: Field, words: string, value: string): HTMLInputElement {
  const element = made('input', {
    name: field,
    'aria-label': words,
    autocomplete: 'off',
    spellcheck: 'false',
    list: field === 'by' ? 'hands-people' : undefined,
    placeholder: { title: 'no title', duration: '25m', by: 'nobody named' }[field],
  });
  element.value = value;
  return element;
}

/** Under its row, above it where there is no room below. */
function place(form: HTMLElement, { left, top, bottom }: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = form;
  const under = bottom + 6 + height <= window.innerHeight;
  form.style.left = `${Math.min(Math.max(left + 20, 8), window.innerWidth - width - 8)}px`;
  form.style.top = `${under ? bottom + 6 : Math.max(top - 6 - height, 8)}px`;
}
