/** The style of pages, of the preview beside the editor as of files and paper. No external resource. */
import { svgStyle, variables } from '../style.ts';

export function pageStyle(): string {
  return `${variables()}\n${PAGE}\n${svgStyle()}\n${PRINT}`;
}

/** For pictures inside a page that is somebody else's. */
export function inlineStyle(): string {
  return `${variables()}\n${INLINE}\n${STRIP}\n${svgStyle()}\n`;
}

const STRIP = `.rp-summary{display:flex;flex-wrap:wrap;gap:4px 0;margin:0 0 0 -15px;clip-path:inset(0 0 0 15px);padding:5px 0;border:solid var(--rp-grid);border-width:1px 0}
.rp-fact{padding:0 14px;border-left:1px solid var(--rp-grid);max-width:100%}
.rp-fact dt{font-size:11px;line-height:1.3;color:var(--rp-muted)}
.rp-fact dd{margin:0;font-size:13px;line-height:1.35;font-weight:600;overflow-wrap:anywhere}
.rp-note{font-weight:400;color:var(--rp-muted)}
.rp-bad dd::before{content:"▲ "}
.rp-decide dt,.rp-decide dd,.rp-decide .rp-note{color:var(--rp-danger)}`;

const INLINE = `.rp-inline{margin:12px 0;overflow-x:auto;font:13px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums}
.rp-inline figcaption{font-weight:650;margin:0 0 4px}
.rp-inline dl,.rp-inline dd,.rp-inline dt{margin:0;padding:0}
.rp-inline .rp-svg{display:block;margin-top:8px}
.rp-doubt{border-left:4px solid var(--rp-warning);background:var(--rp-raised);padding:8px 12px}
.rp-clear,.rp-was,.rp-unsure{color:var(--rp-muted)}
.rp-sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}`;

