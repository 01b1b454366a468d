/** `npm run bench:night`: how long the state of a night takes after an event, and whether its forecast is honest. */
import { parseArgs } from 'node:util';
import { createWorkspace } from '../language/workspace.ts';
import type { RunEvent } from '../plan/log/events.ts';
import { logName, type Night, nightOf } from '../plan/log/night.ts';
import { stateOf } from '../plan/log/run.ts';
import { measure, milliseconds, table } from './tools/measure.ts';
import { samplePlan } from './tools/plans.ts';

const { values } = parseArgs({
  options: { steps: { type: 'string', default: '100,1000' }, rounds: { type: 'string', default: '15' } },
});

const rows = values.steps
  .split(',')
  .map(Number)
  .map((steps) => {
    const night = nightOfSample(steps);
    const half = happened(night, 0.5);
    const now = night.start + (night.schedule.run!.end - night.start) / 2;
    const used = process.cpuUsage();
    const { median, p95 } = measure(Number(values.rounds), () => stateOf(night, half, Math.floor(now)));
    // Of a machine that does other things besides, the time of its processor says more.
    const { user, system } = process.cpuUsage(used);
    const each = (user + system) / 1000 / (Number(values.rounds) + 3);
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
console.log(
  table(
    'State and forecast after an event, half of the night done',
    ['steps', 'events', 'median', 'p95', 'processor', 'done', 'odd'],
    rows,
  ),
);

function nightOfSample(steps: number): Night {
  const { release: text } = samplePlan(steps, { ranges: true });
  const workspace = createWorkspace({ roots: [] });
  workspace.set('file:///night.release', text);
  const { plan, schedules } = workspace.analysis('file:///night.release');
  return nightOf(plan, plan.releases[0]!, schedules[0]!);
}

/** As planned, up to a share of the run. */
function happened(night: Night, share: number): readonly RunEvent[] {
  let count = 0;
  const event = (minute: number, said: object): RunEvent =>
    ({
      id: `0193a000-0000-7000-8000-${String(++count).padStart(12, '0')}`,
      at: new Date(minute * 60_000).toISOString(),
      clock: minute * 60_000 + count,
      writer: 'bench',
      by: 'bench',
      ...said,
    }) as RunEvent;
  const events = [event(night.start, { open: 'real' })];
  const until = night.start + (night.schedule.run!.end - night.start) * share;
  const run = [...night.parts].filter(([, part]) => part === 'run').map(([step]) => night.schedule.steps[step.id]!);
  for (const { step, start, end, by } of run.sort((a, b) => a.start - b.start)) {
    const name = logName(night, step);
    if (start < until) events.push(event(start, { start: name, ...whose(by) }));
    if (end <= until) events.push(event(end, { done: name, ...whose(by) }));
  }
  return events.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || Number('start' in a) - Number('start' in b));
}

function whose([who]: readonly string[]): object {
  return who === undefined ? {} : { for: who };
}
