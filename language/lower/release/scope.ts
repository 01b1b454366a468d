/** What a release brings. */
import { type Release, type ScopeItem, TBD } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import type { Context } from '../context.ts';
import { EXPECTED } from '../expected.ts';
import { judgeClauses } from '../judged-clauses.ts';
import { readDropped } from '../steps/dropped.ts';
import { judgeLine } from '../text/lines.ts';
import { lowerTime } from '../times/times.ts';
import type { ReleaseDraft } from './release-draft.ts';

export function lowerScope(context: Context, draft: ReleaseDraft, node: ast.Block): Release['scope'] {
  judgeClauses(context, node, 'scope');
  const items: ScopeItem[] = [];
  let frozenOn: ScopeItem['due'];
  for (const line of node.statements) {
    if (!judgeLine(context, line, 'scope')) continue;
    if (line.$type === 'Property' && line.key === 'frozen') {
      judgeClauses(context, line, 'frozen');
      frozenOn = lowerTime(context, line.on[0]);
      if (!line.on[0]) context.problem(context.place(line), '`frozen` on which day? `frozen on 2026-11-20`.');
    }
    if (line.$type !== 'Declaration') continue;
    const isRead = readDropped(context, draft, line, undefined, (apart) => {
      context.declare(apart.names, lowerScopeItem(context, line));
    });
    if (isRead) continue;
    const item = lowerScopeItem(context, line);
    items.push(item);
    context.declare(draft.names, item);
  }
  const scope = { id: context.id('scope'), frozenOn, items, place: context.place(node) };
  if (draft.scope) context.problem(context.head(node), 'A release has one `scope`; move these lines into the first.');
  return draft.scope ? { ...draft.scope, items: [...draft.scope.items, ...items] } : scope;
}

function lowerScopeItem(context: Context, line: ast.Declaration): ScopeItem {
  judgeClauses(context, line, line.kind ?? '');
  const priority = line.kind as ScopeItem['priority'];
  const [to] = line.to;
  const item: ScopeItem = {
    ...context.declared(line, line.name),
    kind: 'scope-item',
    priority,
    ...saidOn(priority, context, line),
    deferredTo: to?.tbd
      ? context.ref(TBD, context.place(to), EXPECTED.any)
      : to?.point && context.refAt(to.point.name, to.point, 'name', EXPECTED.any),
  };
  if (line.flags.includes('deferred') && !item.deferredTo) {
    context.problem(context.property(line, 'flags'), '`deferred` to which release? `deferred to payments-4.3`.');
  }
  if (item.enhancement && item.correction) {
    const both =
      'An item is an `enhancement`, something new, or a `correction` of what was wrong; leave one of the two out.';
    context.problem(context.property(line, 'flags', line.flags.indexOf('correction')), both);
  }
  if (line.flags.includes('added') && !line.on[0]) {
    context.problem(context.property(line, 'flags'), '`added` on which day? `added on 2026-11-20`.');
  }
  return item;
}
