/** Ways back in words, for messages, hovers and pictures alike. */
import { find } from '../../ids.ts';
import { type Block, type Release, rootBlock, type Step, stepLabel } from '../../model.ts';
import { rootTiming } from '../../order/blocks.ts';
import { shareBefore } from '../../order/traffic.ts';
import { describeMinutes } from '../../time/format.ts';
import type { Instant, Minutes } from '../../time/model.ts';
import type {
  Cascade,
  CascadeLink,
  RollbackDecision,
  RollbackItem,
  RollbackStage,
  RunRollback,
  Schedule,
  ScheduledStep,
  Via,
} from '../model.ts';
import { TOUCHING } from './by-block.ts';
import { itemsOf } from './items.ts';
import { stageAt, takesBack } from './stages.ts';

/** How a text writes a moment, and sets a name apart. */
export interface Wording {
  moment(at: Instant): string;
  name(text: string): string;
}

/** `full`, `rollback` where it has no name, `undo`. */
export function viaName(release: Release, via: Via): string {
  if (via === 'undo') return via;
  const { name, kind } = find(release, via);
  return name ?? kind;
}

/** `quick fits until Sun 01:10, then full until Sun 01:40, then nothing`; undefined while nothing limits it. */
export function cascadeText(
  release: Release,
  { links, fitsUntil }: Cascade,
  { moment, name }: Wording,
): string | undefined {
  const active = links.filter(({ idle }) => !idle);
  const parts = active.flatMap(({ via, fitsUntil: until }, i) => {
    if (until === undefined) return i === 0 ? [] : [`then ${name(viaName(release, via))}`];
    return [`${i === 0 ? '' : 'then '}${name(viaName(release, via))}${i === 0 ? ' fits' : ''} until ${moment(until)}`];
  });
  if (parts.length === 0) return undefined;
  return [...parts, ...(fitsUntil !== undefined && links.length > 1 ? ['then nothing'] : [])].join(', ');
}

/** Of a link whose turn never comes: `full fits only until Sun 00:40, so its turn after quick never comes`. */
export function idleText(
  release: Release,
  links: readonly CascadeLink[],
  link: CascadeLink,
  { moment, name }: Wording,
): string {
  const before = viaName(release, links[links.indexOf(link) - 1]!.via);
  const until = link.fitsUntil === undefined ? '' : ` fits only until ${moment(link.fitsUntil)}, so its turn`;
  return `${name(viaName(release, link.via))}${until || ': its turn'} after ${name(before)} never comes`;
}

/** Where the traffic goes then: back to the share before, or what a step of a rollback says. */
function shareText(release: Release, kind: RollbackItem['kind'], step: Step): string {
  const share = kind === 'undo' ? shareBefore(release, step) : step.share?.percent;
  return share === undefined ? '' : ` to ${share} %`;
}

/** `restore orders-db 1 h by priya`; of an undo `undo migrate orders-db 30 min by priya`. */
export function itemText(release: Release, { kind, step: id, by, minutes }: RollbackItem): string {
  const step = find(release, id);
  const targets = step.targets.map((target) => target.name).join(', ');
  const what = targets ? `${step.verb} ${targets}` : stepLabel(step);
  return [
    kind === 'undo' ? `undo ${what}` : what,
    shareText(release, kind, step),
    minutes > 0 ? ` ${describeMinutes(minutes)}` : '',
    by.length > 0 ? ` by ${by.join(', ')}` : '',
  ].join('');
}

/**
 * The way back through a run, a line for each of the first `most` stages and each cascade: `after Sat 22:55: 10 min by
 * full, stop checkout-web begun`, `quick fits until Sun 01:10, then …`.
 */
export function wayBackLines(
  release: Release,
  { stages, cascades }: RunRollback,
  wording: Wording,
  most = 12,
): readonly string[] {
  const changes = stages.filter(
    ({ minutes, via }, i) => minutes > 0 && (minutes !== stages[i - 1]?.minutes || via !== stages[i - 1]?.via),
  );
  const lines = changes.slice(0, most).map((stage) => {
    const begun = stage.step ? `, ${stepLabel(find(release, stage.step))} begun` : '';
    return `after ${wording.moment(stage.from)}: ${lengthText(release, stage)}${begun}`;
  });
  if (changes.length > most) lines.push(`and ${changes.length - most} more stages`);
  return [
    ...lines,
    ...cascades.flatMap((cascade) => (cascade.links.length > 1 ? (cascadeText(release, cascade, wording) ?? []) : [])),
  ];
}

