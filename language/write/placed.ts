/** Which block each item stands in, where a file only says when things are: what overlaps is parallel, the rest a sequence. */
import { VERBS } from '../../plan/model.ts';
import { type Ledger, rowOf } from '../../plan/outline/ledger.ts';
import type { Outline, OutlineItem, OutlineSpan } from '../../plan/outline/model.ts';
import { MINUTES_PER_DAY } from '../../plan/time/date.ts';
import { parseEstimate, roughMinutes } from '../../plan/time/duration.ts';
import { formatIso } from '../../plan/time/format.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import { wallTime } from '../../plan/time/zone.ts';
import { everyOf, type Settled } from './items.ts';
import { durationText, instantIn, minutesText, roundedWords } from './values.ts';
import { blockKindOf, verbOf } from './verbs.ts';

const IN_RELEASE = ['prepare', 'run', 'rollback', 'follow-up', 'phase', 'stream', 'play', 'messages'];
const ORDERED = ['run', 'sequence', 'outage', 'rollback'];
const SOME_DAYS = 3 * 1440;

/** Of an item whose end the file says, and whether its length is that between its dates, as nothing else says one. */
const END = Symbol('end');

export function saysEnd(item: OutlineItem): boolean {
  return END in item;
}

export function isFromDates(item: OutlineItem): boolean {
  return (item as { readonly [END]?: string })[END] === 'length';
}

/** Every step in a block of the release, with a length where its start and end say one. @param ledger is told where links and not the page say the order */
export function placed(outline: Outline, ledger: Ledger): readonly OutlineItem[] {
  const zone = outline.zone ?? 'UTC';
  const items = (outline.items ?? []).map((item) => timed(item, zone));
  const isLong = spread(items, zone) > SOME_DAYS;
  const placedItems: OutlineItem[] = [];
  let run: OutlineItem[] | undefined;
  const plain = items.map((one) => kinded(one, isLong));
  const kindedItems = isLong ? besideTheWindow(plain, outline.window, zone) : plain;
  const hasRun = kindedItems.some(({ kind }) => kind === 'run');
  for (const item of kindedItems) {
    if (item.kind === 'milestone' && run === undefined) placedItems.push(item);
    else if (hasRun && run === undefined && isByItself(item)) placedItems.push({ kind: 'messages', items: [item] });
    else if (IN_RELEASE.includes(item.kind ?? 'step')) {
      run = undefined;
      placedItems.push(item);
    } else if (run) run.push(item);
    else {
      run = [item];
      placedItems.push({
        kind: isLong && item.kind === undefined ? 'phase' : 'run',
        items: run,
        ...(isLong && item.kind === undefined && { title: outline.title ?? 'Plan' }),
      });
    }
  }
  const sorting = { zone, ledger };
  return placedItems.map((item, i) => sorted(item, sorting, isInOrder(item) ? placedItems[i - 1] : undefined));
}

/**
 * Steps in no block, of a plan that says its window: those before it are prepared, those behind it follow up. They stand in the order of their times;
 * one without a time stays in front of the next that has one.
 */
function besideTheWindow(
  items: readonly OutlineItem[],
  window: OutlineSpan | undefined,
  zone: Zone,
): readonly OutlineItem[] {
  const [from, to] = [window?.from, window?.to].map((text) => (text === undefined ? undefined : instantIn(text, zone)));
  if (from === undefined || to === undefined || items.some(({ items: inner }) => inner)) return items;
  let next: Instant | undefined;
  const timed = items
    .toReversed()
    .map((item) => {
      next = instantIn(item.start ?? item.at ?? item.due ?? '', zone) ?? next;
      return { item, at: next };
    })
    .toReversed();
  const kindOf = (at: Instant = from) => (at < from ? 'prepare' : at < to ? 'run' : 'follow-up');
  return (['prepare', 'run', 'follow-up'] as const).flatMap((kind) => {
    const inside = timed.filter(({ at }) => kindOf(at) === kind);
    const order = ({ at = Number.POSITIVE_INFINITY }: (typeof inside)[number]) => at;
    const inOrder = inside.toSorted((a, b) => (order(a) === order(b) ? 0 : order(a) - order(b)));
    return inside.length === 0 ? [] : [{ kind, items: inOrder.map(({ item }) => item) }];
  });
}

