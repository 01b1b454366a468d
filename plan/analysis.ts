/** Plan, schedules and findings of one version of one file: the one value that editor, preview and command line read. */
import { checks as catalogue } from './checks/catalogue.ts';
import type { Check, ExceptionCheck, Found, PlanCheck, ReleaseCheck, WaiverUse } from './checks/check.ts';
import { type EarlierVersion, factsOf, type ScheduledRelease } from './facts/facts.ts';
import { type Published, publishedOf } from './facts/published.ts';
import { fixesThatFit, useLines } from './facts/repairs/runbook-fixes.ts';
import type { Finding } from './findings.ts';
import { type ById, byId } from './ids.ts';
import type { Place, Plan, Release, Severity } from './model.ts';
import { inTextOrder as byPlace, contains } from './place.ts';
import { effectiveCheck, type Severities, sharedKind } from './policy.ts';
import type { Schedule } from './schedule/model.ts';
import { schedule } from './schedule/schedule.ts';
import type { Instant } from './time/model.ts';
import { type Unread, unreadOf } from './unread.ts';
import { applyWaivers, type Subject } from './waivers.ts';

export interface Analysis {
  readonly plan: Plan;
  /** One per release, in the order of `plan.releases`. */
  readonly schedules: readonly Schedule[];
  /** In the order of the text; waived ones included. */
  readonly findings: readonly Finding[];
  /** What each tells the plans of others, in the order of `plan.releases`. */
  readonly published: readonly Published[];
  /** What hangs on lines that cannot be read, of the releases in which something does. */
  readonly unread: ById<Release, Unread>;
  /** All waivers of the file and of its releases, and what each silences. */
  readonly waivers: readonly WaiverUse[];
  /** What had the last word on the severity of checks, after all policies of the plan. */
  readonly severities?: Severities;
}

export interface AnalysisOptions {
  readonly now?: Instant;
  /** Of this plan, where they are known already. */
  readonly schedules?: readonly Schedule[];
  readonly published?: readonly Published[];
  /** The other plans of the workspace, already scheduled. */
  readonly others?: readonly ScheduledPlan[];
  /** Earlier versions of this plan, the oldest first, where a version control knows them. */
  readonly history?: readonly EarlierVersion[];
  /** The checks to run; default: the whole catalogue. */
  readonly checks?: readonly Check[];
  /** The last word on the severity of checks, after all policies of the plan. */
  readonly severities?: Severities;
}

export interface ScheduledPlan {
  readonly plan: Plan;
  readonly schedules: readonly Schedule[];
  readonly published: readonly Published[];
}

/** Schedules every release of a plan and runs all checks that its policy asks for. A check that throws is a finding. */
export function analyse(plan: Plan, options: AnalysisOptions = {}): Analysis {
  const checks = options.checks ?? catalogue;
  const { now, severities } = options;
  const schedules = options.schedules ?? scheduleAll(plan);
  const published = options.published ?? publishAll(plan, schedules);
  const own = { plan, schedules, published };
  const scheduled = [own, ...(options.others ?? [])].flatMap(scheduledReleases);
  const facts = scheduledReleases(own).map((one) => factsOf(one, scheduled, options));
  const subjects = facts.flatMap((one) => {
    const { release } = one;
    return checks.flatMap((check) =>
      check.of === 'release'
        ? run(check, plan, release, (parameters) => check.find({ ...one, parameters }), release.head, severities)
        : [],
    );
  });
  const kindOfFile = sharedKind(plan);
  for (const check of checks) {
    if (check.of !== 'plan') continue;
    const place = startOf(plan);
    const find = (parameters: Parameters_) => check.find({ plan, schedules, now, parameters });
    for (const subject of run(check, plan, undefined, find, place, severities, kindOfFile)) {
      subjects.push({ ...subject, ...releaseAt(plan, subject) });
    }
  }
  subjects.sort((a, b) => inTextOrder(a.finding, b.finding));

  const { findings, waivers } = applyWaivers(
    plan,
    new Map(facts.map(({ release, times }) => [release, times])),
    subjects,
    now,
  );
  const ofExceptions = exceptions(plan, checks, waivers, now, severities);
  return {
    plan,
    schedules,
    published,
    findings: [...findings, ...ofExceptions].sort(inTextOrder),
    unread: byId(plan.releases, (release) => unreadOf(plan, release, schedules[plan.releases.indexOf(release)]!)),
    waivers,
    ...(severities && { severities }),
  };
}

