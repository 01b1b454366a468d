/** Funds and sums. */
import { type Budget, type Fund, type Money, TBD } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import type { Context } from '../context.ts';
import { propertiesOf } from './properties.ts';

/** `fund platform "Platform 2027" 50000 EUR approved by finance on Mon 2026-01-12`. */
export function lowerFund(context: Context, node: ast.Declaration): Fund {
  propertiesOf(context, node);
  const said = saidOn('fund', context, node);
  return { ...context.declared(node, node.name), kind: 'fund', ...moneyOf(context, node, 'fund platform'), ...said };
}

/** `budget 5 EUR`, `budget tbd`. */
export function moneyOf(
  context: Context,
  node: ast.Property | ast.Declaration,
  line: string,
): Pick<Budget, 'money' | 'tbd'> {
  return node.quantities[0]?.number === TBD
    ? { money: undefined, tbd: true }
    : { money: lowerMoney(context, node, line) };
}

export function lowerMoney(context: Context, node: ast.Property | ast.Declaration, line: string): Money | undefined {
  const quantity = node.quantities[0];
  const amount = Number(quantity?.number ?? Number.NaN);
  if (!quantity || Number.isNaN(amount) || !quantity.unit) {
    context.problem(context.place(node), `\`${line.split(' ')[0]}\` is an amount of money: \`${line} 95 EUR\`.`);
    return undefined;
  }
  return { amount, currency: quantity.unit, place: context.place(quantity) };
}
