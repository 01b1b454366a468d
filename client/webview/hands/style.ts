/** How it looks that a step is moved or edited, and the drawer of findings. */
export const HANDS_STYLE = `.rp-grip{stroke:transparent;pointer-events:stroke}
.rp-can-link{cursor:pointer}
.rp-knob{fill:var(--rp-ground);stroke:var(--rp-focus);stroke-width:1.75;cursor:crosshair}
.rp-thread{fill:none;stroke:var(--rp-focus);stroke-width:1.75;stroke-dasharray:4 2;pointer-events:none}
.rp-off{opacity:.25}
.rp-body-row>svg:not(.rp-names) .rp-row{touch-action:pan-y}
.rp-can-move{cursor:grab!important}
.rp-can-stretch{cursor:ew-resize!important}
.rp-moving,.rp-moving *{cursor:grabbing!important;user-select:none}
.rp-hands rect{fill:color-mix(in srgb,var(--rp-focus) 14%,transparent);stroke:var(--rp-focus);stroke-width:1.5;stroke-dasharray:4 2}
.rp-hands .rp-hands-other{fill:none;stroke:var(--rp-line);stroke-width:1.25}
.rp-hands .rp-hands-wish{fill:none;stroke-opacity:.55}
.rp-card{position:fixed;z-index:6;max-width:min(390px,calc(100vw - 24px));padding:8px 12px;background:var(--rp-raised);color:var(--rp-text);border:1px solid var(--rp-line);border-left:4px solid var(--rp-focus);border-radius:4px;box-shadow:0 3px 14px rgb(0 0 0/.28);font-size:12.5px;line-height:1.4;pointer-events:none}
.rp-card>b{display:block;font-size:13px}
.rp-card .rp-new{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
.rp-card ul,.rp-in-place ul{list-style:none;margin:3px 0 0;padding:0}
.rp-card .rp-keys,.rp-in-place .rp-keys{color:var(--rp-muted);margin:5px 0 0;font-size:11.5px}
.rp-card.rp-refused{border-left-color:var(--rp-danger)}
.rp-worse::before{content:"▲ "}
.rp-better::before{content:"✓ "}
.rp-in-place{position:fixed;z-index:7;width:min(390px,calc(100vw - 16px));margin:0;padding:10px 12px;background:var(--rp-raised);color:var(--rp-text);border:1px solid var(--rp-line);border-radius:5px;box-shadow:0 3px 14px rgb(0 0 0/.28);font-size:12.5px}
.rp-in-place{max-height:calc(100vh - 16px);overflow:auto}
.rp-in-place h2{font-size:13px;margin:0 0 6px}
.rp-in-place label{display:grid;grid-template-columns:58px 1fr;align-items:center;gap:8px;margin:4px 0}
.rp-in-place input,.rp-drawer input{font:inherit;color:var(--rp-text);background:var(--rp-ground);border:1px solid var(--rp-line);border-radius:3px;padding:3px 6px;min-width:0;width:100%}
.rp-in-place button,.rp-drawer button{font:inherit;color:var(--rp-text);background:var(--rp-ground);border:1px solid var(--rp-line);border-radius:4px;padding:2px 9px;min-height:24px;cursor:pointer}
.rp-in-place .rp-buttons{display:flex;gap:6px;margin-top:8px}
.rp-in-place [role=status]{margin:6px 0 0}
.rp-in-place [role=status]:empty{display:none}
.rp-in-place :focus-visible,.rp-drawer :focus-visible{outline:2px solid var(--rp-focus);outline-offset:1px}
.rp-drawer{position:absolute;inset:0 0 0 auto;z-index:5;width:min(372px,100%);display:flex;flex-direction:column;background:var(--rp-ground);border-left:1px solid var(--rp-line);box-shadow:-3px 0 14px rgb(0 0 0/.16);font-size:12.5px}
@media (min-width:1000px){.rp-drawn main{padding-right:372px}.rp-drawer{box-shadow:none}}
.rp-drawer header{padding:8px 12px;border-bottom:1px solid var(--rp-grid)}
.rp-drawer h2{display:inline-block;font-size:14px;margin:0 0 6px}
.rp-drawer header>button{float:right}
.rp-drawer [role=group]{display:flex;flex-wrap:wrap;gap:4px;margin-bottom:6px}
.rp-drawer [aria-pressed=false]{color:var(--rp-muted);border-style:dashed}
.rp-drawer [aria-pressed=true]{border-color:var(--rp-focus);font-weight:600}
.rp-drawer [role=status]{margin:6px 0 0;color:var(--rp-muted);font-size:11.5px}
.rp-drawer>ul{flex:1;overflow:auto;list-style:none;margin:0;padding:8px 10px}
.rp-drawer li{border-left:4px solid var(--rp-now);background:var(--rp-raised);border-radius:0 4px 4px 0;margin:0 0 6px;padding:6px 9px;overflow-wrap:anywhere}
.rp-drawer li.rp-found-error{border-color:var(--rp-danger)}
.rp-drawer li.rp-found-warning{border-color:var(--rp-warning)}
.rp-drawer li.rp-found-waived{border-color:var(--rp-grid)}
.rp-drawer li>p{margin:0 0 5px}
.rp-drawer li>div{display:flex;flex-wrap:wrap;gap:5px;align-items:baseline}
.rp-drawer li>.rp-repairs{flex-direction:column;align-items:stretch;margin-top:5px}
.rp-drawer .rp-repairs button{text-align:left}
.rp-drawer .rp-members{padding:0 0 5px}
@media (forced-colors:active){.rp-card,.rp-in-place,.rp-drawer{border:2px solid CanvasText}}
@media print{.rp-card,.rp-in-place,.rp-drawer{display:none}.rp-drawn main{padding-right:0}}`;
