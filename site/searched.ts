/** What the search of the site looks at: the same for who makes the index and for who asks it. */
import type { Options } from 'minisearch';

export interface SearchedSection {
  /** From the root of the site, with its anchor. */
  readonly href: string;
  /** Of the page. */
  readonly title: string;
  readonly heading: string;
  readonly text: string;
}

export const SEARCHED: Options<SearchedSection & { id: number }> = {
  fields: ['title', 'heading', 'text'],
  storeFields: ['href', 'title', 'heading'],
  searchOptions: { boost: { title: 3, heading: 4 }, prefix: true, fuzzy: 0.15, combineWith: 'AND' },
};
