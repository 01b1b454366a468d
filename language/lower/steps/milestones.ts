/** Moments that others hang on. */
import type { Block, Milestone } from '../../../plan/model.ts';
import { isOrdered } from '../../../plan/order/blocks.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import type { Context, Mutable } from '../context.ts';
import { judgeClauses } from '../judged-clauses.ts';
import { appliesTo } from '../release/kinds.ts';
import type { ReleaseDraft } from '../release/release-draft.ts';
import { lowerSpan } from '../times/times.ts';

export function lowerMilestone(
  context: Context,
  draft: ReleaseDraft,
  node: ast.Declaration,
  block?: Block,
): Milestone | undefined {
  if (!appliesTo(context, draft, node)) return undefined;
  judgeClauses(context, node, 'milestone');
  const milestone: Mutable<Milestone> = {
    ...context.declared(node, node.name),
    kind: 'milestone',
    ...saidOn('milestone', context, node),
    block,
  };
  // What nobody planned, and happened, is when it happened.
  if (!milestone.at && !milestone.due && milestone.after.length === 0) milestone.at = milestone.doneOn;
  const isOnPage = block !== undefined && isOrdered(block);
  if (!isOnPage && !milestone.at && !milestone.due && milestone.after.length === 0) {
    context.problem(context.head(node), 'A milestone is a moment: give it a time, or `after` something.');
  }
  const [span] = node.spans;
  const end = span?.dots ? lowerSpan(context, span)?.to : undefined;
  if (end && end.kind !== 'unknown')
    context.problem(end.place, 'A milestone is a moment, so the end of this range counts for nothing; write one time.');
  context.declare(draft.names, milestone);
  draft.milestones.push(milestone);
  return milestone;
}
