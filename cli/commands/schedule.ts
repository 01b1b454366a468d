/** `release-plan schedule`: every step with its start, end and float. */
import { jsonReport } from '../../exchange/json.ts';
import { rootBlock, stepLabel } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import { createClock } from '../../view/clock.ts';
import { analyseInputs } from '../analyses.ts';
import { textWidth } from '../columns.ts';
import { printable } from '../frame.ts';
import { readInputs } from '../inputs.ts';
import type { ExitCode } from '../misuse.ts';
import type { Streams } from '../streams.ts';

export interface ScheduleOptions {
  readonly format: 'table' | 'json';
  readonly now: number;
}

export async function schedule(
  files: readonly string[],
  options: ScheduleOptions,
  streams: Streams,
): Promise<ExitCode> {
  const cwd = process.cwd();
  const inputs = await readInputs(files, cwd, streams);
  const run = await analyseInputs(inputs.files, { cwd, now: options.now });
  const schedules = run.analyses.flatMap((analysis) => analysis.schedules);
  if (options.format === 'json') {
    streams.write(`${JSON.stringify(jsonReport(run.analyses, run.pathOf), null, 2)}\n`);
  } else {
    streams.write(schedules.map((each) => table(each, streams)).join('\n'));
    if (schedules.length === 0) streams.note('release-plan: no release in these files, so nothing to schedule.\n');
  }
  for (const problem of inputs.problems) streams.note(`release-plan: ${problem}\n`);
  return inputs.problems.length > 0 ? 2 : 0;
}

function table(schedule: Schedule, { paint }: Streams): string {
  const { release } = schedule;
  const clock = createClock(release.zone, schedule.T === undefined ? 'relative' : 'dated');
  const header = ['', 'start', 'end', 'float', 'step', 'by', 'block'];
  const rows = release.steps.map((step) => {
    const at = schedule.steps[step.index];
    const times = at
      ? [clock.moment(at.start), clock.moment(at.end), at.critical ? '-' : describeMinutes(at.totalFloat)]
      : ['not scheduled', '', ''];
    const block = rootBlock(step.block);
    return [at?.critical ? '*' : '', ...times, stepLabel(step), at?.by.join(', ') ?? '', block.name ?? block.kind].map(
      printable,
    );
  });
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => textWidth(row[column] ?? ''))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - textWidth(cell)))
      .join('  ')
      .trimEnd();
  const title = `${release.name}${release.title ? ` "${release.title}"` : ''}, times in ${release.zone}`;
  return [
    paint('bold', printable(title)),
    paint('dim', line(header)),
    ...rows.map((row) => (row[0] === '*' ? paint('bold', line(row)) : line(row))),
    ...facts(schedule, clock.moment),
    '',
  ].join('\n');
}

/** What the approver asks, below the table. */
function facts(schedule: Schedule, moment: (at: number) => string): string[] {
  const { run, outage, contingency, rollbackDecision } = schedule;
  return [
    '',
    ...(run
      ? [`run          ${moment(run.start)} .. ${moment(run.end)} (${describeMinutes(run.end - run.start)})`]
      : []),
    ...(outage > 0 ? [`outage       ${describeMinutes(outage)}`] : []),
    ...(contingency !== undefined ? [`contingency  ${describeMinutes(contingency)}`] : []),
    ...(rollbackDecision ? [`rollback     decide by ${moment(rollbackDecision.at)}`] : []),
    '* critical: any delay moves the end',
  ];
}
