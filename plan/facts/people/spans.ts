/** Spans of time as sets: what they leave open, and what they are together. */
import type { Span } from '../../schedule/model.ts';

/** What of `whole` no span covers, in order. */
export function gapsIn(whole: Span, spans: readonly Span[]): readonly Span[] {
  const gaps: Span[] = [];
  let at = whole.start;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    if (start >= whole.end) break;
    if (start > at) gaps.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (at < whole.end) gaps.push({ start: at, end: whole.end });
  return gaps;
}

/** The same hours, in order, without what lies in another one or goes on with it. */
export function joined(spans: readonly Span[]): readonly Span[] {
  const whole: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = whole.at(-1);
    if (last && span.start <= last.end)
      whole[whole.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else whole.push(span);
  }
  return whole;
}

/** The minutes in them. */
export function minutesIn(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}
