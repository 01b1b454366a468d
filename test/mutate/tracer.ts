/** Runs each test once and writes down which functions it came by and what it cost. */
import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { inject, type RunnerTestCase, type RunnerTestSuite, TestRunner } from 'vitest';
import type { Switch } from './instrument.ts';
import type { Line } from './seen.ts';
import { nameOf } from './test-name.ts';

declare module 'vitest' {
  interface ProvidedContext {
    tracing: Tracing;
  }
}

export interface Tracing {
  /** A line of JSON for each test: the file, and a `Line` of it; the file alone when all of its tests have run. */
  readonly log: string;
  readonly count: number;
  /** Milliseconds since the epoch: behind it no test runs. */
  readonly deadline: number;
}

const { log, count, deadline } = inject('tracing');
const at = new Uint8Array((count >> 3) + 1);

Object.assign(globalThis, {
  __mutant: () => false,
  __round() {},
  __in(number) {
    at[number >> 3]! |= 1 << (number & 7);
  },
} satisfies Switch);

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1, endOnFailure: true });

export default class TracingRunner extends TestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    if (Date.now() > deadline) return;
    tell(test.file.name, '', 0);
    const start = process.cpuUsage();
    try {
      await TestRunner.getTestFn(test)();
    } finally {
      const { user, system } = process.cpuUsage(start);
      tell(test.file.name, nameOf(test), (user + system) / 1000);
    }
  }

  override async onAfterRunSuite(suite: RunnerTestSuite): Promise<void> {
    await super.onAfterRunSuite(suite);
    if ('filepath' in suite && Date.now() <= deadline) appendFileSync(log, `${JSON.stringify([suite.name])}\n`);
  }
}

function tell(file: string, name: string, cost: number): void {
  if (!at.some((byte) => byte > 0)) return;
  const line: Line = { name, cost: Math.ceil(cost), at: Buffer.from(at).toString('base64') };
  appendFileSync(log, `${JSON.stringify([file, line])}\n`);
  at.fill(0);
}
