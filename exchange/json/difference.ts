/** Differences as JSON: what `diff` and, under `difference`, `schedule --set …` say with `--format json`. Instants are ISO 8601. */
import { newErrors } from '../../plan/diff/findings.ts';
import type { Difference, ReleaseDifference } from '../../plan/diff/model.ts';
import type { Place } from '../../plan/model.ts';
import { formatIso } from '../../plan/time/format.ts';
import type { Gap } from '../../plan/what-if/absence.ts';
import { headlinesOf } from '../../view/diff/headlines.ts';
import { newsOf } from '../../view/diff/news.ts';
import type { PlanVersions } from '../../view/diff/picture.ts';
import type { JsonDifference, JsonReleaseDifference, JsonStatus } from './difference-model.ts';

export type * from './difference-model.ts';

export function jsonDifference(
  { releases, declarations, findings }: Difference,
  gaps: readonly Gap[],
  pathOf: (uri: string) => string,
): JsonDifference {
  const placed = <T>(value: unknown) => withPlaces(value, pathOf) as T;
  return {
    releases: releases.map((release) => placed(withInstants(release))),
    declarations: placed(declarations),
    findings: placed(findings),
    gaps: placed(gaps),
  };
}

/** Two versions of plans. */
export interface Comparison {
  readonly base: ComparedVersion;
  readonly head: ComparedVersion;
  /** Those that are different. */
  readonly plans: readonly PlanVersions[];
  /** What could not be compared, a sentence each. */
  readonly problems: readonly string[];
  /** The path of a file in the head, with `/`. */
  pathOf(uri: string): string;
}

export interface ComparedVersion {
  /** As messages call it: `main`, `the working tree`. */
  readonly name: string;
  /** Undefined: what lies on the disk. */
  readonly commit?: { readonly hash: string };
}

/** Raised when something of `diff --format json` is renamed, removed or means something else; additions do not raise it. */
export const DIFFERENCE_VERSION = 1;

/** One of the two versions that are compared. */
export interface JsonVersion {
  /** As it was named: `main`, `the working tree`. */
  name: string;
  /** `null`: files on the disk. */
  commit: string | null;
}

export interface JsonComparison {
  version: typeof DIFFERENCE_VERSION;
  base: JsonVersion;
  head: JsonVersion;
  /** Those in which nothing is different are left out. */
  plans: JsonPlanDifference[];
  /** How many findings are errors that count, and did not before. */
  newErrors: number;
  /** What could not be compared. */
  problems: readonly string[];
}

export interface JsonPlanDifference extends Omit<JsonDifference, 'releases' | 'gaps'> {
  status: JsonStatus;
  path: string;
  /** Its path in the base, where that is another one. */
  was: string | null;
  /** What matters most, in words. */
  headlines: readonly JsonHeadline[];
  releases: JsonReleaseNews[];
}

export interface JsonReleaseNews extends JsonReleaseDifference {
  /** What matters most of the release. */
  headlines: readonly JsonHeadline[];
}

export interface JsonHeadline {
  text: string;
  tone: 'better' | 'worse' | 'plain';
}

export function jsonComparison({ base, head, plans, problems, pathOf }: Comparison): JsonComparison {
  const version = ({ name, commit }: ComparedVersion) => ({ name, commit: commit?.hash ?? null });
  return {
    version: DIFFERENCE_VERSION,
    base: version(base),
    head: version(head),
    plans: plans.map((plan) => ({
      status: plan.status,
      path: plan.path,
      was: plan.was ?? null,
      headlines: newsOf(plan).headlines,
      ...jsonChanges(plan.difference, plan.difference.releases.map(headlinesOf), pathOf),
    })),
    newErrors: errorsIn(plans),
    problems,
  };
}

/** Errors that count, and did not before. */
export function errorsIn(plans: readonly Pick<PlanVersions, 'difference'>[]): number {
  const of = plans.flatMap(({ difference: { releases, findings } }) => [
    ...releases.map((one) => one.findings),
    findings,
  ]);
  return of.reduce((sum, findings) => sum + newErrors(findings).length, 0);
}

function jsonChanges(
  difference: Difference,
  headlines: readonly (readonly JsonHeadline[])[],
  pathOf: (uri: string) => string,
): Pick<JsonPlanDifference, 'releases' | 'declarations' | 'findings'> {
  const placed = <T>(value: unknown) => withPlaces(value, pathOf) as T;
  return {
    releases: difference.releases.map((release, i) => ({
      headlines: headlines[i]!,
      ...placed<JsonReleaseDifference>(withInstants(release)),
    })),
    declarations: placed(difference.declarations),
    findings: placed(difference.findings),
  };
}

const INSTANTS: ReadonlySet<string> = new Set(['T', 'start', 'end', 'goLive', 'rollbackDecision', 'releaseEnd']);

function withInstants(release: ReleaseDifference): unknown {
  const { relative, zone } = release;
  const iso = (at: unknown, isRelative: boolean) => (typeof at !== 'number' || isRelative ? null : formatIso(at, zone));
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => walk(each, key));
    if (typeof value !== 'object' || value === null || isPlace(value)) return value;
    if (INSTANTS.has(key) || ('kind' in value && value.kind === 'instant')) {
      const { from, to, ...rest } = value as { readonly from?: unknown; readonly to?: unknown };
      return { ...rest, from: iso(from, relative.from), to: iso(to, relative.to) };
    }
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each, name)]));
  };
  return walk(release, '');
}

function withPlaces(value: unknown, pathOf: (uri: string) => string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => withPlaces(each, pathOf));
  const { place, ...rest } = value as { place?: unknown };
  const made = Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, withPlaces(each, pathOf)]));
  return isPlace(place) ? { ...made, path: pathOf(place.file), line: place.range.start.line } : made;
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'file' in value && 'range' in value;
}
