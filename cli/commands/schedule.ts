/** `release-plan schedule`: every step with its start, end and float, then everything else that has a date. */
import { type Plan, type Release, rootBlock, type Step, stepLabel } from '../../plan/model.ts';
import { comesRound } from '../../plan/order/blocks.ts';
import type { RiskOptions, Shape } from '../../plan/risk/model.ts';
import { MOST_RUNS, riskOf } from '../../plan/risk/risk.ts';
import type { Schedule, ScheduledStep, WindowRun } from '../../plan/schedule/model.ts';
import { callOf, decisionText, noWayBackText, wayBackLines } from '../../plan/schedule/rollback/describe.ts';
import { takesBack } from '../../plan/schedule/rollback/stages.ts';
import { slides } from '../../plan/taking-time.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import { isInDoubt, type Unread, type UnreadNumber } from '../../plan/unread.ts';
import { fixesIn } from '../../service/findings/fixes.ts';
import { SCHEDULES } from '../../service/refine.ts';
import { DATE_HEADER, dateRows, timesWords } from '../../view/dates.ts';
import { lineWords } from '../../view/doubt.ts';
import { type Clock, createClock, signedHours } from '../../view/words/clock.ts';
import {
  chanceWords,
  endWords,
  leftOutWords,
  minutesWords,
  runsWords,
  swingWords,
} from '../../view/words/risk-words.ts';
import { lengthWords, untimedWords } from '../../view/words/run-words.ts';
import { analyseInputs } from '../analyses.ts';
import { isForTerminal, written } from '../formats.ts';
import { readInputs } from '../inputs.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import { printable } from '../terminal/printable.ts';
import type { Streams } from '../terminal/streams.ts';
import { tableLines } from '../terminal/table.ts';

export interface ScheduleOptions {
  readonly format: string;
  readonly now: number;
  /** Of the simulation; default: 10,000 runs, seed 1, PERT. */
  readonly runs?: number;
  readonly seed?: number;
  readonly distribution?: Shape;
  /** Changes to try, see `language/edit/what-if.ts`; with any of them the difference they make is told. */
  readonly set?: readonly string[];
  readonly without?: readonly string[];
  readonly start?: string;
  /** Looks for an order that ends the run earlier: how many schedules to try. */
  readonly refine?: number | true;
}

/** Exit 2: something cannot be read, or what is to be tried means nothing in this plan. */
export async function schedule(
  files: readonly string[],
  options: ScheduleOptions,
  streams: Streams,
): Promise<ExitCode> {
  const cwd = process.cwd();
  const inputs = await readInputs(files, cwd, streams);
  const run = await analyseInputs(inputs.files, { cwd, now: options.now });
  if (options.set || options.without || options.start !== undefined)
    return (await import('./what-if.ts')).showTrial(run, { ...options, format: tableOrJson(options.format) }, streams);
  if (options.refine !== undefined) {
    const schedules = options.refine === true ? SCHEDULES : options.refine;
    return (await import('./refine.ts')).refineAll(run, { format: tableOrJson(options.format), schedules }, streams);
  }
  const schedules = run.analyses.flatMap((analysis) =>
    analysis.plan.releases.map((release, i) => ({
      plan: analysis.plan,
      release,
      schedule: analysis.schedules[i]!,
      unread: analysis.unread[release.id],
    })),
  );
  const risk = { runs: options.runs ?? MOST_RUNS, seed: options.seed, shape: options.distribution };
  if (!isForTerminal('schedule', options.format)) {
    const { analyses, pathOf, workspace } = run;
    const fixesOf = fixesIn(workspace, analyses);
    streams.data(await written('schedule', options.format, { analyses, pathOf, fixesOf, risk }));
  } else {
    streams.write(schedules.map((each) => table(each, streams, risk)).join('\n'));
    if (schedules.length === 0) streams.note('release-plan: no release in these files, so nothing to schedule.\n');
  }
  for (const problem of inputs.problems) streams.note(`release-plan: ${problem}\n`);
  return inputs.problems.length > 0 ? 2 : 0;
}

/** What is tried out, and what a search finds, is more than a schedule: not every format of schedules has a place for it. */
function tableOrJson(format: string): 'table' | 'json' {
  if (format === 'table' || format === 'json') return format;
  throw new Misuse(`--set, --without, --start and --refine are told as table or json, not as ${format}.`);
}

interface Told {
  readonly plan: Plan;
  readonly release: Release;
  readonly schedule: Schedule;
  readonly unread: Unread | undefined;
}

/** `night-1.0: 1 line cannot be read (line 82); numbers marked with ? are without it.` */
function unreadNote({ name }: Release, { lines }: Unread, file: string): string {
  const count = lines.length === 1 ? '1 line' : `${lines.length} lines`;
  const places = lines.map(({ place }) => lineWords(place, file)).join(', ');
  return printable(
    `${name}: ${count} cannot be read (${places}); numbers marked with ? are without ${lines.length === 1 ? 'it' : 'them'}.`,
  );
}

