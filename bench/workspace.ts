/**
 * `npm run bench:workspace`: a folder full of plans, 50 steps each: `check` from cold and when nothing has changed beside parsing
 * alone, how much memory, whom an edit concerns, and the language server that has all of them as a workspace.
 *
 * Options: `--plans 100,1000`, `--rounds 15`; `--crowded`: plans that clash with a dozen others each, in the place of one in ten with one.
 * Prints Markdown tables. Times of the clock, those of the processor in brackets.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from '../language/parse/parser.ts';
import { createWorkspace } from '../language/workspace.ts';
import { toolOptions } from '../scripts/options.ts';
import { clock, milliseconds, processor, table } from './tools/measure.ts';
import { sampleWorkspace } from './tools/plans.ts';
import { measureServer } from './tools/server.ts';

const { values } = toolOptions(import.meta.filename, {
  options: {
    plans: { type: 'string', default: '100,1000' },
    rounds: { type: 'string', default: '15' },
    crowded: { type: 'boolean', default: false },
  },
});

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}.\n`);
const checks: string[][] = [];
const servers: string[][] = [];
const name = 'plan-0.release';
for (const count of values.plans.split(',').map(Number)) {
  const base = mkdtempSync(join(tmpdir(), 'release-plan-bench-'));
  const folder = join(base, 'plans');
  try {
    const files = sampleWorkspace(count, { isCrowded: values.crowded });
    for (const [name, text] of files) writeFileSync(at(folder, name), text);
    const plans = count.toLocaleString('en');
    const parsing = parsed(files.values());
    const without = await check(folder, ['--no-cache']);
    const cold = await check(folder, ['--cache', join(base, 'cache')]);
    const warm = await check(folder, ['--cache', join(base, 'cache')]);
    checks.push([
      ...[plans, time(parsing), time(without), time(cold), time(warm)],
      ...[without, cold, warm].map(({ memory }) => mebibytes(memory)),
    ]);
    const { comment, move } = concernedBy(files);
    const rounds = Number(values.rounds);
    const alone = await measureServer(files.get(name)!, rounds, folderOf(join(base, 'alone'), files));
    const among = await measureServer(files.get(name)!, rounds, folderOf(folder));
    const edit = ({ median, p95 }: (typeof alone)['keystroke']) => `${milliseconds(median)} (${milliseconds(p95)})`;
    servers.push([
      ...[plans, milliseconds(among.opened), milliseconds(among.settled), `${comment} / ${move}`],
      ...[edit(alone.keystroke), edit(among.keystroke), mebibytes(among.memory)],
    ]);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
console.log(
  table(
    'A workspace of plans of 50 steps: `check`, ms of the clock (of the processor), and its memory',
    ['plans', 'parsing alone', 'no cache', 'cold', 'warm', 'memory, no cache', 'memory, cold', 'memory, warm'],
    checks,
  ),
);
console.log(
  table(
    'The language server in it: from its start to the first diagnostics and to those of all; files judged again for a comment / an hour later; one edit to its diagnostics in an empty folder and in this one, median (p95), debounce taken off',
    ['plans', 'first, ms', 'all, ms', 'judged again', 'edit, alone', 'edit, here', 'memory'],
    servers,
  ),
);

interface Taken {
  readonly elapsed: number;
  readonly computed: number;
}

/** Of all texts, one after the other, the grammar being warm. */
function parsed(texts: Iterable<string>): Taken {
  const all = [...texts];
  for (const text of all.slice(0, 20)) parse(text);
  const [started, before] = [clock(), processor()];
  for (const text of all) parse(text);
  return { elapsed: clock() - started, computed: processor() - before };
}

/** How many files an edit of one plan has judged again: one that moves nothing, and one that moves its night by an hour. */
function concernedBy(files: ReadonlyMap<string, string>): { readonly comment: number; readonly move: number } {
  const workspace = createWorkspace({ roots: ['file:///bench/'] });
  for (const [name, text] of files) workspace.set(`file:///bench/${name}`, text);
  for (const uri of workspace.files()) {
    workspace.publish(uri);
    workspace.letGo(uri);
  }
  workspace.changed();
  const uri = `file:///bench/${name}`;
  const text = workspace.text(uri)!;
  const after = (edited: string) => {
    workspace.set(uri, edited);
    return workspace.changed().length;
  };
  return { comment: after(`${text}// A word.\n`), move: after(text.replace('22:00 .. 23:59', '21:00 .. 23:59')) };
}

/** The most memory that was resident, of all its processes and threads. */
function check(folder: string, options: readonly string[]): Promise<Taken & { readonly memory: number }> {
  return new Promise((resolve, reject) => {
    const started = clock();
    const child = spawn('node', ['dist/cli.js', 'check', folder, ...options], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    let memory = 0;
    let computed = 0;
    const watch = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        memory = Math.max(memory, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024);
        // In hundredths of a second, behind the name of the program in brackets.
        const times = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
        computed = Math.max(computed, (Number(times[11]) + Number(times[12])) * 10);
      } catch {
        // It has ended between two looks.
      }
    }, 20);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(watch);
      if (code === 0 || code === 1) resolve({ elapsed: clock() - started, computed, memory });
      else reject(new Error(`check ended with ${code}`));
    });
  });
}

/** A workspace for the server; with `files` one with the plan that is edited alone, and with what it imports. */
function folderOf(folder: string, files?: ReadonlyMap<string, string>) {
  for (const one of files ? [name, 'shared.release'] : []) writeFileSync(at(folder, one), files!.get(one)!);
  return { folder: pathToFileURL(folder).href, uri: pathToFileURL(join(folder, name)).href };
}

function at(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}

function time({ elapsed, computed }: Taken): string {
  return `${milliseconds(elapsed)} (${milliseconds(computed)})`;
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MiB`;
}
