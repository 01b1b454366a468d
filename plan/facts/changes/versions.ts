/** Which version follows which: of each system, what the steps of a release make of it one after the other. */
import { type Place, rootBlock, type Step, type System } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { quoted, said } from '../words.ts';
import { CHANGE_VERBS, systems } from './changes.ts';

/** A step that says another version than what is there by then. */
export interface VersionClash {
  readonly step: Step;
  readonly system: System;
  /** The version that the step should say, as the language writes it. */
  readonly right: string;
  /** What says so. */
  readonly because: string;
  readonly place: Place;
}

/** From the version before the first change of a system to the one after its last. */
interface Pair {
  readonly from?: string;
  readonly to: string;
  readonly step: Step;
}

/**
 * Along the changes of a run, then of what is recorded, then of the way back. A step that names several systems is left
 * out: it has one version for all of them, and nobody knows whose.
 *
 * @param records the steps that record something, with what they record
 */
export function* versionClashes(subject: Facts, records: ReadonlyMap<Step, readonly System[]>): Iterable<VersionClash> {
  const { plan, release, changes } = subject;
  const pairs = new Map<System, Pair>();
  for (const step of changes.steps) {
    const [system, ...others] = changes.targets(step);
    const { version } = step;
    if (!system || others.length > 0 || version?.to === undefined) continue;
    const earlier = pairs.get(system);
    const { from, to } = version;
    const was = earlier?.to ?? declaredVersion(subject, system, to);
    const place = earlier?.step.version?.place ?? system.head;
    const because = earlier
      ? `${said(earlier.step)} brings ${quoted(earlier.to)}`
      : `${quoted(system.name)} has ${quoted(was ?? '')}`;
    // Two settings of one system may both go from the one to the other.
    const isSame = earlier?.to === to && earlier.from === from;
    if (was !== undefined && from !== undefined && was !== from && !isSame) {
      yield { step, system, right: `${was} -> ${to}`, because, place };
    }
    pairs.set(system, { from: earlier ? earlier.from : from, to, step });
  }
  const clash = (step: Step, system: System, pair: Pair, right: string): VersionClash => {
    const because = `${said(pair.step)} makes it ${quoted(pair.to)}`;
    return { step, system, right, because, place: pair.step.version!.place };
  };
  for (const [step, [system, ...others]] of records) {
    const pair = system && pairs.get(system);
    if (!pair || others.length > 0 || !step.version) continue;
    const { from, to } = step.version;
    if (to === pair.to && (from === undefined || pair.from === undefined || from === pair.from)) continue;
    yield clash(step, system, pair, from === undefined ? pair.to : `${pair.from ?? from} -> ${pair.to}`);
  }
  for (const step of release.steps) {
    const from = step.version?.from;
    if (rootBlock(step.block).kind !== 'rollback' || !CHANGE_VERBS.includes(step.verb) || from === undefined) continue;
    const [system, ...others] = systems(plan, release, step.targets);
    const pair = system && pairs.get(system);
    if (!pair || others.length > 0 || pair.to === from) continue;
    yield clash(step, system, pair, `${pair.to} -> ${pair.from ?? step.version!.to}`);
  }
}

/** What the system is declared to have; once the release is over, that is what the release brought. */
function declaredVersion({ schedule, now }: Facts, { version }: System, to: string): string | undefined {
  const isOver = schedule.T !== undefined && now?.isBefore(schedule.T) === false;
  return isOver || version === to ? undefined : version;
}
