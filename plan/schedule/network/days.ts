/** Lengths that ask for dates (`2wd`, `1mo`) where times count from 0: on which days they are counted. */
import { asksForDates } from '../../time/duration.ts';
import type { Duration, Instant } from '../../time/model.ts';
import type { Clauses } from './clauses.ts';
import type { Activity, StepActivity } from './network.ts';
import { type Lag, NO_LAG, type Pace } from './pace.ts';

interface Counting {
  /** Undefined where times are dates. */
  readonly origin?: Instant;
  /** The moment that 0 counts as; undefined: nobody knows. */
  readonly since?: Instant;
}

export class Days {
  private readonly material: Counting;
  private readonly clauses: Clauses;

  constructor(material: Counting, clauses: Clauses) {
    this.material = material;
    this.clauses = clauses;
  }

  /** Whether nobody knows how long it is. */
  areUnknown(length: Duration): boolean {
    const { origin, since } = this.material;
    return origin !== undefined && since === undefined && asksForDates(length);
  }

  /** How long a step takes whose length that is. */
  take(activity: StepActivity, length: Duration | undefined): void {
    if (!length || !this.isCounted(length)) return;
    const { since } = this.material;
    if (since === undefined) this.leaveOpen(activity);
    else {
      const { pace, paceOf } = activity;
      activity.pace = paceSince(since, pace);
      activity.paceOf = (person) => paceSince(since, paceOf(person));
    }
  }

  /** @param hanging what starts so much later */
  lag(length: Duration, lag: Lag, hanging: Activity): Lag {
    if (!this.isCounted(length)) return lag;
    const { since } = this.material;
    if (since !== undefined) return lagSince(since, lag);
    this.leaveOpen(hanging);
    return NO_LAG;
  }

  private isCounted(length: Duration): boolean {
    return this.material.origin !== undefined && asksForDates(length);
  }

  /** As long as nobody knows how long it is, what hangs on it has no time; what `at` fixes has it all the same. */
  private leaveOpen(activity: Activity): void {
    if (activity.pinned === undefined) activity.open ??= this.clauses.openOf(undefined);
  }
}

function paceSince(moment: Instant, pace: Pace): Pace {
  return {
    ...pace,
    firstStart: (at) => pace.firstStart(at + moment) - moment,
    lastStart: (at) => pace.lastStart(at + moment) - moment,
    endOf: (start) => pace.endOf(start + moment) - moment,
    latestStart: (end) => pace.latestStart(end + moment) - moment,
  };
}

function lagSince(moment: Instant, lag: Lag): Lag {
  return {
    ...lag,
    forward: (at) => lag.forward(at + moment) - moment,
    backward: (at) => lag.backward(at + moment) - moment,
  };
}
