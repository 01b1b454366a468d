/** Repairs of plans, as `check --fix` makes them: what has one way out and does no harm. */
import type { Repair, Repaired } from '../../language/edit/repair.ts';

export interface JsonRepairs {
  /** The new texts of the files that change. */
  files: { path: string; text: string }[];
  /** What was repaired, in the order it was; lines are those of the text just before. */
  made: JsonRepair[];
  /** What was left as it is, for its repair would have brought another finding. */
  refused: JsonRepair[];
}

export interface JsonRepair {
  /** Of the finding. */
  code: string;
  message: string;
  path: string;
  line: number;
  /** What the repair does. */
  title: string;
  /** Only of several facts that are told, and repaired, as one: how many. */
  repairs?: number;
}

export function jsonRepairs({ texts, made, refused }: Repaired, pathOf: (uri: string) => string): JsonRepairs {
  const one = ({ finding: { code, message, place }, fix: { title, repairs } }: Repair): JsonRepair => {
    const line = place.range.start.line;
    return { code, message, path: pathOf(place.file), line, title, ...(repairs !== undefined && { repairs }) };
  };
  return {
    files: [...texts].map(([uri, text]) => ({ path: pathOf(uri), text })),
    made: made.map(one),
    refused: refused.map(one),
  };
}
