/** Freezes, maintenance and events. */
import type { Freeze, Maintenance, Occasional, PlanEvent, Recurrence, Time } from '../../../plan/model.ts';
import { ZERO } from '../../../plan/time/duration.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import type { Context } from '../context.ts';
import { lowerEnds, lowerSpan } from '../times/times.ts';
import { propertiesOf } from './properties.ts';

export function lowerFreeze(context: Context, node: ast.Declaration): Freeze {
  propertiesOf(context, node);
  const said = saidOn('freeze', context, node);
  const freeze: Freeze = {
    ...context.declared(node, node.name),
    kind: 'freeze',
    ...said,
    ...lowerOccasional(context, node, said.every),
  };
  judgeOccasion(
    context,
    node,
    freeze,
    'A freeze says of what and when: `freeze christmas of production from 2026-12-18 until 2027-01-04`.',
  );
  return freeze;
}

export function lowerMaintenance(context: Context, node: ast.Declaration): Maintenance {
  propertiesOf(context, node);
  const said = saidOn('maintenance', context, node);
  const maintenance: Maintenance = {
    ...context.declared(node, node.name),
    kind: 'maintenance',
    ...said,
    ...lowerOccasional(context, node, said.every),
  };
  judgeOccasion(
    context,
    node,
    maintenance,
    'A maintenance says of what and when: `maintenance sundays of core-bank every Sun 02:00 .. 05:00`.',
  );
  return maintenance;
}

/** What has a begin and no end lacks one word, and is told which. */
function judgeOccasion(
  context: Context,
  node: ast.Declaration,
  { of, every, from, until }: Freeze | Maintenance,
  whole: string,
): void {
  if (of.length > 0 && (every || (from && until))) return;
  // `during tbd` is one thing to decide.
  if (of.length > 0 && from?.kind === 'unknown') return;
  // In a release what has only a begin holds until T.
  if (of.length > 0 && from && context.release && node.kind === 'freeze') return;
  const isHalf = of.length > 0 && from !== undefined;
  context.problem(
    context.head(node),
    isHalf
      ? `Until when does this ${node.kind} hold? Add a date, a thing of the plan, or what is open: \`until 2027-01-04\`, \`until go-live\`, \`until tbd\`.`
      : whole,
  );
}

/** `during …` and `from … until …` are the same; of what comes round every so often, `during` is its first time. */
function lowerOccasional(context: Context, node: ast.Declaration, every: Recurrence | undefined): Occasional {
  const during = lowerSpan(context, node.during[0] ?? node.spans[0]);
  if (every?.interval) {
    if (!during?.from || !during.to)
      context.problem(
        every.place,
        'Say how long it lasts: with `every` and an interval, `during` is its first time, ' +
          'as in `during Sun 2026-12-06 02:00 .. 05:00 every 4w`.',
      );
    return { from: during?.from, until: during?.to, every };
  }
  const { from, until } = every ?? lowerEnds(context, node.from[0], node.until[0]);
  const ends = {
    from: from ?? during?.from,
    until: until ?? during?.to ?? untilT(context, node, from ?? during?.from),
  };
  return every ? { ...ends, every: { ...every, ...ends } } : ends;
}

/** A freeze of a release that says from when alone holds until its window opens. */
function untilT(context: Context, node: ast.Declaration, from: Time | undefined): Time | undefined {
  if (node.kind !== 'freeze' || !context.release || !from) return undefined;
  return { ...context.timed(node), kind: 'offset', offset: ZERO, zone: context.zone, place: from.place };
}

export function lowerEvent(context: Context, node: ast.Declaration): PlanEvent {
  propertiesOf(context, node);
  const said = saidOn('event', context, node);
  if (!said.during)
    context.problem(context.head(node), 'An event has a time: `event black-friday during 2026-11-27 .. 2026-11-30`.');
  return { ...context.declared(node, node.name), kind: 'event', ...said };
}
