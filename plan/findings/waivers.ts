/** Findings that somebody has decided to live with, for a reason and until a date. */
import type { WaiverUse } from '../checks/check.ts';
import type { Times } from '../facts/times.ts';
import { append } from '../grouped.ts';
import type { Place, Plan, Release, Waiver } from '../model.ts';
import type { PointTarget } from '../order/points.ts';
import { pointLookup } from '../order/points.ts';
import { contains } from '../place.ts';
import { describeInstant, formatDate } from '../time/format.ts';
import type { Instant } from '../time/model.ts';
import type { Now } from '../time/now.ts';
import { bundled } from './bundles.ts';
import type { Finding } from './findings.ts';

export interface Waived {
  /** All facts in their order; those that are silenced carry `waived`. */
  readonly findings: readonly Finding[];
  readonly waivers: readonly WaiverUse[];
}

/** A fact and the names it is about, beside the place it stands at. */
export interface Subject {
  readonly finding: Finding;
  readonly about: readonly string[];
  readonly release?: Release;
}

/** These say that the exceptions or the checks themselves are broken: no exception silences them. */
const UNWAIVABLE: ReadonlySet<string> = new Set(['internal-error', 'syntax']);

/** Without `now` nothing has expired. A waiver without a reason or an end silences nothing. */
export function applyWaivers(
  plan: Plan,
  times: ReadonlyMap<Release, Times>,
  subjects: readonly Subject[],
  now: Now | undefined,
): Waived {
  const byCode = new Map<string, Subject[]>();
  for (const subject of subjects) {
    append(byCode, subject.finding.code, subject);
  }
  const waived = new Map<Finding, Finding>();
  const waivers: WaiverUse[] = [];
  const use = (waiver: Waiver, release: Release | undefined) => {
    const until = times.get(release ?? plan.releases[0]!)?.instant(waiver.until);
    const expired = until !== undefined && now?.isBefore(until) === false;
    const matched = (UNWAIVABLE.has(waiver.code.name) ? [] : (byCode.get(waiver.code.name) ?? []))
      .filter((subject) => isWaived(plan, waiver, release, subject))
      .map(({ finding }) => finding);
    const end = until === undefined ? undefined : endWords(waiver, until, release);
    waivers.push({ waiver, release: release?.name, until, ...(end && { end }), matched: bundled(matched), expired });
    if (expired || !waiver.because || !waiver.until) return;
    const { because, place, by } = waiver;
    const how = { because, place, ...(by && { by: by.ref.name }), ...(end && { until: end }) };
    for (const finding of matched) waived.set(finding, { ...finding, waived: how });
  };
  for (const waiver of plan.waivers) use(waiver, undefined);
  for (const release of plan.releases) for (const waiver of release.waivers) use(waiver, release);
  return { findings: subjects.map(({ finding }) => waived.get(finding) ?? finding), waivers };
}

/** A whole day is told without an hour. */
function endWords({ until }: Waiver, at: Instant, release: Release | undefined): string {
  if (until?.kind === 'instant' && until.dateOnly) return formatDate(until.at, until.zone);
  return describeInstant(at, release?.zone ?? 'UTC');
}

function isWaived(plan: Plan, waiver: Waiver, release: Release | undefined, subject: Subject): boolean {
  if (release && subject.release !== release) return false;
  if (waiver.for.length === 0) return true;
  const scope = subject.release ?? release;
  return waiver.for.some((point) => {
    if (!point.target && subject.about.includes(point.ref.name)) return true;
    const place = scope && placeOf(pointLookup(plan, scope)(point, 'start'));
    return place !== undefined && contains(place, subject.finding.place);
  });
}

function placeOf(target: PointTarget | undefined): Place | undefined {
  const thing = target?.thing;
  return thing?.kind === 'named-window' ? thing.window.place : thing?.place;
}
