/** Who is chosen off shift without need, judged by the rules of the language alone. */
import type { Timed } from '../support/scheduled.ts';

/** Names and hours on the clock: `['ann', '22:00', '06:00']`. */
export type Shifts = readonly (readonly [name: string, from: string, to: string])[];

/** What is wrong, in words, of steps that the first of one person does; UTC. */
export function offShiftWithoutNeed(
  done: readonly Timed[],
  shifts: Shifts,
  isChoice: (one: Timed) => boolean = () => true,
): readonly string[] {
  const isOn = (name: string, moment: number) => {
    const [, from, to] = shifts.find(([one]) => one === name)!;
    const clock = moment % 1440;
    const [begin, end] = [minutesOf(from), minutesOf(to)];
    return begin < end ? clock >= begin && clock < end : clock >= begin || clock < end;
  };
  return done.filter(isChoice).flatMap((one) => {
    if (isOn(one.by[0]!, one.start)) return [];
    const free = shifts.filter(([name]) => isOn(name, one.start) && !done.some((other) => keeps(other, name, one)));
    return free.map(([name]) => `${name} is on shift and free for ${one.step.name}`);
  });
}

function keeps(other: Timed, name: string, { start, end, step }: Timed): boolean {
  if (other.step === step) return other.with.includes(name);
  return [...other.by, ...other.with].includes(name) && other.start < end && other.end > start;
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return hours! * 60 + minutes!;
}
