/** Who sees a change without a `verify` of what it has changed. */
import type { Criterion, Step, System } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import { comesBefore } from '../changes/protection.ts';
import { isShutUntil } from '../ends/shut.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

/** Whether nobody has to look at what the last change of a system has changed. */
export function isSeenOtherwise(facts: Facts, system: System, last: Step, verifications: readonly Step[]): boolean {
  return (
    isReadOff(last) ||
    isOfInstruments(last) ||
    isLeft(facts, system) ||
    isWatched(facts, last) ||
    isTriedByUsers(facts, system, last) ||
    verifications.some((look) => isSeenBehindShut(facts, system, last, look))
  );
}

/** Whoever is switched away from something meets what they are led to: that it works is what has to be seen. */
export function ofDestination({ verb, to }: Step, verifications: readonly Step[]): readonly Step[] {
  if (verb !== 'switch' || !to) return [];
  return verifications.filter(({ targets }) => targets.some(({ name }) => name === to.name));
}

/** By what one looks, nothing is shown to be well but that somebody looks. */
const isOfInstruments = heard((words, { verb }) => verb === 'configure' && OF_INSTRUMENTS.test(words()));
const OF_INSTRUMENTS =
  /\b(alert(s|ing)?|alarms?|thresholds?|dashboards?|monitor(s|ing)?|log level|(verbose|debug) logging)\b/i;

/** Users are led away from it: what they meet is where they come to. */
function isLeft({ release }: Facts, { name }: System): boolean {
  return release.steps.some((step) => step.verb === 'switch' && step.from?.name === name && isForward(step));
}

/** What has to be seen when it is done says whether it has come out well: the rows that are there, the writes that are refused. */
function isReadOff({ proof }: Step): boolean {
  return proof !== undefined && proof.expects.length > 0;
}

/** A share of the traffic is proved by what its users meet: somebody decides behind it by a figure that is read. */
function isWatched(facts: Facts, step: Step): boolean {
  if (!step.share) return false;
  const isRead = ({ from, operator }: Criterion) => from !== undefined && operator !== undefined;
  const reads = (gate: Step) => isForward(gate) && gate.gate?.criteria.some(isRead) === true;
  return facts.release.steps.some((gate) => reads(gate) && comesBefore(facts, step, gate));
}

/** Users who test where it lives, behind the change and before what waits for their yes, have looked at it. */
function isTriedByUsers(facts: Facts, { environment }: System, change: Step): boolean {
  const { release, schedule } = facts;
  const end = schedule.steps[change.id]?.end;
  if (!environment || end === undefined) return false;
  return release.uats.some((uat) => {
    const span = schedule.uats[uat.id];
    if (uat.in?.name !== environment.name || !span || span.start < end) return false;
    return release.steps.some(
      (gate) =>
        gate.gate?.needs.some(({ ref }) => ref.name === uat.name) &&
        isForward(gate) &&
        comesBefore(facts, change, gate),
    );
  });
}

/** On another day, and users come to it only behind that. */
function isSeenBehindShut(facts: Facts, system: System, change: Step, look: Step): boolean {
  return facts.changes.targets(look).includes(system) && isShutUntil(facts, system, change, look);
}
