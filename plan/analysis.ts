/** Plan, schedules and findings of one version of one file: the one value that editor, preview and command line read. */
import { checks as catalogue } from './checks/catalogue.ts';
import type {
  Check,
  ExceptionCheck,
  Found,
  PlanCheck,
  PlanSubject,
  ReleaseCheck,
  ReleaseSubject,
  Unbegun,
  WaiverUse,
} from './checks/check.ts';
import { type EarlierVersion, type Facts, factsOf, type ScheduledRelease, withFacts } from './facts/facts.ts';
import { soundsLike } from './facts/heard.ts';
import { aheadIn } from './facts/passing/over.ts';
import { type Published, publishedOf } from './facts/published.ts';
import { acceptable } from './facts/repairs/acceptable.ts';
import { fixesThatFit, useLines } from './facts/repairs/runbook-fixes.ts';
import { fixesOfAll } from './findings/bundle-fixes.ts';
import { bundled, RANK } from './findings/bundles.ts';
import type { Finding, Fix } from './findings/findings.ts';
import { applyWaivers, type Subject } from './findings/waivers.ts';
import type { ById } from './ids.ts';
import type { Place, Plan, Release, Severity, UnreadLine } from './model.ts';
import { stepsAndBlocks } from './order/perhaps.ts';
import { comparePositions, contains } from './place.ts';
import { effectiveCheck, type Severities, sharedKind } from './policies/policy.ts';
import { unbegunPractices } from './practices.ts';
import { remembering } from './remembered.ts';
import { moved } from './reworded/moved.ts';
import { isRestaffed, isRetimed, type Reworded } from './reworded/reworded.ts';
import type { Schedule } from './schedule/model.ts';
import { schedule, scheduleAgain } from './schedule/schedule.ts';
import type { Instant } from './time/model.ts';
import { type Holds, Now, together } from './time/now.ts';
import { type Unread, unreadOf } from './unread.ts';

export interface Analysis {
  readonly plan: Plan;
  /** One per release, in the order of `plan.releases`. */
  readonly schedules: readonly Schedule[];
  /** In the order of the text; waived ones included. What a reader would change together is one, which has its `members`. */
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
  /** What the releases of other files tell. */
  readonly others?: readonly Published[];
  /** The plans of other files that have a release of one of these names: a train looks into them, and nothing else does. */
  readonly trainmates?: (releases: ReadonlySet<string>) => readonly ScheduledPlan[];
  /** Earlier versions of this plan, the oldest first, where a version control knows them. */
  readonly history?: readonly EarlierVersion[];
  /** The checks to run; default: the whole catalogue. */
  readonly checks?: readonly Check[];
  /** The last word on the severity of checks, after all policies of the plan. */
  readonly severities?: Severities;
  /** What was found in the version before, of which this one is another wording. */
  readonly before?: { readonly judged: JudgedVersion; readonly reworded: Reworded };
}

export interface ScheduledPlan {
  readonly plan: Plan;
  readonly schedules: readonly Schedule[];
  readonly published: readonly Published[];
}

/** Schedules every release of a plan and runs all checks that its policy asks for. A check that throws is a finding. */
export function analyse(plan: Plan, options: AnalysisOptions = {}): Analysis {
  return judged(plan, options).analysis;
}

/** An analysis, and the repairs of its findings for whoever asks for them. */
export interface Judged {
  readonly analysis: Analysis;
  readonly fixesOf: FixesOf;
  /** The first and the last moment at which all of that, as far as anybody has asked for it, would be the same; left out: always. */
  readonly holds: () => Holds;
}

/** One that the next version may be judged by. */
export interface JudgedVersion extends Judged {
  /** What each check found, and what it was asked with. */
  readonly found: { readonly by: ReadonlyMap<Check, readonly Judgement[]>; readonly asked: Asked };
}

type Asked = Pick<AnalysisOptions, 'now' | 'severities' | 'history'> & { readonly others: readonly Published[] };

/**
 * The repairs of a finding, the best first; of one with members those of all of them. Made when they are first asked for;
 * those of a copy of a finding are the same.
 */
export type FixesOf = (finding: Finding) => readonly Fix[];

