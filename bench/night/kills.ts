/** Kills processes that append to a run log at random moments, again and again, and says whether anything that they had acknowledged is missing. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type LogText, readLog } from '../../plan/log/read.ts';
import { readRunDatabase } from '../../store/database.ts';
import { readRun } from '../../store/file.ts';
import { isDatabase } from '../../store/postgres/address.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { placeOf } from './appends.ts';

/** So many at once, each with a run of its own. */
const LANES = 3;
const APPENDS = join(import.meta.dirname, 'appends.ts');

/** Tells each of its figures once it is known: all of them take hours. */
export async function measureKills(
  times: number,
  isDatabaseToo: boolean,
  tell: (told: string) => void = console.log,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'release-plan-kills-'));
  // A process that starts sooner is killed more often.
  const program = join(folder, 'writer.mjs');
  const banner = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;
  const entry = { entryPoints: [APPENDS], outfile: program, banner: { js: banner } };
  await build({ ...entry, bundle: true, platform: 'node', format: 'esm', external: ['pg-native'] });
  tell(await killsOf('files', folder, times, program));
  tell(tornAnywhere(folder));
  if (isDatabaseToo) {
    const postgres = await startPostgres({}, true);
    try {
      tell(await killsOf('a PostgreSQL', await postgres.fresh(), times, program));
    } finally {
      await postgres.remove();
    }
  }
  rmSync(folder, { recursive: true, force: true });
}

async function killsOf(what: string, where: string, times: number, program: string): Promise<string> {
  const lanes = Array.from({ length: LANES }, (_, i) => ({ run: `soak-${i}`, times: Math.ceil((times - i) / LANES) }));
  const told = await Promise.all(
    lanes.map(async ({ run, times: own }) => {
      const acknowledged = await soak(where, own, run, program);
      const { events, problems } = readLog(await textsOf(where, run));
      const read = new Set(events.map(({ id }) => id));
      const lost = acknowledged.filter((id) => !read.has(id));
      return [acknowledged.length, events.length, problems.length, lost.length] as const;
    }),
  );
  const [acknowledged, events, torn, lost] = [0, 1, 2, 3].map((i) => told.reduce((sum, one) => sum + one[i]!, 0));
  return `Kills: writers to ${what} killed ${times} times, ${acknowledged} events acknowledged, ${events} in the log, ${torn} torn lines, ${lost} acknowledged and lost.`;
}

/** A machine that stops leaves the file at any byte: whatever was whole by then is read, and the rest is told once. */
function tornAnywhere(folder: string): string {
  const [name] = readdirSync(folder).filter((file) => file.endsWith('.runlog.jsonl'));
  const bytes = readFileSync(join(folder, name!)).subarray(0, 20_000);
  const whole = bytes.toString('latin1').split('\n').length - 1;
  let wrong = 0;
  for (let cut = 0; cut <= bytes.length; cut++) {
    const text = bytes.subarray(0, cut).toString('utf8');
    const ends = text.split('\n');
    const { events, problems } = readLog([{ name: 'log', text }]);
    const isTorn = ends.at(-1) !== '';
    // The last byte of a line may be all that lacks.
    if (events.length < ends.length - 1 || problems.length > (isTorn ? 1 : 0)) wrong++;
  }
  return `Cuts: a log of ${whole} lines cut at each of its ${bytes.length} bytes, ${wrong} times more than the last line was lost.`;
}

function textsOf(where: string, run: string): Promise<readonly LogText[]> {
  return isDatabase(where) ? readRunDatabase(where, placeOf(run)) : readRun({ folder: where, run });
}

/**
 * The ids of all events that were acknowledged before their process was killed.
 *
 * @param where a folder, or the address of a database
 */
export async function soak(where: string, times: number, run = 'soak', program = APPENDS): Promise<readonly string[]> {
  const acknowledged: string[] = [];
  let unbegun = 0;
  for (let killed = 0; killed < times; ) {
    const ids = await killedOnce(where, run, program);
    if (ids) killed++;
    // On a busy machine a database may not answer in time. It said so itself, and nothing was acknowledged.
    else if (++unbegun > 1 + times / 20) throw new Error(`${program} ended by itself ${unbegun} times.`);
    acknowledged.push(...(ids ?? []));
  }
  return acknowledged;
}

/** Undefined: it ended by itself before it had acknowledged anything. */
function killedOnce(where: string, run: string, program: string): Promise<readonly string[] | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, where, run], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    let told = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      // From its first word on it may go at any moment.
      if (told === '') setTimeout(() => child.kill('SIGKILL'), Math.random() * 30);
      told += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === null) resolve(told.split('\n').slice(0, -1));
      else if (told === '') resolve(undefined);
      else reject(new Error(`${program} ended by itself (${code}).`));
    });
  });
}
