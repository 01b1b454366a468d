/** All that the plans of a workspace have in a time: releases, trains, freezes, tests, and what clashes in it. */
import type { Workspace } from '../../language/workspace.ts';
import { ownTrains, scheduledReleases } from '../../plan/analysis.ts';
import {
  departures,
  entriesElsewhere,
  entriesOfFile,
  entriesOfRelease,
  namesElsewhere,
  type PlanElsewhere,
} from '../../plan/facts/calendar/entries.ts';
import type { CalendarClash, CalendarEntry, ChangeCalendar, EntryKind } from '../../plan/facts/calendar/model.ts';
import type { ScheduledRelease } from '../../plan/facts/facts.ts';
import { type Finding, factsOf } from '../../plan/findings/findings.ts';
import type { Named, Plan } from '../../plan/model.ts';
import { nearest } from '../../plan/nearest.ts';
import { contains } from '../../plan/place.ts';
import { addDuration, ZERO } from '../../plan/time/duration.ts';
import { formatIso } from '../../plan/time/format.ts';
import type { Instant, Span, Zone } from '../../plan/time/model.ts';
import { dayAt, instantOfDay } from '../../plan/time/zone.ts';
import type { Trouble } from '../trouble.ts';

export interface CalendarWish {
  /** Its first day holds this moment; default: now. */
  readonly from?: Instant;
  /** Default 3. */
  readonly months?: number;
  /** Only what has to do with one of these: people, teams, systems, environments, releases, trains. */
  readonly for?: readonly string[];
  readonly zone: Zone;
  /** What plans of other repositories tell. */
  readonly elsewhere?: readonly PlanElsewhere[];
}

/** What of the checks is about two plans, or about a day that is taken. */
export const CLASHES: ReadonlySet<string> = new Set([
  ...['double-booked', 'environment-double-booked', 'room-double-booked', 'uat-environment-busy', 'dependency-clash'],
  ...['freeze-violation', 'outside-maintenance', 'party-away', 'train-broken'],
]);

