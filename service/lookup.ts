/** From a place of the text to what the plan has there, and from a named thing to all places that mention it. */

import { nameOf } from '../language/parse/names.ts';
import type { Analysis } from '../plan/analysis.ts';
import { childrenOf } from '../plan/children.ts';
import type { Block, Declared, Named, Place, Plan, Position, Range, Release, Step, Time } from '../plan/model.ts';
import { remembering } from '../plan/remembered.ts';
import type { Schedule, ScheduledStep } from '../plan/schedule/model.ts';
import { type Drawn, drawnOf } from '../view/doubt.ts';
import type { PlanFile, SourceFile } from './files/source-file.ts';

export interface NameAt {
  readonly name: string;
  readonly place: Place;
  /** What it stands for; undefined: nothing by that name. */
  readonly target?: Named;
}

/** The name under the cursor, used or declared; the cursor may stand right behind it. */
export function nameAt(plan: Plan, position: Position): NameAt | undefined {
  const reference = plan.references.find((each) => isIn(plan, each.place, position));
  if (reference) return { name: reference.name, place: reference.place, target: reference.target };
  const declared = plan.declarations.find((each) => isIn(plan, each.namePlace, position));
  return declared && { name: declared.name, place: declared.namePlace, target: declared };
}

/** The release whose text holds the position. */
export function releaseAt(plan: Plan, position: Position): Release | undefined {
  return plan.releases.find((release) => isIn(plan, release.place, position));
}

/** The step whose text holds the position; for a `use` line the first step that it wrote. */
export function stepAt(plan: Plan, position: Position): { release: Release; step: Step } | undefined {
  const release = releaseAt(plan, position);
  const steps = release?.steps.filter((step) => isIn(plan, step.usedAt ?? step.place, position)) ?? [];
  const step = innermost(steps);
  return release && step && { release, step };
}

/** The innermost block around the position. */
export function blockAt(plan: Plan, position: Position): Block | undefined {
  const release = releaseAt(plan, position);
  return release && innermost(blocksOf(release).filter((block) => isIn(plan, block.place, position)));
}

/** All blocks of a release, outer ones first. */
export function blocksOf(release: Release): Block[] {
  const below = (block: Block): Block[] => [
    block,
    ...childrenOf(release, block).flatMap((child) => ('children' in child ? below(child) : [])),
  ];
  return release.blocks.flatMap(below);
}

/** The time that is written at a position. */
export function timeAt(release: Release, file: string, position: Position): Time | undefined {
  return timesOf(release).find(({ place }) => place.file === file && contains(place.range, position));
}

/** The model is plain: whatever holds a time, it is found. A release is read once, and then asked at each movement of a mouse. */
const timesOf = remembering<Release, void, readonly Time[]>((release) => {
  const times: Time[] = [];
  const seen = new Set<unknown>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (isTime(value)) times.push(value);
    else for (const part of value instanceof Map ? value.values() : Object.values(value)) collect(part);
  };
  collect(release);
  return times;
});

const TIMES: ReadonlySet<unknown> = new Set<Time['kind']>(['instant', 'clock', 'offset', 'point', 'unknown']);

function isTime(value: object): value is Time {
  return 'kind' in value && TIMES.has(value.kind) && 'id' in value && 'place' in value;
}

/** The schedule of a release of this very analysis: every one of them has one. */
export function scheduleOf(analysis: Analysis, release: Release): Schedule {
  return analysis.schedules[analysis.plan.releases.indexOf(release)]!;
}

export function scheduledStep(analysis: Analysis, release: Release, step: Step): ScheduledStep | undefined {
  return scheduleOf(analysis, release)?.steps[step.id];
}

/** The schedule that is shown of a release, and what of it is in doubt. */
export function drawnIn(file: SourceFile, schedule: Schedule): Drawn {
  return drawnOf(file.analysis, schedule, file.whole?.analysis);
}

/** Two analyses hold different objects for one declaration; its place tells that it is one. */
export function isSame(a: Declared, b: Declared): boolean {
  return samePlace(a.namePlace, b.namePlace);
}

/** All places of a file that mention the target, its declaration included when it is here. */
export function mentions(plan: Plan, target: Named, options = { declaration: true }): Place[] {
  const places = plan.references
    .filter((reference) => reference.target && isSame(reference.target, target))
    .map((reference) => reference.place);
  if (options.declaration && target.namePlace.file === plan.file) places.unshift(target.namePlace);
  return places.filter((place, index) => places.findIndex((other) => samePlace(place, other)) === index);
}

/** The mentions of `target` in all files; its declaration once. */
export function mentionsIn(
  files: readonly PlanFile[],
  target: Named,
  options: { declaration: boolean } = { declaration: true },
): Place[] {
  return files.flatMap((file) => mentions(file.plan, target, options));
}

/** Whether the name is written where the plan says it is declared: `owner mara` declares `owner` by its first word. */
export function isWritten(target: Named, text: string | undefined): boolean {
  return text !== undefined && nameOf(slice(text, target.namePlace.range)) === target.name;
}

/** The text of a range. */
export function slice(text: string, range: Range): string {
  const lines = text.split(/\r\n|\r|\n/);
  if (range.start.line === range.end.line) {
    return (lines[range.start.line] ?? '').slice(range.start.character, range.end.character);
  }
  return [
    (lines[range.start.line] ?? '').slice(range.start.character),
    ...lines.slice(range.start.line + 1, range.end.line),
    (lines[range.end.line] ?? '').slice(0, range.end.character),
  ].join('\n');
}

export function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** Both ends count: a cursor right behind a word is still at the word. */
export function contains(range: Range, position: Position): boolean {
  return compare(range.start, position) <= 0 && compare(position, range.end) <= 0;
}

/** Begins and ends within the other, or with it. */
export function isInside(inner: Range, outer: Range): boolean {
  return contains(outer, inner.start) && contains(outer, inner.end);
}

export function overlaps(a: Range, b: Range): boolean {
  return compare(a.start, b.end) <= 0 && compare(b.start, a.end) <= 0;
}

function isIn(plan: Plan, place: Place, position: Position): boolean {
  return place.file === plan.file && contains(place.range, position);
}

function innermost<T extends { readonly place: Place }>(items: readonly T[]): T | undefined {
  return items.reduce<T | undefined>(
    (best, item) => (!best || compare(item.place.range.start, best.place.range.start) > 0 ? item : best),
    undefined,
  );
}

function samePlace(a: Place, b: Place): boolean {
  return a.file === b.file && compare(a.range.start, b.range.start) === 0 && compare(a.range.end, b.range.end) === 0;
}
