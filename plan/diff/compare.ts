/** What is different between two versions of a plan, each with its schedules and findings. */

import type { Analysis } from '../analysis.ts';
import { childrenOf } from '../children.ts';
import { factsOf } from '../findings/findings.ts';
import { type Block, type Release, rootBlock, type Step, TBD, type Time } from '../model.ts';
import { saidOfRelease } from '../said/release.ts';
import type { Schedule } from '../schedule/model.ts';
import { runLength } from '../schedule/run/run.ts';
import type { Instant, Minutes } from '../time/model.ts';
import { compareFindings, stepKeys } from './findings.ts';
import {
  approvals,
  compareBlocks,
  compareFiles,
  compareLists,
  compareScope,
  declarations,
  milestones,
  promisedOutage,
  rehearsals,
  tests,
  triggers,
  waivers,
} from './items.ts';
import { matchSteps } from './match-steps.ts';
import type { Difference, FindingsDifference, ReleaseDifference, RunDifference, WindowDifference } from './model.ts';
import { Pairing } from './pairing.ts';
import { comparePeople } from './people.ts';
import { changesOf } from './said.ts';
import { changed, compareSteps, labelOf } from './steps.ts';

/**
 * Releases, steps, people and findings are matched by what they are, wherever they stand in the text: a release or step
 * that was renamed or moved is still the same one.
 */
export function compare(base: Analysis, head: Analysis): Difference {
  const pairs = matchReleases(sidesOf(base), sidesOf(head)).pairs;
  const homeless = ({ findings }: Analysis) => findings.filter(({ release }) => release === undefined);
  const nothing = { stepKey: () => '' };
  return {
    releases: pairs.map((pair) => compareRelease(head, pair)),
    declarations: compareFiles(base.plan, head.plan),
    findings: compareFindings({ findings: homeless(base), of: nothing }, { findings: homeless(head), of: nothing }),
  };
}

/** Whether anything at all is different. */
export function isDifferent({ releases, declarations: declared, findings }: Difference): boolean {
  return (
    declared.length > 0 ||
    isNews(findings) ||
    releases.some(
      (one) =>
        one.status !== 'changed' ||
        one.was !== undefined ||
        one.title !== undefined ||
        one.kind !== undefined ||
        Object.keys(one.run).length > 0 ||
        isNews(one.findings) ||
        LISTS.some((list) => one[list].length > 0),
    )
  );
}

const LISTS = [
  'windows',
  'steps',
  'people',
  'milestones',
  'scope',
  'rehearsals',
  'tests',
  'approvals',
  'waivers',
  'changes',
  'blocks',
  'triggers',
  'declarations',
] as const satisfies readonly (keyof ReleaseDifference)[];

function isNews({ added, gone, still }: FindingsDifference): boolean {
  return added.length + gone.length > 0 || still.some(({ was, wasWaived }) => (was ?? wasWaived) !== undefined);
}

/** By name; else by the steps they have in common, or when only one is left on either side. */
function matchReleases(base: readonly Sided[], head: readonly Sided[]): Pairing<Sided> {
  const pairing = new Pairing(base, head).byKey(({ release }) => release.name);
  const isRest = ({ base: was, head: is }: { base?: Sided; head?: Sided }) => !was || !is;
  const few = pairing.pairs.filter(isRest).length === 2 && base.length === head.length;
  return pairing.byLikeness(
    (a, b) => likeness(a.release, b.release) + Number(few),
    0.5,
    () => '',
  );
}

function likeness(a: Release, b: Release): number {
  const longest = Math.max(a.steps.length, b.steps.length);
  if (longest === 0) return 0;
  const shared = matchSteps(a.steps, b.steps).pairs.filter((pair) => pair.base && pair.head).length;
  return shared / longest;
}

interface Planned {
  readonly schedule: Schedule;
  readonly release: Release;
}

interface Sided extends Planned {
  readonly analysis: Analysis;
  readonly at: (time: Time | undefined) => number | undefined;
}

function compareRelease(
  headAnalysis: Analysis,
  { base, head }: { readonly base?: Sided; readonly head?: Sided },
): ReleaseDifference {
  const { release } = (head ?? base)!;
  const pairing = matchSteps(base?.release.steps ?? [], head?.release.steps ?? []);
  const { steps, unchanged } = compareSteps(base, head, pairing);
  const stepKey = stepKeys(pairing.pairs);
  const findingsOf = (side: Sided | undefined) => ({
    findings: side?.analysis.findings.filter((finding) => finding.release === side.release.name) ?? [],
    of: { release: side?.release, stepKey },
  });
  const renamed = base && head && base.release.name !== head.release.name;
  const run = compareRun(base, head);
  return {
    status: base && head ? 'changed' : head ? 'added' : 'removed',
    name: release.name,
    ...(renamed && { was: base.release.name }),
    ...(base && head && changed('title', base.release.title, head.release.title)),
    ...(base && head && changed('kind', kindSaid(base.release), kindSaid(head.release))),
    changes: base && head ? changesOf(saidOfRelease(base.release), saidOfRelease(head.release)) : [],
    zone: release.zone,
    relative: { from: base?.schedule.T === undefined, to: head?.schedule.T === undefined },
    windows: compareWindows(base, head),
    run,
    steps,
    unchangedSteps: unchanged,
    critical: compareCritical(base?.schedule, head?.schedule, pairing),
    blocks: compareBlocks(base, head, run.start !== undefined),
    triggers: compareLists(triggers, base, head),
    people: comparePeople(base && sideOfPlan(base), head && sideOfPlan(head)),
    milestones: compareLists(milestones, base, head),
    scope: compareScope(base, head, lateItems(headAnalysis, release)),
    rehearsals: compareLists(rehearsals, base, head),
    tests: compareLists(tests, base, head),
    approvals: compareLists(approvals, base, head),
    waivers: compareLists(waivers, base, head),
    declarations: compareLists(declarations, base, head),
    findings: compareFindings(findingsOf(base), findingsOf(head)),
  };
}

