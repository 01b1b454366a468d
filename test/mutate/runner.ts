/**
 * Runs each test as it is, and then once more for every living mutant whose place it came by. A mutant is killed when
 * the test fails with it awake, or makes a hundred times the rounds of loops that the test makes without it.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { inject, type RunnerTestCase, type RunnerTestSuite, TestRunner } from 'vitest';
import type { Switch } from './instrument.ts';

declare module 'vitest' {
  interface ProvidedContext {
    mutation: Mutation;
  }
}

export interface Mutation {
  /** What happened, a line each: `killed 17 test/time/zone.test.ts > …`, `near 18`, `outside 19 test/…`. */
  readonly log: string;
  readonly count: number;
  /** Awake from the start on, also while files are loaded; 0: each in its turn. */
  readonly awake: number;
  /** Milliseconds since the epoch: behind it tests run as they are. */
  readonly deadline: number;
}

const LEAST_ROUNDS = 1_000_000;

const { log, count, awake, deadline } = inject('mutation');
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
} satisfies Switch);

// A counterexample is enough: nobody reads the smallest one.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1, endOnFailure: true });

export default class MutationRunner extends TestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    if (awake > 0) {
      [rounds, most] = [0, 200 * LEAST_ROUNDS];
      return run();
    }
    tell('outside', numbers(), test.file.name);
    near.fill(0);
    // The time is over: what is not known stays unknown.
    if (Date.now() > deadline) return;
    [rounds, most] = [0, Number.POSITIVE_INFINITY];
    await run();
    most = LEAST_ROUNDS + 100 * rounds;
    const passed = numbers();
    tell('near', passed, test.file.name);
    for (const number of passed) {
      if (Date.now() > deadline) return;
      if (!killed.has(number) && (await isKilled(test, run, number))) {
        killed.add(number);
        tell('killed', [number], `${test.file.name} > ${test.name}`);
      }
    }
    near.fill(0);
  }

  override async onBeforeRunSuite(suite: RunnerTestSuite): Promise<void> {
    await super.onBeforeRunSuite(suite);
    // Another worker may have been here.
    if ('filepath' in suite) for (const number of killedBefore()) killed.add(number);
  }
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
    active = 0;
    [result!.state, result!.errors] = [state, errors];
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

function tell(what: 'killed' | 'near' | 'outside', all: readonly number[], where: string): void {
  if (all.length > 0) appendFileSync(log, `${what} ${all.join(',')} ${where.replaceAll('\n', ' ')}\n`);
}

function killedBefore(): number[] {
  if (!existsSync(log)) return [];
  return [...readFileSync(log, 'utf8').matchAll(/^killed (\d+)/gm)].map((match) => Number(match[1]));
}
