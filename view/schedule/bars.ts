/** The bars of a row: where they begin and end, what stands beside them, and how far they may slip. */
import { isTbd, TBD } from '../../plan/model.ts';
import { perhapsAround } from '../../plan/order/perhaps.ts';
import type { Span } from '../../plan/schedule/model.ts';
import { slides } from '../../plan/taking-time.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';
import { fitText, textWidth } from '../text-width.ts';
import { FAMILY_OF } from '../words/verbs.ts';
import { perhapsWords } from '../words/words.ts';
import { againOf, type Item, type StepItem } from './items.ts';
import { goneTitle, type PanelFrame, type PanelScale, rangeTitle } from './panels/panel-frame.ts';
import type { SceneBar } from './scene.ts';

/** `explained`: what a step says of itself, which all its bars say. */
export function layoutBars(item: Item, at: PanelScale, frame: PanelFrame, explained: string): readonly SceneBar[] {
  if (item.kind === 'step' && !item.gone) return stepBars(item, at, frame, explained);
  return item.spans.map((span): SceneBar => {
    const bar: SceneBar = {
      ...boxOf(span, at),
      ...(item.kind === 'step'
        ? { shape: 'gone', family: FAMILY_OF[item.step.verb], title: goneTitle(item, at) }
        : {
            shape: item.kind === 'range' && span.end === span.start ? 'point' : item.kind,
            family: 'work',
            title: rangeTitle(item, span, at.clock),
          }),
      hatched: item.kind === 'range' && item.what === 'freeze',
      critical: false,
      done: item.kind === 'milestone' && item.milestone.done,
    };
    return { ...bar, text: textBeside(item, span, bar, at, frame) };
  });
}

function stepBars(item: StepItem, at: PanelScale, frame: PanelFrame, explained: string): readonly SceneBar[] {
  const { step, scheduled, spans } = item;
  const again = againOf(frame.schedule, step);
  const flat = isTbd(step.duration) ? 'open' : 'point';
  const first = spans[0] && at.x(spans[0].start);
  const shape = (span: Span) => (step.verb === 'gate' ? 'gate' : span.end === span.start ? flat : 'bar');
  return spans.map((span, index): SceneBar => {
    const box = boxOf(span, at);
    const counts = index === 0 && !at.panel.onCall;
    const slips = counts && scheduled && !scheduled.critical && !step.done && slides(step) && scheduled.totalFloat > 0;
    const bar: SceneBar = {
      ...box,
      shape: shape(span),
      family: FAMILY_OF[step.verb],
      critical: scheduled?.critical ?? false,
      done: step.done,
      perhaps: perhapsAround(step).length > 0 || again.includes(span),
      title: explained,
      ghost: counts ? ghostOf(frame.before?.(step), span, at) : undefined,
      whisker: counts ? beyond(box, frame.risk?.steps[step.id]?.endP80, at) : undefined,
      tail: slips ? beyond(box, scheduled.latestEnd, at) : undefined,
    };
    return index === spans.length - 1 ? { ...bar, text: textBeside(item, span, bar, at, frame, first) } : bar;
  });
}

/** From the end of a bar to a later moment, where that is seen. */
function beyond({ x, width }: Box, until: Instant | undefined, at: PanelScale): SceneBar['tail'] {
  const end = x + width;
  const later = until === undefined ? end : at.x(until);
  return later > end + 2 ? { x: end, width: later - end } : undefined;
}

function ghostOf(before: Span | undefined, now: Span, at: PanelScale): SceneBar['ghost'] {
  if (before && (before.start !== now.start || before.end !== now.end)) return boxOf(before, at);
  return undefined;
}

export interface Box {
  readonly x: number;
  readonly width: number;
  readonly clipped: SceneBar['clipped'];
}

export function boxOf(span: Span, at: PanelScale): Box {
  const x = at.x(span.start);
  const left = span.start < at.panel.from;
  const right = span.end > at.panel.to;
  const width = Math.max(at.x(span.end) - x, span.end > span.start ? 3 : 0);
  return { x, width, clipped: left ? (right ? 'both' : 'left') : right ? 'right' : 'none' };
}

