/** Ticks a line of the checklist, or takes the tick back: the word `done` at the end of its statement. */
import { textEdits } from '../../language/edit/edits.ts';
import { tokenizeAgain } from '../../language/parse/parser.ts';
import { rangeOf } from '../../language/parse/tokens.ts';
import type { ChecklistItem, Place, Plan, Range } from '../../plan/model.ts';
import type { PlanFile } from '../files/source-file.ts';

/** Edits of the file that was asked about, or why there are none. */
export type Ticked = { edits: { range: Range; newText: string }[] } | { trouble: string };

/** `line` is where the statement begins, from zero. */
export function tick({ uri, text, plan }: PlanFile, line: number): Ticked {
  const found = tickable(plan).find(({ head }) => head.file === uri && head.range.start.line === line);
  if (!found) return { trouble: `Line ${line + 1} is nothing that can be done.` };
  if (found.isShared) {
    return {
      trouble: 'This step comes from a runbook; its one line here, `use`, stands for all its steps and has no `done`.',
    };
  }
  if (!found.done) {
    const edits = textEdits([{ kind: 'append-clause', place: found.place, text: 'done' }], () => text);
    return { edits: edits.map(({ range, newText }) => ({ range, newText })) };
  }
  const range = wordDone(text, found.place.range);
  return range ? { edits: [{ range, newText: '' }] } : { trouble: `Line ${line + 1} does not say \`done\`.` };
}

interface Tickable {
  readonly head: Place;
  /** The statement with its block. */
  readonly place: Place;
  readonly done: boolean;
  /** A step of a runbook: its line here is a `use`. */
  readonly isShared: boolean;
}

function tickable(plan: Plan): Tickable[] {
  const all: Tickable[] = [];
  const add = ({ head, place, done }: Omit<Tickable, 'isShared'>, isShared: boolean) =>
    all.push({ head, place, done, isShared });
  const addItems = (items: readonly ChecklistItem[], isShared: boolean) => {
    for (const item of items) {
      add({ ...item, head: item.place }, isShared);
      addItems(item.items, isShared);
    }
  };
  for (const release of plan.releases) {
    for (const milestone of release.milestones) add(milestone, false);
    for (const { checklist } of [...release.rehearsals, ...release.uats, ...release.risks]) addItems(checklist, false);
    for (const step of release.steps) {
      add(step, step.usedAt !== undefined);
      addItems(step.checklist, step.usedAt !== undefined);
      for (const one of step.proof?.evidence ?? []) add({ ...one, head: one.place }, step.usedAt !== undefined);
    }
  }
  return all;
}

/** The `done` of the statement itself, before its block, with the space in front of it. */
function wordDone(text: string, { start, end }: Range): Range | undefined {
  let before: Range | undefined;
  for (const token of tokenizeAgain(text).tokens) {
    const range = rangeOf(token);
    if (range.start.line < start.line || (range.start.line === start.line && range.start.character < start.character)) {
      continue;
    }
    if (range.start.line > end.line || token.image === '{') return undefined;
    if (token.tokenType.name === 'done') return { start: before?.end ?? range.start, end: range.end };
    before = range;
  }
  return undefined;
}
