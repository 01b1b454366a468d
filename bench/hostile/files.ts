/** Every kind of file that a reader could be made to choke on, one of each. `test/exchange/hostile.test.ts` holds what is said of them. */
import { TEXTS } from './texts.ts';
import { WORKBOOKS } from './workbooks.ts';

export interface Hostile {
  /** `xlsx rows: 1,000,000`. */
  readonly name: string;
  /** Its name says what format it is. */
  readonly file: string;
  readonly make: () => Uint8Array | string;
}

export const HOSTILE: readonly Hostile[] = [
  { name: 'an ordinary run sheet', file: 'plan.csv', make: () => 'Task,Owner,Duration\nStop the shop,Mara Lind,10\n' },
  ...WORKBOOKS,
  ...TEXTS,
];
