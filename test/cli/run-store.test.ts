/** `run --store postgres://…` as users have it: two machines, one night, and a server that stops in the middle of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readLog } from '../../plan/log/read.ts';
import { OWNER, type Postgres, startPostgres } from '../support/postgres.ts';
import { createWorkplace, FINE, type Workplace } from './command.ts';

let work: Workplace;
let postgres: Postgres;
beforeAll(async () => {
  [work, postgres] = await Promise.all([createWorkplace(), startPostgres()]);
  for (const machine of ['one', 'two']) await work.write({ [`${machine}/plans/night.release`]: FINE });
});
afterAll(() => Promise.all([work.remove(), postgres.remove()]));

interface Board {
  readonly address: string;
  readonly child: ChildProcess;
  notes: string;
}

const boards: Board[] = [];
afterEach(async () => {
  for (const { child } of boards.splice(0)) await killed(child);
});

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'close');
}

const of = (store: string) => ['plans/night.release', '--store', store, '--repository', 'acme/shop'];

/** A board of the night on a machine; the password is not on the command line. */
async function boardOn(machine: string, store: string): Promise<Board> {
  const child = spawn(process.execPath, [work.program, 'run', ...of(store.replace(/:[^:@]*@/, '@'))], {
    cwd: join(work.folder, machine),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PGPASSWORD: OWNER.password },
  });
  const board: Board = { address: '', child, notes: '' };
  boards.push(board);
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    board.notes += text;
  });
  const [address] = (await once(child.stdout, 'data')) as [Buffer];
  return Object.assign(board, { address: address.toString().trim() });
}

const say = ({ address }: Board, ...args: string[]) => work.run(['run', 'event', ...args, '--board', address]);

/** What pages of a board get, until it is what is awaited. */
async function told({ address }: Board, awaited: (text: string) => boolean): Promise<string> {
  const abort = new AbortController();
  const response = await fetch(new URL('events', address), { signal: abort.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!awaited(text)) text += (await reader.read()).value ?? '';
  abort.abort();
  return text;
}

test('two boards on two machines show one night; one that is killed is replaced, and the log is one file in the end', async () => {
  const store = await postgres.fresh();
  const first = await boardOn('one', store);
  const second = await boardOn('two', store);
  expect(await say(first, 'open', '--by', 'mara')).toMatchObject({ code: 0, stderr: 'Noted.\n' });
  expect(await say(first, 'start', 'rollout', '--by', 'mara')).toMatchObject({ code: 0 });
  await killed(first.child);
  // What the first had acknowledged the second shows, and goes on.
  await told(second, (text) => text.includes('started rollout'));
  expect(await say(second, 'done', 'rollout', '--by', 'mara')).toMatchObject({ code: 0 });
  const third = await boardOn('one', store);
  await told(third, (text) => text.includes('started rollout'));
  // A script writes past the boards, and both hear of it.
  const machine = (command: string[], machineName = 'two') =>
    work.run(['run', ...command, '--store', store, '--repository', 'acme/shop'], { cwd: machineName });
  expect(await machine(['event', 'note', 'all quiet', '--by', 'jonas', '--plan', 'plans/night.release'])).toMatchObject(
    {
      code: 0,
    },
  );
  for (const board of [second, third]) await told(board, (text) => text.includes('all quiet'));

  const log = (await machine(['log', 'plans/night.release'])).stdout;
  expect(log.split('\n').map((line) => line.replace(/^\S+ \S+ \S+ +/, ''))).toEqual([
    'mara   opened the run',
    'mara   started rollout',
    'mara   rollout done',
    'jonas  all quiet',
    '',
  ]);
  expect((await machine(['verify', 'plans/night.release'])).stdout).toContain('4 events in the store, 0 repeated');
  const written = await machine(['export', 'plans/night.release', '-o', 'night.jsonl'], 'one');
  expect(written.stderr).toContain('4 events');
  const text = await readFile(join(work.folder, 'one/night.jsonl'), 'utf8');
  expect(readLog([{ name: 'night', text }])).toMatchObject({ problems: [], events: { length: 4 } });
  expect((await machine(['report', 'plans/night.release'])).stdout).toContain('rollout');
  expect((await machine(['results', 'plans/night.release'])).stdout).toMatch(/^\+.*rollout.*done on/m);
  expect((await machine(['paper', 'plans/night.release'])).stdout).toContain('rollout');
  // Nothing lies beside the plans, and nobody was shown a password.
  for (const name of ['one', 'two']) expect(await readdir(join(work.folder, name, 'plans'))).toEqual(['night.release']);
  for (const { notes } of [first, second, third]) {
    expect(notes).not.toContain(OWNER.password);
    expect(notes).toMatch(/the log is night-1\.0 in postgres:\/\/127\.0\.0\.1:\d+\/test\d+\./);
  }
});

test('a database that stops in the night is told on the board; what it did not note is not noted, until it is there again', async () => {
  const store = await postgres.fresh();
  const board = await boardOn('one', store);
  expect(await say(board, 'open', '--by', 'mara')).toMatchObject({ code: 0 });
  await postgres.stop('immediate');
  const refused = await say(board, 'start', 'rollout', '--by', 'mara');
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).not.toContain(OWNER.password);
  const shown = await told(board, (text) => text.includes('"around"'));
  expect(shown).toMatch(/"around":"The store postgres:[^"]*(nothing listens there|was stopped|broke off)/);
  await postgres.start();
  expect(await say(board, 'start', 'rollout', '--by', 'mara')).toMatchObject({ code: 0 });
  await told(
    board,
    (text) => text.includes('started rollout') && !text.slice(text.lastIndexOf('data:')).includes('"around"'),
  );
  expect(board.notes.split('\n').filter((line) => line.startsWith('release-plan: '))).toEqual([
    expect.stringContaining('is set to forget what it was told'),
    expect.stringMatching(/The store postgres:.*(nothing listens there|was stopped|broke off)/),
    expect.stringMatching(/^release-plan: night-1\.0 in postgres:.* can be read and written again\.$/),
  ]);
});

test('a night is not begun where its log cannot be written', async () => {
  const store = await postgres.fresh();
  const run = (at: string) => work.spawn(['run', ...of(at)], { cwd: 'one' });
  for (const [at, why] of [
    [store.replace(/:[^:@]*@/, ':secret@'), 'refuses the password of owner'],
    ['postgres://somebody:secret@127.0.0.1:9/plans', 'nothing listens there'],
    ['../facts', 'The store of a night is a database'],
  ] as const) {
    const { code, stdout, stderr } = await run(at);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')).toEqual([expect.stringContaining(why), '']);
    expect(stderr).not.toContain('secret');
  }
  const none = await work.run(['run', 'log', ...of(store)], { cwd: 'one' });
  expect(none.stderr).toContain('is no store of runs yet: release-plan run PLAN --store');
  expect(none.code).toBe(2);
});
