/** `release-plan run PLAN`: the board of a night. */
import { type FSWatcher, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readLog } from '../../../plan/log/read.ts';
import { formatTimeOfDay } from '../../../plan/time/format.ts';
import { Locked } from '../../../store/lock.ts';
import { type ExitCode, Misuse } from '../../misuse.ts';
import { Hook } from '../../run/board/hook.ts';
import { calendarsPath, readKeys } from '../../run/board/keys.ts';
import { LiveRun } from '../../run/board/live.ts';
import { pageFiles } from '../../run/board/page.ts';
import { serveBoard } from '../../run/board/server.ts';
import { type PlanOfRun, type RunChoice, readPlanOfRun, TRAINING } from '../../run/plan-of-run.ts';
import { openRun } from '../../run/store.ts';
import { reason } from '../../terminal/reason.ts';
import type { Streams } from '../../terminal/streams.ts';
import { leftOut } from './log.ts';

export interface BoardCommand extends RunChoice {
  readonly port: number;
  /** `HOST:PORT`, for others than this machine. */
  readonly listen?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly insecure?: boolean;
  /** So many times as fast, for training: the log is one of its own, and nothing of it is real. */
  readonly clock?: number;
  /** When the clock of a training begins, in minutes since the epoch; default: when the run is planned to. */
  readonly begin?: number;
  /** Where each line is posted, so that others follow. */
  readonly hook?: string;
}

/** Resolves when the process is asked to stop. */
export async function runBoard(file: string, options: BoardCommand, streams: Streams): Promise<ExitCode> {
  const of = await readPlanOfRun(file, options, streams);
  const wall = wallOf(of, options);
  const where = await whereFor(options);
  const hooked = options.hook === undefined ? undefined : hookAddress(options.hook);
  const page = pageFiles();
  const store = await openRun(nameOf(of, options), of.kept).catch((error: unknown) => {
    if (error instanceof Locked) throw new Misuse(error.message);
    throw error;
  });
  for (const note of store.notes) streams.note(`release-plan: ${note}\n`);
  const run = new LiveRun(of, store, wall);
  let watcher: FSWatcher | undefined;
  let hook: Hook | undefined;
  try {
    await run.begin();
    tellOfStore(run, store.where, streams);
    if (hooked) hook = hookOf(run, hooked, of, streams);
    const asked = options.clock === undefined ? of.asked : `${of.asked} --training`;
    streams.note(leftOut({ asked }, readLog(await store.texts())));
    const server = await serveBoard({
      run,
      page,
      host: where.host,
      port: where.port,
      ...(where.tls && { tls: where.tls }),
      // A training has the links of the run that it is of: `run links` knows no other.
      ...(where.isOpen && !where.isReadOnly && { keys: () => readKeys(of.name), calendars: calendarsPath(of.name) }),
      ...(options.clock !== undefined && { speed: options.clock }),
      isReadOnly: where.isReadOnly,
    }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') throw new Misuse(`Port ${where.port} is in use. Choose another one, or none.`);
      throw error;
    });
    await store.tell(server.address);
    watcher = watchPlan(file, options, of.path, run, streams);
    streams.write(`${server.address}\n`);
    streams.note(
      where.isReadOnly
        ? 'Without TLS this board can only be read. Ctrl+C ends it.\n'
        : where.isOpen
          ? `\`release-plan run links ${of.asked} --board ${server.address}\` makes the links of people. Ctrl+C ends it.\n`
          : `For this machine alone; the log is ${store.where}. Ctrl+C ends it.\n`,
    );
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    await server.close();
  } finally {
    watcher?.close();
    hook?.end();
    run.end();
    await store.close();
  }
  return 0;
}

function nameOf({ name }: PlanOfRun, { clock }: BoardCommand): PlanOfRun['name'] {
  return clock === undefined ? name : { ...name, run: `${name.run}${TRAINING}` };
}

