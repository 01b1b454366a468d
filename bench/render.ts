/**
 * `npm run bench:render`: how long a plan takes to the screen, first and after an edit, beside Gantt charts of the npm registry in the
 * same run, with the same steps, in Chromium without a limit of frames. Ours has the drawing of the server in it, since theirs draw alone.
 *
 * Options: `--steps 100,1000,10000`, `--rounds 5`, `--views schedule,checklist`, `--peers DIR`: where the others are kept.
 */

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { createWorkspace } from '../language/workspace.ts';
import { chromiumArguments, ensureChromium } from '../scripts/editor/chromium.ts';
import { toolOptions } from '../scripts/options.ts';
import { TABS } from '../view/views.ts';
import { buildPreview, createServer, openPreview } from './render/ours.ts';
import { installPeers, loadPeer, PEERS, type Peer, type PeerTask, versionOf } from './render/peers.ts';
import { milliseconds, spreadOf, table } from './tools/measure.ts';
import { samplePlan } from './tools/plans.ts';

const { values } = toolOptions(import.meta.filename, {
  options: {
    steps: { type: 'string', default: '100,1000,10000' },
    rounds: { type: 'string', default: '5' },
    views: { type: 'string', default: TABS.map(({ id }) => id).join(',') },
    peers: { type: 'string', default: join(tmpdir(), 'release-plan-peers') },
  },
});
const SIZES = values.steps.split(',').map(Number);
const VIEWS_DRAWN = values.views.split(',');
const ROUNDS = Number(values.rounds);
/** Nobody waits longer for a chart. */
const PATIENCE = 60_000;
const SHOW = "window.dispatchEvent(new MessageEvent('message', { data: JSON.parse(data) }));";

const modules = installPeers(values.peers);
const address = await buildPreview();
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: [...chromiumArguments, '--disable-frame-rate-limit', '--disable-gpu-vsync'],
});

interface Drawn {
  readonly first: number;
  readonly update: number;
  readonly nodes: number;
}

/** The server's share. */
interface Served {
  readonly judging: number;
  readonly drawing: number;
  readonly again: number;
  /** Of its messages: the first, and one after scrolling. */
  readonly size: number;
  readonly later: number;
  readonly edits: readonly Edit[];
}

/** A step that takes longer: read and checked, drawn by the server, and on the screen. */
interface Edit {
  readonly judging: number;
  readonly drawing: number;
  readonly update: number;
}

const rows: string[][] = [];
const keys: string[][] = [];
const served: string[][] = [];
for (const steps of SIZES) {
  const { release } = samplePlan(steps);
  const tasks = tasksOf(release);
  const line = (name: string, { first, update, nodes }: Drawn) =>
    rows.push([
      steps.toLocaleString('en'),
      name,
      milliseconds(first),
      milliseconds(update),
      nodes.toLocaleString('en'),
    ]);
  for (const view of VIEWS_DRAWN) {
    const ours: Awaited<ReturnType<typeof drawOurs>>[] = [];
    for (let round = 0; round < ROUNDS; round++) ours.push(await drawOurs(release, view));
    const middle = (of: (one: (typeof ours)[number]) => number) => spreadOf(ours.map(of)).median;
    line(`release-plan, ${view}`, {
      first: middle(({ first }) => first),
      update: middle(({ update }) => update),
      nodes: middle(({ nodes }) => nodes),
    });
    served.push([
      steps.toLocaleString('en'),
      view,
      milliseconds(middle(({ judging }) => judging)),
      milliseconds(middle(({ drawing }) => drawing)),
      milliseconds(middle(({ again }) => again)),
      `${Math.round(middle(({ size }) => size) / 1000)} kB`,
      `${Math.round(middle(({ later }) => later) / 1000)} kB`,
    ]);
    const edits = ours.flatMap((one) => one.edits);
    const spread = (of: (edit: Edit) => number) => {
      const { median, p95 } = spreadOf(edits.map(of));
      return `${milliseconds(median)} (${milliseconds(p95)})`;
    };
    const [findings, picture] = [spread((edit) => edit.judging), spread((edit) => edit.judging + edit.update)];
    keys.push([steps.toLocaleString('en'), view, findings, picture]);
  }
  for (const peer of PEERS) {
    const name = `${peer.name} ${versionOf(modules, peer)}`;
    const all: Drawn[] = [];
    for (let round = 0; round < Math.min(ROUNDS, steps > 1000 ? 3 : ROUNDS); round++) {
      const one = await drawPeer(peer, tasks).catch((error: Error) => error);
      if (one instanceof Error) {
        rows.push([
          steps.toLocaleString('en'),
          name,
          `over ${PATIENCE / 1000} s`,
          '',
          one.message.split('\n')[0]!.slice(0, 40),
        ]);
        break;
      }
      all.push(one);
    }
    if (all.length === 0) continue;
    const of = (what: keyof Drawn) => spreadOf(all.map((one) => one[what])).median;
    line(name, { first: of('first'), update: of('update'), nodes: of('nodes') });
  }
}
console.log(table('A plan on the screen, ms, median', ['steps', 'by', 'first paint', 'after an edit', 'nodes'], rows));
console.log(
  table(
    'What of ours the server takes, ms, and the size of its messages',
    [
      'steps',
      'view',
      'reading and checking, not in it',
      'drawing, first',
      'drawing again',
      'message',
      'after scrolling',
    ],
    served,
  ),
);
console.log(
  table(
    'From a keystroke that moves steps to what is found, and to the picture, ms, median (p95); without wires and waiting for the next key',
    ['steps', 'view', 'findings', 'picture'],
    keys,
  ),
);
await browser.close();

