/** `benefit NAME { … }` → the plan's. */
import { type Benefit, TBD } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import type { Context } from '../context.ts';
import { is, propertiesOf } from '../declared/properties.ts';
import { propertyNode } from '../text/source.ts';
import { lowerTime } from '../times/times.ts';
import { reviewTime } from './risks.ts';

export function lowerBenefit(context: Context, node: ast.Declaration): Benefit {
  const lines = propertiesOf(context, node);
  const review = lines.find(is('review'));
  const target = node.statements.find((line) => line.$type === 'Target');
  return {
    ...context.declared(node, node.name),
    kind: 'benefit',
    ...saidOn('benefit', context, node),
    assessedOn: lowerTime(context, lines.find(is('assessed'))?.on[0]),
    target: target?.change && {
      from: writtenIn(target.change, 'from'),
      to: writtenIn(target.change, 'to'),
      place: context.place(target),
    },
    reviewAt: reviewTime(context, review),
    ...(review && saidOn('review', context, review)),
    actuals: lines.filter(is('actual')).flatMap((line) => lowerActual(context, line) ?? []),
  };
}

/** `40 calls`: as it is written, but for the spaces between. */
function writtenIn(change: ast.Change, side: 'from' | 'to'): string | undefined {
  return change[side] === undefined ? undefined : propertyNode(change, side)?.text.replace(/\s+/g, ' ');
}

/** `actual 7m on Thu 2027-05-06`, `actual 12 calls`; undefined: it says no value. */
function lowerActual(context: Context, line: ast.Property): Benefit['actuals'][number] | undefined {
  const [quantity] = line.quantities;
  const value = line.durations[0] ?? (quantity && [quantity.number, quantity.unit].filter(Boolean).join(' '));
  const place = context.place(line);
  const isOpen = quantity?.number === TBD;
  if (isOpen) context.problem(place, '`actual` is what was measured; leave the line out until it is.');
  if (isOpen) return undefined;
  if (value !== undefined) return { value, ...saidOn('actual', context, line), place };
  context.problem(place, '`actual` says what was measured, and when: `actual 12 calls on Thu 2027-05-06`.');
  return undefined;
}
