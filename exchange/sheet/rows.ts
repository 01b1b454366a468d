/** A release as rows of a run sheet: one for every step and milestone, in the order of the page, with the block it stands in. */
import type { Outline, OutlineItem } from '../../plan/outline/model.ts';
import type { Zone } from '../../plan/time/model.ts';
import { readWallTime } from '../../plan/time/zone.ts';

export interface SheetRow {
  readonly item: OutlineItem;
  /** `run / outage`. */
  readonly path: string;
}

export function rowsOf(outline: Outline): readonly SheetRow[] {
  return (outline.items ?? []).length === 0 ? [] : inside(outline.items!, []);
}

function inside(items: readonly OutlineItem[], path: readonly string[]): SheetRow[] {
  const counts = new Map<string, number>();
  return items.flatMap((item) => {
    if (!item.items) return [{ item, path: path.join(' / ') }];
    const part = item.name === undefined ? item.kind! : `${item.kind} ${item.name}`;
    const count = (counts.get(part) ?? 0) + 1;
    counts.set(part, count);
    return inside(item.items, [...path, count === 1 ? part : `${part}#${count}`]);
  });
}

/** Concerns somebody: who does it, helps, or is told. */
export function concerns({ item }: SheetRow, name: string, teams: ReadonlyMap<string, readonly string[]>): boolean {
  const texts = [item.by, ...(item.with ?? []), ...(item.verb === 'notify' ? (item.targets ?? []) : []), item.to];
  const named = new Set(texts.flatMap((text) => (text ?? '').split(/[ ,]+/)));
  return named.has(name) || [...teams].some(([team, members]) => named.has(team) && members.includes(name));
}

export function afterText(item: OutlineItem): string {
  return (item.after ?? [])
    .map(({ of, side, lag, most }) => {
      const point = side === undefined ? of : `${of}.${side}`;
      if (most !== undefined) return `${point} + ${lag ?? ''}..${most}`;
      if (lag === undefined) return point;
      return lag.startsWith('-') ? `${point} - ${lag.slice(1)}` : `${point} + ${lag}`;
    })
    .join(', ');
}

/** `at T-5wd; due T-2wd`. */
export function whenText({ at, notBefore, due, during, every }: OutlineItem): string {
  return [
    at && `at ${at}`,
    notBefore && `not before ${notBefore}`,
    due && `due ${due}`,
    during && `during ${during.from ?? ''} .. ${during.to ?? ''}`.trim(),
    every && `every ${every}`,
  ]
    .filter(Boolean)
    .join('; ');
}

/** `2026-12-05 22:00`, as every spreadsheet reads it; with its offset where the clocks go back and show that hour twice. */
export function cellTime(iso: string | undefined, zone: Zone = 'UTC'): string {
  if (iso === undefined) return '';
  const wall = Math.round(Date.parse(`${iso.slice(0, 16)}Z`) / 60_000);
  const offset = readWallTime(wall, zone).kind === 'ambiguous' ? iso.slice(16) : '';
  return iso.slice(0, 16).replace('T', ' ') + offset;
}

/** What is done, in words: the title, else verb and targets. */
export function labelOf({ title, verb, targets, name, kind }: OutlineItem): string {
  return title ?? ([verb, targets?.join(', ')].filter(Boolean).join(' ') || (name ?? kind ?? ''));
}
