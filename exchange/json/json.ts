/**
 * An analysis as JSON, for scripts and CI: the contract of `check --format json` and `schedule --format json`.
 *
 * Instants are ISO 8601 with the offset of the release's zone. While a release has no date yet its run counts from T,
 * and its instants are `null`. Lines and characters count from 0, as in the Language Server Protocol.
 */
import type { Analysis, FixesOf } from '../../plan/analysis.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import { find } from '../../plan/ids.ts';
import {
  type Block,
  type Plan,
  type Range,
  type Release,
  rootBlock,
  type Severity,
  type Step,
  stepLabel,
} from '../../plan/model.ts';
import { comesRound } from '../../plan/order/blocks.ts';
import type { RiskOptions } from '../../plan/risk/model.ts';
import type { Schedule, ScheduledStep } from '../../plan/schedule/model.ts';
import { isRelative } from '../../plan/schedule/relative.ts';
import { callOf } from '../../plan/schedule/rollback/describe.ts';
import { runLength } from '../../plan/schedule/run/run.ts';
import { formatIso } from '../../plan/time/format.ts';
import type { Unread, UnreadNumber } from '../../plan/unread.ts';
import { type JsonAnswers, jsonAnswers } from './answers.ts';
import { type JsonDate, type JsonSpan, jsonDate, jsonSpans } from './dates.ts';
import { type JsonProof, jsonProof } from './proof.ts';
import { type JsonRisk, jsonRisk } from './risk.ts';
import { type JsonRollback, jsonRollback } from './rollback.ts';

/** Raised when something of this is renamed, removed or means something else; additions do not raise it. */
export const JSON_VERSION = 1;

/** What `schedule` writes. */
export interface ScheduleReport {
  readonly analyses: readonly Analysis[];
  /** The repairs of a finding. */
  readonly fixesOf: FixesOf;
  /** Of the simulation. */
  readonly risk: RiskOptions;
  pathOf(uri: string): string;
}

export interface JsonReport {
  version: typeof JSON_VERSION;
  files: JsonFile[];
}

export interface JsonFile {
  path: string;
  releases: JsonRelease[];
  /** Findings that belong to no release: imports, names, shared declarations. */
  findings: JsonFinding[];
}

export interface JsonRelease {
  name: string;
  title: string | null;
  /** What it brings, as a whole. */
  version?: string;
  zone: string;
  /** The span of the first window; `null` where it is open or not known. */
  window: { start: string | null; end: string | null };
  /** The last end of everything scheduled. */
  end: string | null;
  /**
   * How long is run, and the bound that no order of the steps can beat: where runs have several windows, the sum of `runs`, not the
   * days between them.
   */
  runMinutes: number | null;
  boundMinutes: number | null;
  /** What runs, window by window. */
  runs: JsonRun[];
  /** Planned outage, and minutes between the end of the run and of its window: of several windows the least. */
  outageMinutes: number;
  contingencyMinutes: number | null;
  /** The last moment of the run at which a rollback still fits; `null` where nothing limits it, or there is none. */
  rollbackDecision: string | null;
  /** How long the way back is as the run goes on; `null` where nothing runs. */
  rollback: JsonRollback | null;
  /** Only in `schedule`: what may come of it; `null` where nothing is uncertain. */
  risk?: JsonRisk | null;
  /** Only while numbers hang on lines that cannot be read. */
  unread?: JsonUnread;
  findings: JsonFinding[];
  steps: JsonStep[];
  /** Only in `schedule`: everything that has a date, in order of time; what has none yet comes last. */
  dates?: JsonDate[];
}

export interface JsonRun {
  /** The name of the window, where it has one. */
  window: string | null;
  start: string | null;
  end: string | null;
  minutes: number;
  boundMinutes: number;
  /** How many steps of it have no time: the numbers are without them. */
  untimedSteps: number;
  /** Minutes from its end to the end of its window; `null` where that has none. */
  contingencyMinutes: number | null;
}

/** What is told without these lines, and would be something else with them. */
export interface JsonUnread {
  lines: { path: string; line: number; message: string }[];
  /** `window`: everything; `run`: its span, contingency, outage and floats; `rollback`, `risk`, `dates`. */
  numbers: UnreadNumber[];
  /** Indexes in `steps` of those whose times are. */
  steps: number[];
  milestones: string[];
}

