/** Whoever has subscribed to the calendar of a plan sees what moved and what is off, and an edit alone changes nothing. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type PreviewServer, servePreview } from '../../cli/commands/preview.ts';
import { seenByIcalendar, seenByIcalJs } from '../support/subscriber.ts';

const PLAN = `zone Europe/Berlin
person jonas "Jonas Weber"
person mara
service web
service shop
release night-1.0 "The night" {
  kind standard
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
  run {
    deploy web  15m by jonas undo 5m
    verify web  10m by mara
    start  shop 5m  by mara
  }
}
`;
const NOW = Date.UTC(2026, 10, 2, 9) / 60_000;

let folder: string;
let server: PreviewServer | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'release-plan-ics-'));
  await writeFile(join(folder, 'night.release'), PLAN);
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

const silent = { write: () => {}, data: () => {}, note: () => {} } as unknown as Parameters<typeof servePreview>[2];

async function serve(now = NOW, calendars?: string): Promise<void> {
  server = await servePreview(
    join(folder, 'night.release'),
    { port: 0, now, ...(calendars !== undefined && { calendars: join(folder, calendars) }) },
    silent,
  );
}

async function ask(search = ''): Promise<{ readonly status: number; readonly type: string; readonly text: string }> {
  const response = await fetch(`${server!.address}calendar.ics${search}`);
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
}

/** `SEQUENCE STATUS start` of each event, by its identity. */
function eventsIn(text: string): Readonly<Record<string, string>> {
  const value = (event: string, name: string) => new RegExp(`^${name}[^:\n]*:(.*)$`, 'm').exec(event)?.[1]?.trim();
  return Object.fromEntries(
    text
      .split('BEGIN:VEVENT')
      .slice(1)
      .map((event) => [
        value(event, 'UID'),
        `${value(event, 'SEQUENCE')} ${value(event, 'STATUS')} ${value(event, 'DTSTART')}`,
      ]),
  );
}

/** Saved, and seen by whoever shows it. */
async function save(text: string, isSeen: (text: string) => boolean): Promise<string> {
  await writeFile(join(folder, 'night.release'), text);
  for (let i = 0; i < 100; i++) {
    const got = await ask();
    if (isSeen(got.text)) return got.text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The change was never seen.');
}

const VERIFY = 'night-1.0/verify_web@release-plan';
const SHOP = 'night-1.0/start_shop@release-plan';

test('a calendar is served, of all or of one person', async () => {
  await serve();
  const all = await ask();
  expect(all).toMatchObject({ status: 200, type: 'text/calendar; charset=utf-8' });
  expect(eventsIn(all.text)[VERIFY]).toBe('0 CONFIRMED 20261205T221500');
  const jonas = eventsIn((await ask('?for=jonas')).text);
  expect(jonas).toHaveProperty(['night-1.0/deploy_web@release-plan']);
  expect(jonas).not.toHaveProperty([VERIFY]);
  expect(await ask('?for=nobody')).toMatchObject({ status: 404, text: expect.stringContaining("called 'nobody'") });
  expect(await ask('?release=none')).toMatchObject({ status: 404 });
  expect((await ask('?for=..%2F..%2Fx')).status).toBe(404);
});

test('what moved has a higher number, what is off is cancelled, and everything else stays byte for byte', async () => {
  await serve();
  const first = (await ask()).text;
  expect((await ask()).text).toBe(first);
  // A comment, another title of the release and a line in between change no event.
  const same = await save(PLAN.replace('  run {', '  // soon\n  run {').replace('"The night"', '"Our night"'), (text) =>
    text.includes('Our night'),
  );
  expect(same.replace('Our night', 'The night')).toBe(first);
  const moved = await save(PLAN.replace('15m by jonas', '25m by jonas'), (text) => text.includes('T223500'));
  expect(eventsIn(moved)).toMatchObject({
    [VERIFY]: '1 CONFIRMED 20261205T222500',
    [SHOP]: '1 CONFIRMED 20261205T223500',
  });
});

test('a line that is being typed takes nobody away; one that is gone is cancelled, and comes back with a higher number', async () => {
  await serve();
  await ask();
  const gone = await save(PLAN.replace(/ +start +shop.*\n/, ''), (text) => text.includes('CANCELLED'));
  expect(eventsIn(gone)[SHOP]).toBe('1 CANCELLED 20261205T222500');
  const back = await save(PLAN, (text) => !text.includes('CANCELLED'));
  expect(eventsIn(back)[SHOP]).toBe('2 CONFIRMED 20261205T222500');
  await writeFile(join(folder, 'night.release'), PLAN.replace(/ +start +shop.*\n/, '    start sh {{{ op 5m\n'));
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect((await ask()).text).toBe(back);
});

test('what was served is kept in a folder, so that a change while nobody served is one', async () => {
  await serve(NOW, 'served');
  const first = (await ask()).text;
  await server!.close();
  await serve(NOW + 60, 'served');
  expect((await ask()).text).toBe(first);
  await server!.close();
  await writeFile(join(folder, 'night.release'), PLAN.replace('15m by jonas', '25m by jonas'));
  await serve(NOW + 120, 'served');
  expect(eventsIn((await ask()).text)[VERIFY]).toBe('1 CONFIRMED 20261205T222500');
});

test('of a plan that cannot be read there is none yet', async () => {
  await writeFile(join(folder, 'night.release'), 'release {{{');
  await serve();
  expect((await ask()).status).toBe(503);
});

test('programs that subscribe see what is served, what moved and what is off, and agree about it', async () => {
  await serve(NOW, 'served');
  const first = (await ask()).text;
  await server!.close();
  await writeFile(
    join(folder, 'night.release'),
    PLAN.replace('verify web  10m', 'verify web  25m').replace('    start  shop 5m  by mara\n', ''),
  );
  await serve(NOW + 60, 'served');
  const second = (await ask()).text;
  const [theirs] = await seenByIcalendar([[first, second]]);
  expect(theirs).toEqual(seenByIcalJs([first, second]));
  const minutes = [...theirs!].map(([uid, { start, end }]) => [uid.split('@')[0], Number(end) - Number(start)]);
  expect(Object.fromEntries(minutes)).toEqual({
    'night-1.0/deploy_web': 15,
    'night-1.0/verify_web': 25,
    'night-1.0/window': 360,
  });
});
