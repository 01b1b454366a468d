/** Where a night is, in one line: what a status bar has room for. */
import { formatTimeOfDay } from '../../plan/time/format.ts';
import { lengthBetween } from '../../view/words/clock.ts';
import type { NightNow } from './night.ts';

export function nightWords({ night, state }: NightNow): string {
  const { decision, end, wayBack, phase } = state;
  const clock = (at: number) => formatTimeOfDay(at, night.release.zone);
  const parts = phase === 'rolling back' ? ['rolling back'] : ['run open'];
  if (phase === 'open' && decision && !decision.decided)
    parts.push(
      decision.left > 0
        ? `decide by ${clock(decision.by)}, in ${lengthBetween(decision.left)}`
        : `to be decided since ${clock(decision.by)}`,
    );
  const ends = phase === 'rolling back' ? wayBack?.end : end.forecast;
  if (ends !== undefined) parts.push(`ends ${clock(ends)}`);
  return parts.join(' · ');
}