/** As the plan says it, where it is open. */
function kindSaid({ releaseKind, kindOpen }: Release): string {
  return kindOpen ? TBD : releaseKind;
}

/** What the history of the plan says of items that the plan itself does not mark as late. */
function lateItems({ findings }: Analysis, { name }: Release): ReadonlySet<string> {
  const late = factsOf(findings).filter((one) => one.code === 'scope-after-freeze' && one.release === name);
  return new Set(late.flatMap(({ about = [] }) => about));
}

function sidesOf(analysis: Analysis): readonly Sided[] {
  return analysis.plan.releases.map((release, i) => {
    const schedule = analysis.schedules[i]!;
    return { analysis, schedule, release, at: (time) => time && schedule.moments[time.id]?.at };
  });
}

function sideOfPlan({ analysis, release, schedule }: Sided) {
  return { plan: analysis.plan, release, schedule };
}

function compareWindows(base: Sided | undefined, head: Sided | undefined): readonly WindowDifference[] {
  const windowsOf = (side: Sided | undefined) =>
    (side?.release.windows ?? []).map(({ id, name }) => {
      const span = side!.schedule.windows[id];
      return { name, start: span?.start, end: span?.end };
    });
  const pairing = new Pairing(windowsOf(base), windowsOf(head)).byKey(({ name }) => name ?? '').byKey(() => '');
  return pairing.pairs.flatMap(({ base: was, head: is }): WindowDifference[] => {
    const moved = { ...changed('start', was?.start, is?.start), ...changed('end', was?.end, is?.end) };
    if (was && is && Object.keys(moved).length === 0) return [];
    const name = is?.name ?? was?.name;
    return [{ status: was && is ? 'changed' : is ? 'added' : 'removed', ...(name && { name }), ...moved }];
  });
}

/** Of a release and its schedule, before and after. */
export function compareRun(of: Planned | undefined, with_: Planned | undefined): RunDifference {
  const [base, head] = [of?.schedule, with_?.schedule];
  const length = (schedule: Schedule | undefined) => schedule?.run && runLength(schedule);
  const [was, is] = [promisedOutage(of?.release), promisedOutage(with_?.release)];
  const outage = changed('outage', base?.outage ?? 0, head?.outage ?? 0);
  return {
    ...changed('T', base?.T, head?.T),
    ...changed('start', base?.run?.start, head?.run?.start),
    ...changed('end', base?.run?.end, head?.run?.end),
    ...changed('length', length(base), length(head)),
    ...changed('goLive', of && goLiveOf(of), with_ && goLiveOf(with_)),
    ...outage,
    ...((outage.outage || was !== is) && (was ?? is) !== undefined && { promisedOutage: { from: was, to: is } }),
    ...changed('contingency', base?.contingency, head?.contingency),
    ...changed('rollbackDecision', base?.rollbackDecision?.at, head?.rollbackDecision?.at),
    ...changed('rollbackMargin', base && rollbackMargin(base), head && rollbackMargin(head)),
    ...changed('releaseEnd', base?.end, head?.end),
  };
}

/** The milestone `go-live` where there is one; else the end of the last outage of the run, else that of the run. */
function goLiveOf({ release, schedule: { milestones, blocks, run } }: Planned): Instant | undefined {
  const named = release.milestones.find(({ name }) => name === 'go-live');
  if (named) return milestones[named.id];
  const outages = release.blocks.filter(({ kind }) => kind === 'run').flatMap((block) => outagesIn(release, block));
  const ends = outages.flatMap((outage) => blocks[outage.id]?.end ?? []);
  return ends.length > 0 ? Math.max(...ends) : run?.end;
}

function outagesIn(release: Release, block: Block): readonly Block[] {
  if (block.kind === 'outage') return [block];
  return childrenOf(release, block).flatMap((child) => ('children' in child ? outagesIn(release, child) : []));
}

/** See `RunDifference.rollbackMargin`; undefined where nothing is to be taken back, or the window has no end. */
export function rollbackMargin({ steps }: Schedule): Minutes | undefined {
  let least: Minutes | undefined;
  for (const one of Object.values(steps)) {
    if (one.rollbackDecision === undefined || !one.rollback) continue;
    least = Math.min(least ?? Number.POSITIVE_INFINITY, one.rollbackDecision - one.end);
  }
  return least;
}

function compareCritical(base: Schedule | undefined, head: Schedule | undefined, pairing: Pairing<Step>) {
  const isCritical = (schedule: Schedule | undefined, { id, block }: Step) =>
    schedule?.steps[id]?.critical && rootBlock(block).kind === 'run';
  const both = pairing.pairs.flatMap(({ base: was, head: is }) => (was && is ? [{ was, is }] : []));
  const crosses = both.map(({ was, is }) => ({
    step: is,
    before: isCritical(base, was),
    after: isCritical(head, is),
  }));
  const labels = (all: typeof crosses) => all.map(({ step }) => labelOf(step));
  return {
    added: labels(crosses.filter(({ before, after }) => after && !before)),
    removed: labels(crosses.filter(({ before, after }) => before && !after)),
  };
}
