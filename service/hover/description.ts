import type { Range } from '../../plan/model.ts';

/** What a hover says, and of what. */
export interface Description {
  readonly markdown: string;
  readonly range: Range;
}
