/** Everything of a release that has a place in time, whatever it is, as spans with their source. */
import { type Block, type Milestone, type Place, type Release, rootBlock, type Step } from '../../plan/model.ts';
import type { Schedule, ScheduledStep, Span } from '../../plan/schedule/model.ts';
import { resolveRange, resolveTime } from '../../plan/time/resolve.ts';

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
  readonly what: 'rehearsal' | 'uat' | 'hypercare' | 'roster' | 'freeze' | 'event';
  readonly name: string;
  readonly detail: string;
}

export function itemsOf(schedule: Schedule, gone: readonly ScheduledStep[] = []): readonly Item[] {
  const { release } = schedule;
  return [
    ...ranges(schedule),
    ...release.milestones.map((milestone) => milestoneItem(schedule, milestone)),
    ...steps(schedule),
    ...gone.flatMap((scheduled): readonly StepItem[] => {
      const { step } = scheduled;
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

function steps(schedule: Schedule): readonly StepItem[] {
  return schedule.release.steps.map((step) => {
    const scheduled = schedule.steps[step.index];
    return { kind: 'step', step, scheduled, block: step.block, spans: spansOf(scheduled), place: step.head };
  });
}

function milestoneItem(schedule: Schedule, milestone: Milestone): MilestoneItem {
  const at = schedule.milestones.get(milestone);
  return {
    kind: 'milestone',
    milestone,
    block: milestone.block,
    spans: at === undefined ? [] : [{ start: at, end: at }],
    place: milestone.head,
  };
}

function ranges(schedule: Schedule): readonly RangeItem[] {
  const { release } = schedule;
  return [
    ...release.freezes.map(
      (freeze): RangeItem => ({
        kind: 'range',
        what: 'freeze',
        name: freeze.title ?? freeze.name,
        detail: freeze.of.map((ref) => ref.name).join(', '),
        spans: openRange({
          start: resolveTime(freeze.from, schedule, 'from'),
          end: resolveTime(freeze.until, schedule, 'end'),
        }),
        place: freeze.head,
      }),
    ),
    ...release.events.map(
      (event): RangeItem => ({
        kind: 'range',
        what: 'event',
        name: event.title ?? event.name,
        detail: '',
        spans: openRange(resolveRange(event.during, schedule)),
        place: event.head,
      }),
    ),
    ...release.rehearsals.map(
      (rehearsal): RangeItem => ({
        kind: 'range',
        what: 'rehearsal',
        name: rehearsal.title ?? rehearsal.name,
        detail: rehearsal.in ? `in ${rehearsal.in.name}` : '',
        spans: one(schedule.rehearsals.get(rehearsal)),
        place: rehearsal.head,
      }),
    ),
    ...release.uats.map(
      (uat): RangeItem => ({
        kind: 'range',
        what: 'uat',
        name: uat.title ?? uat.name,
        detail: uat.in ? `in ${uat.in.name}` : '',
        spans: one(schedule.uats.get(uat)),
        place: uat.head,
      }),
    ),
    ...release.rosters.map(
      (roster): RangeItem => ({
        kind: 'range',
        what: roster.kind,
        name: roster.title ?? (roster.name === roster.kind ? '' : roster.name),
        detail: '',
        spans: one(schedule.rosters.get(roster)),
        place: roster.head,
      }),
    ),
  ];
}

function one(span: Span | undefined): readonly Span[] {
  return span ? [span] : [];
}

/** A side that is open, or not known yet, has no end; a range without any side has no place. */
function openRange({ start, end }: Partial<Span>): readonly Span[] {
  if (start === undefined && end === undefined) return [];
  return [{ start: start ?? Number.NEGATIVE_INFINITY, end: end ?? Number.POSITIVE_INFINITY }];
}

/** The blocks that hang on a trigger and so have no time of their own. */
export function isOnCall(block: Block): boolean {
  return block.kind === 'rollback' || block.kind === 'play';
}

export function runBlocks(release: Release): readonly Block[] {
  return release.blocks.filter((block) => block.kind === 'run');
}
