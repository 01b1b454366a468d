/** `reserve 2 of ops during run` → the plan's. */
import type { Reserve, TimeRange } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { type Context, titleOf } from '../context.ts';
import { lowerSpan } from '../times/times.ts';
import { lowerWhos } from '../who.ts';

export function lowerReserve(context: Context, line: ast.Reserve): Reserve {
  context.judgeClauses(line, 'reserve');
  const who = lowerWhos(context, line.who);
  const during = lowerSpan(context, line.during[0]);
  if (who.length === 0 || !during)
    context.problem(context.place(line), 'A reserve says who is kept free, and when: `reserve 2 of ops during run`.');
  return {
    id: context.id(`reserve ${who[0]?.ref.name ?? ''}`),
    kind: 'reserve',
    who,
    title: titleOf(line),
    ...wholeThing(context, during),
    place: context.place(line),
  };
}

/** A name alone is all of what it names: from its begin to its end. */
function wholeThing(context: Context, during: TimeRange | undefined): Pick<Reserve, 'during' | 'whole'> {
  const { from, to } = during ?? {};
  if (
    !during ||
    to ||
    from?.kind !== 'point' ||
    from.side ||
    from.offset ||
    from.clock !== undefined ||
    from.weekday !== undefined
  )
    return { during };
  const end = context.keep({ ...from, id: `${from.id} end`, side: 'end' as const });
  const begin = context.keep({ ...from, side: 'start' as const });
  return { during: { ...during, from: begin, to: end }, whole: from.ref };
}
