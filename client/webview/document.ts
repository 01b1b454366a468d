/** The document of the preview: a frame without content. */
import { element, escapeText } from '../../view/markup.ts';
import { pageStyle } from '../../view/page/page-style.ts';
import { GROUPINGS, type Grouping } from '../../view/schedule/rows.ts';
import { isList, TABS, type View } from '../../view/views.ts';
import { HANDS_STYLE } from './hands/style.ts';
import { documentOf, type ShellOptions, shellDocument } from './shell.ts';
import { WHAT_IF_STYLE, whatIfForm } from './what-if-form.ts';

export interface PreviewDocumentOptions extends ShellOptions {
  /** What the rows are until somebody chooses. */
  readonly grouping?: Grouping;
}

export function previewDocument({ grouping = 'block', ...options }: PreviewDocumentOptions): string {
  return shellDocument(options, {
    title: TITLE,
    style: previewStyle(),
    body: frame(grouping),
    // The other one beside it, which is loaded when somebody is about to change something.
    data: { 'data-hands': options.scriptUri.replace(/webview\.js/, 'webview-hands.js') },
  });
}

export interface PreviewPageOptions {
  /** Addresses of `previewStyle()` and, in their order, of what makes a host of the page and of `dist/webview.js`. */
  readonly style: string;
  readonly scripts: readonly string[];
  /** The address of `dist/webview-hands.js`. */
  readonly hands: string;
}

/** The same as a page of a site, which has nothing but files of its own. */
export function previewPage({ style, scripts, hands }: PreviewPageOptions): string {
  return documentOf({
    title: TITLE,
    policy: "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'",
    style: element('link', { rel: 'stylesheet', href: style }),
    body:
      frame('block') +
      scripts.map((src) => element('script', { src, 'data-hands': hands, 'data-prints': '' }, '')).join(''),
  });
}

const TITLE = 'Release plan';

export function previewStyle(): string {
  return `${pageStyle()}\n${SHELL}\n${WHAT_IF_STYLE}\n${HANDS_STYLE}`;
}

function button(id: string, label: string, sign: string): string {
  return element('button', { id, type: 'button', 'aria-label': label, title: label }, escapeText(sign));
}

const frame = (grouping: Grouping) =>
  [
    element(
      'header',
      { class: 'rp-bar' },
      element(
        'div',
        { role: 'tablist', 'aria-label': 'Views' },
        ...TABS.map(({ id, title, needs }) =>
          element(
            'button',
            { id: `tab-${id}`, role: 'tab', 'aria-controls': id, 'data-needs': needs.join(' '), type: 'button' },
            title,
          ),
        ),
      ),
      element(
        'div',
        { class: 'rp-tools' },
        element('select', { id: 'release', 'aria-label': 'Release', hidden: 'hidden' }, ' '),
        element(
          'select',
          { id: 'grouping', 'data-need': 'grouping', 'aria-label': 'Rows by' },
          ...GROUPINGS.map((each) =>
            element('option', { value: each, selected: each === grouping ? 'selected' : undefined }, `by ${each}`),
          ),
        ),
        element(
          'button',
          {
            id: 'what-if-open',
            type: 'button',
            'aria-expanded': 'false',
            'aria-controls': 'what-if',
            hidden: 'hidden',
          },
          'What if…',
        ),
        element(
          'button',
          { id: 'drawer-open', type: 'button', 'aria-expanded': 'false', hidden: 'hidden' },
          'Findings',
        ),
        element(
          'span',
          { class: 'rp-find' },
          element('input', {
            id: 'find',
            type: 'search',
            'aria-label': 'Find a step',
            placeholder: 'Find a step (/)',
            title: 'Find a step among all rows (/ or Ctrl+F)',
          }),
          element('span', { id: 'found', role: 'status' }, ''),
        ),
        element(
          'button',
          {
            id: 'fold',
            type: 'button',
            'data-need': 'grouping',
            title: 'Fold all groups, or unfold them (← and → do one)',
          },
          'Fold',
        ),
        element(
          'span',
          { id: 'zoom', class: 'rp-zoom', role: 'group', 'data-need': 'width', 'aria-label': 'Zoom' },
          button('zoom-out', 'Zoom out (−)', '−'),
          button('zoom-fit', 'Fit the width (0)', 'Fit'),
          button('zoom-in', 'Zoom in (+)', '+'),
        ),
        element(
          'span',
          { class: 'rp-find', 'data-need': 'words' },
          element('input', {
            id: 'words',
            type: 'search',
            'aria-label': 'Only rows with these words',
            placeholder: 'Only rows with…',
            title: 'Only rows with all of these words; who:mara looks in one column',
          }),
          element('span', { id: 'arranged', role: 'status' }, ''),
        ),
      ),
    ),
    element('section', { id: 'strip', 'aria-label': 'Summary' }, element('h1', {}, 'Release plan'), element('div', {})),
    element('div', { id: 'banner', role: 'status' }, ''),
    whatIfForm(),
    element('main', {}, ...TABS.map(pane)),
  ].join('');

