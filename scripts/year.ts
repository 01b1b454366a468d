/**
 * `node scripts/year.ts DIR [plans]`: the company of `examples/year` some months on. Every train has let `next` write its plans as they came due,
 * one after the other, until there are so many (default: 40).
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyTextEdits } from '../language/edit/edits.ts';
import { createWorkspace, type Workspace } from '../language/workspace.ts';
import type { Instant } from '../plan/time/model.ts';
import { type NextPlan, nextOfTrain } from '../service/trains/next.ts';

const EXAMPLE = new URL('../examples/year/', import.meta.url);
const ROOT = 'file:///year/';
/** When the first plans of the example were written. */
export const BEGIN: Instant = Date.UTC(2026, 9, 5, 8) / 60_000;

export interface Year {
  readonly workspace: Workspace;
  /** Where time has come to. */
  now: Instant;
}

export function yearAsItIs(): Year {
  const year: Year = { workspace: createWorkspace({ roots: [ROOT], now: () => year.now }), now: BEGIN };
  for (const path of readdirSync(EXAMPLE, { recursive: true, encoding: 'utf8' }))
    if (path.endsWith('.release')) year.workspace.set(ROOT + path, readFileSync(new URL(path, EXAMPLE), 'utf8'));
  return year;
}

/** The next plan of a train, written as a host does. */
export function nextIn({ workspace, now }: Year, train: string): NextPlan {
  const plan = nextOfTrain(workspace, { train, folder: `${ROOT}plans/` }, now);
  if ('trouble' in plan) throw new Error(plan.trouble);
  if (plan.kind === 'there') return plan;
  workspace.set(plan.uri, plan.text);
  for (const uri of new Set(plan.edits.map(({ file }) => file)))
    workspace.set(uri, applyTextEdits(workspace.text(uri)!, plan.edits));
  return plan;
}

/** The train whose last release comes first writes the next one on the morning behind it. */
export function goOn(year: Year): NextPlan {
  const { workspace } = year;
  const releases = workspace
    .plans()
    .flatMap(({ plan, schedules }) => plan.releases.map(({ name }, i) => ({ name, T: schedules[i]!.T! })));
  const begins = new Map(releases.map(({ name, T }) => [name, T]));
  const trains = workspace.plan(`${ROOT}trains.release`).trains.map(({ name, releases: lines }) => ({
    name,
    last: Math.max(...lines.map(({ ref }) => begins.get(ref.name)!)),
  }));
  const first = trains.reduce((a, b) => (b.last < a.last ? b : a));
  year.now = Math.max(year.now, first.last + 1440);
  return nextIn(year, first.name);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, plans = '40'] = process.argv.slice(2);
  if (folder === undefined) throw new Error('Where to? node scripts/year.ts DIR [plans]');
  const year = yearAsItIs();
  while (year.workspace.plans().filter(({ plan }) => plan.releases.length > 0).length < Number(plans)) goOn(year);
  for (const uri of year.workspace.files()) {
    const path = join(resolve(folder), decodeURIComponent(uri.slice(ROOT.length)));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, year.workspace.text(uri)!);
  }
  console.log(
    `${plans} plans, the last written on ${new Date(year.now * 60_000).toISOString().slice(0, 16)}Z: ${folder}`,
  );
}
