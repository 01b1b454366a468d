/** Plain data of one version as the next one has it, in which nothing but places is another. */
import type { Place, Position } from '../place.ts';

/** What stands on this line behind that character stands so many characters farther. */
export interface Move {
  readonly file: string;
  readonly line: number;
  readonly behind: number;
  readonly by: number;
}

/** What has no place that has moved is the very same. */
export function moved<T>(value: T, move: Move): T {
  return move.by === 0 ? value : (movedPart(value, move) as T);
}

function movedPart(value: unknown, move: Move): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return movedList(value, move);
  if (isPlace(value)) return movedPlace(value, move);
  let copy: Record<string, unknown> | undefined;
  for (const name in value) {
    const part = (value as Readonly<Record<string, unknown>>)[name];
    if (typeof part !== 'object' || part === null) continue;
    const now = movedPart(part, move);
    if (now === part) continue;
    copy ??= { ...value };
    copy[name] = now;
  }
  return copy ?? value;
}

function movedList(list: readonly unknown[], move: Move): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const part = list[i];
    const now = movedPart(part, move);
    if (now === part) continue;
    copy ??= [...list];
    copy[i] = now;
  }
  return copy ?? list;
}

function isPlace(value: object): value is Place {
  return 'range' in value && 'file' in value;
}

function movedPlace(place: Place, move: Move): Place {
  const { start, end } = place.range;
  if (place.file !== move.file || start.line > move.line || end.line < move.line) return place;
  const range = { start: movedPosition(start, move), end: movedPosition(end, move) };
  return range.start === start && range.end === end ? place : { ...place, range };
}

function movedPosition(position: Position, { line, behind, by }: Move): Position {
  const { character } = position;
  return position.line === line && character >= behind ? { line, character: character + by } : position;
}
