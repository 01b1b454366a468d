/** `kinds alpha, candidate, final`: kinds of release of one's own, and what a word that names a kind stands for. */
import type { AstNode } from 'langium';
import { type BuiltInKind, type Named, type OwnKind, type Place, RELEASE_KINDS } from '../../../plan/model.ts';
import { nearest } from '../../../plan/nearest.ts';
import type * as ast from '../../generated/ast.ts';
import type { Context } from '../context.ts';
import type { ReleaseDraft } from './release-draft.ts';

/** Declares the kinds of a file, beside those of its imports: whatever names one may stand above them. */
export function declareKinds(context: Context, root: ast.ReleaseFile, kinds: Map<string, OwnKind>): void {
  for (const line of root.statements) {
    if (line.$type === 'Property' && line.key === 'kinds') declareLine(context, line, kinds);
    if (line.$type !== 'Declaration' || line.kind !== 'policy') continue;
    for (const inner of line.statements) {
      if (inner.$type === 'Property' && inner.key === 'kinds') declareLine(context, inner, kinds);
    }
  }
}

function declareLine(context: Context, line: ast.Property, kinds: Map<string, OwnKind>): void {
  const place = context.place(line);
  if (line.refs.length === 0)
    context.problem(place, '`kinds` names kinds of release: `kinds alpha, candidate, final`.');
  const as = line.as[0];
  const counts = builtIn(as);
  if (as !== undefined && !counts) {
    const message = `\`as\` says which kind these count as where no policy speaks of them: ${listOfBuiltIn(' or ')}.`;
    context.problem(context.property(line, 'as'), message);
  }
  for (const point of line.refs) {
    const { name = '', target } = point;
    // Two without a comma between them are told, and neither is one.
    if (target !== undefined) continue;
    const namePlace = context.property(point, 'name');
    if (builtIn(name)) {
      context.problem(namePlace, `\`${name}\` is a kind of release already; leave it out, or give yours another name.`);
      continue;
    }
    const declared = { id: context.id(`release-kind ${name}`), name, place, namePlace, head: place };
    const note = context.source.note(line);
    // The map holds nothing but kinds; that of `declare` may hold any name.
    context.declare(kinds as Map<string, Named>, { ...declared, note, kind: 'release-kind', as: counts ?? 'normal' });
  }
}

/** Whether there is a kind of that name; where a file has declared it, the name leads there. */
export function isKind(context: Context, name: string, place: () => Place): boolean {
  const own = context.kinds.get(name);
  if (own && !context.usedAt) context.used.kind(own, place());
  return own !== undefined || builtIn(name) !== undefined;
}

/** Which kind a word that names none was meant to name, and which there are. */
export function noKind(context: Context, name: string): { readonly meant: string | undefined; readonly known: string } {
  const known = [...RELEASE_KINDS, ...context.kinds.keys()];
  return { meant: nearest(name, known), known: known.map((kind) => `\`${kind}\``).join(', ') };
}

/**
 * `only for major, normal`: false where the release is of another kind. A word that is no kind is told, and restricts
 * nothing as long as nobody knows which one was meant.
 */
export function appliesTo(
  context: Context,
  draft: ReleaseDraft,
  node: AstNode & { readonly onlyFor: readonly string[] },
) {
  const unknown = node.onlyFor.filter((kind, i) => !isKind(context, kind, () => context.property(node, 'onlyFor', i)));
  for (const kind of unknown) {
    const { meant, known } = noKind(context, kind);
    context.problem(
      context.property(node, 'onlyFor', node.onlyFor.indexOf(kind)),
      `\`${kind}\` is no kind of release${meant ? `; is \`${meant}\` meant?` : '.'} There are ${known} (\`kinds\` declares ` +
        `others); until then the line counts for every kind.`,
      meant ? { title: `Write \`${meant}\``, text: meant } : undefined,
    );
  }
  return node.onlyFor.length === 0 || unknown.length > 0 || node.onlyFor.includes(draft.releaseKind);
}

function builtIn(name: string | undefined): BuiltInKind | undefined {
  return RELEASE_KINDS.find((kind) => kind === name);
}

function listOfBuiltIn(separator: string): string {
  return RELEASE_KINDS.map((kind) => `\`${kind}\``)
    .join(', ')
    .replace(/, (?=[^,]*$)/, separator);
}