/** Beside a run that the file has, a step that says when it is stands in the release: a message of the days before. */
function isByItself({ kind = 'step', at, due, notBefore, during, after = [] }: OutlineItem): boolean {
  return kind === 'step' && ([at, due, notBefore, during].some((time) => time !== undefined) || after.length > 0);
}

/** When the run begins and ends, as its steps say; nobody knows when it ends where the last of them only begins. */
export function windowOf(settled: readonly Settled[], zone: Zone): OutlineSpan | undefined {
  const steps = everyOf(settled.filter(({ kind }) => kind === 'run'));
  const moment = (text: string) => instantIn(text, zone) ?? 0;
  const inOrder = (texts: readonly (string | undefined)[]) =>
    texts.filter((text) => text !== undefined).sort((a, b) => moment(a) - moment(b));
  // `at T-2wd` is no time before there is a window.
  const dated = (at: string | undefined) => (instantIn(at ?? '', zone) === undefined ? undefined : at);
  const starts = inOrder(steps.map(({ item }) => item.start ?? dated(item.at)));
  const from = starts[0];
  const to = inOrder(steps.map(({ item }) => item.end)).at(-1);
  if (from === undefined) return undefined;
  return { from, ...(to !== undefined && moment(to) > moment(starts.at(-1)!) && { to }) };
}

/** What has a verb for its kind is a step. A block by a word of its own is a phase of a long plan, and a sequence of a night. */
export function kinded(item: OutlineItem, isLong: boolean): OutlineItem {
  const { kind } = item;
  const items = item.items?.map((inner) => kinded(inner, isLong));
  const inner = items && { items };
  if (kind === undefined || kind === 'step' || kind === 'milestone') return { ...item, ...inner };
  const asVerb = items === undefined ? doneAs(kind) : undefined;
  if (asVerb) return { ...item, kind: 'step', verb: item.verb ?? asVerb };
  const known = blockKindOf(kind);
  if (known) return { ...item, ...inner, kind: known, ...(known !== kind && { title: item.title ?? kind }) };
  if (items === undefined) {
    rowOf(item)?.left(`kind "${kind}"`, 'there is no such kind of item; it is a step');
    return { ...item, kind: 'step' };
  }
  return { ...item, ...inner, kind: isLong ? 'phase' : 'sequence', title: item.title ?? kind };
}

/** `gate`, `deploy`: what holds nothing and is called by what is done is a step. */
function doneAs(kind: string): string | undefined {
  if (VERBS.some((verb) => verb === kind.toLowerCase())) return kind;
  return blockKindOf(kind) ? undefined : verbOf(kind);
}

function timed(item: OutlineItem, zone: Zone): OutlineItem {
  const items = item.items?.map((inner) => timed(inner, zone));
  const [start, end] = [item.start, item.end].map((text) => (text === undefined ? undefined : instantIn(text, zone)));
  const length =
    start !== undefined && end !== undefined && end > start && !items ? betweenText(start, end, zone) : undefined;
  const said = item.duration === undefined ? undefined : durationText(item.duration);
  if (item.duration !== undefined && said === undefined)
    rowOf(item)?.left(`duration "${item.duration}"`, 'it is no length of time; write 45m, 2h or 1d');
  const rounded = said === undefined ? undefined : roundedWords(item.duration!);
  if (rounded) rowOf(item)?.guessed(rounded);
  const duration = said ?? (item.kind === 'milestone' ? undefined : length);
  const { duration: _, ...rest } = item;
  return {
    ...rest,
    ...(duration !== undefined && { duration }),
    ...(item.end !== undefined && { [END]: said === undefined && length !== undefined ? 'length' : 'said' }),
    ...ending(item, start, duration),
    ...(items && { items }),
  };
}

/** Whole days where the clock shows the same hour again, as people say it; these are not always 24 hours. */
function betweenText(start: Instant, end: Instant, zone: Zone): string {
  const days = (wallTime(end, zone) - wallTime(start, zone)) / MINUTES_PER_DAY;
  return Number.isInteger(days) && days > 0 ? `${days}d` : minutesText(end - start);
}

