/**
 * `npm run bench:workspace`: a folder full of plans, 50 steps each. How long `check` takes from cold beside parsing alone,
 * how much memory, whom an edit concerns, and one edit in the language server that has all of them as a workspace.
 *
 * Options: `--plans 100,1000`, `--rounds 15`. Prints a Markdown table.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from '../language/parse/parser.ts';
import { createWorkspace } from '../language/workspace.ts';
import { milliseconds, table } from './tools/measure.ts';
import { sampleWorkspace } from './tools/plans.ts';
import { measureServer } from './tools/server.ts';

const { values } = parseArgs({
  options: { plans: { type: 'string', default: '100,1000' }, rounds: { type: 'string', default: '15' } },
});

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}.\n`);
const rows: string[][] = [];
for (const count of values.plans.split(',').map(Number)) {
  const folder = mkdtempSync(join(tmpdir(), 'release-plan-bench-'));
  try {
    const files = sampleWorkspace(count);
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    const { elapsed, memory } = await check(folder);
    const parsing = parsed(files.values());
    const concerned = concernedBy(files);
    const name = 'plan-0.release';
    const { keystroke, memory: resident } = await measureServer(files.get(name)!, Number(values.rounds), {
      folder: pathToFileURL(folder).href,
      uri: pathToFileURL(join(folder, name)).href,
    });
    rows.push([
      count.toLocaleString('en'),
      milliseconds(elapsed),
      milliseconds(parsing),
      mebibytes(memory),
      `${concerned.comment} / ${concerned.move}`,
      `${milliseconds(keystroke.median)} (${milliseconds(keystroke.p95)})`,
      mebibytes(resident),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
console.log(
  table(
    'A workspace of plans of 50 steps: `check` from cold; files judged again for a comment / an hour later; one edit to its diagnostics, median (p95), debounce taken off',
    ['plans', 'check, ms', 'parsing alone, ms', 'memory of check', 'judged again', 'one edit, ms', 'server memory'],
    rows,
  ),
);

/** Of all texts, one after the other, the grammar being warm. */
function parsed(texts: Iterable<string>): number {
  const all = [...texts];
  for (const text of all.slice(0, 20)) parse(text);
  const started = performance.now();
  for (const text of all) parse(text);
  return performance.now() - started;
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
  const uri = 'file:///bench/plan-0.release';
  const text = workspace.text(uri)!;
  const after = (edited: string) => {
    workspace.set(uri, edited);
    return workspace.changed().length;
  };
  return { comment: after(`${text}// A word.\n`), move: after(text.replace('22:00 .. 23:59', '21:00 .. 23:59')) };
}

/** Wall time, and the most memory that was resident. */
function check(folder: string): Promise<{ readonly elapsed: number; readonly memory: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn('node', ['dist/cli.js', 'check', folder, '--format', 'sarif'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    let memory = 0;
    const watch = setInterval(() => {
      try {
        const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
        memory = Math.max(memory, Number(peak ?? 0) * 1024);
      } catch {
        // It has ended between two looks.
      }
    }, 20);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(watch);
      if (code === 0 || code === 1) resolve({ elapsed: performance.now() - started, memory });
      else reject(new Error(`check ended with ${code}`));
    });
  });
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MiB`;
}
