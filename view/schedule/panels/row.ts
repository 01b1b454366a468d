/** One row of a panel: what stands in its column of labels, and its bars. */
import { type Block, isInside, type Step } from '../../../plan/model.ts';
import type { Schedule, Span } from '../../../plan/schedule/model.ts';
import { describeMinutes } from '../../../plan/time/format.ts';
import type { Instant } from '../../../plan/time/model.ts';
import { roundsWords } from '../../dates.ts';
import { SEVERITIES } from '../../row-findings.ts';
import { textWidth } from '../../text-width.ts';
import { promisedOutage, shortMinutes } from '../../words/run-words.ts';
import { FAMILY_OF } from '../../words/verbs.ts';
import { besideOf, boxOf, layoutBars } from '../bars.ts';
import { explainStep } from '../explain.ts';
import type { Item } from '../items.ts';
import type { Row } from '../rows.ts';
import type { RowPlace, SceneBar, SceneRow, SceneStretch } from '../scene.ts';
import { goneTitle, itemWords, type PanelFrame, type PanelScale, rangeTitle, sourceOf } from './panel-frame.ts';
import { extent } from './panels.ts';

/** Where a row is to stand, and the time of the row above it. */
export interface RowSpot {
  readonly y: number;
  readonly height: number;
  readonly before: Instant | undefined;
}

export function layoutRow(row: Row, place: RowSpot, at: PanelScale, frame: PanelFrame): SceneRow {
  if (row.kind === 'group') return groupRow(row, place, at, frame);
  const { item } = row;
  const [first] = item.spans;
  const explained =
    item.kind === 'step' && !item.gone
      ? explainStep(frame.release, item.step, item.scheduled, item.spans, at.clock, frame.risk)
      : '';
  const base = {
    ...wordsOf(item),
    y: place.y,
    level: row.level,
    height: place.height,
    indent: indentOf(row.level),
    time: first ? timeOf(first.start, place.before, at) : 'no time',
    bars: layoutBars(item, at, frame, explained),
    note: noteOf(item, frame),
    done: false,
    critical: false,
  };
  if (item.kind === 'step' && item.gone) {
    // Its line stands in another version of the text: there is nothing to lead to.
    return { ...base, sign: '-', description: goneTitle(item, at) };
  }
  const doubt = marked(isInDoubt(item, frame), frame);
  const finding = frame.findingsAt(item.kind === 'step' ? item.step.place : item.place);
  const read = {
    ...base,
    source: sourceOf(item.place),
    doubt,
    finding,
  };
  const described = (text: string) => [text, ...doubtWords(doubt), ...(finding ? [finding.text] : [])].join('\n');
  if (item.kind === 'step') {
    const { step, scheduled } = item;
    return {
      ...read,
      step: step.id,
      sign: frame.changed?.(step)?.sign,
      done: step.done,
      critical: scheduled?.critical ?? false,
      description: described(explained),
    };
  }
  return {
    ...read,
    ...(item.kind === 'milestone' && { milestone: item.milestone.id }),
    done: item.kind === 'milestone' && item.milestone.done,
    description: described(rangeTitle(item, first, at.clock)),
  };
}

/** How wide the column of labels is to be for all words of a row to stand in it. */
export function labelNeed(row: Row): number {
  if (row.kind === 'group') return 0;
  const { item } = row;
  return indentOf(row.level) + widthOf(wordsOf(item));
}

type Words = Pick<SceneRow, 'kind' | 'family' | 'verb' | 'label' | 'detail'>;

function wordsOf(item: Item): Words {
  return item.kind === 'step' ? stepWords(item.step) : itemWords(item);
}

/** What it is done to, its name, its title: the first of these that it has, and the last. */
function stepWords({ verb, targets, name = '', title = '' }: Step): Words {
  const done = targets.map((target) => target.name).join(', ');
  const [label, detail] = done ? [done, title || name] : [name || title, name && title];
  return { kind: 'step', family: FAMILY_OF[verb], verb, label, detail };
}

