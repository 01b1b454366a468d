/**
 * How much work something is, in calls of functions of ours: the same on every machine, however busy it is. What takes
 * how long is measured in bench/.
 */
import { type Profiler, Session } from 'node:inspector';

/** The result of `work`, and how often it called a function of a file below the folder of this repository. */
export function counted<T>(work: () => T): { readonly result: T; readonly calls: number } {
  const session = new Session();
  session.connect();
  try {
    session.post('Profiler.enable');
    // V8 optimises nothing while it counts, so no call is inlined and lost.
    session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    const result = work();
    let calls = 0;
    // Answered at once: a session of the same thread.
    session.post('Profiler.takePreciseCoverage', (_, coverage) => {
      calls = coverage.result.filter(isOurs).reduce((sum, script) => sum + callsOf(script), 0);
    });
    return { result, calls };
  } finally {
    session.post('Profiler.stopPreciseCoverage');
    session.disconnect();
  }
}

const OURS = new URL('../..', import.meta.url).pathname;

function isOurs({ url }: Profiler.ScriptCoverage): boolean {
  const path = url.replace('file://', '');
  return path.startsWith(OURS) && !path.includes('/node_modules/');
}

function callsOf({ functions }: Profiler.ScriptCoverage): number {
  return functions.reduce((sum, { ranges }) => sum + ranges[0]!.count, 0);
}
