/** A room that follows a night: it is told each line once and in order, and nobody waits for it when it is away. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { Hook, type Posted } from '../../cli/run/board/hook.ts';
import type { BoardLine } from '../../view/run/board.ts';

const line = (n: number): BoardLine => ({
  ...{ id: `id-${n}`, at: new Date(Date.UTC(2026, 11, 5, 21, n % 60)).toISOString(), clock: n, by: 'priya' },
  ...{ said: `started step ${n}`, taken: false },
});
const lines = (count: number) => Array.from({ length: count }, (_, n) => line(n));
const clock = (at: number) => new Date(at).toISOString().slice(11, 16);
const url = new URL('https://chat.example.org/hooks/secret');

let hook: Hook | undefined;
let server: Server | undefined;
afterEach(() => {
  hook?.end();
  server?.close();
});

/** One that fails as it is told to, whose pauses are none. */
function hookTo(isTaken: (posted: Posted) => boolean, known: readonly BoardLine[] = []) {
  const got: Posted[] = [];
  const troubles: (string | undefined)[] = [];
  const pauses: number[] = [];
  hook = new Hook(
    {
      ...{ url, run: 'shop-1.0', clock },
      trouble: (said) => troubles.push(said),
      async post(_, body) {
        if (!isTaken(body)) throw new Error('it answers 500');
        got.push(body);
      },
      // A pause lets others go on, however short it is.
      pause(milliseconds) {
        pauses.push(milliseconds);
        return new Promise((resolve) => setTimeout(resolve, 0));
      },
    },
    known,
  );
  return { hook, got, troubles, pauses };
}

/** As long as a hook may fail here. */
async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 0));
}

test('is told what is said from now on, each line once, in order, whatever fails on the way', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { maxLength: 12 }),
      fc.array(fc.nat(9), { maxLength: 6 }),
      async (fails, steps) => {
        const left = [...fails];
        const { hook: own, got, troubles } = hookTo(() => left.shift() !== true, lines(3));
        let count = 3;
        for (const more of steps) {
          count += more;
          own.tell(lines(count));
          own.tell(lines(count));
          await settled();
        }
        await settled();
        expect(got.map(({ id }) => id)).toEqual(
          lines(count)
            .slice(3)
            .map(({ id }) => id),
        );
        expect(troubles.at(-1)).toBeUndefined();
        own.end();
      },
    ),
    { numRuns: 30 },
  );
});

test('that does not answer is told, without the secret of its address, and tried less and less often', async () => {
  let tries = 0;
  const { hook: own, got, troubles, pauses } = hookTo(() => ++tries > 9);
  own.tell(lines(2));
  await settled();
  expect(troubles[0]).toBe('chat.example.org does not take what is said here (it answers 500): 2 lines wait for it.');
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1000));
  expect(got).toHaveLength(2);
  expect(got[0]).toEqual({
    ...{ text: '21:00 priya: started step 0', run: 'shop-1.0', id: 'id-0', at: '2026-12-05T21:00:00.000Z' },
    ...{ by: 'priya', said: 'started step 0' },
  });
});

test('that was away for long is told the newest, and how many are left out', async () => {
  let isAway = true;
  const { hook: own, got, troubles } = hookTo(() => !isAway);
  own.tell(lines(501));
  own.tell(lines(620));
  await settled();
  expect(troubles.at(-1)).toMatch(/: 500 lines wait for it, and 120 older ones are left out\.$/);
  own.end();
  isAway = false;
  expect(got).toEqual([]);
});

test('is asked as a web server is, and what it answers is told', async () => {
  const bodies: string[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      bodies.push(`${request.headers['content-type']} ${body}`);
      response.writeHead(bodies.length === 1 ? 503 : 200).end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server!.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const troubles: (string | undefined)[] = [];
  const works = new Promise<void>((resolve) => {
    hook = new Hook(
      {
        ...{ url: new URL(`http://127.0.0.1:${port}/x`), run: 'shop-1.0', clock },
        trouble(said) {
          troubles.push(said);
          if (said === undefined) resolve();
        },
        pause: async () => {},
      },
      [],
    );
  });
  hook!.tell(lines(1));
  await works;
  expect(troubles[0]).toContain('(it answers 503): 1 line waits for it.');
  expect(bodies[1]).toMatch(/^application\/json \{"text":"21:00 priya: started step 0"/);
});