export interface JsonStep extends JsonProof, JsonAnswers {
  /** What a message says, to those who share a zone; only of one with a `text`. */
  messages?: { to: string[]; zone: string; text: string }[];
  name: string | null;
  /** How messages call it: its name, else verb and targets. */
  label: string;
  verb: string;
  targets: string[];
  title: string | null;
  /** The top-level block it stands in, with its name: `run`, `rollback full`. */
  block: string;
  /** `null` where it cannot be scheduled (a finding says why), and for what happens only when it is called. */
  start: string | null;
  end: string | null;
  latestStart: string | null;
  floatMinutes: number | null;
  /** Of a step of a `rollback` or `play`: when it begins and ends, counted from the call. */
  afterCall?: { startMinutes: number; endMinutes: number };
  critical: boolean;
  by: string[];
  /** Whose time it takes, too. */
  with: string[];
  /** Of a step that is handed over at every shift: who has it when. */
  relay?: { name: string; start: string | null; end: string | null }[];
  /** Of a step that counts as a rehearsal measured it, and not as it is written: how long that took, and in which. */
  measured?: { minutes: number; rehearsal: string };
  /** The channels of a message or meeting. */
  via: string[];
  line: number;
  /** Of a step with `every`, or in a cycle: all its times, the first of which is `start` to `end`. */
  occurrences?: JsonSpan[];
}

export interface JsonFinding {
  code: string;
  severity: Severity;
  message: string;
  /** The file it is in, where that is not the file reported. */
  path?: string;
  range: Range;
  related: { message: string; path: string; range: Range }[];
  fixable: boolean;
  /** Why it does not count. */
  waived?: string;
  /** Only of a finding that tells several facts as one: each of them. `severity` is that of the worst. */
  members?: JsonFindingMember[];
}

export interface JsonFindingMember
  extends Pick<JsonFinding, 'severity' | 'message' | 'path' | 'range' | 'related' | 'fixable'> {
  /** What the list calls it. */
  name: string;
}

export interface JsonOptions {
  /** The repairs of a finding. */
  readonly fixesOf: FixesOf;
  /** Simulates every release. */
  readonly risk?: RiskOptions;
  /** Lists everything that has a date. */
  readonly dates?: boolean;
}

/** `pathOf` names files as the caller does: relative to where the command runs. */
export function jsonReport(
  analyses: readonly Analysis[],
  pathOf: (uri: string) => string,
  options: JsonOptions,
): JsonReport {
  return { version: JSON_VERSION, files: analyses.map((analysis) => jsonFile(analysis, pathOf, options)) };
}

function jsonFile(
  { plan, schedules, findings, unread }: Analysis,
  pathOf: (uri: string) => string,
  options: JsonOptions,
): JsonFile {
  const of = (release: string | undefined) =>
    findings
      .filter((finding) => finding.release === release)
      .map((finding) => jsonFinding(finding, plan.file, pathOf, options.fixesOf));
  const names = new Set(plan.releases.map((release) => release.name));
  const homeless = findings.filter((finding) => finding.release === undefined || !names.has(finding.release));
  return {
    path: pathOf(plan.file),
    releases: schedules.map((schedule, i) => {
      const release = plan.releases[i]!;
      return {
        ...jsonRelease(plan, release, schedule, of(release.name), pathOf, options),
        ...(unread[release.id] && { unread: jsonUnread(release, unread[release.id]!, pathOf) }),
      };
    }),
    findings: homeless.map((finding) => jsonFinding(finding, plan.file, pathOf, options.fixesOf)),
  };
}

function jsonUnread(
  release: Release,
  { lines, numbers, steps, milestones }: Unread,
  pathOf: (uri: string) => string,
): JsonUnread {
  return {
    lines: lines.map(({ place, message }) => ({ path: pathOf(place.file), line: place.range.start.line, message })),
    numbers: [...numbers],
    steps: steps.map((id) => find(release, id).index),
    milestones: milestones.map((id) => find(release, id).name),
  };
}

