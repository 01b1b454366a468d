/** What a night has shown of its steps, as it stands behind their lines: when they really were, and what of it was out of order. */
import type { ById } from '../../plan/ids.ts';
import type { StepState } from '../../plan/log/model.ts';
import type { Step } from '../../plan/model.ts';
import { formatTimeOfDay } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';
import type { NightNow } from './night.ts';

export interface Actual {
  /** `22:19 .. 22:59, 4 late`. */
  readonly text: string;
  /** What is more to be said. */
  readonly more: string;
}

/** Of those that somebody has spoken of; nothing before the run is opened. */
export function actualTimes({ night, state }: NightNow): ById<Step, Actual> {
  if (!state.opened) return {};
  const { zone } = night.release;
  const clock = (at: Instant) => formatTimeOfDay(at, zone);
  return Object.fromEntries(
    Object.values(state.steps).flatMap((step) => {
      const text = textOf(step, clock);
      if (text === undefined) return [];
      const odd = state.odd.filter((one) => one.step === step.step);
      const said = odd.map(({ message, because }) => (because === undefined ? message : `${message} (${because})`));
      const planned = `planned ${clock(step.planned.start)} .. ${clock(step.planned.end)} ${zone}`;
      return [[step.step, { text: odd.length === 0 ? text : `${text} !`, more: [planned, ...said].join('\n') }]];
    }),
  );
}

function textOf(
  { progress, start, end, forecast, late }: StepState,
  clock: (at: Instant) => string,
): string | undefined {
  const off = late === 0 ? '' : `, ${Math.abs(late)} ${late > 0 ? 'late' : 'early'}`;
  switch (progress) {
    case 'running':
      return `${clock(start!)} .. ≈ ${clock(forecast.end)}${off}`;
    case 'done':
      return `${start === undefined ? '' : `${clock(start)} .. `}${clock(end!)}${off}`;
    case 'failed':
    case 'skipped':
    case 'undone':
      return progress;
    default:
      return undefined;
  }
}
