/** Checklists. */
import type { ChecklistItem } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import type { Context } from '../context.ts';
import { judgeClauses } from '../judged-clauses.ts';
import { appliesTo } from '../release/kinds.ts';
import type { ReleaseDraft } from '../release/release-draft.ts';
import { judgeLine } from '../text/lines.ts';

/** The lines of a checklist in the block of something that is declared. */
export function lowerItems(
  context: Context,
  draft: ReleaseDraft,
  { statements }: ast.Declaration,
): readonly ChecklistItem[] {
  return statements.flatMap((line) => (line.$type === 'Item' ? lowerItem(context, draft, line) : []));
}

/** None where it is for releases of another kind. */
export function lowerItem(context: Context, draft: ReleaseDraft, node: ast.Item): readonly ChecklistItem[] {
  judgeClauses(context, node, 'item');
  if (!appliesTo(context, draft, node)) return [];
  const item: ChecklistItem = {
    id: context.id(`- ${node.titles[0] ?? ''}`),
    text: context.words(node.titles[0]) ?? '',
    ...saidOn('item', context, node),
    items: node.statements.flatMap((line) =>
      judgeLine(context, line, 'item') && line.$type === 'Item' ? lowerItem(context, draft, line) : [],
    ),
    place: context.place(node),
  };
  return [item];
}
