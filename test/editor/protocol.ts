/**
 * What the suite, which lives in the extension host, asks of the runner, which drives the window. The suite cannot see
 * a webview, press a key or take a picture; the runner cannot see a document or a diagnostic.
 */
export interface Protocol {
  /** The first question of every start of the suite: a reload of the window starts it anew. */
  hello: { ask: { tests: string[]; host: Host }; answer: Hello };
  /** Puts the workspace back as it was at the start; the answer is the paths of the files that were not. */
  restore: { ask: Record<string, never>; answer: string[] };
  /** One test has ended. */
  result: { ask: TestResult; answer: null };
  /** The suite is about to reload the window and wants to go on with the second half of this test. */
  reloading: { ask: { test: string }; answer: null };
  /** A picture of the whole window; the answer is its path. */
  screenshot: { ask: { name: string }; answer: string };
  /** Keys as Playwright names them: `Control+Shift+P`, `ArrowDown`, `a`. They go to whatever has the focus. */
  press: { ask: { keys: string[] }; answer: null };
  /** Text typed key by key into whatever has the focus. */
  type: { ask: { text: string }; answer: null };
  click: { ask: Target & { times?: number }; answer: null };
  hover: { ask: Target; answer: null };
  /** Drags from the middle of the target by so many pixels, in steps as a hand does. */
  drag: { ask: Target & { by: { x: number; y: number } }; answer: null };
  /** The visible text of every element that matches, in document order; none is an answer too. */
  texts: { ask: Target; answer: string[] };
  /** Waits until the target is there and visible. */
  see: { ask: Target; answer: null };
  /** The value of a JavaScript expression, evaluated in the page that the place names. */
  evaluate: { ask: { place: Place; expression: string }; answer: unknown };
  /** How much the language server of the Node host holds, in KiB; 0: there is none, or nobody can say. */
  memory: { ask: Record<string, never>; answer: number };
  /** What the operating system would say about the reader's wishes. */
  media: { ask: { reducedMotion?: 'reduce' | 'no-preference'; forcedColors?: 'active' | 'none' }; answer: null };
}

/** The extension host in which the suite, and with it the extension under test, really runs. */
export type Host = 'Node' | 'web';

export interface Hello {
  /** The tests to run now: those asked for on the command line that have not ended before a reload. */
  run: string[];
  /** The test that asked for the reload, now to be finished. */
  reloaded: string | null;
}

export interface TestResult {
  name: string;
  milliseconds: number;
  /** Absent when the test passed. */
  error?: string;
}

/** The window itself, or the visible webview of the extension with this id (the last one when it shows several). */
export type Place = 'workbench' | { webviewOf: string };

export interface Target {
  place: Place;
  /** A Playwright selector: CSS, `text=…`, `role=button[name="…"]`. */
  selector: string;
}

export type Question = keyof Protocol;
export type Ask<Q extends Question> = Protocol[Q]['ask'];
export type Answer<Q extends Question> = Protocol[Q]['answer'];

/** One file per request, `<number>.request.json`; its answer is `<number>.answer.json` beside it. */
export interface Request<Q extends Question = Question> {
  question: Q;
  ask: Ask<Q>;
}

export type Reply = { answer: unknown } | { error: string };

/** The extension under test, installed from its package. */
export const testedExtension = 'release-plan.release-plan';

/** The extension that carries the suite. It exists only in the temporary folder of one run. */
export const suiteExtension = 'release-plan.editor-suite';
