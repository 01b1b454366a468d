/** The log of a night on the command line. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import { get } from 'node:https';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import schema from '../../docs/schemas/run-event.json' with { type: 'json' };
import { PATIENCE } from '../support/patience.ts';
import { createWorkplace, FINE, type Workplace } from './command.ts';

let work: Workplace;
beforeAll(async () => {
  work = await createWorkplace();
  await work.write({ 'night.release': FINE, 'other.release': FINE.replace('night-1.0', 'other-1.0') });
});
afterAll(() => work.remove());

const event = (...args: string[]) => work.run(['run', 'event', ...args, '--plan', 'night.release']);
const logFile = async () => join(work.folder, (await readdir(work.folder)).find((name) => name.endsWith('.jsonl'))!);

test('what is said is noted, and read by people and programs', async () => {
  const said = [
    ['open', '--by', 'mara', '--at', '2026-12-05T21:00Z'],
    ['start', 'deploy web', '--by', 'mara', '--at', '2026-12-05T21:01Z'],
    [
      'done',
      'rollout',
      '--by',
      'mara',
      '--at',
      '2026-12-05T21:20Z',
      '--note',
      'mara was quick',
      '--because',
      'Berg slept',
    ],
    ['measure', 'Error rate', '--value', '0.1 %', '--from', 'grafana', '--by', 'probe', '--at', '2026-12-05T21:21Z'],
    ['delay', 'Smoke', '--minutes', '-5', '--by', 'jonas', '--at', '2026-12-05T21:22Z'],
  ];
  for (const args of said) expect(await event(...args)).toEqual({ code: 0, stdout: '', stderr: 'Noted.\n' });
  expect((await work.run(['run', 'log', 'night.release'])).stdout).toBe(`Sat 2026-12-05 22:00:00  mara   opened the run
Sat 2026-12-05 22:01:00  mara   started rollout
Sat 2026-12-05 22:20:00  mara   rollout done: mara was quick (Berg slept)
Sat 2026-12-05 22:21:00  probe  Error rate is 0.1 %, from grafana
Sat 2026-12-05 22:22:00  jonas  verify web takes 5 min less
`);
  const json = JSON.parse((await work.run(['run', 'log', 'night.release', '--format', 'json'])).stdout);
  expect(json.map((one: object) => Object.keys(one).at(-1))).toContain('start');
  const validate = new Ajv2020({ strict: false }).compile(schema);
  const lines = (await readFile(await logFile(), 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(said.length);
  for (const line of lines) expect([validate(JSON.parse(line)), validate.errors]).toEqual([true, null]);
  expect((await readdir(work.folder)).filter((name) => name.includes('lock'))).toEqual([]);
});

test('exported with no name of anybody', async () => {
  const { stdout } = await work.run(['run', 'export', 'night.release', '--anonymous']);
  expect(stdout.split('\n')).toHaveLength(6);
  expect(stdout).not.toMatch(/mara|jonas|berg|lind/i);
  expect(stdout).toContain('"note":"person 1 was quick"');
});

test('what cannot be read is named, and exits 1', async () => {
  expect(await work.run(['run', 'verify', 'night.release'])).toMatchObject({ code: 0 });
  await appendFile(await logFile(), '{"id":"0193\n{"levitate":1');
  const { code, stdout } = await work.run(['run', 'verify', 'night.release']);
  expect(code).toBe(1);
  expect(stdout).toContain(':6: the line is no JSON.\n');
  expect(stdout).toContain(':7: the line was cut off after 13 characters');
  expect((await work.run(['run', 'log', 'night.release'])).stderr).toContain(':6: the line is no JSON.');
  expect((await event('note', 'on it goes', '--by', 'mara')).stderr).toContain('nothing was cut off.\nNoted.\n');
});

test.each([
  [['don', 'x', '--by', 'mara'], 'A log has no `don`. Did you mean `done`?'],
  [['done', 'rolout', '--by', 'mara'], 'No step is called `rolout`. Did you mean `rollout`?'],
  [['done', 'rollout'], 'Say who says it: --by NAME.'],
  [['vote', 'rollout', '--by', 'mara'], 'This is no line of a log: `as` is one of `go`, `no-go`, `abstain`.'],
  [
    ['done', 'rollout', '--rehearsal', 'first', '--by', 'mara'],
    'night-1.0 has no rehearsal; write `rehearsal first in …` into it.',
  ],
])('%j is refused', async (args, message) => {
  expect(await event(...args)).toMatchObject({ code: 2, stderr: `release-plan: ${message}\n` });
});

test('a plan that nobody has run has no log, and of two plans one must be named', async () => {
  expect(await work.run(['run', 'log', 'other.release'])).toMatchObject({
    code: 2,
    stderr: 'release-plan: No log of other-1.0 lies beside other.release: nobody has run it yet.\n',
  });
  expect((await work.run(['run', 'event', 'open', '--by', 'mara'])).stderr).toContain(
    'holds 2 plans; name one of them',
  );
});

test('a rehearsal has a log and hours of its own', async () => {
  const text = FINE.replace(
    '  run {',
    '  environment staging\n  rehearsal first in staging at Tue 2026-12-01 10:00\n\n  run {',
  );
  await work.write({
    'rehearsed.release': text
      .replace('night-1.0', 'rehearsed-1.0')
      .replace('  environment staging\n', '')
      .replace('service web', 'service web\nenvironment staging'),
  });
  const say = (...args: string[]) =>
    work.run(['run', 'event', ...args, '--plan', 'rehearsed.release', '--rehearsal', 'first']);
  expect((await say('open', 'rehearsal', '--by', 'mara', '--at', '2026-12-01T09:00Z')).stderr).toBe('Noted.\n');
  expect(
    await work.run([
      'run',
      'event',
      'start',
      'rollout',
      '--rehearsal',
      'frist',
      '--by',
      'mara',
      '--plan',
      'rehearsed.release',
    ]),
  ).toMatchObject({
    code: 2,
    stderr: 'release-plan: rehearsed-1.0 has no rehearsal `frist`. Did you mean `first`?\n',
  });
  expect((await readdir(work.folder)).filter((name) => name.startsWith('rehearsed-1.0@first.'))).toHaveLength(1);
  expect((await work.run(['run', 'log', 'rehearsed.release', '--rehearsal', 'first'])).stdout).toContain(
    'opened rehearsal',
  );
  expect((await work.run(['run', 'log', 'rehearsed.release'])).code).toBe(2);
});

test('what a rehearsal has shown is a change of the plan, shown first, then written', async () => {
  const say = (...args: string[]) =>
    work.run(['run', 'event', ...args, '--plan', 'rehearsed.release', '--rehearsal', 'first', '--by', 'mara']);
  await say('start', 'rollout', '--at', '2026-12-01T09:00Z');
  await say('done', 'rollout', '--at', '2026-12-01T09:17Z');
  await say('close', 'done', '--at', '2026-12-01T09:30Z');
  const results = (...args: string[]) => work.run(['run', 'results', 'rehearsed.release', ...args]);
  const shown = await results('--rehearsal', 'first');
  expect(shown).toMatchObject({
    code: 0,
    stderr: 'release-plan: --write would write 2 lines into rehearsed.release.\n',
  });
  expect(shown.stdout).toContain('\n+    passed by mara on Tue 2026-12-01\n+    measured rollout 17m\n');
  expect((await results('--rehearsal', 'first', '--write')).stderr).toBe(
    'release-plan: wrote 2 lines into rehearsed.release.\n',
  );
  expect(await readFile(join(work.folder, 'rehearsed.release'), 'utf8')).toContain('    measured rollout 17m\n');
  expect((await results('--rehearsal', 'first')).stderr).toContain('The plan says already that first has passed.');
  expect((await results()).code).toBe(2);
});

test('what was played has a log that commands can name', async () => {
  const say = (...args: string[]) => work.run(['run', 'event', ...args, '--plan', 'other.release', '--training']);
  await say('note', 'only played', '--by', 'mara');
  expect((await work.run(['run', 'log', 'other.release', '--training'])).stdout).toContain('only played');
  expect((await work.run(['run', 'log', 'other.release'])).code).toBe(2);
});

test('what took longer in the night before is told with the next plan of the train', async () => {
  const train = `zone Europe/Berlin
person mara
service web
release weekly(day: date) {
  window day 22:00 .. 23:30
  run {
    deploy web as rollout 10m by mara undo 5m
    verify web            10m by mara
  }
}
train web "Every week" every 1w from Sat 2026-12-05 22:00 {
  template weekly
}
`;
  await work.write({ 'weekly/train.release': train });
  const next = (now: string) => work.run(['next', 'web', 'weekly', '--at', now]);
  const first = await next('2026-12-01T09:00Z');
  expect(first).toMatchObject({ code: 0 });
  const plan = first.stdout.split('\n')[0]!;
  const say = (...args: string[]) => work.run(['run', 'event', ...args, '--plan', plan, '--by', 'mara']);
  await say('open', '--at', '2026-12-05T21:00Z');
  await say('start', 'rollout', '--at', '2026-12-05T21:00Z');
  await say('done', 'rollout', '--at', '2026-12-05T21:24Z');
  expect((await next('2026-12-08T09:00Z')).stderr).toContain(
    'this took longer than it was estimated; look at the template:\n  rollout: 24m, where 10m was estimated\n',
  );
  await rm(join(work.folder, 'weekly/web-2026-12-12.release'));
  await work.write({ 'weekly/train.release': `${train.slice(0, -2)}  release web-2026-12-05\n}\n` });
  const over = await work.run(['next', 'web', 'weekly', '--take-over', '--at', '2026-12-08T09:00Z']);
  expect(over.stderr).toContain('  rollout 24m (10m was estimated)\n');
  expect(await readFile(join(work.folder, 'weekly/web-2026-12-12.release'), 'utf8')).toMatch(
    /deploy web as rollout 24m by mara/,
  );
});

test('a run sheet that comes back filled in is lines of the log, shown first and noted once', async () => {
  await work.write({
    'sheet/night.release': FINE,
    'sheet/night.csv':
      'Task,Actual start,Actual end\nrollout,2026-12-05 22:16,2026-12-05 22:40\nmake coffee,2026-12-05 23:00,\n',
  });
  const take = (...args: string[]) =>
    work.run(['run', 'sheet', 'sheet/night.release', 'sheet/night.csv', '--by', 'mara', ...args]);
  const shown = await take();
  expect(shown.stdout).toMatch(/22:16:00 {2}mara {2}started rollout: from .*\n.*22:40:00 {2}mara {2}rollout done/);
  expect(shown.stderr).toContain('"make coffee": when it was not taken: the plan has no such step');
  expect(shown.stderr).toContain('--write would note 2 lines');
  expect((await take('--write')).stderr).toContain('noted 2 lines');
  expect(await take('--write')).toMatchObject({ stdout: '', stderr: expect.stringContaining('says nothing that') });
  const log = (await work.run(['run', 'log', 'sheet/night.release', '--format', 'json'])).stdout;
  expect(JSON.parse(log)).toMatchObject([{ start: 'rollout', came: expect.any(String) }, { done: 'rollout' }]);
});

/** What the last board told its terminal. */
let notes: string;

