import { runTests } from './runner.ts';
import { agents } from './tests/agents.ts';
import { diagnostics } from './tests/diagnostics.ts';
import { exchange } from './tests/exchange.ts';
import { fixes } from './tests/fixes.ts';
import { installed } from './tests/installed.ts';
import { names } from './tests/names.ts';
import { night } from './tests/night.ts';
import { portfolio } from './tests/portfolio.ts';
import { previews } from './tests/preview.ts';
import { reading } from './tests/reading.ts';
import { reload } from './tests/reload.ts';
import { reviewing } from './tests/reviewing.ts';
import { truth } from './tests/truth.ts';
import { writing } from './tests/writing.ts';

/** VS Code calls this in the extension host; a rejection is its exit code 1. */
export function run(): Promise<void> {
  return runTests([
    ...installed,
    ...diagnostics,
    ...fixes,
    ...names,
    ...writing,
    ...reading,
    ...previews,
    ...truth,
    ...reviewing,
    ...agents,
    ...exchange,
    ...portfolio,
    ...night,
    ...reload,
  ]);
}
