/** The bars of a row: where they begin and end, what stands beside them, and how far they may slip. */
import type { StepRisk } from '../../plan/risk/model.ts';
import type { Span } from '../../plan/schedule/model.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import { fitText, textWidth } from '../text-width.ts';
import { FAMILY_OF } from '../verbs.ts';
import { explainStep } from './explain.ts';
import type { Item, StepItem } from './items.ts';
import { goneTitle, type PanelFrame, type PanelScale, rangeTitle } from './panel-frame.ts';
import { rangeWord } from './rows.ts';
import type { SceneBar } from './scene.ts';

export function layoutBars(item: Item, at: PanelScale, frame: PanelFrame): readonly SceneBar[] {
  if (item.kind === 'step') return item.gone ? goneBars(item, at, frame) : stepBars(item, at, frame);
  return item.spans.map((span): SceneBar => {
    const word = item.kind === 'milestone' ? 'milestone' : rangeWord(item);
    const label = item.kind === 'milestone' ? (item.milestone.title ?? item.milestone.name) : item.name;
    const box = boxOf(span, at);
    return {
      ...box,
      shape: item.kind === 'milestone' ? 'milestone' : 'range',
      family: 'work',
      critical: false,
      done: item.kind === 'milestone' && item.milestone.done,
      title: rangeTitle(word, label, span, at.clock),
      text: frame.compact ? undefined : textBeside(besideText(item, span, frame), box, at),
    };
  });
}

function goneBars(item: StepItem, at: PanelScale, frame: PanelFrame): readonly SceneBar[] {
  return item.spans.map((span): SceneBar => {
    const box = boxOf(span, at);
    return {
      ...box,
      shape: 'gone',
      family: FAMILY_OF[item.step.verb],
      critical: false,
      done: false,
      title: goneTitle(item, at),
      text: frame.compact ? undefined : textBeside(besideText(item, span, frame), box, at),
    };
  });
}

function stepBars(item: StepItem, at: PanelScale, frame: PanelFrame): readonly SceneBar[] {
  const { step, scheduled } = item;
  const first = item.spans[0];
  return item.spans.map((span, index): SceneBar => {
    const box = boxOf(span, at);
    const isLast = index === item.spans.length - 1;
    const zero = span.end === span.start;
    const slips =
      scheduled && !scheduled.critical && !step.done && span === first && !at.panel.onCall && scheduled.totalFloat > 0;
    const tailEnd = slips ? at.x(scheduled.latestEnd) : 0;
    const whisker = span === first && !at.panel.onCall ? whiskerOf(frame.risk?.steps[step.index], box, at) : undefined;
    return {
      ...box,
      shape: step.verb === 'gate' ? 'gate' : zero ? 'point' : 'bar',
      family: FAMILY_OF[step.verb],
      critical: scheduled?.critical ?? false,
      done: step.done,
      title: explainStep(step, scheduled, item.spans, at.clock, frame.risk),
      ghost: span === first && !at.panel.onCall ? ghostOf(frame.before?.(step), span, at) : undefined,
      whisker,
      tail:
        slips && tailEnd > box.x + box.width + 2
          ? { x: box.x + box.width, width: tailEnd - box.x - box.width }
          : undefined,
      text:
        isLast && !frame.compact
          ? textBeside(besideText(item, span, frame), box, at, step.verb === 'gate', whisker)
          : undefined,
    };
  });
}

function whiskerOf(risk: StepRisk | undefined, { x, width }: Box, at: PanelScale): SceneBar['whisker'] {
  const end = x + width;
  const likely = risk ? at.x(risk.endP80) : end;
  return likely > end + 2 ? { x: end, width: likely - end } : undefined;
}

function ghostOf(before: Span | undefined, now: Span, at: PanelScale): SceneBar['ghost'] {
  if (!before || (before.start === now.start && before.end === now.end)) return undefined;
  const { x, width } = boxOf(before, at);
  return { x, width };
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
  const length = span.end > span.start ? (step.duration?.text ?? describeMinutes(span.end - span.start)) : '';
  const people = scheduled?.by.length ? scheduled.by : step.by ? [step.by.ref.name] : [];
  const others = new Set([...people.slice(1), ...(scheduled?.with ?? [])]);
  const who = people[0] ? `${people[0]}${others.size > 0 ? ` +${others.size}` : ''}` : '';
  const text = [length, frame.grouping === 'person' ? '' : who].filter((part) => part !== '').join(' · ');
  const note = item.gone ? '' : (frame.changed?.(step)?.note ?? '');
  return note === '' ? text : `${text} (${note})`.trimStart();
}

function rangeLength(span: Span): string {
  return Number.isFinite(span.start) && Number.isFinite(span.end) ? describeMinutes(span.end - span.start) : '';
}

/** To the right of the bar where there is room, else to the left, else cut. */
function textBeside(
  text: string,
  box: Box,
  at: PanelScale,
  isGate = false,
  whisker?: SceneBar['whisker'],
): SceneBar['text'] {
  if (text === '') return undefined;
  const width = textWidth(text, TEXT_SIZE);
  const clear = isGate ? 13 : box.width === 0 ? 10 : 6;
  const right = box.x + box.width + (whisker ? whisker.width + 6 : clear);
  if (right + width <= at.chart + 8) return { x: right, anchor: 'start', value: text };
  if (box.x - clear - width >= 0) return { x: box.x - clear, anchor: 'end', value: text };
  const value = fitText(text, Math.max(at.chart - right, box.x - clear), TEXT_SIZE);
  if (value === '') return undefined;
  return at.chart - right >= box.x - clear
    ? { x: right, anchor: 'start', value }
    : { x: box.x - clear, anchor: 'end', value };
}

const TEXT_SIZE = 11.5;