export function judged(plan: Plan, options: AnalysisOptions = {}): JudgedVersion {
  const { severities } = options;
  const now = options.now === undefined ? undefined : new Now(options.now);
  const checks = options.checks ?? catalogue;
  const schedules = options.schedules ?? scheduleAll(plan);
  const published = options.published ?? publishAll(plan, schedules);
  const own = { plan, schedules, published };
  const told = [...published, ...(options.others ?? [])];
  const judge = new Judge(
    plan,
    scheduledReleases(own).map((one) => factsOf(one, told, { now, history: options.history })),
    { schedules, now, severities, checks, trainmates: options.trainmates },
  );
  const asked: Asked = { now: options.now, severities, history: options.history, others: options.others ?? [] };
  const { before } = options;
  const known =
    before && isSameQuestion(plan, before.judged.found.asked, asked)
      ? { ...before, reworded: asHeard(before.reworded, before.judged.analysis.plan, plan) }
      : undefined;
  const by = new Map(
    checks.flatMap((check) => {
      if (check.of === 'exceptions') return [];
      const found = known && !isTold(known.reworded, check, plan) && known.judged.found.by.get(check);
      return [[check, found ? judge.rewordedOf(check, found, known) : judge.findingsOf(check)] as const];
    }),
  );
  const subjects = [...by.values()].flat();
  // Somebody lives with one fact, and not with what it is told with.
  const { findings: all, waivers } = applyWaivers(plan, judge.times, subjects, now);
  const findings = all.filter((finding) => judge.isAsked(finding));
  // Where nothing is asked any more, nobody needs an exception from it.
  const inForce = waivers.filter(({ expired, release }) => !expired || !judge.isOver(release));
  const ofExceptions = checks.flatMap((check) => (check.of === 'exceptions' ? judge.exceptionsOf(check, inForce) : []));
  return {
    analysis: {
      plan,
      schedules,
      published,
      findings: bundled([...findings, ...ofExceptions.map(({ finding }) => finding)]),
      unread: unreadOf(plan, schedules),
      waivers,
      ...(severities && { severities }),
    },
    fixesOf: repairs([...subjects, ...ofExceptions]),
    found: { by, asked },
    holds: holding(now, known?.judged.holds()),
  };
}

/** What was taken over holds no longer than it did. Apart, for a function holds all that is known where it is made: the version before, too. */
function holding(now: Now | undefined, before: Holds = {}): () => Holds {
  return () => together(now?.holds ?? {}, before);
}

/** Without the title of a step that says the same to whoever listens. */
function asHeard(reworded: Reworded, before: Plan, now: Plan): Reworded {
  const { kind, of, changed } = reworded;
  if (kind !== 'step' || !changed.has('title')) return reworded;
  const [a, b] = [before, now].map(({ releases }) => {
    const release = releases.find(({ steps }) => steps.some(({ id }) => id === of));
    return release && { release, step: release.steps.find(({ id }) => id === of)! };
  });
  if (!a || !b || !soundsLike(a, b)) return reworded;
  return { ...reworded, changed: new Set([...changed].filter((property) => property !== 'title')) };
}

/** Whether a check may find something else where one thing has other words, takes longer, or is done by others. */
function isTold(reworded: Reworded, check: Check, { releases }: Plan): boolean {
  const { readsTitlesOf, timeless = () => false, impersonal } = check;
  if (isRetimed(reworded) && timeless !== true && !releases.every(timeless)) return true;
  if (isRestaffed(reworded) && !impersonal) return true;
  return reworded.changed.has('title') && (readsTitlesOf?.includes(reworded.kind) ?? false);
}

/** Whether nothing that a check looks at beside the plan itself is another one. */
function isSameQuestion(plan: Plan, a: Asked, b: Asked): boolean {
  // A train looks into the plans of others.
  if (ownTrains(plan).length > 0) return false;
  const { others, history } = b;
  return (
    a.now === b.now &&
    a.severities === b.severities &&
    a.history === history &&
    a.others.length === others.length &&
    a.others.every((one, i) => one === others[i])
  );
}

