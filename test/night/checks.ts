/** What must be true of a night that is over, read from what it left. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent } from '../../plan/log/events.ts';
import type { Night } from '../../plan/log/night.ts';
import { readLog } from '../../plan/log/read.ts';
import { stateOf } from '../../plan/log/run.ts';
import type { Window } from './window.ts';

/** Of all writers. */
export function eventsIn(folder: string): readonly RunEvent[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.runlog.jsonl'));
  const { events, problems } = readLog(names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })));
  if (problems.length > 0) throw new Error(`The log cannot be read whole: ${problems.map(({ message }) => message)}`);
  return events;
}

/** Whether the night is the one that its lines give in the order of their times. */
export function isInTimeOrder(night: Night, events: readonly RunEvent[]): boolean {
  const byTime = events
    .map((event, i) => [Date.parse(event.at), i, event] as const)
    .sort(([a, i], [b, k]) => a - b || i - k)
    .map(([, , event], clock): RunEvent => ({ ...event, clock }));
  const now = Math.ceil(Date.parse(byTime.at(-1)!.at) / 60_000);
  return JSON.stringify(stateOf(night, byTime, now)) === JSON.stringify(stateOf(night, events, now));
}

/** Where a secret of a link stands, or was sent, besides the body of the one request that it is for. */
export function secretsSeen(
  links: ReadonlyMap<string, string>,
  windows: readonly Window[],
  folder: string,
  said: string,
): readonly string[] {
  const secrets = [...links.values()].map((link) => new URLSearchParams(new URL(link).hash.slice(1)).get('k')!);
  const has = (text: string | undefined) => secrets.some((secret) => text?.includes(secret));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return [
    ...files.flatMap(({ parentPath, name }) => (has(readFileSync(join(parentPath, name), 'utf8')) ? [name] : [])),
    ...(has(said) ? ['what the board said'] : []),
    ...windows.flatMap(({ name, leaving }) =>
      leaving.flatMap(({ url, referer }) => (has(url) || has(referer) ? [`a request of ${name}: ${url}`] : [])),
    ),
  ];
}
