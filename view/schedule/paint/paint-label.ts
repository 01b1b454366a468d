/** The left side of a row: a finding's mark, the time, the shape of the verb, and what it is. */
import type { Severity } from '../../../plan/model.ts';
import { element, escapeText, tooltip } from '../../markup.ts';
import { fitText, textWidth } from '../../text-width.ts';
import { GLYPH } from '../../words/verbs.ts';
import type { Scene, SceneRow } from '../scene.ts';

export function paintLabel(row: SceneRow, scene: Scene): string {
  const middle = row.y + row.height / 2;
  const baseline = middle + 4;
  const right = scene.gutter - (row.sign ? 22 : 10);
  const parts = [
    element('rect', { class: 'rp-hit', x: 0, y: row.y, width: scene.gutter, height: row.height, fill: 'none' }),
  ];
  if (row.sign) parts.push(changeMark(row.sign, scene.gutter - 10, middle));
  if (row.finding) parts.push(findingMark(row.finding.severity, row.finding.text, 11, middle));
  if (row.kind === 'group') {
    parts.push(
      words(row.indent, baseline, right, [
        { text: row.label, style: 'rp-group' },
        { text: row.detail, style: row.doubt ? `rp-detail rp-${row.doubt}` : 'rp-detail' },
      ]),
    );
    return parts.join('') + tooltip(row.description);
  }
  const first = scene.compact ? row.y + 16 : baseline;
  if (row.family) parts.push(glyph(row.family, row.indent - 18, first - 4));
  if (scene.compact) {
    const isMarked = row.doubt && row.time !== '';
    const note = [isMarked ? '' : row.time, row.note].filter((part) => part !== '').join(' · ');
    const time = { text: isMarked ? row.time : '', style: `rp-sub rp-${row.doubt}` };
    parts.push(words(row.indent, row.y + 31, right, [time, { text: note, style: 'rp-sub' }]));
  } else parts.push(element('text', { class: 'rp-time', x: 22, y: baseline }, timeText(row.time, row.doubt)));
  parts.push(
    words(row.indent, first, right, [
      { text: row.verb, style: 'rp-verb' },
      { text: row.done ? `${row.label} ✓` : row.label, style: row.done ? 'rp-detail' : 'rp-label' },
      { text: row.detail, style: 'rp-detail' },
    ]),
  );
  return parts.join('') + tooltip(row.description);
}

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

/** A triangle for what must be repaired, a disc for what is worth knowing; both with a sign inside. */
export function findingMark(severity: Severity, text: string, x: number, y: number): string {
  const [shape, sign] =
    severity === 'information'
      ? [
          element('circle', { class: 'rp-information', cx: x, cy: y, r: 6.5 }),
          `M${x - 1} ${y - 4}h2v2h-2ZM${x - 1} ${y - 1}h2v5h-2Z`,
        ]
      : [
          element('path', { class: `rp-${severity}`, d: `M${x} ${y - 7}l7.5 13.5h-15Z` }),
          `M${x - 1} ${y - 2}h2v4.5h-2ZM${x - 1} ${y + 3.5}h2v1.8h-2Z`,
        ];
  return element('g', {}, shape, element('path', { class: 'rp-sign', d: sign }), tooltip(text));
}
