import type { RunOptions } from './options.ts';
import type { Answer, Ask, Host, Request, TestResult } from './protocol.ts';
import type { Session } from './session.ts';
import type { OwnQuestion, WindowActions } from './window.ts';
import { restoreWorkspace } from './workspace.ts';

/** What the runner knows about the suite: which tests it has, how they ended, and whether it is being reloaded. */
export interface Conversation {
  results: TestResult[];
  /** Why the run is not good, beyond the tests that failed; empty when nothing is wrong. */
  complaints(): string[];
  /** True from the request to reload the window until the suite is back. */
  reloading(): boolean;
  answer(request: Request): Promise<unknown>;
}

export function converse(session: Session, options: RunOptions, actions: () => Promise<WindowActions>): Conversation {
  let planned: string[] | undefined;
  let actual: Host | undefined;
  let reloaded: string | null = null;
  let reloading = false;
  const wanted: Host = options.web ? 'web' : 'Node';
  const results: TestResult[] = [];
  const own: { [Q in OwnQuestion]: (ask: Ask<Q>) => Answer<Q> | Promise<Answer<Q>> } = {
    hello({ tests, host }) {
      actual = host;
      planned = tests.filter((test) => test.includes(options.grep));
      reloading = false;
      const done = new Set(results.map((result) => result.name));
      return { run: planned.filter((test) => !done.has(test)), reloaded };
    },
    restore: () => restoreWorkspace(session.workspace),
    result(result) {
      results.push(result);
      reloaded = null;
      print(result);
      return null;
    },
    reloading({ test }) {
      reloaded = test;
      reloading = true;
      return null;
    },
  };
  return {
    results,
    reloading: () => reloading,
    complaints() {
      if (!planned) return ['The suite never started.'];
      if (actual !== wanted) return [`The suite ran in the ${actual} extension host, not in the ${wanted} one.`];
      if (results.length === 0) return ['No test ran.'];
      const ended = new Set(results.map((result) => result.name));
      return planned.filter((test) => !ended.has(test)).map((test) => `'${test}' never ended.`);
    },
    async answer({ question, ask }) {
      const handlers: object = question in own ? own : await actions();
      // The protocol ties a question to what it asks; a lookup by name cannot say so.
      return (handlers as Record<string, (ask: unknown) => unknown>)[question]!(ask);
    },
  };
}

function print({ name, milliseconds, error }: TestResult): void {
  console.log(`${error === undefined ? '✓' : '✗'} ${name} (${milliseconds} ms)`);
  if (error !== undefined) console.log(error.replace(/^/gm, '    '));
}
