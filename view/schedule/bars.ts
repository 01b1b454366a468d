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
import { explainStep } from './explain.ts';
import { againOf, type Item, type StepItem } from './items.ts';
import { goneTitle, type PanelFrame, type PanelScale, rangeTitle } from './panels/panel-frame.ts';
import type { SceneBar } from './scene.ts';

export function layoutBars(item: Item, at: PanelScale, frame: PanelFrame): readonly SceneBar[] {
  if (item.kind === 'step' && !item.gone) return stepBars(item, at, frame);
  return item.spans.map((span): SceneBar => {
    const box = boxOf(span, at);
    return {
      ...box,
      ...(item.kind === 'step'
        ? { shape: 'gone', family: FAMILY_OF[item.step.verb], title: goneTitle(item, at) }
        : {
            shape: item.kind === 'range' && span.end === span.start ? 'point' : item.kind,
            family: 'work',
            title: rangeTitle(item, span, at.clock),
          }),
      critical: false,
      done: item.kind === 'milestone' && item.milestone.done,
      text: textBeside(item, span, box, at, frame),
    };
  });
}

function stepBars(item: StepItem, at: PanelScale, frame: PanelFrame): readonly SceneBar[] {
  const { step, scheduled, spans } = item;
  const again = againOf(frame.schedule, step);
  const flat = isTbd(step.duration) ? 'open' : 'point';
  const shape = (span: Span) => (step.verb === 'gate' ? 'gate' : span.end === span.start ? flat : 'bar');
  return spans.map((span, index): SceneBar => {
    const box = boxOf(span, at);
    const counts = index === 0 && !at.panel.onCall;
    const slips = counts && scheduled && !scheduled.critical && !step.done && slides(step) && scheduled.totalFloat > 0;
    const whisker = counts ? beyond(box, frame.risk?.steps[step.id]?.endP80, at) : undefined;
    return {
      ...box,
      shape: shape(span),
      family: FAMILY_OF[step.verb],
      critical: scheduled?.critical ?? false,
      done: step.done,
      perhaps: perhapsAround(step).length > 0 || again.includes(span),
      title: explainStep(frame.release, step, scheduled, spans, at.clock, frame.risk),
      ghost: counts ? ghostOf(frame.before?.(step), span, at) : undefined,
      whisker,
      tail: slips ? beyond(box, scheduled.latestEnd, at) : undefined,
      text: index === spans.length - 1 ? textBeside(item, span, box, at, frame, whisker) : undefined,
    };
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

interface Box {
  readonly x: number;
  readonly width: number;
  readonly clipped: SceneBar['clipped'];
}

function boxOf(span: Span, at: PanelScale): Box {
  const x = at.x(span.start);
  const left = span.start < at.panel.from;
  const right = span.end > at.panel.to;
  const width = Math.max(at.x(span.end) - x, span.end > span.start ? 3 : 0);
  return { x, width, clipped: left ? (right ? 'both' : 'left') : right ? 'right' : 'none' };
}

/** `25m · priya +2`; of a step that has changed with what it was: `45m · priya (was 25m)`. */
export function besideText(item: Item, span: Span, frame: PanelFrame): string {
  if (item.kind === 'milestone') return '';
  if (item.kind === 'range') return rangeLength(span);
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
  const perhaps = perhapsWords(step);
  const text = [length, frame.grouping === 'person' ? '' : who, perhaps, step.where ?? '']
    .filter((part) => part !== '')
    .join(' · ');
  const note = item.gone ? '' : (frame.changed?.(step)?.note ?? '');
  return note === '' ? text : `${text} (${note})`.trimStart();
}

function rangeLength(span: Span): string {
  return Number.isFinite(span.start) && Number.isFinite(span.end) ? describeMinutes(span.end - span.start) : '';
}

/** To the right of the bar where there is room, else to the left, else cut; a compact row has it under its label. */
function textBeside(
  item: Item,
  span: Span,
  box: Box,
  at: PanelScale,
  frame: PanelFrame,
  whisker?: SceneBar['whisker'],
): SceneBar['text'] {
  const text = frame.compact ? '' : besideText(item, span, frame);
  const clear =
    item.kind === 'step' && !item.gone && item.step.verb === 'gate'
      ? 13
      : box.width === 0
        ? isOpenStep(item)
          ? 22
          : 10
        : 6;
  const right = box.x + box.width + (whisker ? whisker.width + 6 : clear);
  const left = box.x - clear;
  const width = textWidth(text, TEXT_SIZE);
  const fitsRight = right + width <= at.chart + 8;
  const fits = fitsRight || width <= left;
  const room = at.chart - right;
  const isRight = fitsRight || (!fits && room >= left);
  const value = fits ? text : fitText(text, Math.max(room, left), TEXT_SIZE);
  return value === '' ? undefined : { x: isRight ? right : left, anchor: isRight ? 'start' : 'end', value };
}

function isOpenStep(item: Item): boolean {
  return item.kind === 'step' && isTbd(item.step.duration);
}

const TEXT_SIZE = 11.5;
