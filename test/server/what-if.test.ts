/** Trying something out over the protocol: difference and picture come back, and the text is as it was. */
import { afterEach, expect, test } from 'vitest';
import type { ClientRequests, Preview, Tried, Wanted } from '../../server/protocol.ts';
import { startClient, type TestClient } from './client.ts';
import { MAIN, NIGHT } from './source-file.ts';

let client: TestClient;
afterEach(() => client.stop());

async function opened(text: string): Promise<void> {
  client = await startClient();
  const first = client.diagnostics(MAIN);
  client.open(MAIN, text);
  await first;
}

const preview = () => client.connection.sendRequest<Preview>('release/preview', { uri: MAIN, options: { width: 900 } });
const attempt = (changes: Wanted, version: number) =>
  client.connection.sendRequest<Tried>('release/whatIf', { uri: MAIN, version, changes, options: { width: 900 } });

test('what can be tried is told, and each of it can be', async () => {
  await opened(NIGHT);
  const { version } = await preview();
  const asked = await client.connection.sendRequest<ClientRequests['release/choices']['answer']>('release/choices', {
    uri: MAIN,
  });
  expect(asked!.version).toBe(version);
  const { choices } = asked!;
  expect(choices.steps.map(({ label, duration }) => `${label} ${duration}`)).toEqual([
    'night-backup 30m',
    'tables 20m',
    'deploy web 15m',
    'verify web 10m',
  ]);
  expect(choices.people).toEqual(['mara', 'jonas']);
  for (const { address, startClause } of choices.steps) {
    const set = [`${address}.duration=+5m`, `${address}.${startClause}=+5m`];
    expect(await attempt({ set }, version)).toHaveProperty('summary');
  }
  for (const name of choices.people) expect(await attempt({ without: [name] }, version)).toHaveProperty('summary');
});

test('the difference, and the bars that moved over where they were', async () => {
  await opened(NIGHT);
  const { version, pictures } = await preview();
  const tried = await attempt({ set: ['tables.duration=50m'], start: '+10m' }, version);
  if ('trouble' in tried) throw new Error(tried.trouble);
  expect(tried.version).toBe(version);
  expect(tried.summary).toBe('night-1.0: ends 40 min later, contingency 2 h 45 min → 2 h 5 min');
  expect(tried.report).toContain('<b>tables</b> duration 20m → 50m');
  const ghosts = (all: typeof pictures) => JSON.stringify(all!.schedule).split('rp-ghost').length - 1;
  expect(ghosts(pictures)).toBe(0);
  expect(ghosts(tried.pictures)).toBe(4);
  expect((await preview()).pictures).toEqual(pictures);
});

test('a plan cannot bring markup into the report', async () => {
  await opened(NIGHT.replace('"Smoke"', '"<img src=x onerror=alert(1)>"').replace(' as tables "Tables"', ' "<b>"'));
  const { version } = await preview();
  const tried = await attempt(
    { set: ['verify web.duration=1h', 'migrate orders-db.by=mara'], without: ['jonas'] },
    version,
  );
  expect(JSON.stringify(tried)).not.toContain('<img');
});

test('what means nothing says what would', async () => {
  await opened(NIGHT);
  const { version } = await preview();
  expect(await attempt({ set: ['table.duration=50m'] }, version)).toEqual({
    trouble: 'No step is called `table`. Did you mean `tables`?',
  });
});

test('of a text that has changed since nothing is tried', async () => {
  await opened(NIGHT);
  const { version } = await preview();
  client.change(MAIN, `${NIGHT}\n`);
  expect(await attempt({ start: '+10m' }, version)).toMatchObject({ isOutdated: true });
});
