/** What a table is made of. */
import type { Drawn } from '../doubt.ts';
import type { FindingsAt } from '../row-findings.ts';
import type { ScheduleOptions } from '../schedule/layout.ts';

export interface TableShown extends Drawn {
  readonly findingsAt: FindingsAt;
  readonly picture: Pick<ScheduleOptions, 'zones' | 'now'>;
}
