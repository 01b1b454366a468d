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
   * room, and can be zoomed; what needs none is a list and takes the room that it gets. `words`: whoever looks at it may want only the
   * rows that have certain ones.
   */
  readonly needs: readonly Need[];
  /** The preview beside the editor has a tab for it: each of its entries leads to a line. */
  readonly isTab: boolean;
}

export type Need = 'grouping' | 'width' | 'words';
export type ViewId = (typeof VIEWS)[number]['id'];
/** Of those of the preview that are no picture. */
export type ListId = Exclude<ViewId, 'schedule' | 'dates'>;

export const VIEWS = [
  {
    id: 'schedule',
    title: 'Schedule',
    about: 'every step as a bar, with windows, what waits for what, what is critical, and the way back',
    needs: ['grouping', 'width'],
    isTab: true,
  },
  {
    id: 'run-sheet',
    title: 'Run sheet',
    about:
      'the steps of a release as a table: when in every zone of its people, how long, who, what for, how much may slip',
    needs: ['words'],
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
  {
    id: 'coverage',
    title: 'Coverage',
    about:
      'every system that is changed: its backup, snapshot, changes, proof, record and message, and what is missing',
    needs: ['words'],
    isTab: true,
  },
  {
    id: 'people',
    title: 'People',
    about: 'who is asked for what, when by their own clock, how they are reached, how much they work',
    needs: ['words'],
    isTab: true,
  },
  {
    id: 'communications',
    title: 'Messages',
    about: 'who is told what, when before or after the run, over which channel and with which words',
    needs: ['words'],
    isTab: true,
  },
  {
    id: 'summary',
    title: 'Summary',
    about: 'what there is to approve: dates, scope, risks, money, benefits, who has said yes, waivers and findings',
    needs: [],
    isTab: true,
  },
] as const satisfies readonly View[];

/** Where a view is wanted that a release has nothing for. */
export const NOTHING = 'The release has nothing of this.';

/** Those of the preview; lists arrive there as markup, the schedule as rows. */
export const TABS = VIEWS.filter(({ isTab }) => isTab);
export const LISTS = TABS.filter((view): view is (typeof TABS)[number] & { readonly id: ListId } => isList(view));

export function isList({ needs }: View): boolean {
  return !needs.includes('width');
}
