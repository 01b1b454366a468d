/** The schedule as a part of a page, and what has no place in it. */
import type { Analysis } from '../../plan/analysis.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { element, escapeText } from '../markup.ts';
import { fileName } from '../page/release-findings.ts';
import { layout, type ScheduleOptions } from './layout.ts';
import { renderSvg } from './paint/svg.ts';
import type { Undrawn } from './scene.ts';

/** Pixels of the pictures of a page; see `.rp-wide`, `.rp-narrow` and `.rp-phone` in its style. */
const WIDE = 1060;
const NARROW = 690;
const PHONE = 360;

/** `ids` begins all ids. What is from before is paler. Empty: there is nothing to draw. */
export function renderPicture(analysis: Analysis, schedule: Schedule, options: ScheduleOptions, ids: string): string {
  const wide = layout(analysis, schedule, { ...options, width: WIDE });
  if (wide.panels.length === 0 && wide.undrawn.length === 0) return '';
  const narrow = layout(analysis, schedule, { ...options, width: NARROW });
  const phone = layout(analysis, schedule, { ...options, width: PHONE });
  const picture = [
    renderUndrawn(wide.undrawn, { source: 'none' }),
    // Text that shrinks with its picture cannot be read: a narrow page has a picture of its own.
    element('figure', { class: 'rp-picture rp-wide' }, renderSvg(wide, { use: 'inline', idPrefix: `${ids}w` })),
    element('figure', { class: 'rp-picture rp-narrow' }, renderSvg(narrow, { use: 'inline', idPrefix: `${ids}n` })),
    element('figure', { class: 'rp-picture rp-phone' }, renderSvg(phone, { use: 'inline', idPrefix: `${ids}p` })),
  ].join('');
  return options.doubt?.isEarlier ? element('div', { class: 'rp-earlier' }, picture) : picture;
}

/** What has no place in the picture, and the line to look at. */
export function renderUndrawn(undrawn: readonly Undrawn[], options: { readonly source: 'lines' | 'none' }): string {
  if (undrawn.length === 0) return '';
  const entries = undrawn.map(({ label, reason, source }) =>
    element(
      'li',
      options.source === 'lines' ? { 'data-file': source.file, 'data-line': source.line, tabindex: -1 } : {},
      escapeText(`${label}: ${reason} (${fileName(source.file)}:${source.line + 1})`),
    ),
  );
  return element('div', { class: 'rp-undrawn', role: 'status' }, 'Not in the picture:', element('ul', {}, ...entries));
}
