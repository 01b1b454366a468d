/** What if, for the year: a freeze that may come, or somebody who is away, as if the shared files said so; which releases break. */
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import type { Workspace } from '../../language/workspace.ts';
import { type Finding, factsOf, type PlanEdit } from '../../plan/findings/findings.ts';
import type { Named } from '../../plan/model.ts';
import { nearest } from '../../plan/nearest.ts';
import type { Instant } from '../../plan/time/model.ts';
import { freeSlots } from '../slots/slots.ts';
import type { Trouble } from '../trouble.ts';

export interface YearWish {
  /** `freeze summer of production from 2027-07-01 until 2027-08-15`; `maintenance …` and `event …` as well. */
  readonly lines?: readonly string[];
  /** `priya from 2026-12-20 until 2027-01-03`. */
  readonly without?: readonly string[];
}

export interface Broken {
  release: string;
  uri: string;
  /** What is found then, and is not now. */
  findings: Finding[];
  /** The next window that is free then; undefined: there is none, or it has no date. */
  slot?: string;
}

export interface YearTrial {
  /** The workspace as it would be. */
  readonly tried: Workspace;
  readonly broken: readonly Broken[];
}

export function tryYear(
  workspace: Workspace,
  { lines = [], without = [] }: YearWish,
  now: Instant,
): YearTrial | Trouble {
  const tried = workspace.fork();
  for (const line of lines) {
    const trouble = declare(tried, line);
    if (trouble) return trouble;
  }
  for (const absence of without) {
    const trouble = takeAway(tried, absence);
    if (trouble) return trouble;
  }
  const broken = workspace.files().flatMap((uri): Broken[] => {
    const before = new Set(told(workspace, uri).map(keyOf));
    const fresh = told(tried, uri).filter((finding) => !before.has(keyOf(finding)));
    const releases = [...new Set(fresh.flatMap(({ release }) => release ?? []))];
    return releases.map((release) => {
      const slots = freeSlots(tried, uri, { release, count: 1 }, now);
      const slot = 'trouble' in slots ? undefined : slots.slots[0]?.text;
      const findings = fresh.filter((finding) => finding.release === release);
      return { release, uri, findings, ...(slot !== undefined && { slot }) };
    });
  });
  return { tried, broken };
}

function told(workspace: Workspace, uri: string): readonly Finding[] {
  return factsOf(workspace.analysis(uri).findings).filter(
    ({ waived, severity }) => !waived && severity !== 'information',
  );
}

function keyOf({ code, place, message }: Finding): string {
  return `${code}\n${place.file} ${place.range.start.line}\n${message}`;
}

/** Puts the line where the thing it is of is declared: every plan that knows the thing knows of it then. */
function declare(workspace: Workspace, line: string): Trouble | undefined {
  const match = /^(?:freeze|maintenance)\s+(\S+)\s+of\s+([^\s,]+)|^event\s+(\S+)/.exec(line.trim());
  if (!match)
    return {
      trouble: `'${line}' is no line of a calendar; write it as a plan does: freeze summer of production from 2027-07-01 until 2027-08-15.`,
    };
  const files = workspace.files();
  const target = match[2];
  const name = match[1] ?? match[3]!;
  if (files.some((uri) => workspace.plan(uri).names.has(name)))
    return { trouble: `'${name}' is there already: call what may come otherwise.` };
  const homes = target === undefined ? rootsOf(workspace) : homesOf(workspace, target);
  if (homes.length === 0) {
    const names = new Set(files.flatMap((uri) => [...workspace.plan(uri).names.keys()]));
    const meant = nearest(target!, [...names]);
    return { trouble: `Nothing here is called '${target}'.${meant ? ` Did you mean ${meant}?` : ''}` };
  }
  for (const uri of homes) {
    const text = workspace.text(uri)!;
    const before = workspace.plan(uri).problems.length;
    workspace.set(uri, `${text}${text.endsWith('\n') ? '' : '\n'}${line.trim()}\n`);
    const problem = workspace.plan(uri).problems[before];
    if (problem) return { trouble: `'${line}' cannot be read: ${problem.message}` };
  }
  return undefined;
}

function takeAway(workspace: Workspace, absence: string): Trouble | undefined {
  const match = /^(\S+)\s+from\s+(.+?)\s+until\s+(.+)$/.exec(absence.trim());
  if (!match)
    return { trouble: `'${absence}' does not say who is away when; write: priya from 2026-12-20 until 2027-01-03.` };
  const [, name, from, until] = match as unknown as [string, string, string, string];
  const isPerson = (named: Named | undefined) => named?.kind === 'person';
  const homes = homesOf(workspace, name).filter((uri) => isPerson(workspace.plan(uri).names.get(name)));
  if (homes.length === 0) {
    const people = workspace.files().flatMap((uri) => [...workspace.plan(uri).names.values()].filter(isPerson));
    const meant = nearest(name, [...new Set(people.map((one) => one.name))]);
    return { trouble: `There is no person '${name}' here.${meant ? ` Did you mean ${meant}?` : ''}` };
  }
  for (const uri of homes) {
    const text = workspace.text(uri)!;
    const { place } = workspace.plan(uri).names.get(name)!;
    const before = workspace.plan(uri).problems.length;
    const edit: PlanEdit = { kind: 'append-line', place, text: `leave ${from} .. ${until}` };
    workspace.set(
      uri,
      applyTextEdits(
        text,
        textEdits([edit], () => text),
      ),
    );
    const problem = workspace.plan(uri).problems[before];
    if (problem) return { trouble: `'${absence}' cannot be read: ${problem.message}` };
  }
  return undefined;
}

/** So many files that every plan imports one of them, or is one: those that import least. */
function rootsOf(workspace: Workspace): readonly string[] {
  const reads = new Map(workspace.files().map((uri) => [uri, [...workspace.sources(uri).keys()]]));
  const roots = new Set<string>();
  for (const [uri, all] of [...reads].sort(([, a], [, b]) => a.length - b.length))
    if (!all.some((one) => roots.has(one))) roots.add(uri);
  return [...roots];
}

/** The files that declare a name outside of releases. */
function homesOf(workspace: Workspace, name: string): readonly string[] {
  return workspace.files().filter((uri) => workspace.plan(uri).names.get(name)?.namePlace.file === uri);
}
