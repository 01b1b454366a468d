/** The form in which something is tried out, as markup; `what-if.ts` brings it to life. */
import { DIFF_STYLE, FORM_STYLE } from '../../view/diff/style.ts';
import { element } from '../../view/markup.ts';

export function whatIfForm(): string {
  return element(
    'form',
    { id: 'what-if', hidden: 'hidden', 'aria-label': 'What if' },
    element(
      'div',
      { class: 'rp-fields' },
      labelled('What if', element('select', { id: 'what-if-step' }, ' ')),
      labelled('takes', field('what-if-duration', '50m or +15m')),
      labelled('starts later by', field('what-if-later', '30m')),
      labelled('without', element('select', { id: 'what-if-without' }, ' ')),
      labelled('run starts', field('what-if-start', '+30m or 22:30')),
      element('button', { type: 'submit' }, 'Try'),
      element('button', { id: 'what-if-back', type: 'button', disabled: 'disabled' }, 'Back to the plan'),
    ),
    element('p', { id: 'what-if-said', role: 'status' }, ''),
    element('div', { id: 'what-if-report' }, ''),
  );
}

function labelled(words: string, control: string): string {
  return element('label', {}, `${words} `, control);
}

function field(id: string, placeholder: string): string {
  return element('input', { id, type: 'text', placeholder, size: 12, autocomplete: 'off', spellcheck: 'false' });
}

export const WHAT_IF_STYLE = `#what-if{padding:8px 12px;border-bottom:1px solid var(--rp-grid);background:var(--rp-raised);max-height:45%;overflow:auto;flex:none}
${FORM_STYLE}
#what-if :focus-visible{outline:2px solid var(--rp-focus);outline-offset:1px}
#what-if-said{margin:8px 0 0;font-weight:600}
#what-if-said:empty,#what-if-report:empty{display:none}
#what-if-said.rp-bad{color:var(--rp-danger)}
.rp-trying [role=tabpanel]{border-left:4px dashed var(--rp-warning)}
#what-if-report{columns:2 380px;column-gap:28px;margin-top:2px}
${DIFF_STYLE}
@media print{#what-if{display:none}}`;
