/** A difference as markup for a page or a panel; every string of the plan is text. */
import { element, escapeText } from '../markup.ts';
import type { DiffRow, DiffSection } from './report.ts';

/** `lines`: a row leads to its line; `none`: there is no text to lead to. */
export function renderDiff(sections: readonly DiffSection[], options: { readonly source: 'lines' | 'none' }): string {
  return sections
    .map(({ title, rows }) =>
      element(
        'section',
        { class: 'rp-diff' },
        element('h3', {}, escapeText(title)),
        element('ul', {}, ...rows.map((row) => renderRow(row, options.source === 'lines'))),
      ),
    )
    .join('');
}

function renderRow({ sign, tone, label, text, place }: DiffRow, isLed: boolean): string {
  const source = place && isLed ? { 'data-file': place.file, 'data-line': place.range.start.line, tabindex: 0 } : {};
  return element(
    'li',
    { class: tone === 'plain' ? undefined : `rp-${tone}`, ...source },
    element('span', { class: 'rp-diff-sign', 'aria-label': SPOKEN[sign] }, escapeText(sign)),
    element('b', {}, escapeText(label)),
    ' ',
    escapeText(text),
  );
}

const SPOKEN: Readonly<Record<DiffRow['sign'], string | undefined>> = {
  '+': 'new',
  '-': 'gone',
  '~': 'changed',
  '!': 'attention',
  ' ': undefined,
};
