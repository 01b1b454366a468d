/** Changes of a plan that begin in a picture, a program or an agent: text edits, laid out as the formatter would. */
import type { TextEdit } from '../language/edits.ts';
import { format } from '../language/format.ts';
import type { Position, Range } from '../plan/model.ts';
import type { Found } from '../plan/what-if/find.ts';
import { lineEdits } from './line-edits.ts';
import { renamed } from './rename.ts';
import type { PlanFile, SourceFile } from './source-file.ts';
import { tick } from './tick.ts';

/** Lines and characters count from zero. */
export type PlanChange = LayOut | Tick | Rename;

/** The canonical layout. */
export interface LayOut {
  readonly kind: 'format';
}

/** Ticks what begins on a line, or takes the tick back. */
export interface Tick {
  readonly kind: 'tick';
  readonly line: number;
}

/** Gives what is named at a place another name, wherever it is mentioned. */
export interface Rename {
  readonly kind: 'rename';
  readonly position: Position;
  readonly name: string;
}

export interface JsonEdits {
  edits: JsonEdit[];
}

export interface JsonEdit {
  path: string;
  range: Range;
  newText: string;
}

/** `files`: all of the workspace, the one that is changed included. */
export function editsFor(
  file: SourceFile,
  change: PlanChange,
  files: readonly PlanFile[],
): Found<{ readonly edits: readonly TextEdit[] }> {
  const here = (edits: readonly Omit<TextEdit, 'file'>[]) => ({
    edits: edits.map((one) => ({ file: file.uri, ...one })),
  });
  switch (change.kind) {
    case 'format':
      return here(lineEdits(file.text, format(file.text)));
    case 'tick': {
      const ticked = tick(file, change.line);
      return 'trouble' in ticked ? ticked : here(ticked.edits);
    }
    case 'rename':
      return renamed(file, change.position, change.name, files);
  }
}

export function jsonEdits(edits: readonly TextEdit[], pathOf: (uri: string) => string): JsonEdits {
  return { edits: edits.map(({ file, range, newText }) => ({ path: pathOf(file), range, newText })) };
}
