/**
 * `npm run bench:site`: what a stranger waits for. The playground is opened for the first time in Chromium over a slow line, until what is
 * wrong with a plan stands on the page; and what has come over the line until then, as it is served, compressed. Option: `--rounds 3`.
 */
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../scripts/editor/chromium.ts';
import { toolOptions } from '../scripts/options.ts';
import { serveFolder } from '../scripts/site/serve.ts';
import { table } from './tools/measure.ts';
import { slowLine } from './tools/slow-line.ts';

const { values } = toolOptions(import.meta.filename, { options: { rounds: { type: 'string', default: '3' } } });
const ROUNDS = Number(values.rounds);

interface Line {
  readonly name: string;
  /** Bits a second. */
  readonly rate: number;
  /** Milliseconds there and back. */
  readonly latency: number;
}

const LINES: readonly Line[] = [
  { name: 'slow 4G: 1.6 Mbit/s, 150 ms', rate: 1_600_000, latency: 150 },
  { name: 'fast 4G: 9 Mbit/s, 60 ms', rate: 9_000_000, latency: 60 },
  { name: 'an office: 100 Mbit/s, 10 ms', rate: 100_000_000, latency: 10 },
];

const served = await serveFolder(resolve(import.meta.dirname, '../dist/site'));
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArguments });

const rows: string[][] = [];
for (const line of LINES) {
  const all: Opened[] = [];
  for (let round = 0; round < ROUNDS; round++) all.push(await opened(line));
  const middle = (of: (one: Opened) => number) => all.map(of).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!;
  rows.push([
    line.name,
    seconds(middle(({ editable }) => editable)),
    seconds(middle(({ found }) => found)),
    seconds(middle(({ drawn }) => drawn)),
    String(Math.round(middle(({ bytes }) => bytes) / 1024)),
  ]);
}
const title = 'The playground, opened for the first time with the example of mistakes, in s';
console.log(table(title, ['over', 'text', 'first finding', 'picture', 'carried, KiB'], rows));
await browser.close();
served.close();

interface Opened {
  readonly editable: number;
  readonly found: number;
  readonly drawn: number;
  readonly bytes: number;
}

async function opened({ rate, latency }: Line): Promise<Opened> {
  const line = await slowLine(served.address, rate, latency);
  const context = await browser.newContext({ viewport: { width: 1300, height: 800 } });
  const page = await context.newPage();
  const begin = performance.now();
  await page.goto(`${line.address}playground.html#example=mistakes`, { waitUntil: 'commit' });
  const since = async (selector: string) => {
    await page.locator(selector).first().waitFor();
    return performance.now() - begin;
  };
  const editable = await since('.cm-content');
  const found = await since('.finding');
  await page.frameLocator('#preview').locator('.rp-row').first().waitFor();
  const drawn = performance.now() - begin;
  await context.close();
  line.close();
  return { editable, found, drawn, bytes: line.carried() };
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
