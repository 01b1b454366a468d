/**
 * What hovers and pictures show of the risk of each schedule: simulated once, here or in another thread. Belongs to
 * whoever holds the versions of a text.
 */
import type { Plan, Release } from '../model.ts';
import type { Schedule } from '../schedule/model.ts';
import type { ScheduleRisk } from './model.ts';
import { riskOf } from './risk.ts';

/** Who is asked for the risk of a schedule: `riskOf`, or what remembers it. */
export type RiskLookup = (plan: Plan, release: Release, schedule: Schedule) => ScheduleRisk | undefined;

export class ShownRisks {
  /** An answer goes with the schedule it is of. */
  private readonly answers = new WeakMap<Schedule, { readonly risk: ScheduleRisk | undefined }>();

  /** `riskOf`, unless another thread simulates this schedule; then nothing until its answer is there. */
  readonly of: RiskLookup = (plan, release, schedule) => {
    let answer = this.answers.get(schedule);
    if (!answer) {
      answer = { risk: riskOf(plan, release, schedule) };
      this.answers.set(schedule, answer);
    }
    return answer.risk;
  };

  /** The answer comes from another thread; undefined: it is not there yet. */
  elsewhere(schedule: Schedule, risk: ScheduleRisk | undefined): void {
    this.answers.set(schedule, { risk });
  }

  /** The other thread has failed: whoever asks simulates here. */
  here(schedule: Schedule): void {
    this.answers.delete(schedule);
  }

  /** Whether there is an answer with something to show, which `of` gives without simulating. */
  isKnown(schedule: Schedule): boolean {
    return this.answers.get(schedule)?.risk !== undefined;
  }
}