/** Found again by what they say and where, whatever object they are. */
function repairs(subjects: readonly Judgement[]): FixesOf {
  let open: Map<string, Judgement> | undefined;
  const made = new Map<string, readonly Fix[]>();
  const judged = (finding: Finding): Judgement | undefined => {
    open ??= new Map(subjects.toReversed().map((one) => [keyOf(one.finding), one]));
    return open.get(keyOf(finding));
  };
  const fixesOf = (finding: Finding): readonly Fix[] => {
    const key = keyOf(finding);
    const fixes = made.get(key) ?? (finding.members ? ofAll(finding.members) : contained(judged(finding)?.fixes));
    made.set(key, fixes);
    return fixes;
  };
  const ofAll = (members: readonly Finding[]) => {
    const own = contained(judged(members[0]!)?.fixesOfAll);
    if (own.length > 0) return own.map((fix) => ({ ...fix, repairs: members.length }));
    return fixesOfAll(members.map(fixesOf));
  };
  return fixesOf;
}

/** A repair that cannot be made is none; the finding holds. */
function contained(fixes: Judgement['fixes'] | undefined): readonly Fix[] {
  try {
    return fixes?.() ?? [];
  } catch {
    return [];
  }
}

function keyOf({ code, message, place: { file, range }, release }: Finding): string {
  const { start, end } = range;
  return [code, release, file, start.line, start.character, end.line, end.character, message].join('\n');
}

/**
 * One schedule per release of the plan, in their order.
 *
 * @param before those of a version before, if there is one: what they stand on is not found out again where it is the same
 */
export function scheduleAll(plan: Plan, before: readonly Schedule[] = []): readonly Schedule[] {
  return plan.releases.map((release, i) =>
    before[i] ? scheduleAgain(plan, release, before[i]) : schedule(plan, release),
  );
}

/** What every release tells the plans of others, in their order. */
export function publishAll(plan: Plan, schedules: readonly Schedule[]): readonly Published[] {
  return plan.releases.map((release, i) => publishedOf(plan, release, schedules[i]!));
}

export function scheduledReleases({ plan, schedules, published }: ScheduledPlan): readonly ScheduledRelease[] {
  return plan.releases.map((release, i) => ({ plan, release, schedule: schedules[i]!, published: published[i]! }));
}

/** The trains that a file declares: it judges them, whoever else knows them. */
export function ownTrains({ trains, file }: Plan): Plan['trains'] {
  return trains.filter(({ place }) => place.file === file);
}

const CODES = catalogue.map(({ code }) => code);

/** By their codes: nearly every plan is asked the same. */
const byCode = remembering<readonly Check[], void, ReadonlyMap<string, Check>>(
  (checks) => new Map(checks.map((check) => [check.code, check])),
);

/** What a check found, with the repairs that may be asked for. */
interface Judgement extends Subject {
  readonly fixes: () => readonly Fix[];
  /** Of everything that is told together with it. */
  readonly fixesOfAll: () => readonly Fix[];
}

/** What a check may ask of the others. */
type Asking = Pick<ReleaseSubject, 'unbegun' | 'speaks'>;

/** Runs checks on one version of a plan; whatever one of them throws is contained. */
class Judge {
  private readonly plan: Plan;
  private readonly facts: readonly Facts[];
  private readonly asked: Pick<AnalysisOptions, 'severities' | 'trainmates'> &
    Pick<PlanSubject, 'schedules' | 'now'> & { readonly checks: readonly Check[] };
  private readonly unbegun = new Map<Release, readonly Unbegun[]>();
  private readonly optional = new Map<Release, ReturnType<typeof stepsAndBlocks>>();
  private readonly asking = new Map<Facts, Asking>();
  private readonly ahead = new Map<Release, ReturnType<typeof aheadIn>>();
  private readonly byName = new Map<string, Facts>();
  private readonly checks: ReadonlyMap<string, Check>;
  /** The lines that could not be read. */
  private readonly unread: readonly UnreadLine[];

  constructor(plan: Plan, facts: Judge['facts'], asked: Judge['asked']) {
    this.plan = plan;
    this.facts = facts;
    this.asked = asked;
    for (const one of facts) if (!this.byName.has(one.release.name)) this.byName.set(one.release.name, one);
    this.checks = byCode(asked.checks);
    this.unread = plan.unread.filter(({ understood }) => !understood);
  }