function widthOf({ verb, label, detail }: Words): number {
  // Two gaps, and air.
  return textWidth(`${verb}${label}${detail}      `, 12.4);
}

function isInDoubt(item: Item, { doubt }: PanelFrame): boolean {
  if (!doubt) return false;
  if (item.kind === 'step') return doubt.step(item.step);
  return item.kind === 'milestone' ? doubt.milestone(item.milestone) : doubt.has('dates');
}

export function marked(isInDoubt: boolean | undefined, { doubt }: PanelFrame): SceneRow['doubt'] {
  if (!doubt || !isInDoubt) return undefined;
  return doubt.isEarlier ? 'was' : 'without';
}

/** For whoever does not see that it is struck. */
function doubtWords(doubt: SceneRow['doubt']): readonly string[] {
  if (!doubt) return [];
  return [`This is ${doubt === 'was' ? 'what it was: it hangs on' : 'without'} a line that cannot be read.`];
}

function groupRow(
  row: Extract<Row, { kind: 'group' }>,
  { y, height }: RowSpot,
  at: PanelScale,
  frame: PanelFrame,
): SceneRow {
  const { block, label, level, key, folded } = row;
  const isOutage = block?.kind === 'outage';
  const span = block && blockSpan(block, at.panel.items, frame.schedule);
  const length = span && block.kind !== 'messages' ? describeMinutes(span.end - span.start) : '';
  const rounds = block && frame.schedule.cycles[block.id];
  const spans = rounds ?? (span && !UNTIMED.has(block.kind) ? [span] : []);
  const bars = spans.flatMap(({ start, end }): SceneBar | [] => {
    if (end <= start || folded) return [];
    const x = at.x(start);
    return {
      shape: 'group',
      x,
      width: Math.max(at.x(end) - x, 2),
      family: isOutage ? 'change' : 'work',
      critical: false,
      done: false,
      clipped: 'none',
      title: `${label}\n${at.clock.range(start, end)} (${describeMinutes(end - start)})`,
    };
  });
  const told = isOutage
    ? outageWords(span, frame)
    : block?.every
      ? roundsWords(block.every, rounds, at.clock)
      : row.detail;
  const hidden = folded && foldedWords(folded, frame);
  const detail = [told, hidden && hidden.count !== row.detail && hidden.count].filter(Boolean).join(' · ');
  return {
    kind: 'group',
    y,
    level,
    height: rowHeight(row, height, frame),
    indent: level === 0 && !isOutage && !block?.parent ? 22 : indentOf(level) - 16,
    note: '',
    isOutage,
    time: '',
    verb: '',
    label,
    detail,
    done: false,
    critical: false,
    description: [label, told || !length ? detail : length, hidden && `folded: ${hidden.count}`]
      .filter(Boolean)
      .join(', '),
    bars,
    ...(key && { key }),
    ...(folded && { folded: stretches(folded, at), finding: hidden?.finding }),
    ...(block && { doubt: marked(frame.doubt?.block(block), frame), source: sourceOf(block.head) }),
  };
}

/** How many rows a folded group would have, and the worst that is found in one of them. */
function foldedWords(items: readonly Item[], frame: PanelFrame) {
  const count = items.length === 1 ? '1 row' : `${items.length} rows`;
  const found = items.flatMap((item) => frame.findingsAt(item.kind === 'step' ? item.step.place : item.place) ?? []);
  const severity = SEVERITIES.find((one) => found.some((each) => each.severity === one));
  const text = found.map((each) => each.text).join('\n');
  return { count, finding: severity && { severity, text } };
}