function wallOf({ schedule }: PlanOfRun, { clock, begin }: BoardCommand): () => number {
  if (clock === undefined) {
    if (begin !== undefined) throw new Misuse('--begin belongs to --clock: a real night begins when it is opened.');
    return Date.now;
  }
  const from = (begin ?? schedule.run?.start ?? Math.floor(Date.now() / 60_000)) * 60_000;
  const begun = Date.now();
  return () => from + (Date.now() - begun) * clock;
}

/** Once when it cannot be written, and once when it can again. */
function tellOfStore(run: LiveRun, where: string, streams: Streams): void {
  let isTroubled = false;
  run.onChange(() => {
    const said = run.troubleOf('store');
    if (isTroubled === (said !== undefined)) return;
    isTroubled = said !== undefined;
    streams.note(`release-plan: ${said ?? `${where} can be read and written again.`}\n`);
  });
}

function hookAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
  throw new Misuse('--hook wants an address such as https://chat.example.org/hooks/4711.');
}

function hookOf(run: LiveRun, url: URL, { release }: PlanOfRun, streams: Streams): Hook {
  let isTroubled = false;
  const hook = new Hook(
    {
      ...{ url, run: run.name },
      clock: (at) => formatTimeOfDay(Math.floor(at / 60_000), release.zone),
      trouble(said) {
        const isNew = isTroubled !== (said !== undefined);
        isTroubled = said !== undefined;
        if (isNew) streams.note(`release-plan: ${said ?? `${url.host} takes what is said here again.`}\n`);
        run.troubled(said, 'hook');
      },
    },
    run.lines(),
  );
  run.onChange(() => hook.tell(run.lines()));
  return hook;
}

interface Where {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Others than this machine reach it. */
  readonly isOpen: boolean;
  readonly isReadOnly: boolean;
}

async function whereFor({ listen, port, tlsCert, tlsKey, insecure = false }: BoardCommand): Promise<Where> {
  if (listen === undefined) {
    if (tlsCert !== undefined || tlsKey !== undefined || insecure)
      throw new Misuse('--tls-cert, --tls-key and --insecure belong to --listen HOST:PORT.');
    if (port > 65_535) throw new Misuse(`There is no port ${port}: the last one is 65535.`);
    return { host: '127.0.0.1', port, isOpen: false, isReadOnly: false };
  }
  const match = /^(\[[0-9a-fA-F:]+\]|[\w.-]+):(\d{1,5})$/.exec(listen);
  if (!match || Number(match[2]) > 65_535)
    throw new Misuse(`--listen wants HOST:PORT, such as board.example.org:8443; it is ${listen}.`);
  const at = { host: match[1]!, port: Number(match[2]), isOpen: true };
  if (tlsCert !== undefined && tlsKey !== undefined) {
    const [cert, key] = await Promise.all([pem(tlsCert), pem(tlsKey)]);
    return { ...at, tls: { cert, key }, isReadOnly: false };
  }
  if (insecure) return { ...at, isReadOnly: true };
  throw new Misuse(
    'Others than this machine reach --listen: it wants --tls-cert and --tls-key. With --insecure it serves a board that can only be read.',
  );
}

async function pem(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new Misuse(`${path} cannot be read: ${reason(error)}.`);
  });
}

/** The board follows the text: what a plan cannot be read for is told, and the last one that could stays. */
function watchPlan(file: string, choice: RunChoice, path: string, run: LiveRun, streams: Streams): FSWatcher {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(dirname(path), (_, name) => {
    if (name !== null && !name.endsWith('.release')) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      readPlanOfRun(file, choice, streams)
        .then((of) => run.replan(of))
        .catch((error: unknown) =>
          streams.note(`release-plan: ${error instanceof Error ? error.message : error} The board stays as it is.\n`),
        );
    }, 100);
  });
  watcher.on('error', () => watcher.close());
  return watcher;
}
