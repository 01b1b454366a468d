/** The style of a difference and of the form it is asked for in. */

export const FORM_STYLE = `.rp-fields{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:center}
.rp-fields label{color:var(--rp-muted);font-size:13px;white-space:nowrap}
.rp-fields input,.rp-fields select,.rp-fields button{font:inherit;font-size:13px;color:var(--rp-text);background:var(--rp-ground);border:1px solid var(--rp-line);border-radius:4px;padding:3px 7px;min-height:26px}
.rp-fields select{max-width:16em}
.rp-fields input::placeholder{color:var(--rp-muted)}
.rp-fields button[type=submit]{font-weight:600}
.rp-fields button:disabled{opacity:.55}`;

export const DIFF_STYLE = `.rp-diff h3{font-size:13px;margin:8px 0 2px;break-after:avoid}
.rp-diff ul{list-style:none;margin:0;padding:0}
.rp-diff li{padding:1px 0 1px 18px;position:relative;font-size:13px;overflow-wrap:anywhere;break-inside:avoid}
.rp-diff li[data-line]{cursor:pointer}
.rp-diff li b{font-weight:600;margin-right:6px}
.rp-diff-sign{position:absolute;left:3px;color:var(--rp-muted);font-weight:700}
.rp-worse b,.rp-worse .rp-diff-sign{color:var(--rp-danger)}`;

export const HEADLINE_STYLE = `.rp-page article+article{margin-top:48px}
.rp-headlines{list-style:none;margin:0 0 18px;padding:0}
.rp-headlines li{padding:1px 0}
.rp-headlines .rp-worse{font-weight:600;color:var(--rp-danger)}`;