const PAGE = `*{box-sizing:border-box}
body.rp-page{margin:0;padding:20px 24px 48px;background:var(--rp-ground);color:var(--rp-text);font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
.rp-page main{max-width:1060px;margin:0 auto}
.rp-page h1{font-size:22px;line-height:1.25;margin:0 0 2px}
.rp-page h2{font-size:17px;margin:32px 0 10px}
.rp-page h3{font-size:15px;margin:24px 0 6px}
.rp-kind{color:var(--rp-muted);margin:0 0 16px}
${STRIP}
.rp-findings{list-style:none;margin:0;padding:0}
.rp-advice{margin:8px 0 0}
.rp-summary+.rp-findings{margin-top:12px}
.rp-finding{padding:7px 12px;margin:0 0 4px;border-left:4px solid var(--rp-now);background:var(--rp-raised);border-radius:0 4px 4px 0;overflow-wrap:anywhere}
.rp-members{list-style:none;margin:3px 0 0;padding:0;font-size:13px}
.rp-members li{display:inline-block;margin-right:14px}
.rp-found-error{border-color:var(--rp-danger)}
.rp-found-warning{border-color:var(--rp-warning)}
.rp-found-waived{border-color:var(--rp-grid);color:var(--rp-muted)}
.rp-tag{display:inline-block;font-size:11.5px;font-weight:600;line-height:1.3;padding:1px 6px;border:1px solid currentColor;border-radius:9px;vertical-align:1px}
.rp-found-error .rp-tag{color:var(--rp-danger)}
.rp-found-warning .rp-tag{color:var(--rp-warning)}
.rp-extra,.rp-when,.rp-who,.rp-clauses,.rp-title-of,.rp-at{color:var(--rp-muted)}
.rp-extra{font-size:12px}
.rp-when{font-size:12.5px;font-weight:400;margin-left:10px}
.rp-finding code,.rp-found code{font-size:.93em}
.rp-waivers{list-style:none;margin:0;padding:0}
.rp-waiver{padding:7px 12px;margin:0 0 4px;border-left:4px solid var(--rp-grid);background:var(--rp-raised);border-radius:0 4px 4px 0;overflow-wrap:anywhere}
.rp-waiver ul{margin:3px 0 0;padding-left:20px;font-size:13px;color:var(--rp-muted)}
.rp-waiver .rp-bad{color:var(--rp-danger);font-weight:600}
.rp-clear{color:var(--rp-muted)}
.rp-picture{overflow-x:auto;margin:0}
.rp-dates{border-collapse:collapse;width:100%}
.rp-dates th{text-align:left;font-size:12px;font-weight:400;color:var(--rp-muted)}
.rp-dates th,.rp-dates td{padding:4px 12px 4px 0;border-bottom:1px solid var(--rp-grid);vertical-align:top;overflow-wrap:anywhere}
.rp-picture svg{display:block;max-width:100%;height:auto}
.rp-narrow,.rp-phone{display:none}
.rp-checklist ol,.rp-checklist ul{list-style:none;margin:0;padding:0}
.rp-block>h3{border-bottom:2px solid var(--rp-line);padding-bottom:4px}
.rp-entry{display:grid;grid-template-columns:26px 172px minmax(0,1fr) fit-content(38%);gap:0 10px;padding:7px 4px;border-bottom:1px solid var(--rp-grid);content-visibility:auto;contain-intrinsic-size:auto 36px}
.rp-who{text-align:right;min-width:90px;overflow-wrap:anywhere}
.rp-line{overflow-wrap:anywhere}
.rp-line code{font-size:12px;color:var(--rp-muted)}
.rp-glyph{margin-right:7px;vertical-align:-1px}
.rp-clauses,.rp-found,.rp-lines{grid-column:3 / -1;font-size:13px}
.rp-link{overflow-wrap:anywhere}
.rp-found{white-space:pre-line;border-left:3px solid var(--rp-now);padding-left:8px;margin-top:3px}
.rp-found.rp-found-error{border-color:var(--rp-danger)}
.rp-found.rp-found-warning{border-color:var(--rp-warning)}
.rp-lines{padding:4px 0 0!important}
.rp-lines li{padding:2px 0 2px 26px;position:relative}
.rp-lines li>.rp-box{position:absolute;left:0;top:4px}
.rp-lines .rp-no-go{padding-left:0}
.rp-box{display:inline-block;width:16px;height:16px;border:1.5px solid var(--rp-line);border-radius:3px;font-size:13px;line-height:13px;text-align:center;font-weight:700;margin-top:2px}
.rp-lines .rp-box{width:14px;height:14px;line-height:11px;margin:0}
.rp-is-done>.rp-line,.rp-is-done>span{color:var(--rp-muted)}
.rp-nest{margin:4px 0 4px 2px;padding-left:10px;border-left:3px solid var(--rp-grid)}
.rp-nest-outage{border-color:var(--rp-cut)}
.rp-nest-head{font-size:12.5px;font-weight:600;color:var(--rp-muted);padding:4px 0}
.rp-nest-outage>.rp-nest-head{color:var(--rp-cut)}
.rp-no-return{margin:6px 0;padding:7px 12px;border:2px dashed var(--rp-danger);border-radius:4px;color:var(--rp-danger);font-weight:600}
.rp-trigger{padding:7px 12px;margin:6px 0;background:var(--rp-raised);border-radius:4px}
.rp-tabled{overflow-x:auto}
.rp-table{border-collapse:collapse;width:100%;font-size:12.5px;line-height:1.4}
.rp-table th{text-align:left;font-weight:600}
.rp-table thead th{font-size:11px;color:var(--rp-muted);border-bottom:1px solid var(--rp-line);white-space:nowrap;position:sticky;top:0;background:var(--rp-ground);z-index:1}
.rp-table td,.rp-table thead th{padding:4px 8px;vertical-align:top;overflow-wrap:break-word}
.rp-table td{border-bottom:1px solid var(--rp-grid)}
.rp-table td:first-child,.rp-table thead th:first-child{padding-left:22px;position:relative}
.rp-table thead th:first-child{position:sticky}
.rp-table td:first-child,.rp-dates th,.rp-dates td:not(:last-child){overflow-wrap:break-word}
.rp-table .rp-end{text-align:right;white-space:nowrap}
.rp-table td.rp-end{color:var(--rp-muted)}
.rp-table td.rp-end:nth-child(2){color:var(--rp-text)}
.rp-table-head th{padding:9px 8px 3px}
.rp-table-outage th{background:var(--rp-outage);color:var(--rp-cut);padding:4px 8px}
.rp-table-outage .rp-when{color:var(--rp-cut)}
.rp-in-outage td:first-child{box-shadow:inset 3px 0 var(--rp-cut)}
.rp-table-decision td{border-top:2px solid var(--rp-danger);color:var(--rp-danger)!important;font-weight:600}
.rp-table .rp-wide-column{width:34%;overflow-wrap:anywhere}
.rp-table thead .rp-end{width:1%}
.rp-left-out{display:none;margin:6px 0 0;font-size:12px;color:var(--rp-muted)}
.rp-missing{border:1px dashed currentColor;border-radius:3px;padding:0 4px}
.rp-found-mark{position:absolute;left:3px;top:7px}
.rp-block-mark{display:inline-block;width:14px;height:7px;border-radius:2px;background:var(--rp-text);forced-color-adjust:none}
.rp-table .rp-box{margin-top:0}
.rp-doubt{border-left:4px solid var(--rp-warning);background:var(--rp-raised);padding:8px 12px;margin:0 0 12px}
.rp-was,.rp-unsure{color:var(--rp-muted);font-weight:400}
.rp-sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.rp-earlier .rp-glyph,.rp-earlier .rp-box{opacity:.55}
.rp-undrawn{border-left:4px solid var(--rp-warning);background:var(--rp-raised);padding:8px 12px;margin:0 0 12px}
.rp-undrawn ul{margin:4px 0 0;padding-left:20px}
@media screen and (min-width:561px){
.rp-table td:first-child:nth-last-child(2){min-width:17ch}
}
@media screen and (max-width:860px){
.rp-extra-column{display:none}
.rp-table .rp-wide-column{width:50%}
.rp-left-out{display:block}
}
@media (max-width:860px){
body.rp-page{padding:14px 14px 40px}
.rp-wide{display:none}
.rp-narrow{display:block}
.rp-entry{grid-template-columns:26px minmax(0,1fr) fit-content(50%)}
.rp-at{grid-column:2;grid-row:1}
.rp-who{grid-column:3;grid-row:1}
.rp-line,.rp-clauses,.rp-found,.rp-lines{grid-column:2 / -1}
}
@media screen and (max-width:560px){
.rp-left-out{display:none}
.rp-narrow{display:none}
.rp-phone{display:block}
.rp-phone svg{width:100%}
.rp-table,.rp-table tbody{display:block}
.rp-table thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.rp-table tr{display:flex;flex-wrap:wrap;align-items:baseline;gap:1px 14px;padding:5px 0 5px 22px;border-bottom:1px solid var(--rp-grid);position:relative}
.rp-table td,.rp-table td:first-child{display:block;padding:0;border:0;position:static;box-shadow:none;min-width:0}
.rp-table td:empty{display:none}
.rp-table .rp-wide-column{flex:0 0 100%}
.rp-table .rp-box{vertical-align:-3px}
.rp-table .rp-table-head{padding-left:0}
.rp-table td[data-title]::before{content:attr(data-title) " ";font-size:11px;color:var(--rp-muted)}
.rp-in-outage{box-shadow:inset 3px 0 var(--rp-cut)}
.rp-table .rp-table-decision{border-top:2px solid var(--rp-danger)}
.rp-table .rp-table-decision td{border:0}
}`;

const PRINT = `@media print{
@page{margin:14mm}
body.rp-page{padding:0;font-size:11pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.rp-wide{display:none}
.rp-narrow{display:block}
.rp-picture svg{width:100%}
.rp-entry{content-visibility:visible}
.rp-entry,.rp-finding,.rp-waiver,.rp-no-return,.rp-trigger{break-inside:avoid}
.rp-block>h3,.rp-page h2,.rp-table-head{break-after:avoid}
.rp-table thead{display:table-header-group}
.rp-table{font-size:10.5px}
.rp-table .rp-wide-column{width:26%}
.rp-table td,.rp-table thead th{padding:3px 4px}
.rp-table .rp-extra,.rp-table .rp-when{font-size:inherit}
.rp-table thead th{position:static}
.rp-table tr{break-inside:avoid}
}
@media (forced-colors:active){
.rp-svg,.rp-glyph{forced-color-adjust:none}
}`;
