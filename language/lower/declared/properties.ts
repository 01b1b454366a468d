/** Lines of a declaration. */
import type * as ast from '../../generated/ast.ts';
import { ownerOf } from '../../lines.ts';
import type { Context } from '../context.ts';
import { judgeClauses, judgeNaming } from '../judged-clauses.ts';
import { judgeLine } from '../text/lines.ts';
import { lowerNames } from '../who.ts';

type Line<Key extends string> = ast.Property & { key: Key };

/** The lines of the block, those that do not belong there reported. */
export function propertiesOf(context: Context, node: ast.Declaration): ast.Property[] {
  judgeClauses(context, node, node.kind ?? '');
  const owner = ownerOf(node.kind ?? '');
  const properties: ast.Property[] = [];
  for (const line of node.statements) {
    if (line.$type === 'Declaration' && line.kind === 'calendar' && owner !== 'file') {
      // `calendar berlin` inside a person: the word is a declaration elsewhere, a reference here.
      if (judgeLine(context, line, owner)) judgeNaming(context, line);
      continue;
    }
    if (!judgeLine(context, line, owner) || line.$type !== 'Property') continue;
    judgeClauses(context, line, line.key);
    properties.push(line);
  }
  return properties;
}

export function is<Key extends string>(key: Key) {
  return (line: ast.Property): line is Line<Key> & ast.Property => line.key === key;
}

export function firstName(
  context: Context,
  lines: readonly ast.Property[],
  key: string,
  expected: Parameters<typeof lowerNames>[2],
) {
  const line = lines.find(is(key));
  return line && lowerNames(context, line.refs, expected)[0];
}
