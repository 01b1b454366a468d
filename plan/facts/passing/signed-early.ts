/** Gates that are done though what stands before them is not: either nobody has marked it, or somebody has signed what was not there. */
import type { Step } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { isUnmarked } from './due.ts';

export interface SignedEarly {
  readonly gate: Step;
  readonly open: readonly Step[];
}

/** Of several lines, for one may have been forgotten; messages and meetings are marked by nobody. */
export function signedEarly({ release, schedule, now }: Facts): readonly SignedEarly[] {
  if (now === undefined) return [];
  return release.steps.flatMap((gate) => {
    const at = schedule.steps[gate.id]?.start;
    if (gate.verb !== 'gate' || !gate.done || !isForward(gate) || at === undefined) return [];
    const open = release.steps.filter((step) => {
      const planned = schedule.steps[step.id];
      return planned !== undefined && planned.end <= at && WORK.has(step.verb) && isUnmarked(step);
    });
    return open.length >= SEVERAL ? [{ gate, open }] : [];
  });
}

const SEVERAL = 3;
const WORK: ReadonlySet<string> = new Set(['task', 'verify', 'configure', 'deploy', 'migrate', 'backup', 'snapshot']);
