/** When a file is searched for a shorter run: when the keyboard rests, where there is room, and not twice for a text. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRefinements, type Refinements } from '../../server/refinements.ts';
import type { RefinerMessage } from '../../server/refiner.ts';
import type { RefineAsk } from '../../service/refine.ts';
import { openFiles } from './source-file.ts';

const LANES = readFileSync(resolve(import.meta.dirname, '../editor/fixtures/workspace/lanes.release'), 'utf8');
const ALONE = 'release r {\n  window Sat 2026-12-05 22:00 .. 23:00\n  run {\n    task a 5m\n  }\n}\n';

let refinements: Refinements;
let asked: { id: number; ask: RefineAsk }[];
let found: string[];
let failures: string[];
let answer: (message: RefinerMessage) => void;
let started: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  [asked, found, failures, started] = [[], [], [], 0];
  refinements = createRefinements({
    delay: 700,
    start(receive) {
      started++;
      answer = receive;
      return { ask: (id, ask) => asked.push({ id, ask }), stop: () => {} };
    },
    onFound: (uri) => found.push(uri),
    onFailure: (message) => failures.push(message),
  });
});
afterEach(() => {
  refinements.dispose();
  vi.useRealTimers();
});

const lanes = () => openFiles(LANES).file;
const release = () => lanes().analysis.schedules[0]!.release;

test('a run that could be shorter is searched once the keyboard rests', () => {
  const file = lanes();
  refinements.onAnalysed(file);
  vi.advanceTimersByTime(699);
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(asked.map(({ ask }) => ask.plan.file)).toEqual([file.uri]);
  expect(structuredClone(asked[0]!.ask)).toEqual({ plan: file.analysis.plan, schedules: file.analysis.schedules });
});

test('a run that nobody holds up is not searched', () => {
  refinements.onAnalysed(openFiles(ALONE).file);
  vi.advanceTimersByTime(100_000);
  expect(asked).toEqual([]);
  expect(started).toBe(0);
});

test('of two texts in a row only the newer is searched, and an answer to the older counts for nothing', () => {
  const older = openFiles(LANES.replace('s0-0 15m', 's0-0 20m')).file;
  refinements.onAnalysed(older);
  vi.advanceTimersByTime(600);
  refinements.onAnalysed(lanes());
  vi.advanceTimersByTime(700);
  expect(asked.map(({ ask }) => ask.schedules)).toEqual([lanes().analysis.schedules]);

  refinements.onAnalysed(older);
  vi.advanceTimersByTime(700);
  expect(asked).toHaveLength(2);
  expect(started).toBe(1);
  answer({ kind: 'found', id: asked[0]!.id, releases: [] });
  expect(found).toEqual([]);
  answer({ kind: 'found', id: asked[1]!.id, releases: [] });
  expect(found).toEqual([older.uri]);
});

test('what is known of a text is not searched again, and is known of that text alone', () => {
  const file = lanes();
  refinements.onAnalysed(file);
  vi.advanceTimersByTime(700);
  const refined = { release: release(), planned: 60, found: 50, bound: 40, schedules: 9, proven: false } as never;
  answer({ kind: 'found', id: asked[0]!.id, releases: [refined] });
  expect(refinements.of(file, release())).toEqual(refined);
  expect(refinements.of(file, 'another')).toBeUndefined();
  expect(refinements.of(openFiles(`${LANES}\n`).file, release())).toBeUndefined();
  refinements.onAnalysed(lanes());
  vi.advanceTimersByTime(700);
  expect(asked).toHaveLength(1);
  refinements.forget(file.uri);
  expect(refinements.of(file, release())).toBeUndefined();
  refinements.onAnalysed(lanes());
  vi.advanceTimersByTime(700);
  expect(asked).toHaveLength(2);
});

test('an answer that finds another text counts for nothing, for its places are those of the one before', () => {
  const file = lanes();
  refinements.onAnalysed(file);
  vi.advanceTimersByTime(700);
  file.workspace.set(file.uri, '\n'.repeat(9));
  const orders = [
    { step: file.analysis.plan.releases[0]!.steps[1]!.id, after: file.analysis.plan.releases[0]!.steps[0]!.id },
  ];
  answer({ kind: 'found', id: asked[0]!.id, releases: [{ release: release(), orders } as never] });
  // Back at the first text nothing wrong is known of it.
  file.workspace.set(file.uri, LANES);
  expect(refinements.of(file, release())).toBeUndefined();
});

test('an answer is about the file that was asked for last, whichever was the first', () => {
  const first = openFiles(LANES.replace('s0-0 15m', 's0-0 20m')).file;
  refinements.onAnalysed(first);
  vi.advanceTimersByTime(700);
  // Typed on since: what was asked first is another text now.
  first.workspace.set(first.uri, '');
  const second = lanes();
  refinements.onAnalysed(second);
  vi.advanceTimersByTime(700);
  const refined = { release: release(), planned: 60, found: 50, bound: 40, schedules: 9 };
  answer({ kind: 'found', id: asked[1]!.id, releases: [refined] });
  expect(refinements.of(second, release())).toEqual(refined);
});

test('a search that fails is told', () => {
  refinements.onAnalysed(lanes());
  vi.advanceTimersByTime(700);
  answer({ kind: 'failed', id: asked[0]!.id, message: 'no memory' });
  expect(failures).toEqual(['no memory']);
  expect(found).toEqual([]);
});

test('nothing is searched any more once the server ends', () => {
  refinements.onAnalysed(lanes());
  refinements.dispose();
  vi.advanceTimersByTime(100_000);
  expect(asked).toEqual([]);
});

test('a text is known by what it imports as well, in a circle, too', () => {
  const opened = (other: string) => openFiles(`import "other.release"\n${LANES}`, { 'other.release': other }).file;
  const circle = 'import "main.release"\n';
  const file = opened(circle);
  refinements.onAnalysed(file);
  vi.advanceTimersByTime(700);
  answer({ kind: 'found', id: asked[0]!.id, releases: [] });
  refinements.onAnalysed(opened(circle));
  vi.advanceTimersByTime(700);
  expect(asked).toHaveLength(1);
  refinements.onAnalysed(opened(`${circle}person else\n`));
  vi.advanceTimersByTime(700);
  expect(asked).toHaveLength(2);
});
