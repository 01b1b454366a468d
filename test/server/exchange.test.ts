/** Files of other programs as an editor asks for them: what would come of one is shown, and nothing is written. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClientRequests } from '../../server/protocol.ts';
import { startClient, type TestClient } from './client.ts';

const MAIN = 'file:///work/night.release';
const NIGHT = `zone Europe/Berlin
person mara "Mara Lind"
person jonas
service web
release night-1.0 "The night" {
  kind standard
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
  run {
    deploy web 15m by jonas undo 5m
    verify web 10m by mara
  }
}
`;
const SHEET = `Schritt,Wer macht es,Minuten,Beginn
Deploy web,Jonas,15,2026-12-05 22:00
Verify web,Mara Lind,10,2026-12-05 22:15
`;

type Method = 'release/formats' | 'release/import' | 'release/export';
let client: TestClient;
beforeEach(async () => {
  client = await startClient();
  const first = client.diagnostics(MAIN);
  client.open(MAIN, NIGHT);
  await first;
});
afterEach(() => client.stop());

async function ask<M extends Method>(method: M, wish: ClientRequests[M]['ask']): Promise<ClientRequests[M]['answer']> {
  return client.connection.sendRequest<ClientRequests[M]['answer']>(method, wish);
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const sheet = (more: Partial<ClientRequests['release/import']['ask']> = {}) =>
  ask('release/import', {
    file: { name: 'sheet.csv', base64: base64(SHEET) },
    others: [],
    format: 'csv',
    map: [],
    ...more,
  });

function whole<T extends object>(answer: T): Exclude<T, { trouble: string }> {
  if ('trouble' in answer) throw new Error(answer.trouble as string);
  return answer as Exclude<T, { trouble: string }>;
}

test('every format there is can be chosen, told without markup', async () => {
  const { written, read } = await ask('release/formats', {});
  expect(written.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['xlsx', 'csv', 'ics', 'mspdi', 'taskjuggler', 'markdown', 'mermaid', 'json']),
  );
  expect(read.map(({ name }) => name)).toContain('taskjuggler');
  for (const { about } of [...written, ...read]) expect(about).not.toMatch(/`|\]\(/);
  expect(read.find(({ name }) => name === 'taskjuggler')).toMatchObject({ extension: '.tjp', isSeveral: true });
});

test('a table is shown with what each column is taken to be; said otherwise, it is read otherwise', async () => {
  expect(await sheet()).toMatchObject({
    trouble: expect.stringContaining('has no head'),
    columns: [{ head: 'Schritt' }, { head: 'Wer macht es' }, { head: 'Minuten' }, { head: 'Beginn' }],
    fields: expect.arrayContaining(['title', 'by']),
  });
  const first = whole(await sheet({ map: ['Schritt=title'] }));
  expect(first.columns).toEqual([
    { head: 'Schritt', field: 'title' },
    { head: 'Wer macht es' },
    { head: 'Minuten' },
    { head: 'Beginn', field: 'start' },
  ]);
  expect(first.fields).toContain('by');
  expect(first.text).not.toContain('by jonas');
  const second = whole(
    await sheet({ map: ['Schritt=title', 'Wer macht es=by', 'Minuten=duration'], zone: 'Europe/Berlin' }),
  );
  expect(second.text).toMatch(/deploy web 15m by Jonas/);
  expect(second.text).toMatch(/^zone +Europe\/Berlin$/m);
  expect(second.columns.every(({ field }) => field !== undefined)).toBe(true);
});

test('what a folder keeps of its columns is read and written as the command line does', async () => {
  const { map } = await ask('release/formats', {});
  expect(map.name).toBe('.release-plan-map');
  const first = whole(await sheet({ map: ['Schritt=title', 'Wer macht es=by'] }));
  expect(first.toSave).toMatch(/^#.*\nSchritt=title\nWer macht es=by\n$/);
  const second = whole(await sheet({ saved: first.toSave! }));
  expect(second.text).toContain('by Jonas');
  expect(second.report).toContain('.release-plan-map beside the file says of them (Schritt=title, Wer macht es=by)');
  expect(second).not.toHaveProperty('toSave');
  const other = whole(await sheet({ saved: first.toSave!, map: ['Wer macht es=notes'] }));
  expect(other.text).not.toContain('by Jonas');
  expect(other.toSave).toMatch(/^#.*\nSchritt=title\nWer macht es=notes\n$/);
});

test('into a plan it is edits, each of its own lines, for the version that is open', async () => {
  const longer = SHEET.replace(',15,', ',25,').replace('22:15', '22:25');
  const shown = whole(
    await sheet({
      file: { name: 'sheet.csv', base64: base64(longer) },
      map: ['Schritt=title', 'Wer macht es=by', 'Minuten=duration'],
      zone: 'Europe/Berlin',
      into: MAIN,
    }),
  );
  expect(shown.version).toBe(1);
  expect(shown.edits).toEqual([
    {
      range: { start: { line: 8, character: 0 }, end: { line: 9, character: 0 } },
      newText: '    deploy web 25m by jonas undo 5m\n',
    },
  ]);
  const lines = NIGHT.split('\n');
  lines.splice(8, 1, '    deploy web 25m by jonas undo 5m');
  expect(shown.text).toBe(lines.join('\n'));
  expect(await sheet({ into: 'file:///work/gone.release' })).toEqual({ trouble: 'This file is not known any more.' });
});

test('what cannot be read, or is too much, is told', async () => {
  expect(await sheet({ file: { name: 'x.csv', base64: base64('nothing') } })).toHaveProperty('trouble');
  expect(await sheet({ format: 'pdf' })).toEqual({ trouble: expect.stringContaining("no format 'pdf'") });
  const large = { name: 'large.csv', base64: Buffer.alloc(17 * 1024 * 1024, 65).toString('base64') };
  expect(await sheet({ file: large })).toEqual({ trouble: 'large.csv has 17 MB: at most 8 are read.' });
});

test('files that a project includes come with it', async () => {
  const project = `project p "P" 2026-11-02 +2m { timezone "UTC" }\ninclude "who.tji"\ntask a "A" { start 2026-11-02 effort 1d allocate ann }`;
  const shown = whole(
    await sheet({
      file: { name: 'p.tjp', base64: base64(project) },
      others: [{ name: 'who.tji', base64: base64('resource ann "Ann Lee"') }],
      format: 'taskjuggler',
    }),
  );
  expect(shown.text).toContain('person ann "Ann Lee"');
  expect(shown).toMatchObject({ columns: [], fields: [], isWhole: true });
});

test('a release is written in a format, with what that cannot say, and over what was there', async () => {
  const write = async (wish: Partial<ClientRequests['release/export']['ask']>) =>
    whole(await ask('release/export', { uri: MAIN, format: 'ics', ...wish }));
  const first = await write({});
  const text = Buffer.from(first.base64, 'base64').toString();
  expect(text).toContain('UID:night-1.0/deploy_web@release-plan');
  expect(first.missing).toContain('undo');
  expect((await write({ before: first.base64 })).base64).toBe(first.base64);
  client.change(MAIN, NIGHT.replace('15m by', '25m by'));
  const moved = Buffer.from((await write({ before: first.base64 })).base64, 'base64').toString();
  expect(moved).toMatch(/UID:night-1.0\/verify_web@release-plan\r\nDTSTAMP:\w+\r\nSEQUENCE:1/);
  const workbook = await write({ format: 'xlsx' });
  expect(Buffer.from(workbook.base64, 'base64').subarray(0, 2).toString()).toBe('PK');
  const { people } = await ask('release/formats', { uri: MAIN });
  expect(people).toContainEqual({ name: 'jonas' });
  const own = Buffer.from((await write({ for: 'jonas' })).base64, 'base64').toString();
  expect(own).toContain('BEGIN:VALARM');
  expect(await ask('release/export', { uri: MAIN, format: 'mspdi', for: 'jonas' })).toEqual({
    trouble: 'mspdi is of all of a release; csv, xlsx, markdown, plantuml and ics can be of one person.',
  });
  expect(await ask('release/export', { uri: MAIN, format: 'pdf' })).toHaveProperty('trouble');
  expect(await ask('release/export', { uri: MAIN, format: 'ics', release: 'none' })).toHaveProperty('trouble');
});
