/**
 * Which stretch of time is drawn at which scale.
 *
 * The run is hours, what comes before it weeks: on one axis the run would be a hair. So every run has a panel, what
 * lies before, between and after has panels of its own, and what only happens when called counts from the call.
 */
import { append } from '../../../plan/grouped.ts';
import { type Block, type Release, rootBlock } from '../../../plan/model.ts';
import type { Schedule, Span, WindowSpan } from '../../../plan/schedule/model.ts';
import { countsFromT } from '../../../plan/schedule/relative.ts';
import type { Instant } from '../../../plan/time/model.ts';
import { type Item, isOnCall, type RangeItem, runBlocks } from '../items.ts';

export interface Panel {
  readonly kind: 'before' | 'run' | 'between' | 'after' | 'on-call' | 'plan';
  readonly title: string;
  readonly from: Instant;
  readonly to: Instant;
  /** What it is about: `from .. to` without the air at its edges. */
  readonly core: Span;
  /** Its times count from `from`. */
  readonly onCall: boolean;
  readonly items: readonly Item[];
}

export function panelsOf(release: Release, schedule: Schedule, items: readonly Item[]): readonly Panel[] {
  const called = new Map<Block, Item[]>();
  const counted: Item[] = [];
  const apart: Item[] = [];
  for (const item of items) {
    const root = item.kind !== 'range' && item.block ? rootBlock(item.block) : undefined;
    if (root && isOnCall(root)) append(called, root, item);
    else (hasDate(schedule, item) ? apart : counted).push(item);
  }
  const panels = [...apartPanels(apart), ...datedPanels(release, schedule, counted)];
  // On the scale of the run, so that the eye can compare: a rollback of ten minutes is a short bar.
  const run = panels.find((panel) => panel.kind === 'run');
  const length = run ? run.core.end - run.core.start : 0;
  return [...panels, ...[...called].map(([block, members]) => onCallPanel(block, members, length))];
}

/** While the release has no date, what has one of its own is not on the scale of what counts from T. */
function hasDate(schedule: Schedule, { spans }: Item): boolean {
  const [first] = spans;
  return schedule.T === undefined && first !== undefined && !countsFromT(first.start) && !countsFromT(first.end);
}

function apartPanels(items: readonly Item[]): readonly Panel[] {
  const span = extent(items.filter((item) => !isBackground(item)));
  const panel = span && makePanel('plan', 'Dated', items, span);
  return panel ? [panel] : [];
}

function datedPanels(release: Release, schedule: Schedule, items: readonly Item[]): readonly Panel[] {
  const runs = runStretches(release, schedule, items);
  if (runs.length === 0) {
    // Of a plan in which nothing has a time yet the page is that of its date.
    const start = schedule.T ?? 0;
    const panel = makePanel('plan', 'The plan', items, extent(items) ?? { start, end: start + 60 });
    return panel ? [panel] : [];
  }
  const panels: (Panel | undefined)[] = [];
  const timeless = items.filter(homeless);
  const first = runs[0]!;
  const last = runs.at(-1)!;
  const gaps: { kind: Panel['kind']; title: string; start: Instant; end: Instant }[] = [
    { kind: 'before', title: 'Before', start: Number.NEGATIVE_INFINITY, end: first.start },
  ];
  for (let i = 1; i < runs.length; i++) {
    gaps.push({ kind: 'between', title: 'Between', start: runs[i - 1]!.end, end: runs[i]!.start });
  }
  gaps.push({ kind: 'after', title: 'After', start: last.end, end: Number.POSITIVE_INFINITY });

  for (const [i, gap] of gaps.entries()) {
    const here = partsOf(items, (item, span) => isInGap(item, span, gap, runs));
    const own = extent(here.filter((item) => !isBackground(item)));
    const waiting = gap.kind === 'before' ? timeless.filter((item) => !belongsToRun(item, release)) : [];
    if (own || waiting.length > 0) {
      // What began during the run and ends long after it is drawn where it ends, from where it began.
      const start = Number.isFinite(gap.start)
        ? Math.max(Math.min(gap.start, own?.start ?? gap.start), runs[i - 1]?.start ?? gap.start)
        : (own?.start ?? first.start - 1440);
      const end = Number.isFinite(gap.end) ? gap.end : (own?.end ?? last.end + 1440);
      panels.push(makePanel(gap.kind, gap.title, [...here, ...waiting], { start: Math.min(start, end), end }));
    }
    const run = runs[i];
    if (run) {
      const members = partsOf(items, (item, span) => isInRun(item, span, run));
      const lost = i === 0 ? timeless.filter((item) => belongsToRun(item, release)) : [];
      panels.push(makePanel('run', run.title, [...members, ...lost], run));
    }
  }
  return panels.filter((panel) => panel !== undefined);
}

function makePanel(kind: Panel['kind'], title: string, items: readonly Item[], span: Span): Panel | undefined {
  if (items.length === 0) return undefined;
  const length = Math.max(span.end - span.start, 10);
  // The air lets labels stand beside the first and the last bar.
  const air = kind === 'run' || kind === 'on-call' ? length * 0.02 : length * 0.03;
  const from = Math.floor(span.start - (kind === 'on-call' ? 0 : air));
  return {
    kind,
    title,
    onCall: kind === 'on-call',
    items,
    core: { start: span.start, end: span.start + length },
    from,
    to: Math.ceil(span.start + length + air),
  };
}

