/** What a row is: a step with a verb, a milestone, or the change itself, as trackers and tools for changes call it. */
import { type Cell, textIn } from './cells.ts';

export type WhatItIs =
  | { readonly is: 'step'; readonly verb?: string }
  | { readonly is: 'milestone' }
  /** Of which the other rows are tasks. */
  | { readonly is: 'change' };

/** Every row is one of these: they say nothing of what is done. */
const ANY_WORK =
  /^(?:normal|step|activity|sub-?task|story|user story|bug|issue|work item|change task|aktivität|activité|actividad)$/i;
/** `task` is a verb of ours where a column says what is done, and none where it says of which type the row is. */
const OF_A_TYPE = /type|class|typ\b/i;
const CHANGE = /^change request$/i;

export function whatItIs(cells: readonly Cell[]): WhatItIs {
  const cell = cells.find(({ field, text }) => field === 'verb' && text !== '');
  const said = cell?.text.replaceAll('_', ' ');
  if (said === undefined || ANY_WORK.test(said)) return { is: 'step' };
  if (/^task$/i.test(said) && OF_A_TYPE.test(cell!.head)) return { is: 'step' };
  if (CHANGE.test(said)) return { is: 'change' };
  // Where something takes a while, something is decided or done in it.
  const takes = Number.parseFloat(textIn(cells, 'duration') ?? '0');
  if (/^milestone$/i.test(said)) return takes === 0 ? { is: 'milestone' } : { is: 'step' };
  return { is: 'step', verb: said };
}
