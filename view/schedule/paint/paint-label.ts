/** The left side of a row: a finding's mark, the time, the shape of the verb, and what it is. */
import type { Severity } from '../../../plan/model.ts';
import { element, escapeText, tooltip } from '../../markup.ts';
import { fitText, textWidth } from '../../text-width.ts';
import { GLYPH } from '../../words/verbs.ts';
import type { Scene, SceneRow } from '../scene.ts';

/** `canFold`: a group has a sign before its words by which it is folded. */
export function paintLabel(row: SceneRow, scene: Scene, canFold = false): string {
  const middle = row.y + (scene.compact && row.kind !== 'group' ? 12 : row.height / 2);
  const baseline = middle + 4;
  const note = scene.compact && row.note !== '' ? fitText(row.note, scene.gutter * 0.3, 11.5) : '';
  const right = scene.gutter - (row.sign ? 22 : 8) - (note === '' ? 0 : textWidth(note, 11.5) + 6);
  const parts = [hitBox(row, scene.gutter)];
  if (row.sign) parts.push(changeMark(row.sign, scene.gutter - 10, middle));
  if (row.finding) parts.push(findingMark(row.finding.severity, row.finding.text, 10, middle));
  if (row.kind === 'group') {
    const tone = row.isOutage ? ' rp-cut-off' : '';
    const folds = canFold && row.key !== undefined;
    const indent = folds ? row.indent + FOLD_MARK : row.indent;
    if (folds) parts.push(foldMark(row.folded !== undefined, indent, middle));
    parts.push(
      words(indent, baseline, right, [
        { text: row.label, style: `rp-group${tone}` },
        { text: row.detail, style: row.doubt ? `rp-detail rp-${row.doubt}` : `rp-detail${tone}` },
      ]),
    );
    return parts.join('');
  }
  if (note !== '') {
    const x = scene.gutter - (row.sign ? 18 : 4);
    parts.push(element('text', { class: 'rp-sub', x, y: baseline, 'text-anchor': 'end' }, escapeText(note)));
  }
  if (row.family) parts.push(glyph(row.family, row.indent - 18, middle));
  parts.push(
    element(
      'text',
      { class: 'rp-time', x: TIME_RIGHT, y: baseline, 'text-anchor': 'end' },
      timeText(row.time, row.doubt),
    ),
    words(row.indent, baseline, right, [
      { text: row.verb, style: 'rp-verb' },
      { text: row.done ? `${row.label} ✓` : row.label, style: row.done ? 'rp-detail' : 'rp-label' },
      { text: row.detail, style: 'rp-detail' },
    ]),
  );
  return parts.join('');
}

/** All of a row: what is pointed at, and lit where the cursor stands. */
export function hitBox({ y, height }: SceneRow, width: number): string {
  return element('rect', { class: 'rp-hit', x: 0, y, width, height, fill: 'none' });
}

/** Its room. */
const FOLD_MARK = 12;

/** A triangle that leads down to what is shown, or right to what is folded. */
function foldMark(isFolded: boolean, indent: number, middle: number): string {
  const d = isFolded ? `M${indent - 11} ${middle - 4}v8l5 -4Z` : `M${indent - 13} ${middle - 2.5}h8l-4 5Z`;
  return element('path', { class: 'rp-ink rp-fold-mark', d });
}

/** The column of the times, behind that of the marks of findings. */
const TIME_RIGHT = 86;

/** A time as markup: struck where it is what it was, with a question mark where a line is missing from it. */
export function timeText(text: string, doubt: SceneRow['doubt']): string {
  if (!doubt || text === '') return escapeText(text);
  return element('tspan', { class: `rp-${doubt}` }, escapeText(doubt === 'was' ? text : `${text} ?`));
}

/** One line of differently styled words. They flow, so that a wider font moves them instead of stacking them. */
function words(
  x: number,
  y: number,
  right: number,
  parts: readonly { readonly text: string; readonly style: string }[],
): string {
  let room = right - x;
  const spans: string[] = [];
  for (const { text, style } of parts) {
    // What is cut to a letter or two says nothing: it is in the tooltip.
    if (text === '' || room < 24) continue;
    const shown = fitText(text, room, 12.4);
    room -= textWidth(shown, 12.4) + 5;
    spans.push(element('tspan', { class: style }, escapeText(shown)));
  }
  return element('text', { x, y }, spans.join(' '));
}

/** A square with the sign that people know from differences of text: what is new, gone, or something else. */
function changeMark(sign: '+' | '-' | '~', x: number, middle: number): string {
  const d = {
    '+': `M${x - 3.5} ${middle}h7m-3.5 -3.5v7`,
    '-': `M${x - 3.5} ${middle}h7`,
    '~': `M${x - 4} ${middle + 1}q2 -4 4 -1t4 -1`,
  }[sign];
  return (
    element('rect', { class: 'rp-changed', x: x - 6, y: middle - 6, width: 12, height: 12, rx: 2.5 }) +
    element('path', { class: 'rp-changed-sign', d, 'stroke-width': 1.75, fill: 'none' })
  );
}

/** The shape of a family, its middle at `x + 6`, `middle`. */
export function glyph(family: keyof typeof GLYPH, x: number, middle: number): string {
  return element('path', { class: `rp-${family}`, transform: `translate(${x} ${middle - 6})`, d: GLYPH[family] });
}

/**
 * An octagon for what must be repaired, a triangle for what should be looked at, a disc for what is worth knowing; each with
 * a sign inside, all in the colour of text: the one red of the picture is for the moment to decide by.
 */
export function findingMark(severity: Severity, text: string, x: number, y: number): string {
  return element('g', { class: `rp-mark-${severity}` }, ...MARK_OF[severity](x, y), tooltip(text));
}

const MARK_OF: Readonly<Record<Severity, (x: number, y: number) => readonly string[]>> = {
  error: (x, y) => [
    element('path', { class: 'rp-ink', d: `M${x - 2.7} ${y - 6.5}h5.4l3.8 3.8v5.4l-3.8 3.8h-5.4l-3.8 -3.8v-5.4Z` }),
    element('path', { class: 'rp-sign', d: `M${x - 1} ${y - 4}h2v4.8h-2ZM${x - 1} ${y + 2}h2v2h-2Z` }),
  ],
  warning: (x, y) => [
    element('path', { class: 'rp-outlined', d: `M${x} ${y - 6}l6.5 11.5h-13Z`, 'stroke-width': 1.4 }),
    element('path', { class: 'rp-ink', d: `M${x - 0.8} ${y - 2}h1.6v4h-1.6ZM${x - 0.8} ${y + 3}h1.6v1.5h-1.6Z` }),
  ],
  information: (x, y) => [
    element('circle', { class: 'rp-outlined', cx: x, cy: y, r: 5.5, 'stroke-width': 1.4 }),
    element('path', { class: 'rp-ink', d: `M${x - 0.8} ${y - 3.2}h1.6v1.6h-1.6ZM${x - 0.8} ${y - 0.6}h1.6v3.8h-1.6Z` }),
  ],
};
