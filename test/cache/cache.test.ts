/** A cache is read as far as it holds, and never told from what is worked out. */
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileNameOf, sweep } from '../../cli/cache/folder.ts';
import { harmed } from './harm.ts';

test('whatever is done to it, texts change and time goes on: the same is found', async () => {
  const { differences, asked, known, harms } = await harmed(7, 50);
  expect(differences).toEqual([]);
  // Neither all of it nor none.
  for (const what of ['tells', 'found'] as const) {
    expect(known[what]).toBeGreaterThan(asked[what] / 5);
    expect(known[what]).toBeLessThan((asked[what] * 9) / 10);
  }
  expect(harms.size).toBeGreaterThan(10);
});

test('what nobody has used for a month goes, and nothing that is no entry', () => {
  const folder = mkdtempSync(join(tmpdir(), 'release-plan-cache-'));
  const place = { folder, isNamed: true };
  const DAY = 24 * 60 * 60 * 1000;
  const now = Date.now();
  const put = (name: string, days: number) => {
    writeFileSync(join(folder, name), '');
    utimesSync(join(folder, name), new Date(now - days * DAY), new Date(now - days * DAY));
  };
  const [old, recent, used] = ['a', 'b', 'c'].map((one) => fileNameOf(one.repeat(64))) as [string, string, string];
  put(old, 31);
  put(recent, 20);
  put(used, 31);
  put(`${recent}.12-ab.tmp`, 2);
  put('notes.txt', 400);
  put('cache-secret', 400);
  sweep(place, new Set([used]), now);
  expect(readdirSync(folder).sort()).toEqual([recent, used, 'cache-secret', 'notes.txt', 'swept'].sort());
  // Once a day; and what was used is as new as that.
  put(old, 31);
  sweep(place, new Set(), now + DAY / 2);
  expect(existsSync(join(folder, old))).toBe(true);
  sweep(place, new Set(), now + 15 * DAY);
  expect(readdirSync(folder).filter((name) => name.endsWith('.plan'))).toEqual([used]);
  rmSync(folder, { recursive: true });
});
