import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/support/long-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/scratch.ts'],
    setupFiles: ['test/support/seed.ts'],
    // No test knows which others ran before it in the same process: langium and the parser are loaded once for all.
    isolate: false,
    // One more than there are cores: tests that started a program, a browser or a database wait for it.
    maxWorkers: availableParallelism() + 1,
    // What tests make is gone soon after: with more room for what is young less of it is copied.
    execArgv: ['--max-semi-space-size=64'],
    sequence: { sequencer: LongFirst },
    // Only what hangs takes so long, however busy the machine is; speed is measured in bench/.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 600_000 } },
    // The real editor and the real peers have a runner of their own: they need a build and a browser.
    exclude: ['test/editor/**', 'node_modules/**'],
  },
});
