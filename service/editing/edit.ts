/** Changes of a plan that begin in a picture, a program or an agent: text edits, laid out as the formatter would. */
import type { TextEdit } from '../../language/edit/edits.ts';
import { format } from '../../language/format.ts';
import { withMembers } from '../../plan/findings/findings.ts';
import type { Position, Range } from '../../plan/model.ts';
import type { Found } from '../../plan/what-if/find.ts';
import type { PlanFile, SourceFile } from '../files/source-file.ts';
import { lineEdits } from './line-edits.ts';
import { renamed } from './rename.ts';
import { tick } from './tick.ts';
import { waiverOf } from './waive.ts';

/** Lines and characters count from zero. */
export type PlanChange = LayOut | Tick | Rename | Waive;

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

/** Silences the findings of a check that begin on a line, with a reason, until a day after T. */
export interface Waive {
  readonly kind: 'waive';
  readonly code: string;
  readonly line: number;
  readonly because: string;
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
    case 'waive':
      return waived(file, change);
  }
}

function waived(file: SourceFile, { code, line, because }: Waive): Found<{ readonly edits: readonly TextEdit[] }> {
  const finding = withMembers(file.analysis.findings).find(
    ({ code: own, place, waived }) =>
      own === code && !waived && place.file === file.uri && place.range.start.line === line,
  );
  if (!finding) return { trouble: `There is no finding of ${code} on line ${line + 1}.` };
  if (because.trim() === '' || /["\r\n]/.test(because))
    return { trouble: 'A reason is one line of text without quotation marks.' };
  const edits = waiverOf(file, finding, because);
  return edits ? { edits } : { trouble: `${code} cannot be waived here: repair it.` };
}

export function jsonEdits(edits: readonly TextEdit[], pathOf: (uri: string) => string): JsonEdits {
  return { edits: edits.map(({ file, range, newText }) => ({ path: pathOf(file), range, newText })) };
}
