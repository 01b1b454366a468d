/**
 * The views of a release, in their order: tabs of the preview, sections of the page, `render --view`, its help and the
 * documents come from this list. It holds facts alone, so that whoever only names views loads none of what draws them:
 * that is in `renderers.ts`, which does not compile without a line for each of these.
 */
export interface View {
  /** Of its tab, its pane and `render --view`. */
  readonly id: string;
  readonly title: string;
  /** What it shows, in the words of the documents. */
  readonly about: string;
  /**
   * What it asks of whoever shows it. `grouping`: what its rows are. `width`: it is a picture, drawn as wide as there is
   * room, and can be zoomed; what needs none is a list and takes the room that it gets.
   */
  readonly needs: readonly Need[];
  /** The preview beside the editor has a tab for it: each of its entries leads to a line. */
  readonly isTab: boolean;
}

export type Need = 'grouping' | 'width';
export type ViewId = (typeof VIEWS)[number]['id'];

export const VIEWS = [
  {
    id: 'schedule',
    title: 'Schedule',
    about: 'every step as a bar, with windows, what waits for what, what is critical, and the way back',
    needs: ['grouping', 'width'],
    isTab: true,
  },
  {
    id: 'dates',
    title: 'Dates',
    about: 'everything that has a date, in order of time',
    needs: [],
    isTab: false,
  },
  {
    id: 'checklist',
    title: 'Checklist',
    about: 'what to do, in order of time, with a box to tick for each thing, who does it and what is asked',
    needs: [],
    isTab: true,
  },
] as const satisfies readonly View[];

/** Those of the preview; lists arrive there as markup, the schedule as rows. */
export const TABS = VIEWS.filter(({ isTab }) => isTab);
export const LISTS = TABS.filter(isList);

export function isList({ needs }: View): boolean {
  return needs.length === 0;
}
