/** The views that are tables, by their ids, and what each is made of. */
import type { Drawn } from '../doubt.ts';
import { findingsByLine } from '../row-findings.ts';
import { approval } from './approval.ts';
import { type Arrangement, arrange } from './arranged.ts';
import { communications } from './communications.ts';
import { coverage } from './coverage.ts';
import { people } from './people.ts';
import { personNight } from './person.ts';
import { runSheet } from './run-sheet.ts';
import type { TableShown } from './shown.ts';
import { pruned, type Table } from './table.ts';

const TABLES = {
  'run-sheet': runSheet,
  coverage,
  people,
  communications,
  summary: approval,
} as const satisfies Readonly<Record<string, (shown: TableShown) => Table>>;

export type TableId = keyof typeof TABLES;

export function isTable(id: string): id is TableId {
  return Object.hasOwn(TABLES, id);
}

/** One person's night. */
export function nightOf(name: string, drawn: Drawn, picture: TableShown['picture']): Table {
  return pruned(personNight({ ...drawn, picture, findingsAt: findingsByLine(drawn.analysis.findings) }, name));
}

export function tableOf(
  id: TableId,
  drawn: Drawn,
  picture: TableShown['picture'],
  arrangement: Arrangement = {},
): Table {
  const table = TABLES[id]({ ...drawn, picture, findingsAt: findingsByLine(drawn.analysis.findings) });
  return arrange(pruned(table), arrangement);
}
