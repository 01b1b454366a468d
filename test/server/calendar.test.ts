/** The calendar of changes for an editor: of the folders as they are now, whether or not a file is open. */
import { expect, test } from 'vitest';
import type { ClientRequests } from '../../server/protocol.ts';
import { startClient } from './client.ts';
import { FOLDER } from './source-file.ts';

const plan = (name: string, day: string) => `release ${name} {
  zone Europe/Berlin
  window ${day} 22:00 .. 23:00
  run {
    deploy web 10m
  }
}
`;
const [FIRST, SECOND] = [`${FOLDER}/first.release`, `${FOLDER}/second.release`];

test('what is open counts as it is typed, what is not as it lies there; who shows it hears of both', async () => {
  const disk = new Map([
    [FIRST, plan('first', 'Sat 2026-12-05')],
    [SECOND, plan('second', 'Sat 2026-12-12')],
  ]);
  const client = await startClient({ disk });
  const heard: string[] = [];
  let wake = () => {};
  client.connection.onNotification('release/changed', ({ uri }: { uri: string }) => {
    heard.push(uri);
    wake();
  });
  const hears = async (uri: string) => {
    while (!heard.includes(uri)) await new Promise<void>((resolve) => (wake = resolve));
    heard.length = 0;
  };
  const ask: ClientRequests['release/calendar']['ask'] = { months: 3, for: [], zone: 'Europe/Berlin', width: 800 };
  const rows = async () => {
    const shown = await client.connection.sendRequest<ClientRequests['release/calendar']['answer']>(
      'release/calendar',
      ask,
    );
    if ('trouble' in shown) throw new Error(shown.trouble);
    return [...shown.markup.matchAll(/<td data-th="when">(.*?)<\/td>.*?<td data-th="what">(.*?)<\/td>/g)].map(
      ([, when, what]) => `${what} ${when?.slice(0, 14)}`,
    );
  };
  const opened = client.diagnostics(FIRST);
  client.open(FIRST, plan('first', 'Sun 2026-12-06'));
  await opened;
  await hears(FIRST);
  expect(await rows()).toEqual(['first Sun 2026-12-06', 'second Sat 2026-12-12']);
  disk.set(SECOND, plan('second', 'Tue 2026-12-01'));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: SECOND, type: 2 }] });
  await hears(SECOND);
  expect(await rows()).toEqual(['second Tue 2026-12-01', 'first Sun 2026-12-06']);
  disk.delete(SECOND);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: SECOND, type: 3 }] });
  await hears(SECOND);
  expect(await rows()).toEqual(['first Sun 2026-12-06']);
  await client.stop();
});
