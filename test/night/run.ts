/**
 * `npm run night`: the night of the payments example in real browsers, a window for each of its people, two of them on phones, sixty times
 * as fast as a clock; from `open` to the report. Once it ends though a phone has no network for half an hour and the board is killed, once it
 * is taken back, once it does not begin.
 *
 * Options: `--story done` (or `rolled back`, `postponed`; default: all), `--clock 60` (a machine that has other things to do wants less),
 * `--pictures FOLDER` (default: in a temporary folder), `--document`: puts those of `docs/night.md` into `docs/`.
 */
import { copyFileSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { type Served, servedBoard } from '../../bench/night/served.ts';
import { formatInstant } from '../../plan/time/format.ts';
import { chromiumArguments, ensureChromium } from '../../scripts/editor/chromium.ts';
import { toolOptions } from '../../scripts/options.ts';
import { exampleNight } from '../log/payments.ts';
import { eventsIn, isInTimeOrder, secretsSeen } from './checks.ts';
import { lookInto } from './look.ts';
import { work } from './people.ts';
import { STORIES, type Story } from './stories.ts';
import { Window } from './window.ts';

const { values } = toolOptions(import.meta.filename, {
  options: {
    story: { type: 'string' },
    clock: { type: 'string', default: '60' },
    document: { type: 'boolean', default: false },
    pictures: { type: 'string', default: join(tmpdir(), 'release-plan-night-pictures') },
  },
});

/** What `docs/night.md` shows of the night that ends. */
const DOCUMENTED = {
  now: 'desk-now-dark',
  mine: 'phone-mine-priya-light',
  gate: 'gate-gate-light',
  offline: 'offline-sam-light',
};
const EXAMPLES = resolve(import.meta.dirname, '../../examples');
const PLAN = 'payments-4.2.release';
const PHONES = ['priya', 'sam'];
const ZONE = 'Europe/Berlin';
const SPEED = Number(values.clock);
const night = exampleNight(PLAN);
const read = (name: string) => [name, readFileSync(join(EXAMPLES, name), 'utf8')] as const;

const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  // A service worker wants a certificate that is trusted.
  args: [...chromiumArguments, '--ignore-certificate-errors'],
});
const failures: string[] = [];
try {
  for (const story of STORIES) {
    if (values.story === undefined || values.story === story.name) failures.push(...(await lived(story, browser)));
  }
} finally {
  await browser.close();
}
if (values.document) {
  for (const [name, picture] of Object.entries(DOCUMENTED))
    copyFileSync(
      join(values.pictures, 'done', `${picture}.png`),
      resolve(import.meta.dirname, `../../docs/night-${name}.png`),
    );
}
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(failures.length === 0 ? 'All of it as promised.' : `${failures.length} promises are broken.`);
process.exitCode = failures.length > 0 ? 1 : 0;

async function lived(story: Story, browser: Browser): Promise<readonly string[]> {
  const board = await servedBoard(Object.fromEntries([read(PLAN), read('shared/acme.release')]));
  try {
    return await livedOn(board, story, browser);
  } finally {
    await board.remove();
  }
}

