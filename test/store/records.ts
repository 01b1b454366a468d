/** Records of plans as stores hold them, for tests. */
import type { Asked } from '../../plan/facts/across/asked.ts';
import type { ToldElsewhere } from '../../plan/facts/across/elsewhere.ts';
import type { Span } from '../../plan/time/model.ts';
import type { PlanRecord } from '../../store/plans/record.ts';

export function record(path: string, committed: number, more: Partial<PlanRecord> = {}): PlanRecord {
  return { ...{ repository: 'acme/shop', path, revision: `r${committed}`, committed, releases: [] }, ...more };
}

/** Takes somebody at a time, and keeps mara free then. */
export function releaseCalled(release: string, span: Span = { start: 10, end: 20 }, person = 'priya'): ToldElsewhere {
  return {
    ...{ release, zone: 'UTC', line: 0, work: span, environments: [], systems: [], needs: [] },
    people: [{ name: person, kind: 'step', fixed: false, span, line: 1 }],
    reserved: [{ name: 'mara', span }],
    ...{ freezes: [], rooms: [], records: [] },
  };
}

/** Of whoever takes priya. */
export const WHENEVER: readonly Asked[] = [{ key: 'person priya', has: true }];
