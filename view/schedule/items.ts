/** Everything of a release that has a place in time, whatever it is, as spans with their source. */
import { keepsOfficeHours, promisedHours } from '../../plan/facts/people/cover.ts';
import { timesOf } from '../../plan/facts/times.ts';
import { findNamed } from '../../plan/ids.ts';
import {
  type Block,
  type Cover,
  lookup,
  type Milestone,
  type Place,
  type Plan,
  type PlanEvent,
  type Release,
  type Roster,
  rootBlock,
  type Step,
} from '../../plan/model.ts';
import { rootTiming } from '../../plan/order/blocks.ts';
import { inTextOrder } from '../../plan/place.ts';
import { consequence, escalation, stage, whoText } from '../../plan/said/words.ts';
import type { Dateable, Dated } from '../../plan/schedule/dated/model.ts';
import type { Schedule, ScheduledStep, Span } from '../../plan/schedule/model.ts';

export type Item = StepItem | MilestoneItem | RangeItem;

interface ItemBase {
  /** One, or several of a recurring step; none: it cannot be placed. */
  readonly spans: readonly Span[];
  readonly place: Place;
}

export interface StepItem extends ItemBase {
  readonly kind: 'step';
  readonly step: Step;
  readonly scheduled?: ScheduledStep;
  readonly block: Block;
  /** It is a step of another version of the plan, and not of this one. */
  readonly gone?: boolean;
}

export interface MilestoneItem extends ItemBase {
  readonly kind: 'milestone';
  readonly milestone: Milestone;
  readonly block?: Block;
}

export interface RangeItem extends ItemBase {
  readonly kind: 'range';
  readonly what:
    | 'rehearsal'
    | 'uat'
    | 'hypercare'
    | 'roster'
    | 'reserve'
    | 'freeze'
    | 'maintenance'
    | 'event'
    | 'trigger';
  readonly name: string;
  readonly detail: string;
  /** A bridge: it is drawn with the run, and nowhere else, also where it is open before and behind it. */
  readonly isOfNight?: true;
  /** What else is said where the mouse rests on it. */
  readonly more?: readonly string[];
}

/** A step of another version of the plan, and when it was there. */
export interface GoneStep {
  readonly step: Step;
  readonly scheduled: ScheduledStep;
}

export function itemsOf(
  plan: Plan,
  release: Release,
  schedule: Schedule,
  gone: readonly GoneStep[] = [],
): readonly Item[] {
  return [
    ...ranges(plan, release, schedule),
    ...release.milestones.map((milestone) => milestoneItem(schedule, milestone)),
    ...steps(release, schedule),
    ...gone.flatMap(({ step, scheduled }): readonly StepItem[] => {
      // What only happens when called has no time that anybody would miss.
      if (isOnCall(rootBlock(step.block))) return [];
      return [
        { kind: 'step', step, scheduled, block: step.block, spans: spansOf(scheduled), place: step.head, gone: true },
      ];
    }),
  ];
}

/** The spans a step takes: all occurrences of one that recurs. */
export function spansOf(scheduled: ScheduledStep | undefined): readonly Span[] {
  if (!scheduled) return [];
  return scheduled.occurrences.length > 0 ? scheduled.occurrences : [scheduled];
}

/** When a gate decides once more after a no-go. */
export function againOf({ dated }: Schedule, { gate }: Step): readonly Span[] {
  const noGo = gate?.noGo;
  return noGo?.action === 'again' ? (dated.find(({ of }) => of === noGo.id)?.occurrences ?? []) : [];
}

function steps(release: Release, schedule: Schedule): readonly StepItem[] {
  return release.steps.map((step) => {
    const scheduled = schedule.steps[step.id];
    const again = step.gate ? againOf(schedule, step) : [];
    const spans = again.length > 0 ? [...spansOf(scheduled), ...again] : spansOf(scheduled);
    return { kind: 'step', step, scheduled, block: step.block, spans, place: step.head };
  });
}

function milestoneItem(schedule: Schedule, milestone: Milestone): MilestoneItem {
  const at = schedule.milestones[milestone.id];
  return {
    kind: 'milestone',
    milestone,
    block: milestone.block,
    spans: at === undefined ? [] : [{ start: at, end: at }],
    place: milestone.head,
  };
}

