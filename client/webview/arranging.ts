/** What somebody wants of a table: sorted by a column, or only the rows that have certain words. Each view keeps its own. */
import type { ListPicture } from '../../view/rows/list.ts';
import type { Arrangement } from '../../view/tables/arranged.ts';
import type { PreviewState } from './messages.ts';
import { writeText } from './rows/write.ts';

export interface Arranging {
  /** Of the view that is looked at; undefined: as it is. */
  readonly wanted: Arrangement | undefined;
  /** Another view is looked at. */
  turned(): void;
  /** This is shown of it. */
  shown(list: ListPicture): void;
  /** True: it is the head of a column, and the rows are sorted. */
  sort(target: EventTarget | null): boolean;
}

export interface ArrangingOptions {
  readonly view: () => string;
  readonly kept: () => PreviewState['arranged'];
  /** Asks for the rows in this order, from the first on. */
  wish(arranged: PreviewState['arranged']): void;
  /** The words are typed: on to the rows. */
  leave(): void;
}

/** Milliseconds without a key. */
const REST = 150;

export function createArranging({ view, kept, wish, leave }: ArrangingOptions): Arranging {
  const input = document.getElementById('words') as HTMLInputElement;
  const [rowsSaid, order] = [document.createElement('span'), document.createElement('span')];
  // Whoever sees the head of the column sees it there.
  order.className = 'rp-sr';
  document.getElementById('arranged')!.append(rowsSaid, order);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const own = (): Arrangement => kept()[view()] ?? {};
  const change = (changed: Arrangement) => wish({ ...kept(), [view()]: { ...own(), ...changed } });
  const ask = () => {
    clearTimeout(timer);
    if (input.value.trim() !== (own().words ?? '')) change({ words: input.value.trim() });
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, REST);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') input.value = '';
    else if (event.key !== 'Enter') return;
    event.preventDefault();
    ask();
    leave();
  });

  return {
    get wanted() {
      const { sort, words = '' } = own();
      return sort || words !== '' ? { ...(sort && { sort }), ...(words !== '' && { words }) } : undefined;
    },
    turned() {
      clearTimeout(timer);
      input.value = own().words ?? '';
      for (const one of [rowsSaid, order]) writeText(one, '');
    },
    shown({ arranged }) {
      const { sort, found } = arranged ?? {};
      writeText(rowsSaid, found ? `${found.rows} of ${found.of} rows` : '');
      writeText(order, sort ? ` by ${sort.column}${sort.isDescending ? ', downwards' : ''}` : '');
    },
    sort(target) {
      const head = target instanceof Element ? target.closest<HTMLElement>('[data-sort]') : null;
      const column = head?.dataset.sort;
      if (column === undefined) return false;
      const { sort } = own();
      const isOn = sort?.column === column;
      change({ sort: isOn && sort.isDescending ? undefined : { column, isDescending: isOn } });
      return true;
    },
  };
}