/** What the board of a run says first. It is killed then, as a machine is that stops. */
async function boardOf(...args: string[]): Promise<{ run: string; now: string; speed: number; runStart: string }> {
  const child = spawn(process.execPath, [work.program, 'run', ...args], {
    cwd: work.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  notes = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    notes += text;
  });
  try {
    const [address] = (await once(child.stdout, 'data')) as [Buffer];
    const response = await fetch(new URL('events', address.toString().trim()));
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('\n\n')) text += (await reader.read()).value ?? '';
    await reader.cancel();
    const { run, now, speed, board } = JSON.parse(/^data: (.*)$/m.exec(text)![1]!);
    const iso = (at: number) => new Date(at).toISOString();
    return { run, now: iso(now), speed, runStart: iso(board.runStart * 60_000) };
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
}

test.each<[string[], string, string, string]>([
  [['--clock', '60x'], 'hours-1.0+training', '2026-12-05T21:00', '2026-12-05T21:00'],
  [
    ['--clock', '60x', '--begin', 'Sat 2026-12-05 23:30 Europe/Berlin'],
    'hours-1.0+training',
    '2026-12-05T22:30',
    '2026-12-05T21:00',
  ],
  [
    ['--rehearsal', 'training', '--clock', '60x'],
    'hours-1.0@training+training',
    '2026-12-01T09:00',
    '2026-12-01T09:00',
  ],
])(
  'a training %j has a clock and a log of its own, and takes over from one that was killed',
  async (args, run, now, start) => {
    const text = FINE.replace('night-1.0', 'hours-1.0')
      .replace('service web', 'service web\nenvironment staging')
      .replace('  run {', '  rehearsal training in staging at Tue 2026-12-01 10:00\n\n  run {');
    await work.write({ 'hours.release': text });
    for (const round of ['first', 'again']) {
      const begun = Date.now();
      const told = await boardOf('hours.release', ...args);
      expect([round, told.run, told.speed, told.runStart.slice(0, 16)]).toEqual([round, run, 60, start]);
      // However long it takes to be asked: its clock began after it was called, and a second is a minute.
      const late = Date.parse(told.now) - Date.parse(`${now}:00Z`);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThanOrEqual((Date.now() - begun) * 60);
    }
    expect((await readdir(work.folder)).filter((name) => name.startsWith(`${run}.`))).toHaveLength(1);
  },
);

