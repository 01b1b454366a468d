/** `reserve 2 of ops during run` → the plan's. */
import type { Reserve } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { type Context, titleOf } from '../context.ts';
import { judgeClauses } from '../judged-clauses.ts';
import { lowerSpan } from '../times/times.ts';
import { lowerWhos } from '../who.ts';

export function lowerReserve(context: Context, line: ast.Reserve): Reserve {
  judgeClauses(context, line, 'reserve');
  const who = lowerWhos(context, line.who);
  const during = lowerSpan(context, line.during[0]);
  if (who.length === 0 || !during)
    context.problem(context.place(line), 'A reserve says who is kept free, and when: `reserve 2 of ops during run`.');
  return {
    id: context.id(`reserve ${who[0]?.ref.name ?? ''}`),
    kind: 'reserve',
    who,
    title: titleOf(line),
    during,
    // A name alone is all of what it names, whoever does what is in it.
    ...(during?.from?.kind === 'point' && during.to && !line.during[0]?.dots && { whole: during.from.ref }),
    place: context.place(line),
  };
}