/** One schedule per release of the plan, in their order. */
export function scheduleAll(plan: Plan): readonly Schedule[] {
  return plan.releases.map((release) => schedule(plan, release));
}

/** What every release tells the plans of others, in their order. */
export function publishAll(plan: Plan, schedules: readonly Schedule[]): readonly Published[] {
  return plan.releases.map((release, i) => publishedOf(plan, release, schedules[i]!));
}

export function scheduledReleases({ plan, schedules, published }: ScheduledPlan): readonly ScheduledRelease[] {
  return plan.releases.map((release, i) => ({ plan, release, schedule: schedules[i]!, published: published[i]! }));
}

type Parameters_ = ReturnType<typeof effectiveCheck>['parameters'];

/** Runs one check and contains whatever it throws. */
function run(
  check: ReleaseCheck | PlanCheck | ExceptionCheck,
  plan: Plan,
  release: Release | undefined,
  find: (parameters: Parameters_) => Iterable<Found>,
  fallback: Place,
  severities: Severities | undefined,
  kind = release?.releaseKind,
): Subject[] {
  const { severity, parameters } = effectiveCheck(check, plan, kind, severities);
  if (severity === 'off') return [];
  const subjects: Subject[] = [];
  let used: ReadonlySet<Place> | undefined;
  try {
    for (const found of find(parameters)) {
      if (release && found.fixes?.length) used ??= useLines(release);
      const fixes = used ? fixesThatFit(found.fixes ?? [], used) : found.fixes;
      subjects.push(subjectOf(check.code, severity, { ...found, fixes }, release));
    }
  } catch (error) {
    const message =
      `The check \`${check.code}\` broke (${error instanceof Error ? error.message : String(error)}); its findings are ` +
      'incomplete, all others hold. This is a fault of Release Plan, not of the plan: please report it.';
    subjects.push(subjectOf('internal-error', 'error', { message, place: fallback }, release));
  }
  return subjects;
}

function subjectOf(code: string, severity: Severity, found: Found, release: Release | undefined): Subject {
  const finding: Finding = {
    code,
    severity: weaker(found.severity, severity),
    message: found.message,
    place: found.place,
    related: found.related ?? [],
    fixes: found.fixes ?? [],
    ...(found.faded && { faded: true }),
    ...(release && { release: release.name }),
    ...(found.about?.length && { about: found.about }),
  };
  return { finding, about: found.about ?? [], release };
}

/** A check may make light of one finding, but no more of it than the policy says. */
function weaker(own: Severity | undefined, policy: Severity): Severity {
  return own !== undefined && RANK[own] > RANK[policy] ? own : policy;
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2 };

/** What a check of the whole file found inside a release belongs to that release. */
function releaseAt(plan: Plan, { finding }: Subject): { finding: Finding; release?: Release } {
  const release = plan.releases.find((one) => contains(one.place, finding.place));
  return release ? { release, finding: { ...finding, release: release.name } } : { finding };
}

function exceptions(
  plan: Plan,
  checks: readonly Check[],
  waivers: readonly WaiverUse[],
  now: Instant | undefined,
  severities: Severities | undefined,
): Finding[] {
  const subject = {
    plan,
    waivers,
    now,
    rules: plan.policies.filter((policy) => policy.place.file === plan.file).flatMap((policy) => policy.rules),
    codes: catalogue.map((check) => check.code),
    check: (code: string) => catalogue.find((check) => check.code === code),
  };
  return checks.flatMap((check) =>
    check.of === 'exceptions'
      ? run(
          check,
          plan,
          undefined,
          (parameters) => check.find({ ...subject, parameters }),
          startOf(plan),
          severities,
          sharedKind(plan),
        ).map((one) => releaseAt(plan, one).finding)
      : [],
  );
}

function startOf(plan: Plan): Place {
  const start = { line: 0, character: 0 };
  return { file: plan.file, range: { start, end: start } };
}

function inTextOrder(a: Finding, b: Finding): number {
  return byPlace(a.place, b.place) || RANK[a.severity] - RANK[b.severity] || compare(a.code, b.code);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
