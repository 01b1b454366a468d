import { runTests } from './runner.ts';
import { diagnostics } from './tests/diagnostics.ts';
import { installed } from './tests/installed.ts';

/** VS Code calls this in the extension host; a rejection is its exit code 1. */
export function run(): Promise<void> {
  return runTests([...installed, ...diagnostics]);
}