async function livedOn(board: Served, story: Story, browser: Browser): Promise<readonly string[]> {
  const look = lookInto(join(values.pictures, story.name.replace(' ', '-')));
  const people = await board.links();
  const others = await board.links('--reader', 'sponsor', '--machine', 'grafana');
  let begun = { at: minuteOf('21:58'), since: 0 };
  const now = () => begun.at + ((Date.now() - begun.since) * SPEED) / 60_000;
  const start = async () => {
    const at = Math.ceil(begun.since === 0 ? begun.at : now());
    await board.start(['--clock', `${SPEED}x`, '--begin', `${formatInstant(at, ZONE)} ${ZONE}`]);
    begun = { at, since: Date.now() };
  };
  await start();
  const windows = new Map<string, Window>();
  const sit = async (name: string, link: string, isPhone: boolean) =>
    Window.open(browser, { name, link, isPhone, scheme: isPhone ? 'dark' : 'light' });
  for (const [name, link] of people) windows.set(name, await sit(name, link, PHONES.includes(name)));
  const of = (name: string) => windows.get(name)!;
  const owner = of('mara');
  const pocket = await sit('mara', people.get('mara')!, true);
  const sponsor = { name: 'sponsor', link: others.get('sponsor')!, isPhone: false, scheme: 'light' } as const;
  const reader = await Window.open(browser, sponsor, 'status');
  console.log(`\n## ${story.name}: ${windows.size} windows, ${PHONES.length} of them phones, ${SPEED} times as fast\n`);
  const say = (what: string) => console.log(`${formatInstant(Math.floor(now()), ZONE).slice(-5)} ${what}`);

  let isOver = false;
  const planned = new Map(
    Object.values(night.schedule.steps).map(({ step, start: from, end }) => [nameOf(step), end - from]),
  );
  const lasts = (label: string) => story.lasts[label] ?? planned.get(label) ?? 10;
  const working = [...windows.values()]
    .filter(({ name }) => name !== 'mara')
    // The release manager leads at a desk, and works on a phone.
    .concat(pocket)
    .map((window) => work(window, { now, lasts, isOver: () => isOver }));
  for (const { at, what } of story.happenings) {
    while (now() < minuteOf(at)) await pause(100);
    say(what);
    await happens(what);
  }
  while (now() < minuteOf(story.until) && !isOver) {
    await pause(500);
    await owner.show('now');
    await pocket.show('mine');
    await pause(1_000);
    const task = await pocket.task();
    const isBusy = task !== undefined && /^(Start|Done|Sent)$/.test(task.action);
    if (!isBusy && (await owner.tap(/^Close: /))) isOver = true;
  }
  const isClosed = isOver;
  say(isClosed ? 'closed' : 'not closed in time');
  isOver = true;
  await Promise.all(working);
  await pause(3_000);
  await look.tour(owner, 'closed', ['now', 'log']);
  await look.picture(reader, 'closed-readers');

  const all = [...windows.values(), pocket, reader];
  const left = await Promise.all(all.map(({ page }) => page.locator('.waits, .banner').allInnerTexts()));
  const complaints = all.flatMap((window) => window.complaints.map((one) => `${window.name}: ${one}`));
  for (const window of all) await window.close();
  await board.stop();
  const events = eventsIn(board.folder);
  const late = events.filter(({ came }) => came !== undefined);
  console.log(`\n${events.length} lines, ${late.length} of them came later than they were said.`);
  const found: string[] = [
    ...(isClosed ? [] : ['The night was not closed.']),
    ...left.flat().map((text) => `Left on a page: ${text}`),
    ...complaints,
    ...look.violations.map((one) => `axe: ${one}`),
    ...secretsSeen(new Map([...people, ...others]), all, board.folder, board.said()).map(
      (one) => `A secret stands in ${one}`,
    ),
    ...(isInTimeOrder(night, events)
      ? []
      : ['The night is not the one that its lines give in the order of their times.']),
    ...(story.name === 'done' && late.length === 0 ? ['Nothing was said without a network.'] : []),
  ];
  console.log(
    `${look.pictures.length} pictures in ${join(values.pictures, story.name.replace(' ', '-'))}, ${look.violations.length} violations of axe.\n`,
  );
  // What was played is read as what happened.
  for (const name of readdirSync(board.folder)) {
    if (name.includes('+training'))
      renameSync(join(board.folder, name), join(board.folder, name.replace('+training', '')));
  }
  for (const command of ['log', 'verify', 'report', 'results'])
    console.log(`$ release-plan run ${command} ${PLAN}\n${await board.run('run', command, PLAN)}`);
  return found.map((one) => `${story.name}: ${one}`);

  async function happens(what: string): Promise<void> {
    const [verb, ...rest] = what.split(' ');
    const about = rest.join(' ');
    if (verb === 'open') await until(() => owner.tap('Open the run'));
    else if (verb === 'measure') {
      for (const [subject, value] of [
        ['Error rate', about],
        ['Open P1', '0'],
      ] as const)
        await board.run(
          'run',
          'event',
          'measure',
          subject,
          '--value',
          value,
          '--from',
          'grafana',
          '--board',
          others.get('grafana')!,
        );
    } else if (verb === 'vote') {
      for (const name of ['mara', 'ops-lead', 'client-lead']) {
        await of(name).show('gate');
        if (about === 'no-go') await of(name).type('The error rate is four times what is allowed');
        await until(() => of(name).tap(about === 'no-go' ? /^no-go$/ : 'I vote go'));
        if (name !== 'mara') await of(name).show('mine');
      }
      await look.tour(owner, 'gate', ['gate', 'mine']);
      await look.tour(pocket, 'gate-phone', ['gate', 'mine', 'now']);
    } else if (verb === 'decide') {
      await owner.show('gate');
      if (about === 'no-go') await owner.type('The error rate is four times what is allowed');
      await until(() => owner.tap(about === 'go' ? /^Decide go/ : /^Decide no-go/));
      await owner.show('now');
    } else if (verb === 'offline' || verb === 'online') {
      await of(about).offline(verb === 'offline');
      if (verb === 'online') return;
      void pause(12_000).then(() => look.picture(of(about), `offline-${about}`).catch(() => {}));
    } else if (verb === 'look') {
      for (const name of PHONES) await look.picture(of(name), `phone-mine-${name}`);
      await look.picture(reader, 'readers');
      await look.tour(owner, 'desk');
      await look.tour(pocket, 'phone');
      await owner.show('now');
    } else if (verb === 'kill') {
      await board.kill();
      await pause(4_000);
      await look.picture(owner, 'killed');
      await start();
      await until(async () => (await owner.page.locator('header .dot.on').count()) > 0);
    } else if (verb === 'call') {
      await owner.show('gate');
      await until(() => owner.tap(/^Call rollback full…/));
      await owner.type('Smoke tests fail on refunds');
      await until(() => owner.tap(/^Call rollback full now/));
      await owner.show('now');
    } else throw new Error(`Nobody knows how to ${what}.`);
  }
}

/** As a board calls it. */
function nameOf(step: string): string {
  return step.slice(night.release.name.length + 1);
}

/** `23:31`, of that night. */
function minuteOf(time: string): number {
  const day = Number(time.slice(0, 2)) >= 12 ? '2026-12-05' : '2026-12-06';
  return Date.parse(`${day}T${time}:00+01:00`) / 60_000;
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await done()) return;
    await pause(200);
  }
  throw new Error('What somebody wanted to tap is not there.');
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
