/** Whether a step is done at all, when silence is consent to it, and who is called when nobody answers. */
import type { Step } from '../../plan/model.ts';
import { criterion } from '../../plan/said/words.ts';
import type { ScheduledStep } from '../../plan/schedule/model.ts';
import { formatDuration } from '../../plan/time/duration.ts';
import type { Instant } from '../../plan/time/model.ts';

export interface JsonAnswers {
  /** It is done only if all of this holds; `likely` between 0 and 1, `null` where nobody says. */
  onlyIf?: { conditions: string[]; likely: number | null };
  /** It may be left out. */
  optional?: true;
  /** From when on silence approves, and what that allows; `null` where it has no name. */
  consent?: { at: string | null; approves: string | null };
  /** Who is called, one after the other, when nobody answers `within` so long. */
  escalate?: { to: string[]; within: string | null };
}

export function jsonAnswers(
  { onlyIf, optional, acknowledge, escalate }: Step,
  scheduled: ScheduledStep | undefined,
  iso: (at: Instant | undefined) => string | null,
): JsonAnswers {
  const approves = acknowledge?.approves;
  return {
    ...(onlyIf && { onlyIf: { conditions: onlyIf.conditions.map(criterion), likely: onlyIf.probability ?? null } }),
    ...(optional && { optional }),
    ...(approves && { consent: { at: iso(scheduled?.consent), approves: approves.ref?.name ?? null } }),
    ...(escalate && {
      escalate: {
        to: escalate.to.map(({ name }) => name),
        within: escalate.within ? formatDuration(escalate.within) : null,
      },
    }),
  };
}