test('a rehearsal is served on the clock of the wall, in its hours', async () => {
  const begun = Date.now();
  const told = await boardOf('rehearsed.release', '--rehearsal', 'first');
  expect(Date.parse(told.now)).toBeGreaterThanOrEqual(begun);
  expect(Date.parse(told.now)).toBeLessThanOrEqual(Date.now());
  await appendFile(
    join(work.folder, (await readdir(work.folder)).find((name) => name.startsWith('rehearsed-1.0@first.'))!),
    'torn',
  );
  const names =
    'release-plan: 1 line of the log cannot be read and is left out; `release-plan run verify rehearsed.release --rehearsal first` names it.\n';
  for (const command of ['report', 'export']) {
    expect((await work.run(['run', command, 'rehearsed.release', '--rehearsal', 'first'])).stderr).toBe(names);
  }
  await boardOf('rehearsed.release', '--rehearsal', 'first');
  expect(notes).toContain(names);
  expect(told).toMatchObject({ run: 'rehearsed-1.0@first', speed: 1, runStart: '2026-12-01T09:00:00.000Z' });
});

test('a training that others reach knows the links of its run, and says how to make them', async () => {
  if (spawnSync('openssl', ['version']).status !== 0) return;
  const subject = ['-subj', '/CN=localhost', '-days', '2', '-keyout', 'key.pem', '-out', 'cert.pem'];
  const options = { cwd: work.folder, stdio: 'ignore' } as const;
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject], options);
  const of = ['rehearsed.release', '--rehearsal', 'first'];
  const { stdout: links } = await work.run(['run', 'links', ...of, '--board', 'https://127.0.0.1/']);
  const [, key] = /mara .*#k=(.*)/.exec(links)!;
  const tls = ['--listen', '127.0.0.1:0', '--tls-cert', 'cert.pem', '--tls-key', 'key.pem'];
  const child = spawn(process.execPath, [work.program, 'run', ...of, '--clock', '60x', ...tls], { cwd: work.folder });
  const said = { stdout: '', stderr: '' };
  for (const from of ['stdout', 'stderr'] as const) {
    child[from].setEncoding('utf8').on('data', (text: string) => {
      said[from] += text;
    });
  }
  try {
    await expect.poll(() => said.stderr, PATIENCE).toContain('Ctrl+C ends it.\n');
    const address = said.stdout.trim();
    expect(said.stderr).toContain(`run links rehearsed.release --rehearsal first --board ${address}\``);
    const headers = { Authorization: `Bearer ${key}` };
    const status = await new Promise((resolve, reject) => {
      get(`${address}me`, { headers, rejectUnauthorized: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
    expect(status).toBe(200);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
});
