/**
 * `npm run bench`: how long the road takes, stage by stage, and TaskJuggler on the same plan in the same run.
 *
 * Options: `--steps 1000,10000`, `--rounds 15`, `--no-peers`; `--edits` for edits alone, of which `--processor` tells the time of the
 * processor and not of the clock. Prints Markdown tables; docs/benchmarks.md holds a run of them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { lower } from '../language/lower/lower.ts';
import { parseEdited } from '../language/mend/mend.ts';
import { parse } from '../language/parse/parser.ts';
import { createWorkspace } from '../language/workspace.ts';
import { analyse, scheduleAll } from '../plan/analysis.ts';
import { toolOptions } from '../scripts/options.ts';
import { dragTable } from './drag.ts';
import { clock, measure, milliseconds, processor, type Spread, spreadOf, table } from './tools/measure.ts';
import { PEOPLE, samplePlan } from './tools/plans.ts';
import { measureServer } from './tools/server.ts';

const { values } = toolOptions(import.meta.filename, {
  options: {
    steps: { type: 'string', default: '100,1000,10000' },
    rounds: { type: 'string', default: '15' },
    'no-peers': { type: 'boolean', default: false },
    edits: { type: 'boolean', default: false },
    processor: { type: 'boolean', default: false },
  },
});
const sizes = values.steps.split(',').map(Number);
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), 'release-plan-bench-'));

/** What an editor asks with each letter, beside reading and judging all of the text anew: in turn, so that both have the same machine. */
const EDITS: Readonly<Record<string, Readonly<Record<string, (text: string, version: number) => string>>>> = {
  'that moves nothing': {
    'the title of the release': (text, version) => text.replace('A big one', `A big one, ${version}`),
    'the title of a step': (text, version) => text.replace('"Step s3-5"', `"Step s3-5, ${version}"`),
    'a link': (text, version) => text.replace('"Step s3-5"', `"Step s3-5" link https://a.example/${version}`),
    'a comment': (text, version) => text.replace('        task s3-5', `        // ${version}\n        task s3-5`),
  },
  'that moves steps': {
    'a step takes longer': (text, version) => text.replace(/(task s3-5 "Step s3-5") \d+m/, `$1 ${20 + (version % 9)}m`),
    'somebody else does it': (text, version) =>
      text.replace(/(task s3-5 "Step s3-5" \d+m by) p\d/, `$1 p${version % PEOPLE}`),
  },
};

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${rounds} rounds, median (p95).\n`,
);
try {
  if (!values.edits) stages();
  edits();
  if (!values.edits) {
    console.log(dragTable(sizes, rounds));
    await server();
    commandLine();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function stages(): void {
  const rows = sizes.map((steps) => {
    const { release: text } = samplePlan(steps);
    const uri = 'file:///bench/a.release';
    const first = measureOnce(() => parse(text));
    const parsed = parse(text);
    const { plan } = lower(uri, parsed, []);
    const schedules = scheduleAll(plan);
    return [
      steps.toLocaleString('en'),
      milliseconds(first),
      spread(measure(rounds, () => parse(text))),
      spread(measure(rounds, () => lower(uri, parsed, []))),
      spread(measure(rounds, () => scheduleAll(plan))),
      spread(measure(rounds, () => analyse(plan, { schedules }))),
      spread(measure(rounds, () => analyse(lower(uri, parsed, []).plan))),
    ];
  });
  console.log(
    table('Stages, in ms', ['steps', 'parse, first', 'parse', 'lower', 'schedule', 'check', 'these three'], rows),
  );
}

function edits(): void {
  for (const [what, own] of Object.entries(EDITS)) editsOf(what, own);
}

function editsOf(what: string, own: (typeof EDITS)[string]): void {
  const now = values.processor ? processor : clock;
  const uri = 'file:///bench/a.release';
  const rows: string[][] = [];
  for (const steps of sizes) {
    const { release: text } = samplePlan(steps);
    const workspace = createWorkspace({ roots: ['file:///bench/'] });
    const shown = (work: () => void) => {
      const started = now();
      work();
      return now() - started;
    };
    for (const [name, edit] of Object.entries(own)) {
      const [anew, read, edited, mended]: number[][] = [[], [], [], []];
      for (let version = 0; version < rounds + 3; version++) {
        const next = edit(text, version);
        parseEdited(text);
        const times = [
          shown(() => parse(next)),
          shown(() => analyse(lower(uri, parse(next), []).plan)),
          shown(() => parseEdited(next)),
        ];
        // What was read above is no version of this file: the first edit behind it is one of a chain that was broken, as when somebody comes
        // back from another file, and the second one is what each further letter is.
        for (const before of [version + 2, version + 1]) {
          workspace.set(uri, edit(text, before));
          workspace.analysis(uri);
        }
        times.push(
          shown(() => {
            workspace.set(uri, next);
            workspace.analysis(uri);
          }),
        );
        // The first rounds warm up.
        if (version >= 3) for (const [i, all] of [read!, anew!, mended!, edited!].entries()) all.push(times[i]!);
      }
      const [whole, one] = [spreadOf(anew!), spreadOf(edited!)];
      rows.push([
        steps.toLocaleString('en'),
        name,
        spread(spreadOf(read!)),
        spread(spreadOf(mended!)),
        spread(whole),
        spread(one),
        `${Math.round((100 * one.median) / whole.median)} %`,
      ]);
    }
  }
  console.log(
    table(
      `One edit ${what}, beside all of it anew, in ms${values.processor ? ' of processor' : ''}`,
      ['steps', 'edit', 'read anew', 'read, mended', 'all anew', 'edit, all of it', 'of that'],
      rows,
    ),
  );
}

async function server(): Promise<void> {
  const rows: string[][] = [];
  for (const steps of sizes) {
    const { keystroke, picture, memory, opened } = await measureServer(samplePlan(steps).release, rounds);
    rows.push([
      steps.toLocaleString('en'),
      milliseconds(opened),
      spread(keystroke),
      spread(picture),
      `${Math.round(memory / 2 ** 20)} MiB`,
    ]);
  }
  console.log(
    table(
      'Language server (stdio): open and diagnose; keystroke to findings, and to the picture of the rows that are looked at, its debounce taken off: median (p95); resident memory',
      ['steps', 'open, ms', 'findings, ms', 'picture, ms', 'memory'],
      rows,
    ),
  );
}

/** Whole processes, from the shell, as CI runs them. */
function commandLine(): void {
  const hasPeer = !values['no-peers'] && spawnSync('tj3', ['--version']).status === 0;
  if (!hasPeer) console.log('tj3 is not here (Debian package `tj3`), so the peer is not measured.\n');
  if (!existsSync('dist/cli.js')) throw new Error('dist/cli.js is missing: npm run build');
  const rows = sizes.map((steps) => {
    const sample = samplePlan(steps);
    const file = join(folder, `plan-${steps}.release`);
    const peerFile = join(folder, `plan-${steps}.tjp`);
    writeFileSync(file, sample.release);
    writeFileSync(peerFile, sample.taskJuggler);
    const check = measure(Math.min(rounds, 7), () =>
      run('node', ['dist/cli.js', 'check', '--format', 'json', file], [0, 1]),
    );
    const schedule = measure(Math.min(rounds, 7), () =>
      run('node', ['dist/cli.js', 'schedule', '--format', 'json', file], [0, 1]),
    );
    // Once: at 10,000 tasks TaskJuggler takes more than a minute.
    const asks = hasPeer && steps <= 10_000;
    const peer = asks ? milliseconds(measureOnce(() => run('tj3', ['--silent', '-o', folder, peerFile], [0]))) : '–';
    const peerLength = asks ? minutes(csvLength(join(folder, 'out.csv'))) : '–';
    return [steps.toLocaleString('en'), spread(check), spread(schedule), peer, minutes(lengthOf(file)), peerLength];
  });
  console.log(
    table(
      'Whole process from the shell, in ms; and how long ten people take, levelled',
      ['steps', 'check', 'schedule', 'tj3 3.7.1', 'run, levelled', 'tj3, levelled'],
      rows,
    ),
  );
}

/** Minutes from the first start to the last end of a run, as the command line tells it. */
function lengthOf(file: string): number {
  const { stdout } = spawnSync('node', ['dist/cli.js', 'schedule', '--format', 'json', file], { maxBuffer: 2 ** 30 });
  const { steps } = JSON.parse(String(stdout)).files[0].releases[0];
  return lengthOfSpans(
    steps.map(({ start, end }: { start: string; end: string }) => [Date.parse(start), Date.parse(end)]),
  );
}

/** The same of TaskJuggler's report: `"lane0.s0_0";"2026-12-05-21:00";"2026-12-05-21:05"`. */
function csvLength(file: string): number {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const at = (text: string) => Date.parse(`${text.replace(/^(\d+-\d+-\d+)-/, '$1T')}Z`);
  return lengthOfSpans(
    lines.map((line) => line.replaceAll('"', '').split(';').slice(1, 3).map(at) as [number, number]),
  );
}

function lengthOfSpans(spans: readonly (readonly [number, number])[]): number {
  const ends = spans.reduce((latest, [, end]) => Math.max(latest, end), Number.NEGATIVE_INFINITY);
  return (ends - spans.reduce((first, [start]) => Math.min(first, start), Number.POSITIVE_INFINITY)) / 60_000;
}

function minutes(value: number): string {
  return `${Math.round(value).toLocaleString('en')} min`;
}

function run(command: string, commandArguments: readonly string[], allowed: readonly number[]): void {
  const { status, stderr } = spawnSync(command, commandArguments, { maxBuffer: 2 ** 30 });
  if (!allowed.includes(status ?? -1))
    throw new Error(`${command} ended with ${status}: ${String(stderr).slice(0, 500)}`);
}

function measureOnce(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function spread({ median, p95 }: Spread): string {
  return `${milliseconds(median)} (${milliseconds(p95)})`;
}