/** What lasts and is no step. */
function ranges(plan: Plan, release: Release, schedule: Schedule): readonly RangeItem[] {
  return WHATS.flatMap((what) =>
    schedule.dated
      .filter((one) => one.what === what)
      .sort((a, b) => inTextOrder(a.place, b.place))
      .map(
        (dated): RangeItem => ({
          kind: 'range',
          what,
          // What has no name is called what it is.
          name: dated.title ?? (dated.label === what ? '' : dated.label),
          detail: detailOf(plan, release, schedule, dated),
          ...(isBridge(release, dated) && { isOfNight: true as const }),
          ...moreOf(plan, release, dated),
          spans: officeHours(release, schedule, dated) ?? spansOfRange(dated),
          place: dated.place,
        }),
      ),
  );
}

const WHATS: readonly RangeItem['what'][] = [
  'freeze',
  'maintenance',
  'event',
  'rehearsal',
  'uat',
  'hypercare',
  'roster',
  'trigger',
  'reserve',
];

/** A freeze or event without a side is open there; of everything else a part that is not known leaves nothing to draw. */
function spansOfRange({ what, start, end, occurrences }: Dated): readonly Span[] {
  if (occurrences) return occurrences;
  // A trigger that is looked at once is a moment; of one that nothing ends is seen from when on it may fire.
  if (what === 'trigger' && start !== undefined && end === undefined) return [{ start, end: start }];
  const mayBeOpen = what === 'freeze' || what === 'maintenance' || what === 'event';
  if (mayBeOpen ? (start ?? end) === undefined : start === undefined || end === undefined) return [];
  return [{ start: start ?? Number.NEGATIVE_INFINITY, end: end ?? Number.POSITIVE_INFINITY }];
}

/** What the tooltip tells besides: where an event is announced, in what stages a roster answers, and whom it calls next. */
function moreOf(plan: Plan, release: Release, dated: Dated): Pick<RangeItem, 'more'> {
  if (dated.what !== 'event') return stagesOf(plan, release, dated);
  const event = findNamed<Dateable | undefined>(plan, release, dated.of) as PlanEvent | undefined;
  const more = event?.links;
  return more?.length ? { more } : {};
}

function stagesOf(plan: Plan, release: Release, dated: Dated): Pick<RangeItem, 'more'> {
  const roster = rosterOf(release, dated);
  if (!roster) return {};
  const stages = roster.stages.map((one) =>
    [stage(one), lookup(plan, release, one.priority)?.title].filter(Boolean).join(': '),
  );
  const calls = roster.escalations.map((one) => `escalate ${escalation(one)}`);
  const more = [...stages, ...calls];
  return more.length > 0 ? { more } : {};
}

function rosterOf({ rosters }: Release, { of, what }: Dated): Roster | undefined {
  return what === 'roster' || what === 'hypercare' ? rosters.find(({ id }) => id === of) : undefined;
}

function isBridge(release: Release, { of }: Dated): boolean {
  return release.rosters.some(({ id, via }) => via.length > 0 && id === of);
}

/** Of a roster that promises the hours of its covers alone, these; undefined: it promises all of it, or nobody knows them. */
function officeHours(release: Release, schedule: Schedule, dated: Dated): readonly Span[] | undefined {
  const roster = rosterOf(release, dated);
  return roster && keepsOfficeHours(roster) ? promisedHours({ schedule, times: timesOf(schedule) }, roster) : undefined;
}

function detailOf(plan: Plan, release: Release, schedule: Schedule, dated: Dated): string {
  const of = findNamed<Dateable | undefined>(plan, release, dated.of);
  if (!of || !('kind' in of)) return '';
  if (of.kind === 'trigger') return `then ${of.then.map(consequence).join(', ')}`;
  if (of.kind === 'reserve') return schedule.reserves[of.id]?.people.join(', ') ?? '';
  if (of.kind === 'freeze' || of.kind === 'maintenance') return of.of.map(({ name }) => name).join(', ');
  if (of.kind === 'roster' || of.kind === 'hypercare')
    return [...[of, ...of.cover].map(coverWords), of.where].filter(Boolean).join(', ');
  return 'in' in of && of.in ? `in ${of.in.name}` : '';
}

function coverWords({ by, via }: Pick<Cover, 'by' | 'via'>): string {
  return [by && whoText(by), via.length > 0 && `via ${via.map(({ name }) => name).join(', ')}`]
    .filter(Boolean)
    .join(' ');
}

/** The blocks that hang on a trigger and so have no time of their own, and what comes behind these. */
export function isOnCall(block: Block): boolean {
  return block.parent === undefined && rootTiming(block) === 'called';
}

export function runBlocks(release: Release): readonly Block[] {
  return release.blocks.filter((block) => block.kind === 'run');
}
