/**
 * Runs each test as it is, and then once more for every living mutant that it is asked about and whose place it came by. A
 * mutant is killed when the test fails with it awake, makes a hundred times the rounds of loops that the test makes without
 * it, or waits ten times as long. No clock is asked: waiting is what the event loop was idle, however busy the machine is.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { inject, type RunnerTask, type RunnerTestCase, type RunnerTestSuite, TestRunner } from 'vitest';
import type { Switch } from './instrument.ts';
import { nameOf } from './test-name.ts';

declare module 'vitest' {
  interface ProvidedContext {
    mutation: Mutation;
  }
}

export interface Mutation {
  /** What happened, a line each: `killed 17 test/time/zone.test.ts > …`, `near 18`, `outside 19 test/…`, `missed 20 …`. */
  readonly log: string;
  readonly count: number;
  /** Awake from the start on, also while files are loaded; 0: each in its turn. */
  readonly awake: number;
  /** Milliseconds since the epoch: behind it tests run as they are. */
  readonly deadline: number;
  /** A file: what `Chosen.tests` has. */
  readonly chosen: string;
}

const LEAST_ROUNDS = 1_000_000;
/** Milliseconds. */
const LEAST_IDLE = 2_000;

// Before a test puts others in their place.
const { setInterval, clearInterval } = globalThis;
const { log, count, awake, deadline, chosen } = inject('mutation');
const asked = JSON.parse(readFileSync(chosen, 'utf8')) as Record<string, Record<string, number[]>>;
let active = awake;
let rounds = 0;
let most = Number.POSITIVE_INFINITY;
let isLost = false;
const near = new Uint8Array(count + 1);

Object.assign(globalThis, {
  __mutant(number) {
    near[number] = 1;
    return number === active;
  },
  __round() {
    if (++rounds <= most) return;
    isLost = true;
    throw new Error('This goes round and round.');
  },
  __in() {},
} satisfies Switch);

// A counterexample is enough: nobody reads the smallest one.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1, endOnFailure: true });

export default class MutationRunner extends TestRunner {
  /** Nobody cleans up behind a test that is not asked. */
  override async onBeforeRunTask(test: RunnerTask): Promise<void> {
    await super.onBeforeRunTask(test);
    if (awake === 0 && test.type === 'test' && asksOf(test).length === 0) test.mode = 'skip';
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    if (awake > 0) {
      [rounds, most] = [0, 200 * LEAST_ROUNDS];
      return unlessItWaits(run, 5 * LEAST_IDLE);
    }
    tell('outside', numbers(), test.file.name);
    near.fill(0);
    const asks = asksOf(test);
    // The time is over: what is not known stays unknown.
    if (asks.length === 0 || Date.now() > deadline) return;
    [rounds, most] = [0, Number.POSITIVE_INFINITY];
    const idle = performance.eventLoopUtilization();
    await run();
    const waited = performance.eventLoopUtilization(idle).idle;
    const enough = LEAST_ROUNDS + 100 * rounds;
    const passed = asks.filter((number) => near[number] === 1);
    tell('near', passed, test.file.name);
    for (const number of passed) {
      if (Date.now() > deadline) return;
      [near[number], most] = [0, enough];
      if (await isKilled(test, () => unlessItWaits(run, LEAST_IDLE + 10 * waited), number)) {
        killed.add(number);
        tell('killed', [number], `${test.file.name} > ${test.name}`);
      } else if (near[number] === 0) tell('missed', [number], test.file.name);
    }
    near.fill(0);
  }

  override async onBeforeRunSuite(suite: RunnerTestSuite): Promise<void> {
    await super.onBeforeRunSuite(suite);
    // Another worker may have been here.
    if ('filepath' in suite) for (const number of killedBefore()) killed.add(number);
  }
}

/** The living mutants that a test is asked about. */
function asksOf(test: RunnerTestCase): readonly number[] {
  const mine = asked[test.file.name] ?? {};
  return (mine[nameOf(test)] ?? mine['*'] ?? []).filter((number) => !killed.has(number));
}

const killed = new Set<number>();
appendFileSync(log, `worker ${process.pid} \n`);

async function isKilled(test: RunnerTestCase, run: () => unknown, number: number): Promise<boolean> {
  const { result } = test;
  const [state, errors] = [result!.state, result!.errors];
  try {
    await hooks(test, 'afterEach');
    [active, rounds, isLost] = [number, 0, false];
    await hooks(test, 'beforeEach');
    await run();
    return isLost || result!.state === 'fail';
  } catch {
    return true;
  } finally {
    // What the next file does while it is loaded is not counted.
    [active, rounds, most] = [0, 0, Number.POSITIVE_INFINITY];
    [result!.state, result!.errors] = [state, errors];
  }
}

/** @param most milliseconds for which nothing may have happened. @throws Error when that is more */
async function unlessItWaits(run: () => unknown, most: number): Promise<void> {
  const start = performance.eventLoopUtilization();
  let watch: ReturnType<typeof setInterval> | undefined;
  const waits = new Promise<never>((_, reject) => {
    watch = setInterval(() => {
      if (performance.eventLoopUtilization(start).idle > most) reject(new Error('This waits for what never comes.'));
    }, 100);
  });
  try {
    await Promise.race([Promise.resolve(run()), waits]);
  } finally {
    clearInterval(watch);
  }
}

async function hooks(test: RunnerTestCase, name: 'beforeEach' | 'afterEach'): Promise<void> {
  const suites: RunnerTestSuite[] = [];
  for (let suite = test.suite ?? test.file; suite; suite = suite.suite ?? suite.file) {
    suites.push(suite);
    if ('filepath' in suite) break;
  }
  if (name === 'beforeEach') suites.reverse();
  for (const suite of suites) {
    // What belongs to a mutant that is awake may fail to come to its end.
    for (const hook of TestRunner.getSuiteHooks(suite)[name]) await hook(test.context as never, suite as never);
  }
}

function numbers(): number[] {
  return [...near.keys()].filter((number) => near[number] === 1);
}

function tell(what: 'killed' | 'near' | 'outside' | 'missed', all: readonly number[], where: string): void {
  if (all.length > 0) appendFileSync(log, `${what} ${all.join(',')} ${where.replaceAll('\n', ' ')}\n`);
}

function killedBefore(): number[] {
  if (!existsSync(log)) return [];
  return [...readFileSync(log, 'utf8').matchAll(/^killed (\d+)/gm)].map((match) => Number(match[1]));
}