/** What lies within a pixel of each other, and is of one kind, is one. */
function stretches(items: readonly Item[], at: PanelScale): readonly SceneStretch[] {
  const all = items
    .flatMap((item) =>
      item.spans.map((span): SceneStretch => {
        const family = item.kind === 'step' ? FAMILY_OF[item.step.verb] : 'work';
        const critical = item.kind === 'step' && (item.scheduled?.critical ?? false);
        const { x, width } = boxOf(span, at);
        return { x, width: Math.max(width, 2), family, critical };
      }),
    )
    .sort((a, b) => a.x - b.x);
  const found: SceneStretch[] = [];
  const ends = new Map<string, number>();
  for (const one of all) {
    const kind = `${one.family} ${one.critical}`;
    const at = ends.get(kind);
    const last = at === undefined ? undefined : found[at]!;
    if (at !== undefined && last && one.x - (last.x + last.width) < 1) {
      found[at] = { ...last, width: Math.max(last.x + last.width, one.x + one.width) - last.x };
    } else {
      ends.set(kind, found.length);
      found.push(one);
    }
  }
  return found;
}

/** Who and how long, for a row without room beside its bar. */
function noteOf(item: Item, frame: PanelFrame): string {
  const [first] = item.spans;
  if (!first) return '';
  const { who, rest } = besideOf(item, first, frame);
  return [who, rest].filter((part) => part !== '').join(' · ');
}

/** What a row takes of the height that those of its panel have. */
export function rowHeight({ kind }: Row, height: number, { compact }: PanelFrame): number {
  return kind === 'group' && compact ? COMPACT_GROUP_HEIGHT : height;
}

/** Where a row stands and what it leads to, without anything of it being drawn. */
export function placeOf(row: Row, y: number, height: number): RowPlace {
  const { level } = row;
  const isGroup = row.kind === 'group';
  const place = isGroup ? row.block?.head : row.item.kind === 'step' && row.item.gone ? undefined : row.item.place;
  return { y, height, level, key: isGroup ? row.key : undefined, source: place && sourceOf(place) };
}

/** It hangs on a line that cannot be read. */
export function isDoubtful(row: Row, frame: PanelFrame): boolean {
  if (!frame.doubt) return false;
  if (row.kind === 'group') return row.block !== undefined && frame.doubt.block(row.block);
  return !(row.item.kind === 'step' && row.item.gone) && isInDoubt(row.item, frame);
}

const COMPACT_GROUP_HEIGHT = 24;

/** `1 h 25 of 1 h 40`: how long users are cut off, of what is promised. */
function outageWords(span: Span | undefined, { release }: PanelFrame): string {
  const length = span ? shortMinutes(span.end - span.start) : '';
  const promised = promisedOutage(release);
  return promised === undefined ? length : `${length} of ${shortMinutes(promised)}`;
}

/** Left edge of labels: the mark of a finding, then the time, a bracket, and the shape of the verb. */
const LABEL_LEFT = 112;
const LEVEL_INDENT = 10;
/** From the left edge of a label to the bracket before the shape of its verb. */
export const BRACKET = 22;

export function indentOf(level: number): number {
  return LABEL_LEFT + level * LEVEL_INDENT;
}

/** Blocks whose length is the clock's, not the plan's: a bar over them would say nothing. */
const UNTIMED: ReadonlySet<string> = new Set(['messages', 'prepare', 'follow-up', 'run', 'rollback', 'play']);

function blockSpan(block: Block, items: readonly Item[], schedule: Schedule): Span | undefined {
  const inside = (item: Item) => item.kind !== 'range' && item.block && isInside(item.block, block);
  return schedule.blocks[block.id] ?? extent(items.filter(inside));
}

/** The day stands where it changes, from row to row. */
function timeOf(start: Instant, before: Instant | undefined, at: PanelScale): string {
  if (!Number.isFinite(start)) return '';
  // A weekday alone is clear for six days; and below a pixel for ten minutes the hour does not help to find the bar.
  return at.panel.kind === 'run' || at.panel.onCall || (at.scale > 0.1 && at.panel.to - at.panel.from < 6 * 1440)
    ? at.clock.timeAfter(start, before)
    : at.clock.day(start);
}
