/** The dates of a release as a table of a page; empty where there are none. */
import type { Release } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { DATE_HEADER, dateRows } from '../dates.ts';
import { element, escapeText } from '../markup.ts';

export function renderDates(release: Release, schedule: Schedule): string {
  const cells = (tag: 'th' | 'td', texts: readonly string[]) =>
    element('tr', {}, ...texts.map((text) => element(tag, {}, escapeText(text))));
  if (schedule.dated.length === 0) return '';
  const rows = dateRows(release, schedule).map(({ when, until, what, name, more }) =>
    cells('td', [when, until, what, [name, more].filter(Boolean).join(', ')]),
  );
  return element(
    'table',
    { class: 'rp-dates' },
    element('thead', {}, cells('th', DATE_HEADER)),
    element('tbody', {}, ...rows),
  );
}
