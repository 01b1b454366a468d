/**
 * One style sheet for all pictures. On a page it speaks of variables, which the page, the editor's theme or the system
 * sets; in an SVG that stands alone it has the colours themselves, as many viewers know no variables.
 */
import { DARK, declarations, FORCED, LIGHT, type Palette, ROLES, type Role, variable } from './colours.ts';
import { FAMILIES } from './words/verbs.ts';

/** For an SVG that stands alone: light, and dark or high contrast where its reader asks for it. */
export function standaloneSvgStyle(): string {
  return [
    SVG_SHAPES,
    svgColours((role) => LIGHT[role]),
    `@media (prefers-color-scheme:dark){${svgColours((role) => DARK[role])}}`,
    `@media (forced-colors:active){${svgColours((role) => FORCED[role])}}`,
  ].join('\n');
}

/** For SVG inside a page that defines the variables. */
export function svgStyle(): string {
  return `${SVG_SHAPES}\n${svgColours(variable)}`;
}

/** The variables: by the reader's preference, by the class VS Code gives the body, by its theme, by the system. */
export function variables(): string {
  return [
    `:root{${declarations(LIGHT)};color-scheme:light dark}`,
    `@media (prefers-color-scheme:dark){:root{${declarations(DARK)}}}`,
    `body.vscode-light,body.rp-light{${declarations(LIGHT)};color-scheme:light}`,
    `body.vscode-dark,body.rp-dark{${declarations(DARK)};color-scheme:dark}`,
    `body.vscode-light,body.vscode-dark,body.vscode-high-contrast{${declarationsOf(THEME)}}`,
    `body.vscode-high-contrast{${declarations(HIGH_CONTRAST_DARK)};${declarationsOf(THEME)};color-scheme:dark}`,
    `body.vscode-high-contrast-light{${declarations(HIGH_CONTRAST_LIGHT)};${declarationsOf(THEME)};color-scheme:light}`,
    `@media print{:root,body[class]{${declarations(LIGHT)};color-scheme:light}}`,
    `@media (forced-colors:active){:root,body[class]{${declarations(FORCED)}}}`,
  ].join('\n');
}

/** What the theme of the editor decides; the families keep their own colours, which are tested for contrast. */
const THEME: Partial<Record<Role, string>> = {
  ground: 'var(--vscode-editor-background)',
  text: 'var(--vscode-editor-foreground)',
  focus: 'var(--vscode-focusBorder)',
};

const HIGH_CONTRAST_DARK: Palette = {
  ...DARK,
  ground: '#000000',
  raised: '#000000',
  text: '#ffffff',
  muted: '#ffffff',
  line: '#ffffff',
  grid: '#5a5a5a',
  weekend: '#1a1a1a',
  outside: '#1a1a1a',
};
const HIGH_CONTRAST_LIGHT: Palette = {
  ...LIGHT,
  raised: '#ffffff',
  text: '#000000',
  muted: '#000000',
  line: '#000000',
  grid: '#8a8a8a',
};

function declarationsOf(values: Partial<Record<Role, string>>): string {
  return ROLES.filter((role) => values[role] !== undefined)
    .map((role) => `--rp-${role}:${values[role]}`)
    .join(';');
}

const SVG_SHAPES = `.rp-svg{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:12px}
.rp-svg text{font-variant-numeric:tabular-nums}
.rp-title{font-size:13.5px;font-weight:600}
.rp-beside,.rp-flag,.rp-legend,.rp-sub,.rp-time{font-size:11.5px}
.rp-tick{font-size:11px}
.rp-day,.rp-group,.rp-verb{font-weight:600}
.rp-beside{paint-order:stroke;stroke-width:3px;stroke-linejoin:round}
.rp-beside,.rp-time{white-space:pre}
.rp-flag-solid{font-weight:600}
.rp-done{opacity:.5}
.rp-grid{stroke-width:1}
.rp-grid.rp-strong{stroke-opacity:.45}
.rp-light{fill-opacity:.22;stroke-width:1.2}
.rp-arrow,.rp-tail,.rp-perhaps,.rp-whisker,.rp-bracket,.rp-span,.rp-ghost,.rp-stairs,.rp-left,.rp-zigzag,.rp-outlined{fill:none}
.rp-texture{stroke-opacity:.55}
.rp-hatch-freeze{stroke-opacity:.4}
.rp-shade-outage{fill-opacity:.8}
.rp-row{outline:none}
.rp-row .rp-hit{fill:transparent}
.rp-svg .rp-was{text-decoration:line-through}
.rp-hollow>*{stroke-width:1.25;stroke-dasharray:3 2}`;

function svgColours(colour: (role: Role) => string): string {
  const fill = (role: Role) => `fill:${colour(role)}`;
  const stroke = (role: Role) => `stroke:${colour(role)}`;
  return [
    `.rp-ground,.rp-sign,.rp-flag-solid{${fill('ground')}}`,
    `.rp-tick{${fill('muted')}}`,
    `.rp-title,.rp-day,.rp-group,.rp-label,.rp-verb,.rp-lead,.rp-changed,.rp-ink{${fill('text')}}`,
    `.rp-sub,.rp-time,.rp-detail,.rp-legend,.rp-flag-window,.rp-flag-likely-end,.rp-flag-clock-change{${fill('muted')}}`,
    `.rp-beside{${fill('muted')};${stroke('ground')}}`,
    `.rp-grid{${stroke('grid')}}`,
    `.rp-grid.rp-strong,.rp-edge,.rp-bracket,.rp-span,.rp-tail,.rp-arrow,.rp-ghost,.rp-mark{${stroke('line')}}`,
    `.rp-stripe{${fill('grid')}}`,
    ...(['weekend', 'outside', 'outage', 'freeze'] as const).map((shade) => `.rp-shade-${shade}{${fill(shade)}}`),
    ...FAMILIES.map((family) => `.rp-${family}{${fill(family)}}.rp-edge-${family}{${stroke(family)}}`),
    `.rp-range{${fill('weekend')};${stroke('range')}}`,
    `.rp-milestone{${fill('text')};${stroke('ground')}}`,
    `.rp-flag-milestone{${fill('text')}}`,
    `.rp-hatch,.rp-perhaps,.rp-changed-sign,.rp-texture{${stroke('ground')}}`,
    `.rp-hatch-freeze,.rp-zigzag{${stroke('range')}}`,
    `.rp-whisker,.rp-arrow.rp-hot,.rp-outlined,.rp-mark-milestone{${stroke('text')}}`,
    `.rp-head{${fill('line')}}`,
    `.rp-head.rp-hot{${fill('text')}}`,
    `.rp-stairs{${stroke('decide')}}`,
    `.rp-span-outage,.rp-bracket-outage{${stroke('cut')}}`,
    `.rp-cut-off{${fill('cut')}}`,
    `.rp-mark-no-return,.rp-mark-decision{${stroke('danger')}}`,
    `.rp-decision-text,.rp-flag-ground-no-return,.rp-flag-ground-decision,.rp-error{${fill('danger')}}`,
    `.rp-mark-now{${stroke('now')}}`,
    `.rp-flag-ground-now{${fill('now')}}`,
    `.rp-svg .rp-was,.rp-svg .rp-without{${fill('muted')}}`,
    `.rp-hollow>*{${fill('ground')};${stroke('muted')}}`,
    `.rp-row.rp-here .rp-hit{${fill('focus')};fill-opacity:.16}`,
    `.rp-row:focus-visible .rp-hit{${stroke('focus')};stroke-width:2}`,
  ].join('');
}