function pane(view: View, index: number): string {
  return element(
    'div',
    {
      id: view.id,
      class: isList(view) ? 'rp-list' : undefined,
      role: 'tabpanel',
      'aria-labelledby': `tab-${view.id}`,
      tabindex: -1,
      hidden: index > 0 ? 'hidden' : undefined,
    },
    '',
  );
}

const SHELL = `html,body.rp-shell{height:100%}
body.rp-shell{display:flex;flex-direction:column;padding:0}
.rp-bar{display:flex;flex-wrap:wrap;gap:6px;align-items:center;padding:4px 10px;border-bottom:1px solid var(--rp-grid)}
.rp-bar button,.rp-bar select,.rp-advice button{font:inherit;font-size:13px;color:var(--rp-text);background:var(--rp-raised);border:1px solid var(--rp-grid);border-radius:4px;padding:3px 9px;min-height:26px}
.rp-bar [role=tablist]{display:flex;overflow-x:auto;min-width:0}
.rp-bar button[role=tab]{font-size:12.5px;padding:3px 8px;white-space:nowrap}
.rp-bar [role=tab]{border-color:transparent;background:none;border-radius:0;border-bottom:2px solid transparent}
.rp-bar [aria-selected=true]{border-bottom-color:var(--rp-focus);font-weight:600}
/* Tabs and tools take a line each, and no third: what has no room is scrolled to. */
.rp-tools{display:contents}
@media (max-width:1130px){.rp-bar [role=tablist],.rp-tools{flex:1 0 100%;min-width:0}.rp-tools{display:flex;gap:inherit;align-items:center;overflow-x:auto;margin:-3px;padding:3px;scrollbar-width:thin}.rp-tools>*{flex-shrink:0}.rp-tools>.rp-find{min-width:74px}}
@media (max-width:560px){.rp-bar button[role=tab]{padding:3px 6px}}
.rp-bar :focus-visible,.rp-list :focus-visible,#banner :focus-visible,.rp-advice :focus-visible{outline:2px solid var(--rp-focus);outline-offset:1px}
.rp-page #strip{display:flex;align-items:center;gap:9px;padding:3px 10px;border-bottom:1px solid var(--rp-grid);overflow-x:auto;flex:none}
.rp-page #strip h1{font-size:13px;line-height:1.25;margin:0;font-weight:650;max-width:18ch;min-width:12ch;flex:none}
#strip>div{display:contents}
#strip .rp-summary{flex-wrap:nowrap;margin:0;clip-path:none;border:0;padding:2px 0;white-space:nowrap}
#strip .rp-fact,#strip .rp-fact:first-child{padding:0 9px;border-left:1px solid var(--rp-grid)}
#strip .rp-fact:last-child{position:sticky;right:-10px;background:var(--rp-ground)}
#strip .rp-fact dt{font-size:10.5px}
#strip .rp-fact dd{overflow-wrap:normal;font-size:11.5px}
@media (max-width:1100px){#strip .rp-owner{display:none}}
@media (max-width:760px){.rp-page #strip,#strip .rp-summary{flex-wrap:wrap;gap:0}#strip .rp-summary{row-gap:4px}.rp-page #strip h1{max-width:none;width:100%;padding:3px 0}#strip .rp-summary{margin:0 0 0 -7px;clip-path:inset(0 0 0 7px)}#strip .rp-fact,#strip .rp-fact:first-child{padding:0 6px}#strip .rp-fact:last-child{position:static}}
@media (min-width:1250px){#strip .rp-fact{display:flex;gap:6px;align-items:baseline}#strip h1{max-width:48ch}}
.rp-find{display:inline-flex;align-items:center;gap:6px;font-size:12px}
.rp-bar input{font:inherit;font-size:12.5px;width:132px;min-height:26px;padding:2px 7px;color:var(--rp-text);background:var(--rp-ground);border:1px solid var(--rp-grid);border-radius:4px}
.rp-sort{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
.rp-sort:hover{color:var(--rp-text);text-decoration:underline}
.rp-table [aria-sort] .rp-sort{color:var(--rp-text)}
.rp-table [aria-sort] .rp-sort::after{content:" ▲"/""}
.rp-table [aria-sort=descending] .rp-sort::after{content:" ▼"/""}
.rp-zoom{display:inline-flex;gap:2px;margin-left:auto}
/* The fields give way. */
@media (max-width:640px){.rp-bar{gap:6px 4px}.rp-bar button,.rp-bar select{padding:3px 6px}.rp-find{flex:1 1 74px}.rp-find input{width:100%}}
#banner:empty{display:none}
#banner{padding:8px 12px;border-left:4px solid var(--rp-danger);background:var(--rp-raised)}
#banner.rp-unread{border-left-color:var(--rp-warning)}
.rp-earlier .rp-body-row>svg:not(.rp-names),.rp-earlier .rp-glyph{opacity:.6}
#banner button{font:inherit;color:inherit;background:none;border:0;padding:0;text-decoration:underline;cursor:pointer}
.rp-shell main{position:relative;display:flex;flex-direction:column;flex:1;min-height:0;min-width:0;width:100%;max-width:none;margin:0}
[role=tabpanel]{flex:1;min-height:0;overflow:auto;position:relative;overflow-anchor:none}
.rp-list{padding:12px}
[hidden]{display:none!important}
.rp-shell [role=tabpanel]:empty::before{content:"";position:absolute;inset:12px 12px auto;height:264px;border-radius:4px;background:repeating-linear-gradient(var(--rp-raised) 0 12px,transparent 12px 24px)}
.rp-about{padding:10px;position:sticky;left:0}
.rp-about:empty{display:none}
.rp-panel{margin:0 0 14px}
[role=tabpanel]>svg[aria-hidden]{position:absolute}
.rp-panel svg{display:block;flex:none}
.rp-head-row,.rp-body-row{display:flex}
.rp-head-row{position:sticky;top:0;z-index:3;background:var(--rp-ground)}
.rp-panel .rp-names{position:sticky;left:0;z-index:2;background:var(--rp-ground)}
.rp-head-row svg{overflow:visible}
/* Over the labels that it shares its place with, which are clicked through it. */
.rp-over{position:relative;z-index:3;pointer-events:none}
.rp-row,[data-line]{cursor:pointer}
/* The lines below are taken hold of through it. */
.rp-row[aria-hidden] .rp-hit{pointer-events:none}
.rp-here:not(.rp-row){background:color-mix(in srgb,var(--rp-focus) 16%,transparent)}
.rp-checklist{max-width:1160px}
.rp-list{overflow-anchor:auto;scroll-behavior:auto!important}
.rp-list .rp-tabled{overflow:visible}
.rp-list [data-rows]>*{scroll-margin:32px 0 8px}
.rp-flat{list-style:none;margin:0;padding:0}
.rp-flat>li{display:flow-root}
.rp-flat .rp-nest,.rp-flat .rp-entry{margin-block:0}
.rp-flat .rp-entry{content-visibility:visible}
.rp-flat h3{margin-top:18px}
.rp-flat>li:first-child h3{margin-top:0}
.rp-lined{padding:2px 0 2px 26px;position:relative}
.rp-lined>.rp-box{position:absolute;left:0;top:4px}
.rp-elsewhere{overflow-anchor:none}
.rp-elsewhere tr{display:block;border:0!important;padding:0!important}
.rp-elsewhere td{padding:0!important;border:0!important}
.rp-list [role=checkbox]{cursor:pointer}
.rp-list .rp-box[role=img]{border-color:transparent}
.rp-list .rp-box[role=img]::before{content:"•"}
.rp-list [role=checkbox]:hover{border-color:var(--rp-focus);background:color-mix(in srgb,var(--rp-focus) 16%,transparent)}
.rp-shell .rp-finding{cursor:pointer}
.vscode-high-contrast .rp-bar :is(button:not([role=tab]),select,input),.vscode-high-contrast .rp-advice button{border-color:var(--vscode-contrastBorder)}
/* There what is code is a dark stamp, or has no ground and leaves holes in a sentence: it is told by its face alone. */
.vscode-high-contrast code{padding:0;background:none;color:inherit;font-family:var(--vscode-editor-font-family,monospace)}
@media (prefers-reduced-motion:no-preference){[role=tabpanel]{scroll-behavior:smooth}}
@media print{.rp-bar{display:none}.rp-list .rp-table{table-layout:auto!important}.rp-list .rp-table th{width:auto!important}.rp-list .rp-table th.rp-wide-column{width:26%!important}.rp-list .rp-table th.rp-end{width:1%!important}html,body.rp-shell{height:auto}body.rp-shell,.rp-shell main{display:block}.rp-shell [role=tabpanel]{overflow:visible}}`;
