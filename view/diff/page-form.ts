/** The form of a served page in which something is tried out, with what came of it. It works without a script. */
import { element, escapeText } from '../markup.ts';
import { renderDiff } from './html.ts';
import type { DiffSection } from './report.ts';
import { DIFF_STYLE, FORM_STYLE } from './style.ts';

export interface PageForm {
  readonly people: readonly string[];
  /** What was asked for, to be shown again. */
  readonly asked: { readonly set: string; readonly without: string; readonly start: string };
  readonly outcome?:
    | { readonly summary: string; readonly sections: readonly DiffSection[] }
    | { readonly trouble: string };
}

export function renderPageForm({ people, asked, outcome }: PageForm): string {
  const nobody = ['', ...people].map((name) =>
    element(
      'option',
      { value: name, selected: name === asked.without ? 'selected' : undefined },
      escapeText(name === '' ? 'nobody' : name),
    ),
  );
  return element(
    'form',
    { class: 'rp-what-if', method: 'get', action: '/all', 'aria-label': 'What if' },
    element(
      'div',
      { class: 'rp-fields' },
      element('label', {}, 'What if ', field('set', asked.set, 'deploy web.duration=50m', 32)),
      element('label', {}, 'without ', element('select', { name: 'without' }, ...nobody)),
      element('label', {}, 'run starts ', field('start', asked.start, '+30m or 22:30', 12)),
      element('button', { type: 'submit' }, 'Try'),
      outcome ? element('a', { href: '/all' }, 'Back to the plan') : '',
    ),
    outcome ? renderOutcome(outcome) : '',
  );
}

function renderOutcome(outcome: NonNullable<PageForm['outcome']>): string {
  if ('trouble' in outcome)
    return element('p', { class: 'rp-said rp-worse', role: 'alert' }, element('b', {}, escapeText(outcome.trouble)));
  const summary = `What if: ${outcome.summary.replace(/\.?$/, '.')} Dashed outlines show the plan as it is.`;
  return (
    element('p', { class: 'rp-said', role: 'status' }, escapeText(summary)) +
    element('div', { class: 'rp-report' }, renderDiff(outcome.sections, { source: 'none' }))
  );
}

function field(name: string, value: string, placeholder: string, size: number): string {
  const unaided = { autocomplete: 'off', spellcheck: 'false' };
  return element('input', { name, type: 'text', value: escapeText(value), placeholder, size, ...unaided });
}

export const PAGE_FORM_STYLE = `.rp-what-if{padding:10px 12px;margin:0 0 20px;background:var(--rp-raised);border:1px solid var(--rp-grid);border-radius:6px}
${FORM_STYLE}
.rp-said{font-weight:600;margin:10px 0 0}
.rp-report{columns:2 380px;column-gap:28px}
${DIFF_STYLE}
@media print{.rp-what-if{display:none}}`;