/** `1 h 20 min by full, too late`. */
export function lengthText(release: Release, { minutes, via, fits }: RollbackStage): string {
  if (minutes === 0) return 'nothing to take back';
  return `${describeMinutes(minutes)} by ${viaName(release, via)}${fits ? '' : ', too late'}`;
}

/** All that is done in a stage, a line each, counted from the decision: `+1:00 deploy payments-api 10 min by ops-lead`. */
export function itemLines(release: Release, rollback: RunRollback, stage: RollbackStage, most = 8): readonly string[] {
  const shown = itemsOf(rollback, stage, most).map((item) => `${clockAfter(item.start)} ${itemText(release, item)}`);
  return stage.items > most ? [...shown, `and ${stage.items - most} more`] : shown;
}

function clockAfter(minutes: Minutes): string {
  return `+${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** `decide by Sun 2026-12-06 00:15, then there is only forward`. */
export function decisionText(
  release: Release,
  { at, step, noReturn }: RollbackDecision,
  { moment }: Pick<Wording, 'moment'>,
): string {
  const why = noReturn
    ? ', then there is only forward'
    : step
      ? `, before ${stepLabel(find(release, step))} is done`
      : '';
  return `decide by ${moment(at)}${why}`;
}

/** Of a release in which there is nothing to decide: why; undefined where there is, or nothing runs. */
export function noWayBackText(release: Release, { rollbacks, steps }: Schedule): string | undefined {
  if (rollbacks.length === 0 || rollbacks.some(({ stages }) => takesBack(stages))) return undefined;
  const runs = rollbacks.flatMap((run) => run.runs);
  const changes = release.steps.some(
    ({ id, verb, block }) => steps[id] && TOUCHING.has(verb) && runs.includes(rootBlock(block).id),
  );
  if (!changes) return 'nothing to take back';
  const isOpen = release.steps.some(({ id, block }) => !steps[id] && rootBlock(block).kind === 'rollback');
  return isOpen ? 'nobody knows how long it takes, as steps of it have no time' : 'nothing takes it back';
}

/** What a rollback takes when the run stops after a step; undefined where that is not in a run, or there is only forward. */
export function stageAfter(
  release: Release,
  { rollbacks }: Schedule,
  { step, end }: ScheduledStep,
): RollbackStage | undefined {
  const root = rootBlock(find(release, step).block).id;
  const run = rollbacks.find(({ runs }) => runs.includes(root));
  return run && stageAt(run.stages, end);
}

/** The moment that the steps of a rollback or play are counted from; undefined for what happens in any case. */
export function callOf({ blocks }: Schedule, { block }: Step): Instant | undefined {
  const root = rootBlock(block);
  return rootTiming(root) === 'called' ? blocks[root.id]?.start : undefined;
}

/** The last moment to call a rollback or play; undefined where nothing limits it, or it has nothing to do. */
export function lastCall({ rollbacks }: Schedule, block: Block): Instant | undefined {
  const moments = rollbacks.flatMap(({ cascades, ways, noReturn }) => {
    const fitsUntil = cascadeOf(cascades, block)?.links[0]?.fitsUntil;
    const way = ways.find(({ via }) => via === block.id);
    if (way && !takesBack(way.stages)) return [];
    const limits = [fitsUntil, way && noReturn?.at].filter((at) => at !== undefined);
    return limits.length > 0 ? [Math.min(...limits)] : [];
  });
  return moments.length > 0 ? Math.max(...moments) : undefined;
}

/** The cascade that a block begins. */
export function cascadeOf(cascades: readonly Cascade[], block: Block): Cascade | undefined {
  return cascades.find(({ links }) => links[0]?.via === block.id);
}