export function calendarOf(workspace: Workspace, wish: CalendarWish, now: Instant): ChangeCalendar | Trouble {
  const { zone } = wish;
  const within = timeOfCalendar(wish, now);
  const scheduled = workspace.plans();
  const releases = scheduled.flatMap(scheduledReleases);
  const begins = new Map(releases.map(({ release, schedule }) => [release.name, schedule.T]));
  const plans = workspace.files().map((uri) => workspace.plan(uri));
  const trains = trainsByRelease(plans);
  const all = [
    ...releases.flatMap((one) => {
      const train = trains.get(one.release.name);
      return [...entriesOfRelease(one, within)].map((entry) => (train === undefined ? entry : { ...entry, train }));
    }),
    ...plans.flatMap((plan) => [
      ...entriesOfFile(plan, within),
      ...departures(plan, (name) => begins.get(name), within),
    ]),
    ...(wish.elsewhere ?? []).flatMap((one) => [...entriesElsewhere(one, within)]),
  ].sort((a, b) => a.spans[0]!.start - b.spans[0]!.start || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const asked = filterOf(plans, all, wish.for ?? []);
  if ('trouble' in asked) return asked;
  const entries = all.filter(asked.takes);
  const shown = new Set(entries.flatMap(({ kind, name, of }) => (kind === 'release' ? name : (of ?? []))));
  const clashes = clashesOf(workspace, releases, wish.elsewhere ?? []).filter(({ releases: names }) =>
    names.some((name) => shown.has(name)),
  );
  return { within, zone, now, entries, clashes };
}

/** The train that has a line for it, whichever file that stands in. */
function trainsByRelease(plans: readonly Plan[]): ReadonlyMap<string, string> {
  return new Map(
    plans.flatMap((plan) =>
      ownTrains(plan).flatMap(({ name, releases }) => releases.map(({ ref }) => [ref.name, name] as const)),
    ),
  );
}

/** From its first day on, so many months. */
export function timeOfCalendar({ zone, from, months = 3 }: CalendarWish, now: Instant): Span {
  const start = instantOfDay(dayAt(from ?? now, zone), 0, zone);
  return { start, end: addDuration(start, { ...ZERO, months }, zone) };
}

/** What a thing of a plan has to do with. */
export type Concerning = Pick<CalendarEntry, 'name' | 'of' | 'train' | 'who' | 'on'>;

export interface Filter {
  readonly takes: (entry: Concerning) => boolean;
}

/** Takes what has to do with one of these names, with somebody of a team, or something in an environment; without names all. */
export function filterOf(
  plans: readonly ReturnType<Workspace['plan']>[],
  all: readonly Concerning[],
  wanted: readonly string[],
): Filter | Trouble {
  if (wanted.length === 0) return { takes: () => true };
  const declared = plans.flatMap(({ names }) => [...names.values()]);
  const known = new Set([
    ...declared.map(({ name }) => name),
    ...all.flatMap(({ name, of, who, on }) => [name, ...(of === undefined ? [] : [of]), ...who, ...on]),
  ]);
  const unknown = wanted.find((name) => !known.has(name));
  if (unknown !== undefined) {
    const meant = nearest(unknown, [...known]);
    return { trouble: `Nothing here is called '${unknown}'.${meant ? ` Did you mean ${meant}?` : ''}` };
  }
  // Of a team its members, of an environment what is in it.
  const meant = new Set(wanted);
  for (const one of declared) {
    if (one.kind === 'team' && meant.has(one.name)) for (const { name } of one.members) meant.add(name);
    if (one.kind === 'system' && one.environment && meant.has(one.environment.name)) meant.add(one.name);
  }
  return {
    takes: ({ name, of, train, who, on }) =>
      [name, of, train, ...who, ...on].some((one) => one !== undefined && meant.has(one)),
  };
}

/** What a calendar can be asked for, in the order of the alphabet: who and what can be booked, and what books it. */
export function namesToAskFor(workspace: Workspace, elsewhere: readonly PlanElsewhere[] = []): string[] {
  const here = workspace.files().flatMap((uri) => {
    const { file, names, releases, trains } = workspace.plan(uri);
    const own = [...names.values(), ...releases.flatMap((release) => [...release.names.values()])];
    const booked = own.filter(({ kind, namePlace }) => namePlace.file === file && BOOKED.has(kind));
    return [...booked, ...releases, ...trains].map(({ name }) => name);
  });
  const there = elsewhere.flatMap(({ whose, releases }) => releases.map(({ release }) => `${release} (${whose})`));
  return [...new Set([...here, ...there])].sort();
}

const BOOKED: ReadonlySet<Named['kind']> = new Set(['person', 'party', 'team', 'system', 'environment']);

/** As the checks have them: each once, whichever of the two plans tells it. */
function clashesOf(
  workspace: Workspace,
  releases: readonly ScheduledRelease[],
  elsewhere: readonly PlanElsewhere[],
): readonly CalendarClash[] {
  const found = new Map<string, CalendarClash>();
  for (const uri of workspace.files()) {
    for (const finding of factsOf(workspace.analysis(uri).findings)) {
      if (!CLASHES.has(finding.code) || finding.waived) continue;
      const clash = clashOf(finding, releases, elsewhere);
      // Each side names its own system, of one and the same clash.
      const about =
        clash.code === 'dependency-clash' ? [] : (finding.about ?? []).filter((name) => !clash.releases.includes(name));
      const key = [clash.code, ...clash.releases.toSorted(), ...about.toSorted()].join('\n');
      if (!found.has(key)) found.set(key, clash);
    }
  }
  return [...found.values()];
}

function clashOf(
  finding: Finding,
  releases: readonly ScheduledRelease[],
  elsewhere: readonly PlanElsewhere[],
): CalendarClash {
  const { code, severity, message, place, related } = finding;
  const others = related.flatMap(({ place: at }) => {
    const other = releases.find(({ release }) => contains(release.place, at));
    if (other) return [other.release.name];
    const there = elsewhere.find(({ file }) => file === at.file);
    return there ? namesElsewhere(there, at.range.start.line) : [];
  });
  const own = finding.release === undefined ? [] : [finding.release];
  const at = releases.find(({ release }) => release.name === own[0])?.schedule.T;
  return {
    ...{
      code,
      severity,
      message,
      place,
      releases: [...new Set([...own, ...others, ...(own.length === 0 ? (finding.about ?? []) : [])])],
    },
    ...(at !== undefined && { at }),
  };
}

/** As it is written in JSON. */
export interface JsonCalendar {
  from: string;
  until: string;
  entries: JsonEntry[];
  clashes: JsonClash[];
}

export interface JsonEntry {
  kind: EntryKind;
  name: string;
  title?: string;
  of?: string;
  train?: string;
  carries?: string[];
  times: { start: string; end: string }[];
  who: string[];
  on: string[];
  path: string;
  line: number;
}

export interface JsonClash {
  code: string;
  severity: string;
  message: string;
  releases: string[];
  path: string;
  line: number;
}

export function jsonCalendar(
  { within, zone, entries, clashes }: ChangeCalendar,
  pathOf: (uri: string) => string,
): JsonCalendar {
  return {
    from: formatIso(within.start, zone),
    until: formatIso(within.end, zone),
    entries: entries.map(({ kind, name, title, of, train, carries, spans, who, on, place, zone: own }) => ({
      ...{ kind, name },
      ...(title !== undefined && { title }),
      ...(of !== undefined && { of }),
      ...(train !== undefined && { train }),
      ...(carries && { carries: [...carries] }),
      times: spans.map(({ start, end }) => ({ start: formatIso(start, own), end: formatIso(end, own) })),
      ...{ who: [...who], on: [...on], path: pathOf(place.file), line: place.range.start.line + 1 },
    })),
    clashes: clashes.map(({ code, severity, message, releases, place }) => ({
      ...{
        code,
        severity,
        message,
        releases: [...releases],
        path: pathOf(place.file),
        line: place.range.start.line + 1,
      },
    })),
  };
}
