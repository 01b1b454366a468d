/** Pictures as pixels: as large as they say, with letters, and with a word of what could not be drawn. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asset } from '../../cli/png/assets.ts';
import { lettersOf } from '../../cli/png/letters.ts';
import { MOST_PIXELS, pngOf } from '../../cli/png/png.ts';
import { AT, createWorkplace, FINE, type Workplace } from './command.ts';

let work: Workplace;

beforeAll(async () => {
  work = await createWorkplace();
  await work.write({ 'night.release': FINE });
});
afterAll(() => work.remove());

const svg = (text: string, width = 100, height = 40) =>
  `<svg xmlns="http://www.w3.org/2000/svg" class="rp-svg" width="${width}" height="${height}">` +
  `<style>.rp-svg{font-family:system-ui,sans-serif}</style><text x="5" y="20">${text}</text></svg>`;

/** Width and height, as the first chunk of a PNG says them. */
function sizeOf(png: Uint8Array): readonly number[] {
  const view = new DataView(png.buffer, png.byteOffset);
  expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
  return [view.getUint32(16), view.getUint32(20)];
}

test('is written where the name of the file says so, twice as large as the picture', async () => {
  expect(await work.spawn(['render', 'night.release', '--width', '700', '-o', 'night.PNG', ...AT])).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  const picture = await work.run(['render', 'night.release', '--width', '700', ...AT]);
  const [, height] = /^<svg[^>]* height="(\d+)"/.exec(picture.stdout)!;
  expect(sizeOf(await readFile(join(work.folder, 'night.PNG')))).toEqual([1400, Number(height) * 2]);
});

test('--output says what is written, unless --format does', async () => {
  for (const [path, format, begin] of [
    ['a.html', [], '<!doctype html>'],
    ['a.md', [], '## '],
    ['a.picture', [], '<svg'],
    ['a.html', ['--format', 'svg'], '<svg'],
  ] as const) {
    expect((await work.run(['render', 'night.release', '-o', path, ...format, ...AT])).stderr).toBe('');
    const text = await readFile(join(work.folder, path), 'utf8');
    expect(text.toLowerCase().startsWith(begin), path).toBe(true);
  }
});

test('goes to no terminal', async () => {
  const { code, stdout, stderr } = await work.run(['render', 'night.release', '--format', 'png', ...AT]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe('release-plan: A png is no text: say --output and the name of a file.\n');
});

test('what has no letters is told', async () => {
  await work.write({ 'more.release': FINE.replace('release night', 'release night "夜 ночь νύχτα noć"') });
  const { code, stderr } = await work.run(['render', 'more.release', '-o', 'more.png', '--view', 'run-sheet', ...AT]);
  expect(code).toBe(0);
  expect(stderr).toBe(
    'Its font has no letters for 夜: they are left out; --format svg has them from whoever looks at it.\n',
  );
});

test('letters are drawn, and a gap where there is none', async () => {
  const drawn = async (text: string) => (await pngOf(svg(text)))!;
  const nothing = await drawn('');
  for (const letter of ['A', '→', '✓', 'Ж', 'ß']) {
    const { png, missing } = await drawn(letter);
    expect(Buffer.compare(png, nothing.png), letter).not.toBe(0);
    expect(missing).toEqual([]);
  }
  expect((await drawn('&#x591c;A &amp; &lt;<title>日</title>')).missing).toEqual(['夜']);
});

test('a large picture is drawn once as large, and one that is too large is not', async () => {
  const side = Math.floor(Math.sqrt(MOST_PIXELS));
  const { scale, png } = (await pngOf(svg('A', 100, Math.ceil(MOST_PIXELS / 400) + 1)))!;
  expect([scale, ...sizeOf(png)]).toEqual([1, 100, Math.ceil(MOST_PIXELS / 400) + 1]);
  expect(await pngOf(svg('A', side + 1, side + 1))).toBeUndefined();
});

test('the table of letters is read in both of its forms, and of what is no font nothing is', async () => {
  const has = lettersOf(await asset('@expo-google-fonts/ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf'));
  for (const letter of 'Az09éßřŁжΩ→✓€') expect(has(letter.codePointAt(0)!), letter).toBe(true);
  for (const letter of '夜שא🎉') expect(has(letter.codePointAt(0)!), letter).toBe(false);
  expect(lettersOf(new Uint8Array(64))(65)).toBe(false);
  // A font of one table, of which one group (format 12) maps U+1F389 to glyph 7.
  const font = new Uint8Array(80);
  const view = new DataView(font.buffer);
  view.setUint16(4, 1);
  font.set(Buffer.from('cmap'), 12);
  view.setUint32(20, 28);
  view.setUint16(30, 1);
  view.setUint32(36, 12);
  view.setUint16(40, 12);
  view.setUint32(52, 1);
  for (const [at, value] of [56, 60].map((at) => [at, 0x1f389] as const)) view.setUint32(at, value);
  view.setUint32(64, 7);
  expect([0x1f388, 0x1f389, 0x1f38a].map(lettersOf(font))).toEqual([false, true, false]);
});
