/** A row of a tracker as an item of the scope. */
import type { Row } from '../../plan/outline/ledger.ts';
import type { OutlineScopeItem } from '../../plan/outline/model.ts';
import { type Cell, textIn } from './cells.ts';
import type { Moments } from './values/moments.ts';
import { peopleIn } from './values/people.ts';
import { statusOf } from './values/status.ts';

export function scopeItem(cells: readonly Cell[], row: Row, moments: Moments): OutlineScopeItem {
  const id = textIn(cells, 'id');
  const title = textIn(cells, 'title');
  const [by] = peopleIn(textIn(cells, 'by'));
  const due = textIn(cells, 'due');
  const dueAt = due === undefined ? undefined : moments.text(due, 'due', row);
  const priority = textIn(cells, 'priority')?.toLowerCase();
  const status = statusOf(textIn(cells, 'status'));
  for (const { text, head, field, always } of cells) {
    const isTaken = field !== undefined && ['id', 'title', 'by', 'due', 'priority', 'status'].includes(field);
    if (text !== '' && !isTaken && always === undefined)
      row.left(`${head} "${text}"`, 'an item of the scope has no place for it');
  }
  for (const note of status.notes) row.left(note, 'an item of the scope is done or not');
  const rank =
    priority === undefined || ['must', 'should', 'could', 'wont'].includes(priority)
      ? (priority ?? 'must')
      : /low|minor|trivial|could|niedrig/.test(priority)
        ? 'could'
        : /medium|should|normal|mittel/.test(priority)
          ? 'should'
          : 'must';
  if (priority !== undefined && priority !== rank) row.guessed(`priority "${priority}" is \`${rank}\``);
  return {
    ...(id !== undefined && { name: id }),
    ...(title !== undefined && { title }),
    priority: rank,
    ...(by !== undefined && { by }),
    ...(dueAt !== undefined && { due: dueAt }),
    ...(status.done && { done: true }),
  };
}