  get times(): ReadonlyMap<Release, Facts['times']> {
    return new Map(this.facts.map(({ release, times }) => [release, times]));
  }

  isOver(release: string | undefined): boolean {
    return this.named(release)?.over !== undefined;
  }

  /** Of a line that could not be read nobody knows what it lacks; of a release that is over only what comes after it is asked. */
  isAsked({ code, release, place }: Finding): boolean {
    const facts = this.named(release);
    const check = this.checks.get(code);
    if (check?.ofLine && this.isUnread(place)) return false;
    if (facts?.over === undefined) return true;
    return check?.of !== 'release' || check.afterwards === true || this.isAhead(facts, place);
  }

  /** It stands anywhere in such a statement: in which order and on which lines that says what it says means nothing. */
  private isUnread({ file, range: { start } }: Place): boolean {
    return this.unread.some(
      ({ place, begin, end }) =>
        place.file === file && comparePositions(begin, start) <= 0 && comparePositions(start, end) < 0,
    );
  }

  private isAhead(facts: Facts, place: Place): boolean {
    const found = this.ahead.get(facts.release) ?? aheadIn(facts);
    this.ahead.set(facts.release, found);
    return found(place);
  }

  /** The first of that name. */
  private named(release: string | undefined): Facts | undefined {
    return release === undefined ? undefined : this.byName.get(release);
  }

  findingsOf(check: ReleaseCheck | PlanCheck): readonly Judgement[] {
    const { plan } = this;
    if (check.of === 'release') {
      return this.facts.flatMap((facts) => {
        if (check.practice && this.unbegunOf(facts).some(({ code }) => code === check.code)) return [];
        const asking = this.askingOf(facts);
        return this.run(check, (parameters) => check.find(withFacts(facts, { parameters, ...asking })), facts);
      });
    }
    const { schedules, now } = this.asked;
    const trainmates = () => this.trainmates();
    return this.ofFile(check, (parameters) => check.find({ plan, schedules, trainmates, now, parameters }));
  }

  private askingOf(facts: Facts): Asking {
    const known = this.asking.get(facts);
    if (known) return known;
    const made: Asking = {
      unbegun: () => this.unbegunOf(facts),
      speaks: (code) => this.speaks(code, facts.release),
    };
    this.asking.set(facts, made);
    return made;
  }

  /** What a check found in the version before, where it stands now; a repair of it is made anew when somebody asks. */
  rewordedOf(
    check: ReleaseCheck | PlanCheck,
    found: readonly Judgement[],
    { judged, reworded }: NonNullable<AnalysisOptions['before']>,
  ): readonly Judgement[] {
    const releases = counterparts(found, judged.analysis.plan, this.plan);
    let anew: Map<string, Judgement> | undefined;
    const again = (finding: Finding) => {
      anew ??= new Map(this.findingsOf(check).map((one) => [keyOf(one.finding), one]));
      return anew.get(keyOf(finding));
    };
    return found.map((one, i) => {
      const finding = moved(one.finding, reworded.move);
      return {
        ...one,
        finding,
        release: releases[i],
        fixes: () => again(finding)?.fixes() ?? [],
        fixesOfAll: () => again(finding)?.fixesOfAll() ?? [],
      };
    });
  }

  private trainmates(): readonly ScheduledRelease[] {
    const names = new Set(ownTrains(this.plan).flatMap(({ releases }) => releases.map(({ ref }) => ref.name)));
    return (this.asked.trainmates?.(names) ?? []).flatMap(scheduledReleases);
  }

  private speaks(code: string, { releaseKind, waivers }: Release): boolean {
    const { plan } = this;
    const check = this.checks.get(code);
    if (!check || [...plan.waivers, ...waivers].some((waiver) => waiver.code.name === code)) return false;
    return effectiveCheck(check, plan, releaseKind, this.asked.severities).severity !== 'off';
  }

  /** Worked out once: each check asks whether it is to speak for itself, and `practices-missing` tells of the others. */
  private unbegunOf(facts: Facts): readonly Unbegun[] {
    const { checks, severities } = this.asked;
    const found = this.unbegun.get(facts.release) ?? unbegunPractices(facts, checks, severities);
    this.unbegun.set(facts.release, found);
    return found;
  }

