/** How the calendar looks, wherever it is shown. */
export const CALENDAR_STYLE = `.rp-picture .rp-calendar{max-width:none}
.rp-c-head{font:600 12.5px system-ui,sans-serif;fill:var(--rp-text)}
.rp-c-label{font:12.5px system-ui,sans-serif;fill:var(--rp-text)}
.rp-c-day{font:10.5px system-ui,sans-serif;fill:var(--rp-muted)}
.rp-c-mark{font:700 14px system-ui,sans-serif;fill:var(--rp-danger)}
.rp-c-month{stroke:var(--rp-line);stroke-width:1}
.rp-c-week{stroke:var(--rp-grid);stroke-width:1}
.rp-c-now{stroke:var(--rp-now);stroke-width:2}
.rp-c-shade{fill:var(--rp-freeze)}
.rp-c-release{fill:var(--rp-change);background:var(--rp-change)}
.rp-c-rehearsal{fill:var(--rp-prove);background:var(--rp-prove)}
.rp-c-uat{fill:var(--rp-decide);background:var(--rp-decide)}
.rp-c-departure{fill:none;stroke:var(--rp-change);stroke-width:1.5;border:1.5px solid var(--rp-change)}
.rp-c-freeze{fill:var(--rp-protect);background:var(--rp-protect)}
.rp-c-maintenance{fill:var(--rp-record);background:var(--rp-record)}
.rp-c-event{fill:var(--rp-tell);background:var(--rp-tell)}
.rp-c-clash{stroke:var(--rp-danger);stroke-width:2.5}
.rp-c-legend{display:flex;flex-wrap:wrap;gap:4px 16px;color:var(--rp-muted);font-size:12.5px;margin:8px 0 0}
.rp-c-key{display:inline-block;width:12px;height:12px;border-radius:2px;margin-right:6px;vertical-align:-1px}
.rp-c-table td[data-th="kind"]{white-space:nowrap}
@media (max-width:640px){.rp-c-table thead{display:none}.rp-c-table tr{display:block;padding:8px 0;border-bottom:1px solid var(--rp-grid)}.rp-c-table td{display:block;border:0;padding:1px 0}.rp-c-table td:empty{display:none}.rp-c-table td[data-th="kind"]{color:var(--rp-muted);font-size:12px}}`;
