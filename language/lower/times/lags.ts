/** What stands behind the sign of a point: `x + 15m`, `x + 2h..5h`. */
import { type After, TBD } from '../../../plan/model.ts';
import { negate, roughMinutes } from '../../../plan/time/duration.ts';
import type { Duration } from '../../../plan/time/model.ts';
import type * as ast from '../../generated/ast.ts';
import type { Context } from '../context.ts';
import { lowerDuration } from './durations.ts';

/** Of a time, which is one moment. */
export function lagOf(context: Context, node: ast.Point): Duration | undefined {
  if (node.lag?.includes('..')) {
    const place = context.property(node, 'lag');
    const [one = node.lag] = node.lag.split('..').filter(Boolean);
    context.problem(place, `\`${node.lag}\` has two ends, and a time is one moment; only \`after\` takes both.`, {
      title: `Write \`${one}\``,
      text: one,
    });
    return undefined;
  }
  const lag = lowerDuration(context, node.lag, node, 'lag');
  return lag && node.sign === '-' ? negate(lag) : lag;
}

/** `+ 2h`, `+ 2h..5h`, `+ 2h..`, `+ ..5h`: at least, and at most. */
export function lagsOf(context: Context, node: ast.Point): Pick<After, 'lag' | 'lagOpen' | 'most'> {
  const text = node.lag;
  if (text === TBD) return { lagOpen: { tbd: true, place: context.property(node, 'lag') } };
  if (!text?.includes('..')) return { lag: lagOf(context, node) };
  const place = context.property(node, 'lag');
  const [least, most, more] = text.split('..');
  if (node.sign === '-' || more !== undefined) {
    const problem = node.sign === '-' ? 'leads back' : 'has three numbers';
    context.problem(place, `\`${text}\` ${problem}: behind \`+\` stand the least and the most, \`+ 2h..5h\`.`);
    return {};
  }
  const ends = { lag: readEnd(context, node, least), most: readEnd(context, node, most) };
  if (ends.lag && ends.most && roughMinutes(ends.most) < roughMinutes(ends.lag)) {
    const sorted = `${most}..${least}`;
    context.problem(place, `\`${text}\` is out of order: the least comes first, \`${sorted}\`.`, {
      title: `Write \`${sorted}\``,
      text: sorted,
    });
    return { lag: ends.most, most: ends.lag };
  }
  return ends;
}

function readEnd(context: Context, node: ast.Point, text: string | undefined): Duration | undefined {
  return text ? lowerDuration(context, text, node, 'lag') : undefined;
}

/** A lag where only the name counts. */
export function judgeLag(context: Context, node: ast.Point): void {
  if (node.lag === undefined) return;
  const { name = '', side = 'start', sign, lag } = node;
  if (node.$containerProperty !== 'alongside') {
    context.problem(context.property(node, 'lag'), `\`${sign} ${lag}\` says nothing here: only the name counts.`);
    return;
  }
  const after = `after ${[name, node.target].filter(Boolean).join(' ')}.${side} ${sign} ${lag}`;
  context.problem(
    context.property(node, 'lag'),
    `What starts \`alongside\` something starts at the same moment; so much later is \`${after}\`.`,
  );
}
