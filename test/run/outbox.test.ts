/** What people say on a page that has no network, or that the board refuses: nothing of it is lost, and nothing stands in its way. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Link } from '../../board/link/link.ts';
import { overHttp } from '../../board/link/over-http.ts';
import type { RunEvent } from '../../plan/log/events.ts';

type Answer = (events: readonly RunEvent[]) => Response | Promise<Response>;

const OFFLINE: Answer = () => Promise.reject(new TypeError('no network'));
const NOTED: Answer = () => Response.json({});
const noteOf = (event: RunEvent) => event.note!;

/** What reached the board, in batches. */
let batches: string[][];
let noted: string[];
let answer: Answer;
let source: Source;

class Source extends EventTarget {
  readonly CLOSED = 2;
  readyState = 1;
  onerror = () => {};
  constructor() {
    super();
    source = this;
  }
  tell(run: string, now = Date.now(), speed = 1): void {
    const data = JSON.stringify({ board: {}, run, lines: [], now, speed, clock: 1, here: 1 });
    this.dispatchEvent(Object.assign(new Event('board'), { data }));
  }
}

beforeEach(() => {
  batches = [];
  noted = [];
  answer = NOTED;
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Source);
  vi.stubGlobal('localStorage', { getItem: () => 'sam', setItem() {} });
  vi.stubGlobal('location', { hash: '', pathname: '/' });
  vi.stubGlobal('addEventListener', () => {});
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    if (path === '/me') return Response.json({ may: true });
    const { events } = JSON.parse(init!.body as string) as { events: RunEvent[] };
    batches.push(events.map(noteOf));
    const response = await answer(events);
    if (response.ok) noted.push(...events.map(noteOf));
    return response;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function opened(): Promise<Link> {
  const link = new Link(overHttp, () => {});
  await link.begin();
  source.tell('night');
  await settled();
  return link;
}

const settled = () => vi.advanceTimersByTimeAsync(1);

/** So many notes, said while there is no network. */
async function offline(link: Link, count: number): Promise<string[]> {
  answer = OFFLINE;
  const notes = Array.from({ length: count }, (_, i) => `note ${i}`);
  for (const note of notes) await link.say({ note });
  expect(link.told.waiting.map(noteOf)).toEqual(notes);
  expect(link.told.isLive).toBe(false);
  return notes;
}

async function online(link: Link, how: Answer): Promise<void> {
  answer = how;
  batches = [];
  await vi.advanceTimersByTimeAsync(5_000);
  expect(link.told.waiting).toEqual([]);
}

test('of a batch in which lines are refused the others are noted, in order, and those are kept with the reason', async () => {
  const link = await opened();
  const notes = await offline(link, 120);
  const refused = ['note 3', 'note 77'];
  await online(link, (events) =>
    events.some((event) => refused.includes(noteOf(event)))
      ? new Response('That is done by mara.\n', { status: 403 })
      : Response.json({}),
  );
  expect(noted).toEqual(notes.filter((note) => !refused.includes(note)));
  expect(link.told.refused.map(({ event, refused: why }) => [noteOf(event), why])).toEqual(
    refused.map((note) => [note, 'That is done by mara.']),
  );
  expect(batches.length).toBeLessThan(40);
  // It is no matter of the last line that went well.
  await link.say({ note: 'later' });
  expect(link.told.refused).toHaveLength(2);
});

test('what was refused is sent again with the time at which it was said, or let go', async () => {
  const link = await opened();
  answer = () => new Response('No.', { status: 400 });
  await link.say({ note: 'a' });
  await link.say({ note: 'b' });
  const [a, b] = link.told.refused;
  answer = NOTED;
  await link.sayAgain(a!);
  await link.letGo(b!);
  expect(noted).toEqual(['a']);
  expect([link.told.refused, link.told.waiting]).toEqual([[], []]);
});

test('more than a board takes at once goes in parts', async () => {
  const link = await opened();
  const notes = await offline(link, 100);
  await online(link, (events) => (events.length > 30 ? new Response('Too much.', { status: 413 }) : Response.json({})));
  expect(noted).toEqual(notes);
});

test.each([401, 409, 429, 500])('%i: it waits, and says why', async (status) => {
  const link = await opened();
  answer = () => new Response('Ask the release manager.\n', { status });
  await link.say({ note: 'a' });
  expect(link.told).toMatchObject({ trouble: 'Not noted yet: Ask the release manager.', refused: [] });
  expect(link.told.waiting).toHaveLength(1);
  await online(link, NOTED);
  expect([noted, link.told.trouble]).toEqual([['a'], undefined]);
});

test('what waits for one run is not sent to another one at the same address', async () => {
  const link = await opened();
  await offline(link, 1);
  source.tell('night+training');
  await settled();
  await online(link, NOTED);
  expect(noted).toEqual([]);
  source.tell('night');
  await settled();
  expect(noted).toEqual(['note 0']);
});

test('the clock of a training goes as fast on the page as on the board', async () => {
  const link = await opened();
  const begin = Date.parse('2026-12-05T22:00:00Z');
  source.tell('night+training', begin, 60);
  await settled();
  await vi.advanceTimersByTimeAsync(9_999);
  expect(link.now() - begin).toBe(600_000);
});

test('a page that was answered with a refusal asks again', async () => {
  await opened();
  const first = source;
  first.readyState = 2;
  first.onerror();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(source).not.toBe(first);
});
