/** What of a release claims to have happened, and is dated later than now. */
import { find } from '../../ids.ts';
import type { Place } from '../../model.ts';
import type { Dateable, Dated } from '../../schedule/dated/model.ts';
import type { Instant, Zone } from '../../time/model.ts';
import { dayAt } from '../../time/zone.ts';
import type { Facts } from '../facts.ts';
import { ANSWERS } from './answers.ts';

export interface Claim {
  /** As a sentence begins: `Rehearsal `first``. */
  readonly subject: string;
  readonly label: string;
  /** `has a result`. */
  readonly claims: string;
  /** The day it is dated. */
  readonly at: Instant;
  readonly zone: Zone;
  readonly place: Place;
}

/** Of a later day than today, since a night may be ahead of its plan by hours. One for each thing. */
export function claimsAhead(facts: Facts): readonly Claim[] {
  const { now, schedule } = facts;
  if (now === undefined) return [];
  const found = new Map<string, Claim>();
  for (const dated of schedule.dated) {
    const { what, label, of, place, done, relative, zone, actual } = dated;
    const claims = ANSWERS[what]?.claims;
    if (!claims || !(done || what === 'scope change') || relative) continue;
    const at = actual ? (actual.day?.start ?? actual.at) : claimedFor(facts, dated);
    if (at === undefined || dayAt(at, zone) <= now.dayIn(zone)) continue;
    // Of a rehearsal the day of its result says more than the day it was to be held.
    if (found.has(of) && what !== 'rehearsal result') continue;
    found.set(of, { subject: ANSWERS[what]!.called(label || what), label, claims, at, zone, place });
  }
  return [...found.values()];
}

/** What may be done before its time has a deadline, and no moment of its own. */
function claimedFor({ release, times }: Facts, { what, of, start }: Dated): Instant | undefined {
  const thing = find<Dateable | undefined>(release, of);
  if (!thing || !('kind' in thing)) return start;
  switch (thing.kind) {
    case 'step':
      return thing.every ? undefined : times.instant(thing.at ?? thing.during?.from);
    case 'milestone':
      return times.instant(thing.at);
    case 'rehearsal':
      return what === 'rehearsal' ? times.instant(thing.at) : start;
    case 'uat':
      return times.instant(thing.signOff?.on);
    default:
      return start;
  }
}
