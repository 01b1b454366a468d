/** What can be searched: every section of every document, as an index that the page loads when somebody begins to type. */
import MiniSearch from 'minisearch';
import { SEARCHED, type SearchedSection } from '../../site/searched.ts';

export function searchIndex(sections: readonly SearchedSection[]): string {
  const index = new MiniSearch<SearchedSection & { id: number }>(SEARCHED);
  index.addAll(sections.map((section, id) => ({ ...section, id })));
  return `export const index = ${JSON.stringify(JSON.stringify(index))};\n`;
}
