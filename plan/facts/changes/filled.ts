/** What is filled from something else in the same release: its data comes from there, where it stays. */
import { lookup, type Step, type System } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { isForward } from './changes.ts';

/** `migrate new-db from old-db`: what is in it comes from there, where it stays, unless it is in use already. */
export function isFilled({ plan, release }: Pick<Facts, 'plan' | 'release'>, step: Step, system: System): boolean {
  const source = step.from && lookup(plan, release, step.from.name);
  if (step.verb !== 'migrate' || source?.kind !== 'system' || source === system) return false;
  // Data comes out of whatever holds some, into what is of its kind or is there to hold data.
  if (source.type !== system.type && !(system.type === 'database' && HOLDERS.has(source.type))) return false;
  // What is stopped, or was changed before, had users.
  return !release.steps.some(
    (one) => one.verb === 'stop' && isForward(one) && one.targets.some(({ name }) => name === system.name),
  );
}

/** What may have data in it that we see only as a whole: a mainframe, an application, a share. */
const HOLDERS: ReadonlySet<System['type']> = new Set(['system', 'application', 'service', 'storage', 'server']);