function table(told: Told, { paint }: Streams, risk: RiskOptions): string {
  const { plan, release, schedule, unread } = told;
  const isRunInDoubt = isInDoubt(unread, 'run');
  const clock = createClock(release.zone, schedule.T === undefined ? 'relative' : 'dated');
  const header = ['', 'start', 'end', 'float', 'step', 'by', 'block'];
  const rows = release.steps.map((step) => {
    const at = schedule.steps[step.id];
    const inDoubt = unread?.steps.includes(step.id) ?? false;
    const mark = (text: string, isMarked = inDoubt) => (isMarked ? `${text} ?` : text);
    const isFloatInDoubt = inDoubt || (isRunInDoubt && rootBlock(step.block).kind === 'run');
    const called = callOf(schedule, step);
    const float = at && (at.critical ? '-' : slides(step) ? describeMinutes(at.totalFloat) : 'fixed');
    const times = !at
      ? [mark('not scheduled'), '', '']
      : called !== undefined
        ? [mark(signedHours(at.start - called)), mark(signedHours(at.end - called)), 'when called']
        : [mark(clock.moment(at.start)), mark(clock.moment(at.end)), mark(float!, isFloatInDoubt)];
    const block = rootBlock(step.block);
    return [
      at?.critical ? '*' : '',
      ...times,
      labelOf(step, at, called === undefined ? clock : { moment: (moment) => signedHours(moment - called) }),
      at?.by.join(', ') ?? '',
      block.name ?? block.kind,
    ].map(printable);
  });
  const [head = '', ...lines] = tableLines([header, ...rows]);
  const version = release.version?.to === undefined ? '' : ` version ${release.version.to}`;
  const title = `${release.name}${version}${release.title ? ` "${release.title}"` : ''}, times in ${release.zone}`;
  return [
    paint('bold', printable(title)),
    paint('dim', head),
    ...lines.map((line) => (line.startsWith('*') ? paint('bold', line) : line)),
    ...facts(told, clock, risk),
    ...(unread ? [paint('yellow', unreadNote(release, unread, plan.file))] : []),
    ...dates(release, schedule, paint),
    '',
  ].join('\n');
}

/** What has a date besides the steps, and what of the steps people outside of the night wait for. */
function dates(release: Release, schedule: Schedule, paint: Streams['paint']): readonly string[] {
  const rows = dateRows(release, schedule).map(({ when, until, what, name, more }) =>
    [when, until, what, [name, more].filter(Boolean).join(', ')].map(printable),
  );
  if (rows.length === 0) return [];
  const [head = '', ...lines] = tableLines([DATE_HEADER, ...rows]);
  return ['', paint('bold', 'Dates, in order of time'), paint('dim', head), ...lines];
}

/** `cycle (12 times, the last Mon 2027-09-06 15:00)`. */
function labelOf(step: Step, at: ScheduledStep | undefined, clock: Pick<Clock, 'moment'>): string {
  const last = comesRound(step) && at?.occurrences.at(-1);
  return last ? `${stepLabel(step)} (${timesWords(at!.occurrences.length, last.start, clock)})` : stepLabel(step);
}

/** What the approver asks, below the table. */
function facts({ plan, release, schedule, unread }: Told, clock: Clock, options: RiskOptions): string[] {
  const { moment } = clock;
  const marked = (number: UnreadNumber, line: string) => (isInDoubt(unread, number) ? `${line} ?` : line);
  const { runs, outage, rollbacks } = schedule;
  const nothing = noWayBackText(release, schedule);
  const inWindow = (name: string | undefined) => (runs.length > 1 && name ? `, window ${name}` : '');
  const decisions = rollbacks.flatMap(({ decision, stages }, i) =>
    decision || takesBack(stages)
      ? [
          `rollback     ${decision ? decisionText(release, decision, { moment }) : NO_LIMIT}${inWindow(runs[i]?.window)}`,
        ]
      : [],
  );
  return [
    '',
    ...runs.map((run) =>
      marked(
        'run',
        `run          ${moment(run.span.start)} .. ${moment(run.span.end)} (${runWords(run)})${inWindow(run.window)}`,
      ),
    ),
    ...(outage > 0 ? [marked('run', `outage       ${describeMinutes(outage)}`)] : []),
    ...runs.flatMap(({ contingency, untimed, window }) =>
      contingency === undefined
        ? []
        : [marked('run', `contingency  ${describeMinutes(contingency)}${untimedWords(untimed)}${inWindow(window)}`)],
    ),
    ...decisions.map((line) => marked('rollback', printable(line))),
    ...(nothing ? [marked('rollback', `rollback     ${nothing}`)] : []),
    ...rollbacks
      .flatMap((run) => wayBackLines(release, run, { moment, name: String }))
      .map((line) => marked('rollback', `             ${printable(line)}`)),
    ...riskLines(plan, release, schedule, clock, options).map((line) => marked('risk', line)),
    '* critical: any delay moves the end',
  ];
}

const NO_LIMIT = 'no last moment to decide, as nothing says when the window ends';

/** `2 h 30 min; no order of its steps is shorter`, or `2 h 30 min without 2 steps that have no time`. */
function runWords({ untimed, bound, span: { start, end } }: WindowRun): string {
  const length = describeMinutes(end - start);
  if (untimed > 0) return `${length}${untimedWords(untimed)}`;
  return [length, lengthWords(end - start, bound)].filter(Boolean).join('; ');
}

/** When it may really end, and what that hangs on. */
function riskLines(plan: Plan, release: Release, schedule: Schedule, clock: Clock, options: RiskOptions): string[] {
  const risk = riskOf(plan, release, schedule, options);
  if (!risk) return [];
  const { outage, rollbackMargin, swings, runs } = risk;
  return [
    `risk         ends by ${endWords(risk, clock)} (${runsWords(runs)})`,
    `             ${chanceWords(risk)}`,
    ...(outage ? [`             outage at most ${minutesWords(outage)}`] : []),
    ...(rollbackMargin
      ? [`             time left to decide for a rollback at least ${minutesWords(rollbackMargin)}`]
      : []),
    ...(swings.length > 0 ? [`             the end hangs on ${swingWords(release, swings, 5)}`] : []),
    ...leftOutWords(release, risk).map((sentence) => `             ${sentence}`),
  ].map(printable);
}