  exceptionsOf(check: ExceptionCheck, waivers: readonly WaiverUse[]): readonly Judgement[] {
    const { plan } = this;
    const subject = {
      plan,
      waivers,
      now: this.asked.now,
      rules: plan.policies.filter((policy) => policy.place.file === plan.file).flatMap((policy) => policy.rules),
      codes: CODES,
      check: (code: string) => catalogue.find((one) => one.code === code),
    };
    return this.ofFile(check, (parameters) => check.find({ ...subject, parameters }));
  }

  /** What a check of the whole file found inside a release belongs to that release. */
  private ofFile(check: Check, find: Find): readonly Judgement[] {
    return this.run(check, find).map((one) => {
      const release = this.plan.releases.find(({ place }) => contains(place, one.finding.place));
      const facts = this.facts.find((own) => own.release === release);
      if (!release || !facts) return one;
      const fixes = () => acceptable(facts, one.fixes());
      return { ...one, release, fixes, finding: { ...one.finding, release: release.name } };
    });
  }

  private optionalOf(release: Release): ReturnType<typeof stepsAndBlocks> {
    const found = this.optional.get(release) ?? stepsAndBlocks(release).filter((one) => one.optional);
    this.optional.set(release, found);
    return found;
  }

  private run(check: Check, find: Find, facts?: Facts): readonly Judgement[] {
    const { plan } = this;
    const release = facts?.release;
    const kind = release ? release.releaseKind : sharedKind(plan);
    const { severity, parameters } = effectiveCheck(check, plan, kind, this.asked.severities);
    if (severity === 'off') return [];
    const all: Judgement[] = [];
    // What is said of work that may be left out is for information.
    const optional = release ? this.optionalOf(release) : [];
    const soften = (found: Found): Found =>
      optional.some(({ place }) => contains(place, found.place)) ? { ...found, severity: 'information' } : found;
    try {
      for (const found of find(parameters)) all.push(judgement(check, severity, soften(found), facts));
    } catch (error) {
      const message =
        `The check \`${check.code}\` broke (${error instanceof Error ? error.message : String(error)}); its findings are ` +
        'incomplete, all others hold. This is a fault of Release Plan, not of the plan: please report it.';
      const place = release ? release.head : startOf(plan);
      all.push(judgement({ code: 'internal-error' }, 'error', { message, place }, facts));
    }
    return all;
  }
}

/** The releases that findings belong to, in the next version: none of these holds the one before. */
function counterparts(found: readonly Judgement[], before: Plan, now: Plan): readonly (Release | undefined)[] {
  return found.map(({ release }) => release && now.releases[before.releases.indexOf(release)]);
}

type Find = (parameters: ReturnType<typeof effectiveCheck>['parameters']) => Iterable<Found>;

function judgement(
  { code, bundle }: Pick<Check, 'code' | 'bundle'>,
  severity: Severity,
  found: Found,
  facts: Facts | undefined,
): Judgement {
  const release = facts?.release;
  const { fixes: ofAll, ...several } = (bundle && found.several) ?? {};
  const finding: Finding = {
    code,
    severity: weaker(found.severity, severity),
    message: found.message,
    place: found.place,
    related: found.related ?? [],
    ...(found.faded && { faded: true }),
    ...(release && { release: release.name }),
    ...(found.about?.length && { about: found.about }),
    ...('at' in several && { several }),
  };
  const fitting = (fixes: Found['fixes']) => () => {
    const all = fixes?.() ?? [];
    return facts && all.length > 0 ? acceptable(facts, fixesThatFit(all, useLines(facts.release))) : all;
  };
  return { finding, about: found.about ?? [], release, fixes: fitting(found.fixes), fixesOfAll: fitting(ofAll) };
}

/** A check may make light of one finding, but no more of it than the policy says. */
function weaker(own: Severity | undefined, policy: Severity): Severity {
  return own !== undefined && RANK[own] > RANK[policy] ? own : policy;
}

function startOf(plan: Plan): Place {
  const start = { line: 0, character: 0 };
  return { file: plan.file, range: { start, end: start } };
}
