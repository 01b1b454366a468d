/** An editor and the server, word by word: what the editor does, and all that it hears of it, in the order in which it comes. */
import { vi } from 'vitest';
import { startClient, type TestClient, type TestClientOptions } from './client.ts';
import { FOLDER, NOW } from './source-file.ts';

export interface Journal {
  readonly client: TestClient;
  /** What is done, and what comes of it by itself until nothing more does. */
  does(what: string, act?: () => unknown): Promise<void>;
  /** What is asked, and what is answered. */
  asks(method: string, params: object, what?: string): Promise<void>;
  /** All of it as text. */
  read(): string;
}

/** Nothing waits for a clock: time goes on when everything that could be said has been. */
export async function journal(
  options: TestClientOptions,
  answers: Readonly<Record<string, unknown>>,
): Promise<Journal> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: NOW * 60_000 });
  const lines: string[] = [];
  let heard = 0;
  const starting = startClient({
    ...options,
    hears(method, params) {
      heard++;
      lines.push(`  ${method} ${brief(params)}`);
      const answer = answers[method];
      return typeof answer === 'function' ? answer(params) : answer;
    },
  });
  const client = await through(starting);
  const rest = async () => {
    for (let [quiet, before] = [0, heard]; quiet < QUIET; [quiet, before] = [heard === before ? quiet + 1 : 0, heard])
      await moment();
  };
  lines.push('starts');
  await rest();
  return {
    client,
    async does(what, act = () => {}) {
      lines.push(what);
      await through(Promise.resolve(act()));
      await rest();
    },
    async asks(method, params, what = brief(params)) {
      const answer = client.connection.sendRequest(method, params).catch((error: Error) => `! ${error.message}`);
      lines.push(`${method} ${what}\n  = ${brief(await through(answer))}`);
    },
    read: () => `${lines.join('\n')}\n`,
  };
}

/** So many moments without a word, and nothing more comes. */
const QUIET = 25;

/** What waits for its turn has it, and time goes on by as little as there is. */
async function moment(): Promise<void> {
  for (let i = 0; i < 4; i++) await new Promise((resolve) => setImmediate(resolve));
  await vi.advanceTimersByTimeAsync(1);
}

async function through<T>(promise: Promise<T>): Promise<T> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  promise.then(over, over);
  while (!isOver) await moment();
  return promise;
}

/** The clock goes on a little while something is said. */
const MOMENT = new RegExp(`${NOW * 60}`.slice(0, -4) + String.raw`\d{7}|2026-11-23T12:0\d:\d\dZ`, 'g');

/** Enough of it to see what it says, and whether the rest is as long as it was. */
export function brief(value: unknown, most = 160): string {
  const text = JSON.stringify(value ?? null)
    .replace(/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/g, 'ID')
    .replace(MOMENT, 'NOW')
    .replaceAll(`${FOLDER}/`, '')
    .replace(/\{"line":(\d+),"character":(\d+)\}/g, '$1:$2')
    .replace(/\{"start":([\d:]+),"end":([\d:]+)\}/g, '$1-$2')
    .replace(/"(\w+)":/g, '$1:');
  return text.length <= most ? text : `${text.slice(0, most)}… ${text.length}`;
}