function onCallPanel(block: Block, items: readonly Item[], length: number): Panel {
  const own = extent(items) ?? { start: 0, end: 60 };
  const span = { start: own.start, end: Math.max(own.end, own.start + length) };
  const word = block.follows ? `After ${block.follows.name}:` : block.kind === 'rollback' ? 'Rollback' : 'Play';
  const title = `${word}${block.name ? ` ${block.name}` : ''}`;
  return makePanel('on-call', block.title ? `${title}: ${block.title}` : title, items, span)!;
}

interface Stretch extends Span {
  readonly title: string;
}

/** The runs with their windows, those that overlap or follow within half a day taken together. */
function runStretches(release: Release, schedule: Schedule, items: readonly Item[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const block of runBlocks(release)) {
    const run =
      schedule.blocks[block.id] ??
      extent(
        items.filter((item) => item.kind !== 'range' && item.block !== undefined && rootBlock(item.block) === block),
      );
    if (!run) continue;
    const window = Object.values(schedule.windows).find(
      (one) => one.start < run.end && (one.end ?? run.end) > run.start,
    );
    found.push({ ...withWindow(run, window), title: block.title ?? (block.name ? `Run ${block.name}` : 'The run') });
  }
  // Growing may make two of them meet.
  const grown = joined(found, 720).map((stretch) => withNeighbours(stretch, items));
  return joined(grown, 0);
}

/** Stretches that overlap, or leave no more than `gap` minutes between them, as one. */
function joined(stretches: readonly Stretch[], gap: number): readonly Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of [...stretches].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && stretch.start - last.end <= gap) {
      result[result.length - 1] = { ...last, end: Math.max(last.end, stretch.end) };
    } else result.push(stretch);
  }
  return result;
}

/** A window far longer than its run would make the run a hair again: then only the run is drawn, with air. */
function withWindow(run: Span, window: WindowSpan | undefined): Span {
  const length = Math.max(run.end - run.start, 10);
  if (!window) return { start: run.start, end: run.end + length * 0.1 };
  const whole = {
    start: Math.min(run.start, window.start),
    end: Math.max(run.end, window.end ?? run.end + length * 0.1),
  };
  if (whole.end - whole.start <= length * 8) return whole;
  return { start: Math.max(whole.start, run.start - length), end: Math.min(whole.end, run.end + length) };
}

/** What happens within half a run's length before or after it belongs to the night and is drawn with it. */
function withNeighbours(stretch: Stretch, items: readonly Item[]): Stretch {
  const reach = (stretch.end - stretch.start) / 2;
  let { start, end } = stretch;
  for (const item of items) {
    if (item.kind === 'range') continue;
    for (const span of item.spans) {
      if (span.start >= stretch.start - reach && span.end <= stretch.end + reach) {
        start = Math.min(start, span.start);
        end = Math.max(end, span.end);
      }
    }
  }
  return { ...stretch, start, end };
}

function isInRun(item: Item, span: Span, run: Span): boolean {
  if (item.kind !== 'range') return span.start >= run.start && span.start <= run.end && span.end <= run.end;
  // Hypercare outlives the night: it is drawn where it ends.
  if (outlivesRun(item)) return span.start < run.end && span.end > run.start && span.end <= run.end;
  return span.start < run.end && span.end > run.start;
}

function isInGap(item: Item, span: Span, gap: Span, runs: readonly Span[]): boolean {
  if (isBackground(item)) return span.start < gap.end && span.end > gap.start;
  if (item.kind === 'range') {
    const inRun = runs.some((run) => isInRun(item, span, run));
    if (item.isOfNight && inRun) return false;
    if (outlivesRun(item)) return !inRun && span.end > gap.start && span.end <= gap.end;
    return span.start < gap.end && span.end > gap.start;
  }
  if (runs.some((run) => isInRun(item, span, run))) return false;
  const endsInRun = runs.some((run) => span.end > run.start && span.end <= run.end);
  return endsInRun ? span.start >= gap.start && span.start < gap.end : span.end > gap.start && span.end <= gap.end;
}

function outlivesRun({ what, isOfNight }: RangeItem): boolean {
  return !isOfNight && (what === 'hypercare' || what === 'roster');
}

/** The items with those of their spans that fit, without the ones of which none does. */
function partsOf(items: readonly Item[], fits: (item: Item, span: Span) => boolean): readonly Item[] {
  const found: Item[] = [];
  for (const item of items) {
    const own = item.spans.filter((span) => fits(item, span));
    if (own.length > 0) found.push(own.length === item.spans.length ? item : { ...item, spans: own });
  }
  return found;
}

/** Freezes and events may last for ever: they are shown where something else is, and stretch no axis. */
function isBackground(item: Item): boolean {
  return item.kind === 'range' && (item.what === 'freeze' || item.what === 'maintenance' || item.what === 'event');
}

/** Steps and milestones that could not be scheduled still have a row. */
function homeless(item: Item): boolean {
  return item.spans.length === 0 && item.kind !== 'range';
}

function belongsToRun(item: Item, release: Release): boolean {
  if (item.kind === 'range' || !item.block) return false;
  const root = rootBlock(item.block);
  return root.kind === 'run' && release.blocks.includes(root);
}

/** From the first start to the last end that is known. */
export function extent(items: readonly Item[]): Span | undefined {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    for (const span of item.spans) {
      if (Number.isFinite(span.start)) start = Math.min(start, span.start);
      if (Number.isFinite(span.end)) end = Math.max(end, span.end);
    }
  }
  return start <= end ? { start, end } : undefined;
}