/** Reads and checks are not in it: they are no part of a picture, and the others have none. */
async function drawOurs(text: string, view: string): Promise<Drawn & Served> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  const serve = createServer();
  const wishes = await openPreview(page, address, view);
  const one = serve(text, wishes);
  const first = one.drawing + (await painted(page, SHOW, one.message));
  const edits: Edit[] = [];
  // Each round another duration, so that every picture is another one; the first few warm up, as in a server that has run for a while.
  for (let round = 0; round < 8; round++) {
    const edited = text.replace(/(task s0-2 .*?) \d+m/, `$1 ${20 + round}m`);
    const again = serve(edited, wishes);
    const update = again.drawing + (await painted(page, SHOW, again.message));
    edits.push({ drawing: again.drawing, judging: again.judging, update });
  }
  const nodes = await nodesOf(page);
  const size = one.message.length;
  await page.evaluate((id) => document.getElementById(id)!.scrollTo({ top: 5000, behavior: 'instant' }), view);
  await page.waitForTimeout(100);
  const asked = await page.evaluate(
    () => (globalThis as unknown as { sent: { wishes?: typeof wishes }[] }).sent.at(-1)!,
  );
  const later = serve(text, asked.wishes ?? wishes).message.length;
  await page.close();
  const last = edits.slice(3);
  const middle = (of: (edit: Edit) => number) => spreadOf(last.map(of)).median;
  const update = middle((edit) => edit.update);
  return {
    first,
    update,
    nodes,
    drawing: one.drawing,
    again: middle((edit) => edit.drawing),
    judging: one.judging,
    size,
    later,
    edits: last,
  };
}

async function drawPeer(peer: Peer, tasks: readonly PeerTask[]): Promise<Drawn> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  try {
    page.setDefaultTimeout(PATIENCE);
    await loadPeer(page, modules, peer);
    const own = 'const own = (globalThis.own ??= {}); const box = document.getElementById("box");';
    const first = await inTime(
      painted(page, `${own} const tasks = JSON.parse(data); ${peer.draw}`, JSON.stringify(tasks)),
    );
    const updates: number[] = [];
    for (let round = 0; round < 8; round++) {
      const late = tasks.map((task) => ({
        ...task,
        start: task.start + round * 60_000,
        end: task.end + round * 60_000,
      }));
      const act = `${own} const tasks = JSON.parse(data); ${peer.update}`;
      updates.push(await inTime(painted(page, act, JSON.stringify(late))));
    }
    return { first, update: spreadOf(updates.slice(3)).median, nodes: await nodesOf(page) };
  } finally {
    await page.close();
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('not drawn')), PATIENCE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Milliseconds from what is done to the frame that shows it. A dot changes with it, since there is no frame at once where nothing has changed. */
function painted(page: Page, act: string, data: string): Promise<number> {
  return page.evaluate(
    ([body, given]) =>
      new Promise<number>((done) => {
        const run = new Function('data', body!) as (data: string) => void;
        const dot = document.getElementById('bench-dot') ?? document.createElement('i');
        dot.id = 'bench-dot';
        dot.style.cssText ||= 'position:fixed;right:0;bottom:0;width:1px;height:1px;background:red';
        if (!dot.isConnected) document.documentElement.append(dot);
        requestAnimationFrame(() => {
          const began = performance.now();
          dot.style.backgroundColor = dot.style.backgroundColor === 'red' ? 'blue' : 'red';
          run(given!);
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => done(performance.now() - began);
            port2.postMessage(0);
          });
        });
      }),
    [act, data] as const,
  );
}

function nodesOf(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelectorAll('*').length);
}

function tasksOf(text: string): readonly PeerTask[] {
  const workspace = createWorkspace({ roots: ['file:///bench/'] });
  workspace.set('file:///bench/a.release', text);
  const { plan, schedules } = workspace.analysis('file:///bench/a.release');
  const { steps } = schedules[0]!;
  return plan.releases[0]!.steps.map((step, i) => ({
    id: `t${i}`,
    name: step.name ?? step.verb,
    start: steps[step.id]!.start * 60_000,
    end: steps[step.id]!.end * 60_000,
    after: step.after.flatMap(({ point: { ref } }) => {
      const from = plan.releases[0]!.steps.findIndex(({ name }) => name === ref.name);
      return from < 0 ? [] : [`t${from}`];
    }),
  }));
}
