/** When a file is searched for a shorter run: when the keyboard rests, where there is room, and not twice for a text. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRefinements, type Refinements } from '../../server/refinements.ts';
import { type RefinerMessage, refinerLoop } from '../../server/refiner.ts';
import type { SourceFile } from '../../service/files/source-file.ts';
import { type RefineAsk, simulateReleases } from '../../service/refine.ts';
import { openFiles } from './source-file.ts';

const LANES = readFileSync(resolve(import.meta.dirname, '../editor/fixtures/workspace/lanes.release'), 'utf8');
const ALONE = 'release r {\n  window Sat 2026-12-05 22:00 .. 23:00\n  run {\n    task a 5m\n  }\n}\n';

let refinements: Refinements;
let asked: { id: number; ask: RefineAsk }[];
let found: string[];
let failures: string[];
let answer: (message: RefinerMessage) => void;
let started: number;
let stopped: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  [asked, found, failures, started, stopped] = [[], [], [], 0, 0];
  refinements = createRefinements({
    start(receive) {
      started++;
      answer = receive;
      return { ask: (id, ask) => asked.push({ id, ask }), stop: () => stopped++ };
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
  expect(asked.map(({ id }) => id)).toEqual([1, 2]);
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

test('nothing is searched any more once the server ends, and the thread ends with it', () => {
  refinements.onAnalysed(lanes());
  refinements.dispose();
  vi.advanceTimersByTime(100_000);
  expect([asked, stopped]).toEqual([[], 0]);
  refinements.onAnalysed(lanes());
  vi.advanceTimersByTime(700);
  refinements.dispose();
  expect([started, stopped]).toEqual([1, 1]);
  refinements.dispose();
  expect(stopped).toBe(1);
});

test('a file is searched where any of its releases could be shorter', () => {
  refinements.onAnalysed(openFiles(`${LANES}${ALONE}`).file);
  vi.advanceTimersByTime(700);
  expect(asked).toHaveLength(1);
});

describe('what may take longer', () => {
  const other = ALONE.replace('release r', 'release s').replace('5m', '5m..10m..30m');
  const open = () => openFiles(`${ALONE.replace('5m', '5m..10m..20m')}${other}`).file;
  const known = ({ workspace, analysis }: SourceFile) =>
    analysis.schedules.map((schedule) => workspace.risks.isKnown(schedule));
  const simulated = (file: SourceFile) => simulateReleases(file.analysis);

  test('is simulated in the thread, though no run could be shorter, and is news once anything is known of it', () => {
    const file = open();
    refinements.onAnalysed(file);
    vi.advanceTimersByTime(700);
    expect(known(file)).toEqual([false, false]);
    const [first, second] = simulated(file);
    const { id } = asked[0]!;
    answer({ kind: 'simulated', id, releases: [{ release: 'r', risk: undefined }] });
    expect([known(file), found]).toEqual([[false, false], []]);
    answer({
      kind: 'simulated',
      id,
      releases: [{ ...first!, risk: undefined }, { ...first!, release: 'gone' }, second!],
    });
    expect([known(file), found]).toEqual([[false, true], [file.uri]]);
    answer({ kind: 'simulated', id: id + 1, releases: [first!] });
    expect(known(file)).toEqual([false, true]);
    answer({ kind: 'simulated', id, releases: [first!] });
    expect([known(file), found]).toEqual([
      [true, true],
      [file.uri, file.uri],
    ]);
    // Of what is known nobody asks again.
    refinements.onAnalysed(file);
    vi.advanceTimersByTime(700);
    expect(asked).toHaveLength(1);
  });

  test('is simulated here by whoever asks where the thread fails, and what it has told stays', () => {
    const file = open();
    refinements.onAnalysed(file);
    vi.advanceTimersByTime(700);
    const { id } = asked[0]!;
    const [first] = simulated(file);
    answer({ kind: 'simulated', id, releases: [first!] });
    answer({ kind: 'failed', id, message: 'no memory' });
    const { workspace, analysis } = file;
    const { plan, schedules } = analysis;
    expect(workspace.risks.of(plan, plan.releases[0]!, schedules[0]!)).toBe(first!.risk);
    expect(workspace.risks.of(plan, plan.releases[1]!, schedules[1]!)).toBeDefined();
  });
});

test('the thread answers a question with what it simulated and what it searched, and says why where it cannot', () => {
  const { analysis } = lanes();
  const messages: RefinerMessage[] = [];
  const ask = refinerLoop((message) => messages.push(message));
  ask({ id: 7, ask: analysis });
  vi.runAllTimers();
  expect(messages).toEqual([
    { kind: 'simulated', id: 7, releases: simulateReleases(analysis) },
    { kind: 'found', id: 7, releases: [expect.objectContaining({ planned: 185, found: 175 })] },
  ]);
  ask({ id: 8, ask: {} as never });
  vi.runAllTimers();
  expect(messages.slice(2)).toEqual([{ kind: 'failed', id: 8, message: expect.stringMatching(/^TypeError.*\n +at /) }]);
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
