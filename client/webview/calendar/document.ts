/** The document of the calendar: its tools above an empty page, under a policy that runs one script and one style. */
import { CALENDAR_STYLE } from '../../../view/calendar/style.ts';
import { element } from '../../../view/markup.ts';
import { pageStyle } from '../../../view/page/page-style.ts';
import { type ShellOptions, shellDocument } from '../shell.ts';

export function calendarDocument(options: ShellOptions): string {
  return shellDocument(options, {
    title: 'Calendar of changes',
    style: `${pageStyle()}\n${CALENDAR_STYLE}\n${STYLE}`,
    body: TOOLS + element('div', { id: 'note', role: 'status' }, '') + element('main', { id: 'calendar' }, ''),
  });
}

const button = (id: string, label: string, sign: string) =>
  element('button', { id, type: 'button', title: label, 'aria-label': label }, sign);

const TOOLS = element(
  'header',
  { class: 'rp-bar' },
  element(
    'span',
    { role: 'group', 'aria-label': 'Time' },
    button('earlier', 'Earlier', '‹'),
    element('button', { id: 'today', type: 'button' }, 'Today'),
    button('later', 'Later', '›'),
  ),
  element(
    'select',
    { id: 'months', 'aria-label': 'How long' },
    ...[1, 3, 6, 12].map((months) =>
      element('option', { value: months }, months === 1 ? '1 month' : `${months} months`),
    ),
  ),
  element('input', {
    ...{ id: 'ask', type: 'search', list: 'names', 'aria-label': 'Only what has to do with' },
    placeholder: 'Only for … (/)',
  }),
  element('datalist', { id: 'names' }, ''),
  element('span', { id: 'asked', role: 'group', 'aria-label': 'Only what has to do with' }, ''),
);

const STYLE = `html,body.rp-shell{height:100%}
body.rp-shell{display:flex;flex-direction:column;padding:0}
.rp-bar{display:flex;flex-wrap:wrap;gap:6px;align-items:center;padding:4px 10px;border-bottom:1px solid var(--rp-grid)}
.rp-bar button,.rp-bar select{font:inherit;font-size:13px;color:var(--rp-text);background:var(--rp-raised);border:1px solid var(--rp-grid);border-radius:4px;padding:3px 9px;min-height:26px}
.rp-bar input{font:inherit;font-size:12.5px;width:170px;min-height:26px;padding:2px 7px;color:var(--rp-text);background:var(--rp-ground);border:1px solid var(--rp-grid);border-radius:4px}
.rp-bar [role=group]{display:inline-flex;flex-wrap:wrap;gap:2px}
.rp-shell :focus-visible{outline:2px solid var(--rp-focus);outline-offset:1px}
.rp-shell main{flex:1;min-height:0;overflow:auto;padding:10px 14px;width:100%;max-width:none;margin:0}
#note:empty{display:none}
#note{padding:8px 12px;border-left:4px solid var(--rp-warning);background:var(--rp-raised)}
#calendar:empty::before{content:"";display:block;height:264px;border-radius:4px;background:repeating-linear-gradient(var(--rp-raised) 0 12px,transparent 12px 24px)}
#calendar [data-line]{cursor:pointer}
#calendar li strong[data-line],#calendar tr[data-line]:hover td:nth-child(3){text-decoration:underline}
#calendar tr[data-line]:hover,#calendar tr[data-line]:focus-visible{background:var(--rp-raised)}
#calendar .rp-c-bar[data-line]:hover{stroke:var(--rp-focus);stroke-width:2}
@media print{.rp-bar,#note{display:none}.rp-shell main{overflow:visible}}`;
