/** How long the state of a night takes after an event. */
import type { RunEvent } from '../../plan/log/events.ts';
import { logName, type Night } from '../../plan/log/night.ts';
import { stateOf } from '../../plan/log/run.ts';
import { measure, milliseconds, table } from '../tools/measure.ts';
import { eventAt, nightOfSample } from './sample.ts';

export function measureState(sizes: readonly number[], rounds: number): string {
  const rows = sizes.map((steps) => {
    const night = nightOfSample(steps);
    const half = happened(night, 0.5);
    const now = night.start + (night.schedule.run!.end - night.start) / 2;
    const used = process.cpuUsage();
    const { median, p95 } = measure(rounds, () => stateOf(night, half, Math.floor(now)));
    // Of a machine that does other things besides, the time of its processor says more.
    const { user, system } = process.cpuUsage(used);
    const each = (user + system) / 1000 / (rounds + 3);
    const { odd, steps: states } = stateOf(night, half, Math.floor(now));
    return [
      String(steps),
      String(half.length),
      `${milliseconds(median)} ms`,
      `${milliseconds(p95)} ms`,
      `${milliseconds(each)} ms`,
      String(Object.values(states).filter(({ progress }) => progress === 'done').length),
      String(odd.length),
    ];
  });
  return table(
    'State and forecast after an event, half of the night done',
    ['steps', 'events', 'median', 'p95', 'processor', 'done', 'odd'],
    rows,
  );
}

/** As planned, up to a share of the run. */
function happened(night: Night, share: number): readonly RunEvent[] {
  const events = [eventAt(night.start, { open: 'real' })];
  const until = night.start + (night.schedule.run!.end - night.start) * share;
  const run = [...night.parts].filter(([, part]) => part === 'run').map(([step]) => night.schedule.steps[step.id]!);
  for (const { step, start, end, by } of run.sort((a, b) => a.start - b.start)) {
    const name = logName(night, step);
    const [who] = by;
    const whose = who === undefined ? {} : { for: who };
    if (start < until) events.push(eventAt(start, { start: name, ...whose }));
    if (end <= until) events.push(eventAt(end, { done: name, ...whose }));
  }
  return events.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || Number('start' in a) - Number('start' in b));
}
