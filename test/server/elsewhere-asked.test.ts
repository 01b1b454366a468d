/** When a store is asked, whose answer holds, and what of it is told to whoever sits there. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { createElsewhere, type StoreTold, type StoreWish } from '../../server/elsewhere.ts';

const workspace = createWorkspace({ roots: [] });
const WISH = { store: 'there', folders: ['file:///plans'] };
const nothing: StoreTold = { plans: [], notes: [] };
const of = (...names: readonly string[]): StoreTold => ({
  plans: names.map((file) => ({ file, releases: [] })) as never,
  notes: [],
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function start(ask: ((wish: StoreWish) => Promise<StoreTold>) | undefined, wish: typeof WISH | undefined = WISH) {
  const told: string[] = [];
  let changes = 0;
  const elsewhere = createElsewhere({
    ask,
    wish: () => wish,
    onChanged: () => changes++,
    tell: (sentence) => told.push(sentence),
  });
  return { elsewhere, told, changes: () => changes };
}

/** Answers what is put in, one after the other. */
function store(...answers: readonly StoreTold[]) {
  const wishes: StoreWish[] = [];
  return { wishes, ask: async (wish: StoreWish) => answers[wishes.push(wish) - 1] ?? nothing };
}

test('once a minute is enough, unless somebody wants to know', async () => {
  const { wishes, ask } = store();
  const { elsewhere } = start(ask);
  await elsewhere.refresh(workspace);
  expect(wishes).toEqual([{ ...WISH, about: [] }]);
  vi.advanceTimersByTime(59_999);
  await elsewhere.refresh(workspace);
  expect(wishes).toHaveLength(1);
  vi.advanceTimersByTime(1);
  await elsewhere.refresh(workspace);
  expect(wishes).toHaveLength(2);
  await elsewhere.refresh(workspace, true);
  expect(wishes).toHaveLength(3);
  // That was an answer, too.
  vi.advanceTimersByTime(59_999);
  await elsewhere.refresh(workspace);
  expect(wishes).toHaveLength(3);
});

test('what comes late of an earlier question counts for nothing', async () => {
  const answers: ((told: StoreTold) => void)[] = [];
  const { elsewhere, changes } = start(() => new Promise((resolve) => answers.push(resolve)));
  const asked = [elsewhere.refresh(workspace, true), elsewhere.refresh(workspace, true)];
  answers[1]!(of('new'));
  await asked[1];
  answers[0]!({ ...of('old'), notes: ['old'] });
  await asked[0];
  expect([elsewhere.plans.map(({ file }) => file), changes()]).toEqual([['new'], 1]);
});

test('what others tell as before is no news', async () => {
  const { elsewhere, changes } = start(store(nothing, of('a'), of('a'), of('a', 'b'), nothing).ask);
  const seen: unknown[] = [];
  for (let i = 0; i < 5; i++) {
    await elsewhere.refresh(workspace, true);
    seen.push([elsewhere.plans.length, changes()]);
  }
  expect(seen).toEqual([
    [0, 0],
    [1, 1],
    [1, 1],
    [2, 2],
    [0, 3],
  ]);
});

test('what is wrong is told once, and once more when it was well in between', async () => {
  const note = { ...nothing, notes: ['One is left out.'] };
  const trouble = { ...note, trouble: 'Nobody is there' };
  const { elsewhere, told } = start(store(note, note, trouble, trouble, nothing, note).ask);
  const seen: unknown[] = [];
  for (let i = 0; i < 6; i++) {
    await elsewhere.refresh(workspace, true);
    seen.push([told.length, elsewhere.trouble !== undefined]);
  }
  expect(seen).toEqual([
    [1, false],
    [1, false],
    [2, true],
    [2, true],
    [2, false],
    [3, false],
  ]);
  expect(told[0]).toBe('One is left out.');
  expect(told[1]).toContain('Nobody is there');
});

test('where no store is named nobody is asked, and where there are no files it is said', async () => {
  const { wishes, ask } = store(of('a'));
  const unnamed = start(ask, null as never);
  await unnamed.elsewhere.refresh(workspace, true);
  expect([wishes, unnamed.told, unnamed.elsewhere.plans]).toEqual([[], [], []]);
  const browser = start(undefined);
  await browser.elsewhere.refresh(workspace, true);
  expect(browser.told).toEqual([expect.stringContaining('A browser has no folder')]);
  expect(browser.elsewhere.trouble).toBe(browser.told[0]);
});
