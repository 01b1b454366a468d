/** The sheet of a night as a page to print: dark rules on white, rows that no page break tears, room to write. */
import { element, escapeText } from '../markup.ts';
import { type Paper, type PaperSection, ROOM } from './paper.ts';

export function renderPaper({ title, facts, sections }: Paper): string {
  const said = facts.map(({ what, is }) =>
    element('div', {}, element('dt', {}, escapeText(what)), element('dd', {}, escapeText(is))),
  );
  const body = [element('h1', {}, escapeText(title)), element('dl', {}, ...said), ...sections.map(renderSection)].join(
    '',
  );
  return `<!doctype html>\n<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeText(title)}</title><style>${STYLE}</style>${body}</html>\n`;
}

function renderSection({ title, head, rows }: PaperSection): string {
  const heads = head.map((one) => element('th', { scope: 'col' }, escapeText(one)));
  const cells = (row: readonly string[]) =>
    row.map((value) => (value === ROOM ? element('td', { class: 'room' }) : element('td', {}, escapeText(value))));
  return element(
    'section',
    {},
    element('h2', {}, escapeText(title)),
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...heads)),
      element('tbody', {}, ...rows.map((row) => element('tr', {}, ...cells(row)))),
    ),
  );
}

const STYLE = [
  '@page{size:A4 landscape;margin:12mm}',
  'body{font:11pt/1.35 system-ui,sans-serif;color:#000;background:#fff;margin:0 auto;max-width:273mm;padding:6mm}',
  'h1{font-size:16pt;margin:0 0 3mm}h2{font-size:12pt;margin:6mm 0 2mm;break-after:avoid}',
  'dl{display:flex;flex-wrap:wrap;gap:1mm 8mm;margin:0}dl div{display:flex;gap:2mm}dt{font-weight:600}dd{margin:0}',
  'table{border-collapse:collapse;width:100%}thead{display:table-header-group}tr{break-inside:avoid}',
  'th,td{border:.3mm solid #000;padding:1.2mm 2mm;text-align:left;vertical-align:top;font-variant-numeric:tabular-nums}',
  'td:first-child{white-space:nowrap}',
  'th{font-weight:600;white-space:nowrap;background:#eee}.room{min-width:16mm;height:8mm}',
  '@media print{body{padding:0;max-width:none}}',
].join('');
