/** The next release of a train: offered where the train, its template and its last release stand, and written as one edit. */
import type { CodeLens, WorkspaceEdit } from 'vscode-languageserver';
import type { Place, Train } from '../../../plan/model.ts';
import { describeInstant } from '../../../plan/time/format.ts';
import type { Instant } from '../../../plan/time/model.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import { type Ahead, aheadOf, plansByName, trainsOf } from '../../../service/trains/ahead.ts';
import type { WrittenPlan } from '../../../service/trains/words.ts';

/** Writes it; the argument is the name of the train, which may be left out where there is one alone. */
export const NEXT = 'releasePlan.next';

export interface NextLensOptions {
  readonly now: Instant;
  /** The client's command that shows a line; its arguments are URI and line, from zero. */
  readonly revealCommand?: string;
}

export function nextLenses(file: SourceFile, { now, revealCommand = '' }: NextLensOptions): CodeLens[] {
  const concerned = trainsOf(file.workspace).flatMap(({ plan, train }) => {
    const template = train.template && plan.names.get(train.template.name);
    if (template?.kind !== 'template') return [];
    const last = train.releases.at(-1)?.ref.name;
    const release = file.plan.releases.find(({ name, place }) => name === last && place.file === file.uri);
    const here = [train.head, template.head, ...(release ? [release.head] : [])].filter((at) => at.file === file.uri);
    return here.length > 0 ? [{ train, here }] : [];
  });
  // Whoever edits another plan does not pay for trains.
  if (concerned.length === 0) return [];
  const plans = plansByName(file.workspace);
  return concerned.flatMap(({ train, here }) => {
    const ahead = aheadOf(train, plans, now);
    return here.flatMap((at) => lens(train, ahead, at) ?? []);
  });

  function lens(train: Train, ahead: Ahead | undefined, { range }: Place): CodeLens | undefined {
    if (!ahead?.departure) return undefined;
    const { cadence, departure, there } = ahead;
    const at = describeInstant(departure.at, cadence.zone);
    if (!there) {
      const title = `write the next release of ${train.name}, ${at}`;
      return { range, command: { title, command: NEXT, arguments: [train.name] } };
    }
    const { name } = there.line.ref;
    // It is that one itself.
    if (plans.get(name)?.release.head.range === range) return undefined;
    const shown = plans.get(name)?.release.head ?? there.line.place;
    return {
      range,
      command: {
        title: `next: ${name}, ${at}`,
        command: revealCommand,
        arguments: [shown.file, shown.range.start.line],
      },
    };
  }
}

/** The new file with its text, and the line of the train that names it. */
export function nextEdit({ uri, text, edits }: Pick<WrittenPlan, 'uri' | 'text' | 'edits'>): WorkspaceEdit {
  const start = { line: 0, character: 0 };
  const changed = [...new Set(edits.map(({ file }) => file))].map((file) => ({
    textDocument: { uri: file, version: null },
    edits: edits.filter((edit) => edit.file === file).map(({ range, newText }) => ({ range, newText })),
  }));
  return {
    documentChanges: [
      { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
      ...changed,
    ],
  };
}