/** Of what has a start and a length. */
function ending(
  { end }: OutlineItem,
  start: number | undefined,
  duration: string | undefined,
): { readonly end?: string } {
  const length = duration === undefined ? undefined : parseEstimate(duration)?.likely;
  if (end !== undefined || start === undefined || length === undefined) return {};
  return { end: formatIso(start + roughMinutes(length), 'UTC') };
}

/** From the first start to the last end, in minutes. */
function spread(items: readonly OutlineItem[], zone: Zone): number {
  const all = (some: readonly OutlineItem[]): OutlineItem[] => some.flatMap((one) => [one, ...all(one.items ?? [])]);
  const moments = all(items).flatMap(({ kind, at, start, end }) =>
    [start, end, kind === 'milestone' ? at : undefined].flatMap((text) => instantIn(text ?? '', zone) ?? []),
  );
  return moments.length === 0 ? 0 : moments.reduce((a, b) => Math.max(a, b)) - moments.reduce((a, b) => Math.min(a, b));
}

interface Sorting {
  readonly zone: Zone;
  readonly ledger: Ledger;
}

/** In a block that goes from top to bottom, what overlaps stands side by side. @param before what has ended when it begins */
function sorted(item: OutlineItem, sorting: Sorting, before?: OutlineItem): OutlineItem {
  if (!item.items) return item;
  const isOrdered = isInOrder(item);
  const items = item.items.map((inner, i, all) =>
    sorted(inner, sorting, isOrdered ? (all[i - 1] ?? before) : undefined),
  );
  if (!isOrdered) return { ...item, items };
  if (isChain(items, before)) return { ...item, items: items.map(({ after: _, ...rest }) => rest) };
  const linked = items.filter(({ after = [] }) => after.length > 0).length;
  const isLinked = 2 * linked >= items.length - 1;
  if (
    isLinked &&
    items.some(({ after = [] }, i) =>
      isElsewhere(
        after.map(({ of }) => of),
        i === 0 ? lastOf(before) : items[i - 1],
      ),
    )
  ) {
    sorting.ledger.file.guessed(
      `links and not the page say the order in "${item.title ?? item.name ?? item.kind}": what stands in it is side by side`,
    );
    return { ...item, items: [{ kind: 'parallel', items }] };
  }
  return { ...item, items: overlapping(items, sorting.zone) };
}

function isInOrder({ kind = '' }: OutlineItem): boolean {
  return ORDERED.includes(kind);
}

/** Every row names the number of the one above, as people fill in a column: the page says the same. */
function isChain(items: readonly OutlineItem[], before: OutlineItem | undefined): boolean {
  return items.every(({ after = [], items: inner }, i) => {
    if (inner) return false;
    const above = i === 0 ? lastOf(before) : items[i - 1];
    const [only, ...others] = after;
    if (only === undefined) return i === 0;
    const isPlain = only.lag === undefined && only.most === undefined && only.side === undefined;
    return others.length === 0 && isPlain && /^\d+$/.test(only.of) && only.of === above?.id;
  });
}

function lastOf(item: OutlineItem | undefined): OutlineItem | undefined {
  return item?.items ? lastOf(item.items.at(-1)) : item;
}

/** It waits for another than the one in front of it, or several begin at once: links and not the page say the order. */
function isElsewhere(after: readonly string[], before: OutlineItem | undefined): boolean {
  if (after.length === 0) return false;
  return after.length > 1 || before === undefined || ![before.id, before.name, before.title].includes(after[0]);
}

function overlapping(items: readonly OutlineItem[], zone: Zone): readonly OutlineItem[] {
  const groups: OutlineItem[][] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    const [start, end] = [item.start, item.end].map((text) => instantIn(text ?? '', zone));
    if (start === undefined || end === undefined || start >= until || item.items) groups.push([item]);
    else groups.at(-1)!.push(item);
    until = end === undefined ? until : Math.max(until, end);
  }
  return groups.map((group) => (group.length === 1 ? group[0]! : { kind: 'parallel', items: group }));
}