/** Who does it, and what else stands beside its bar. */
export interface Beside {
  /** `priya +2`. */
  readonly who: string;
  /** `25m · only if …`; of a step that has changed with what it was: `45m (was 25m)`. */
  readonly rest: string;
  /** The same without how long it takes, where its bar shows that. */
  readonly least: string;
}

export function besideOf(item: Item, span: Span, frame: PanelFrame): Beside {
  if (item.kind === 'milestone') return { who: '', rest: '', least: '' };
  if (item.kind === 'range') return { who: '', rest: rangeLength(span), least: '' };
  const { step, scheduled } = item;
  const isOpen = isTbd(step.duration);
  const length = isOpen
    ? TBD
    : span.end > span.start
      ? (step.duration?.text ?? describeMinutes(span.end - span.start))
      : '';
  const people = scheduled?.by.length ? scheduled.by : step.by ? [step.by.ref.name] : [];
  const others = new Set([...people.slice(1), ...(scheduled?.with ?? [])]);
  const who = people[0] ? `${people[0]}${others.size > 0 ? ` +${others.size}` : ''}` : '';
  const note = item.gone ? '' : (frame.changed?.(step)?.note ?? '');
  const told = (...parts: readonly string[]) => {
    const text = parts.filter((part) => part !== '').join(' · ');
    return note === '' ? text : `${text} (${note})`.trimStart();
  };
  const more = [perhapsWords(step), step.where ?? ''];
  return {
    who: frame.grouping === 'person' ? '' : who,
    rest: told(length, ...more),
    least: told(isOpen ? TBD : '', ...more),
  };
}

function rangeLength(span: Span): string {
  return Number.isFinite(span.start) && Number.isFinite(span.end) ? describeMinutes(span.end - span.start) : '';
}

/**
 * To the right of the bar, of its float and of its whisker, where there is room; else to the left; then without what else is
 * said than who does it. No word is put over a line that runs through the rows, as long as there is another way.
 */
function textBeside(
  item: Item,
  span: Span,
  bar: Omit<SceneBar, 'text'>,
  at: PanelScale,
  frame: PanelFrame,
  first?: number,
): SceneBar['text'] {
  if (frame.compact) return undefined;
  const { who, rest, least } = besideOf(item, span, frame);
  const joined = (more: string) => [who, more].filter((part) => part !== '').join('  ');
  const whole = joined(rest);
  if (whole === '') return undefined;
  const clear = clearance(bar);
  const end = bar.x + bar.width;
  const right = Math.max(
    end + clear,
    (bar.whisker ? end + bar.whisker.width : end) + 6,
    (bar.tail ? end + bar.tail.width : end) + 6,
  );
  // Of what comes round, all of it is to be clear.
  const left = (first ?? bar.x) - clear;
  const edges = bar.ghost ? [bar.ghost.x, bar.ghost.x + bar.ghost.width] : [];
  for (const isStrict of [true, false]) {
    const lines = isStrict ? [...at.lines, ...edges] : [];
    for (const value of new Set([whole, joined(least) || whole])) {
      const width = textWidth(value, TEXT_SIZE);
      const lead = who;
      if (right + width <= at.chart + 8 && isClear(end + 1, right + width, lines))
        return { x: right, anchor: 'start', value, lead };
      if (left - width >= 0 && isClear(left - width, left + clear - 1, lines))
        return { x: left, anchor: 'end', value, lead };
    }
  }
  const room = at.chart - right;
  const value = fitText(whole, Math.max(room, left), TEXT_SIZE);
  if (value === '') return undefined;
  const lead = value.startsWith(who) ? who : value;
  return room >= left ? { x: right, anchor: 'start', value, lead } : { x: left, anchor: 'end', value, lead };
}

function isClear(from: number, to: number, lines: readonly number[]): boolean {
  return lines.every((line) => line <= from || line >= to);
}

/** How far words stay away from the middle of a shape that has no width, and from the edge of one that has. */
function clearance({ shape, width }: Pick<SceneBar, 'shape' | 'width'>): number {
  if (shape === 'gate') return 13;
  if (shape === 'open') return 22;
  return width === 0 ? 10 : 6;
}

const TEXT_SIZE = 11.5;