function jsonRelease(
  plan: Plan,
  release: Release,
  schedule: Schedule,
  findings: JsonFinding[],
  pathOf: (uri: string) => string,
  { risk, dates }: JsonOptions,
): JsonRelease {
  const iso = isoIn(schedule, release.zone);
  const [first] = release.windows;
  const window = first && schedule.windows[first.id];
  return {
    name: release.name,
    title: release.title ?? null,
    ...(release.version?.to !== undefined && { version: release.version.to }),
    zone: release.zone,
    window: { start: iso(window?.start), end: iso(window?.end) },
    end: iso(schedule.end),
    runMinutes: schedule.run ? runLength(schedule) : null,
    boundMinutes: schedule.run ? schedule.bound : null,
    runs: schedule.runs.map(({ window: name, span, contingency, bound, untimed }) => ({
      window: name ?? null,
      start: iso(span.start),
      end: iso(span.end),
      minutes: span.end - span.start,
      boundMinutes: bound,
      untimedSteps: untimed,
      contingencyMinutes: contingency ?? null,
    })),
    outageMinutes: schedule.outage,
    contingencyMinutes: schedule.contingency ?? null,
    rollbackDecision: iso(schedule.rollbackDecision?.at),
    rollback: jsonRollback(release, schedule, iso),
    ...(risk && { risk: jsonRisk(plan, release, schedule, risk, iso) }),
    findings,
    steps: release.steps.map((step) => {
      const scheduled = schedule.steps[step.id];
      return {
        name: step.name ?? null,
        label: stepLabel(step),
        verb: step.verb,
        targets: step.targets.map((target) => target.name),
        title: step.title ?? null,
        block: blockLabel(rootBlock(step.block)),
        ...times(release, schedule, step, scheduled),
        critical: scheduled?.critical ?? false,
        by: [...(scheduled?.by ?? [])],
        with: [...(scheduled?.with ?? [])],
        ...(scheduled?.measured && { measured: { ...scheduled.measured } }),
        ...(scheduled?.relay && {
          relay: scheduled.relay.map((part) => ({
            name: part.name,
            ...jsonSpans([part], isoIn(schedule, scheduled.zone))[0]!,
          })),
        }),
        via: step.via.map(({ name }) => name),
        line: step.head.range.start.line,
        ...jsonProof(step),
        ...jsonAnswers(step, scheduled, isoIn(schedule, scheduled?.zone ?? release.zone)),
        ...(scheduled?.messages && { messages: scheduled.messages.map((one) => ({ ...one, to: [...one.to] })) }),
        ...(comesRound(step) &&
          scheduled && { occurrences: jsonSpans(scheduled.occurrences, isoIn(schedule, scheduled.zone)) }),
      };
    }),
    ...(dates && { dates: schedule.dated.map((one) => jsonDate(one, plan.file, pathOf)) }),
  };
}

function times(
  release: Release,
  schedule: Schedule,
  step: Step,
  at: ScheduledStep | undefined,
): Pick<JsonStep, 'start' | 'end' | 'latestStart' | 'floatMinutes' | 'afterCall'> {
  const called = at && callOf(schedule, step);
  if (at && called !== undefined) {
    const afterCall = { startMinutes: at.start - called, endMinutes: at.end - called };
    return { start: null, end: null, latestStart: null, floatMinutes: null, afterCall };
  }
  const iso = isoIn(schedule, at?.zone ?? release.zone);
  return {
    start: iso(at?.start),
    end: iso(at?.end),
    latestStart: iso(at?.latestStart),
    floatMinutes: at?.totalFloat ?? null,
  };
}

/** Without a T whatever counts from it has no date. */
function isoIn(schedule: Schedule, zone: string): (at: number | undefined) => string | null {
  return (at) => (at === undefined || !Number.isFinite(at) || isRelative(schedule, at) ? null : formatIso(at, zone));
}

function blockLabel(block: Block): string {
  return block.name ? `${block.kind} ${block.name}` : block.kind;
}

function jsonFinding(finding: Finding, file: string, pathOf: (uri: string) => string, fixesOf: FixesOf): JsonFinding {
  const one = (each: Finding) => ({
    severity: each.severity,
    message: each.message,
    ...(each.place.file !== file && { path: pathOf(each.place.file) }),
    range: each.place.range,
    related: each.related.map(({ message, place }) => ({ message, path: pathOf(place.file), range: place.range })),
    fixable: fixesOf(each).length > 0,
  });
  const { code, members, waived } = finding;
  return {
    code,
    ...one(finding),
    ...(waived && { waived: waived.because }),
    ...(members && { members: members.map((each) => ({ name: each.several!.name ?? each.message, ...one(each) })) }),
  };
}
