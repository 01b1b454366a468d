/**
 * `npm run fuzz -- --inputs N [--seed S] [--processes P] [--resume FILE]`: generated texts through reading, scheduling,
 * checks and layout, in several processes. Exits 1 when anything failed.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { toolOptions } from '../../scripts/options.ts';
import type { FailureKind } from './check.ts';
import { inputAt } from './inputs.ts';
import type { FailedInput, Order, Range, Report, Share } from './worker.ts';

/** All of a run that is worth keeping: with it the run goes on where it was. */
interface State {
  readonly seed: number;
  readonly inputs: number;
  /** Everything before has been handed out, but for what is in `open`. */
  next: number;
  open: readonly Range[];
  valid: Share;
  readonly failed: FailedInput[];
}

/** A worker that has computed for so long without a word hangs; on a busy machine it may have waited for much longer. */
const HANGS_AFTER_SECONDS = 10;
/** Where nobody says how long it has computed. */
const HANGS_AFTER_SECONDS_OF_CLOCK = 60;
const RANGE = 100;
const SAVE_EVERY_SECONDS = 5;

interface Work {
  readonly range: Range;
  /** The input that is being tried. */
  index: number;
  /** When it was begun, by the clock and by what the worker had computed before. */
  since: number;
  computed: number | undefined;
  isHanging: boolean;
}

const { values } = toolOptions(import.meta.filename, {
  options: {
    inputs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    processes: { type: 'string', default: String(availableParallelism()) },
    resume: { type: 'string' },
  },
});

const state = readState();
const ready: Range[] = [...state.open];
const busy = new Map<ChildProcess, Work>();
const began = Date.now();
let tried = 0;
let lastSaved = 0;

for (let i = 0; i < number('processes'); i++) start();
const watchdog = setInterval(() => {
  for (const [child, work] of busy) {
    work.isHanging = hangs(child, work);
    if (work.isHanging) child.kill('SIGKILL');
  }
  save();
}, 500);
process.on('SIGINT', () => finish());
process.on('SIGTERM', () => finish());

function start(): void {
  const child = fork(join(import.meta.dirname, 'worker.ts'));
  child.on('message', (message: Report) => heard(child, message));
  child.on('exit', () => died(child));
  handOut(child);
}

/** The watchdog asks the system how long a worker has computed only when it has been silent for a while. */
function hangs(child: ChildProcess, work: Work): boolean {
  const silent = (Date.now() - work.since) / 1000;
  if (silent < HANGS_AFTER_SECONDS) return false;
  const computed = secondsComputed(child.pid);
  if (computed === undefined) return silent > HANGS_AFTER_SECONDS_OF_CLOCK;
  work.computed ??= computed;
  return computed - work.computed > HANGS_AFTER_SECONDS;
}

/** As Linux tells it, in hundredths of a second. */
function secondsComputed(pid: number | undefined): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}

function handOut(child: ChildProcess): void {
  const range = ready.shift() ?? fresh();
  if (!range) {
    busy.delete(child);
    child.disconnect();
    if (busy.size === 0) finish();
    return;
  }
  busy.set(child, { range, index: -1, since: Date.now(), computed: undefined, isHanging: false });
  const skip = state.failed.map((one) => one.index);
  child.send({ seed: state.seed, ...range, skip } satisfies Order);
}

function fresh(): Range | undefined {
  if (state.next >= state.inputs) return undefined;
  const from = state.next;
  state.next = Math.min(state.inputs, from + RANGE);
  return { from, to: state.next };
}

function heard(child: ChildProcess, message: Report): void {
  const work = busy.get(child);
  if (!work) return;
  work.since = Date.now();
  work.computed = undefined;
  switch (message.kind) {
    case 'trying':
      work.index = message.index;
      return;
    case 'failed':
      fail(message.failed);
      return;
    case 'done':
      tried += message.range.to - message.range.from;
      state.valid = {
        statements: state.valid.statements + message.valid.statements,
        asTyped: state.valid.asTyped + message.valid.asTyped,
      };
      busy.delete(child);
      handOut(child);
  }
}

/** A worker that was killed because it hung, or that a crash has ended: the rest of its range is tried by another. */
function died(child: ChildProcess): void {
  const work = busy.get(child);
  if (!work) return;
  busy.delete(child);
  if (work.index >= 0) {
    const failure = work.isHanging
      ? ({ kind: 'hang', detail: `no answer within ${HANGS_AFTER_SECONDS} seconds` } as const)
      : ({ kind: 'crash', detail: 'the process ended' } as const);
    fail({ index: work.index, failure, text: inputAt(state.seed, work.index).text });
  }
  ready.push(work.range);
  start();
}

function fail(failed: FailedInput): void {
  if (state.failed.some((one) => one.index === failed.index)) return;
  state.failed.push(failed);
  const { kind, detail } = failed.failure;
  print(`${kind} at seed ${state.seed}, input ${failed.index}: ${detail.split('\n').slice(0, 4).join('\n    ')}`);
  print(`    ${JSON.stringify(failed.text)}`);
}

function finish(): never {
  clearInterval(watchdog);
  for (const child of busy.keys()) child.kill('SIGKILL');
  save(true);
  const open = [...ready, ...[...busy.values()].map((work) => work.range)];
  const run = state.next - open.reduce((sum, { from, to }) => sum + to - from, 0);
  const of = (kind: FailureKind): number => state.failed.filter((one) => one.failure.kind === kind).length;
  const seconds = (Date.now() - began) / 1000;
  const { statements, asTyped } = state.valid;
  print(`inputs run:          ${run.toLocaleString('en')} of ${state.inputs.toLocaleString('en')}, seed ${state.seed}`);
  print(`crashes:             ${of('crash')}`);
  print(`hangs:               ${of('hang')}`);
  print(`lost characters:     ${of('lost')}`);
  print(`changed plans:       ${of('changed')}`);
  print(`formatted otherwise the second time: ${of('unstable')}`);
  print(
    `left as typed:       ${((100 * asTyped) / Math.max(1, statements)).toFixed(2)} % of ${statements.toLocaleString('en')} valid statements`,
  );
  print(`per second:          ${(tried / seconds).toFixed(0)}`);
  process.exit(state.failed.length > 0 || run < state.inputs ? 1 : 0);
}

function readState(): State {
  const file = values.resume;
  if (file !== undefined && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as State;
  return {
    seed: number('seed'),
    inputs: number('inputs'),
    next: 0,
    open: [],
    valid: { statements: 0, asTyped: 0 },
    failed: [],
  };
}

function save(isLast = false): void {
  if (values.resume === undefined || (!isLast && Date.now() - lastSaved < SAVE_EVERY_SECONDS * 1000)) return;
  lastSaved = Date.now();
  const open = [...ready, ...[...busy.values()].map((work) => work.range)];
  writeFileSync(values.resume, JSON.stringify({ ...state, open } satisfies State));
}

function number(name: 'inputs' | 'seed' | 'processes'): number {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  print(`--${name} takes a whole number, not ${values[name]}.`);
  process.exit(2);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
