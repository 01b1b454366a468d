/** When it happens: windows of a release. */
import type { Window } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import { type Context, titleOf } from '../context.ts';
import { judgeClauses } from '../judged-clauses.ts';
import { lowerSpan } from '../times/times.ts';
import type { ReleaseDraft } from './release-draft.ts';

export function lowerWindow(context: Context, draft: ReleaseDraft, node: ast.Block): Window {
  judgeClauses(context, node, 'window');
  const span = lowerSpan(context, node.spans[0]);
  const place = context.place(node);
  const namePlace = context.property(node, node.name ? 'name' : 'kind');
  if (!span)
    context.problem(
      place,
      'A window has a start: `window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00`, or `window tbd`.',
    );
  else if (span.from?.kind === 'instant' && node.spans[0]?.dots && node.spans[0].to === undefined) {
    context.problem(place, 'The window has no end; write it behind `..`, or leave the `..` out.');
  }
  const window: Window = {
    id: context.id(node.name ?? 'window'),
    kind: 'window',
    index: draft.windows.length,
    name: node.name,
    from: span?.from,
    to: span?.to,
    ...saidOn('window', context, node),
    place,
    namePlace,
  };
  if (node.name) {
    context.declare(draft.names, {
      id: window.id,
      kind: 'named-window',
      name: node.name,
      title: titleOf(node),
      place,
      namePlace,
      head: place,
      window,
    });
  }
  return window;
}
