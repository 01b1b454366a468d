/** When a row begins and ends, by all of its columns that say so. */
import type { Row } from '../../../plan/outline/ledger.ts';
import type { OutlineItem } from '../../../plan/outline/model.ts';
import { type Cell, textIn } from '../cells.ts';
import type { Moments } from './moments.ts';

/** @param begin where no column is its start: that a column of other things says */
export function timesIn(
  cells: readonly Cell[],
  moments: Moments,
  row: Row,
  begin?: string,
): Pick<OutlineItem, 'start' | 'end'> {
  return moments.timesOf(
    {
      start: textIn(cells, 'start') ?? begin,
      date: textIn(cells, 'date'),
      time: textIn(cells, 'time'),
      end: textIn(cells, 'end'),
      endDate: textIn(cells, 'end date'),
      endTime: textIn(cells, 'end time'),
    },
    row,
  );
}
