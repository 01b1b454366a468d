/** `npm run bench:psplib -- --dir DIR`: how good the levelled schedules are, on the instances the literature is measured on. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lowerBound } from '../plan/schedule/search/bounds.ts';
import { levelLive } from '../plan/schedule/search/live.ts';
import type { Answer, Project } from '../plan/schedule/search/project.ts';
import { refineAtOnce } from '../plan/schedule/search/refine.ts';
import { checkAnswer } from '../test/schedule/search/check-answer.ts';
import { table } from './tools/measure.ts';
import { criticalPath, parseBestKnown, parsePatterson } from './tools/patterson.ts';

const HELP = `npm run bench:psplib -- --dir DIR [options]

Levels the projects of the PSPLIB (Kolisch and Sprecher 1996) and compares the makespans with the best known.
DIR holds any of the folders j30, j60, j90, j120 with Patterson files (.rcp), and bks.csv (columns instance, cpm, ub).

  --sets j30,j60    only these sets
  --every K         only every K-th instance of a set
  --schedules N     live rules, and a search of N schedules (or N,M,…); default 1000,5000,50000; 0: live rules alone
  --seed N          seed of the search; default 1
  --json            prints an array of { set, schedules, instances, deviationFromCriticalPath, deviationFromBest,
                    provenShare, msPerInstance } and nothing else; schedules 0 is the live rules; deviations are
                    averages in per cent, provenShare is in per cent as well
  --help            this

Schedules are counted as in the literature: every generation pass, forward or backward, is one. A search ends early
when it reaches its lower bound. Every answer passes an independent check of its feasibility, or the run fails (exit 1).
msPerInstance is the time of one thread from the project to the answer, bounds included, after a warm-up.
Exit 2: the arguments are wrong, or there is nothing to read.`;

const SETS = ['j30', 'j60', 'j90', 'j120'];

interface Instance {
  readonly name: string;
  readonly project: Project;
  readonly criticalPath: number;
  readonly best: number;
  readonly bound: number;
}

interface Row {
  readonly set: string;
  readonly schedules: number;
  readonly instances: number;
  readonly deviationFromCriticalPath: number;
  readonly deviationFromBest: number;
  readonly provenShare: number;
  readonly msPerInstance: number;
}

const options = readOptions();
const rows: Row[] = [];
for (const set of options.sets) {
  const instances = readSet(set);
  for (const instance of instances.slice(0, 50)) levelLive(instance.project);
  for (const schedules of [0, ...options.schedules]) rows.push(run(set, schedules, instances));
}
if (options.json) console.log(JSON.stringify(rows, undefined, 2));
else print();

function run(set: string, schedules: number, instances: readonly Instance[]): Row {
  let [fromCriticalPath, fromBest, proven, time] = [0, 0, 0, 0];
  let told = performance.now();
  for (const [i, { best, bound, criticalPath, name, project }] of instances.entries()) {
    const begin = performance.now();
    const answer: Answer =
      schedules === 0 ? levelLive(project) : refineAtOnce(project, { schedules, seed: options.seed });
    time += performance.now() - begin;
    const wrong = checkAnswer(project, answer);
    if (wrong.length > 0) fail(1, `${name}, ${schedules} schedules: no schedule of the project: ${wrong.join('; ')}`);
    if (answer.makespan < bound) fail(1, `${name}: the bound ${bound} is above the makespan ${answer.makespan}`);
    fromCriticalPath += answer.makespan / criticalPath - 1;
    fromBest += answer.makespan / best - 1;
    if (answer.makespan === bound) proven++;
    if (performance.now() - told > 5000) {
      told = performance.now();
      process.stderr.write(`${set}, ${label(schedules)}: ${i + 1} of ${instances.length}\n`);
    }
  }
  const count = instances.length;
  return {
    set,
    schedules,
    instances: count,
    deviationFromCriticalPath: rounded((100 * fromCriticalPath) / count),
    deviationFromBest: rounded((100 * fromBest) / count),
    provenShare: rounded((100 * proven) / count),
    msPerInstance: rounded(time / count),
  };
}

function readSet(set: string): Instance[] {
  const folder = join(options.dir, set);
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.rcp'))
    .map((file) => file.slice(0, -'.rcp'.length))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .filter((_, i) => i % options.every === 0);
  if (names.length === 0) fail(2, `${folder} holds no Patterson files (.rcp).`);
  return names.map((name) => {
    const known = options.known.get(name);
    if (!known) return fail(2, `bks.csv has no line for ${name}.`);
    try {
      const project = parsePatterson(readFileSync(join(folder, `${name}.rcp`), 'utf8'));
      const path = criticalPath(project);
      if (path !== known.cpm) fail(2, `${name}: the critical path is ${path}, bks.csv says ${known.cpm}.`);
      return { name, project, criticalPath: path, best: known.best, bound: lowerBound(project).bound };
    } catch (error) {
      return fail(2, `${join(folder, name)}.rcp cannot be read: ${(error as Error).message}`);
    }
  });
}

function print(): void {
  const cells = rows.map((row) => [
    row.set.toUpperCase(),
    label(row.schedules),
    String(row.instances),
    `${row.deviationFromCriticalPath.toFixed(2)} %`,
    `${row.deviationFromBest.toFixed(2)} %`,
    `${row.provenShare.toFixed(1)} %`,
    row.msPerInstance.toFixed(row.msPerInstance < 10 ? 2 : 0),
  ]);
  const head = ['set', 'schedules', 'instances', 'over critical path', 'over best known', 'proven', 'ms'];
  console.log(table('PSPLIB', head, cells));
}

function label(schedules: number): string {
  return schedules === 0 ? 'live rules' : schedules.toLocaleString('en');
}

function rounded(value: number): number {
  return Math.round(value * 10000) / 10000;
}

function readOptions() {
  const values = parse();
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const { dir } = values;
  if (dir === undefined) return fail(2, 'Where are the instances? Say --dir DIR; --help tells what it has to hold.');
  const present = SETS.filter((set) => existsSync(join(dir, set)));
  if (present.length === 0) return fail(2, `${dir} holds none of the folders ${SETS.join(', ')}.`);
  if (!existsSync(join(dir, 'bks.csv'))) return fail(2, `${dir} holds no bks.csv with the best known makespans.`);
  const sets = values.sets?.split(',').map((set) => set.trim().toLowerCase()) ?? present;
  for (const set of sets) if (!present.includes(set)) fail(2, `${dir} holds no folder ${set}.`);
  const whole = (name: string, text: string, least: number): number => {
    const number = Number(text);
    if (!Number.isSafeInteger(number) || number < least)
      fail(2, `--${name} takes whole numbers from ${least} on, not "${text}".`);
    return number;
  };
  return {
    dir,
    sets,
    every: whole('every', values.every, 1),
    seed: whole('seed', values.seed, 0),
    schedules: values.schedules
      .split(',')
      .map((text) => whole('schedules', text, 0))
      .filter((schedules) => schedules > 0),
    json: values.json,
    known: parseBestKnown(readFileSync(join(dir, 'bks.csv'), 'utf8')),
  };
}

function parse() {
  try {
    return parseArgs({
      options: {
        dir: { type: 'string' },
        sets: { type: 'string' },
        every: { type: 'string', default: '1' },
        schedules: { type: 'string', default: '1000,5000,50000' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return fail(2, `${(error as Error).message} (--help tells the options)`);
  }
}

function fail(code: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
