/** What is given up: read as what it was, so that nothing on its line goes unread, and kept apart from all that is planned. */
import type { AstNode } from 'langium';
import { type Block, type Declared, type Dropped, type Named, stepLabel } from '../../../plan/model.ts';
import { takes } from '../../clauses-of.ts';
import type * as ast from '../../generated/ast.ts';
import type { Context } from '../context.ts';
import { newReleaseDraft, type ReleaseDraft } from '../release/release-draft.ts';
import { wordOf } from '../text/lines.ts';

type Line = ast.Statement & Partial<Pick<ast.OwnClauses, 'flags' | 'because'>>;

/** True where the line says so, and has been read: `read` reads it as what it would be, into a release of its own. */
export function readDropped(
  context: Context,
  draft: ReleaseDraft,
  line: Line,
  block: Block | undefined,
  read: (apart: ReleaseDraft) => void,
): boolean {
  const isDropped = line.flags?.includes('dropped') ?? false;
  const word = wordOf(line);
  if (!isDropped) {
    if (line.because?.length && takes(word, 'dropped'))
      context.problem(
        context.property(line, 'because'),
        '`because` says why something is `dropped`: `dropped because "…"`.',
      );
    return false;
  }
  const apart = apartFrom(draft, context, line);
  const outer = context.isDropped;
  context.isDropped = true;
  read(apart);
  context.isDropped = outer;
  const [because] = line.because ?? [];
  const things = [...apart.names.values()].filter(
    (named) => !(named.kind === 'block' && named.block.name === undefined),
  );
  const own = things.find(({ namePlace }) => isOf(namePlace, context, line));
  const steps = apart.steps.filter(({ name }) => name === undefined);
  const first = steps.find(({ head }) => isOf(head, context, line));
  const label = own?.name ?? (first && stepLabel(first)) ?? word;
  const whole: Dropped = {
    ...declared(own, context, line, label),
    kind: 'dropped',
    word,
    label,
    title: own?.title ?? first?.title,
    targets: (first ?? stepOf(own))?.targets.map(({ name }) => name) ?? [],
    because,
    block,
  };
  draft.dropped.push(whole);
  if (own) context.declare(draft.names, whole);
  for (const thing of things) {
    if (thing === own) continue;
    const part: Dropped = {
      ...identityOf(thing),
      kind: 'dropped',
      word: wordOfThing(thing),
      label: thing.name,
      title: thing.title,
      targets: stepOf(thing)?.targets.map(({ name }) => name) ?? [],
      because,
      of: label,
    };
    context.declare(draft.names, part);
  }
  return true;
}

/** Its own lists, so that nothing in it is counted; the names around it are known. */
function apartFrom(draft: ReleaseDraft, context: Context, line: Line): ReleaseDraft {
  const empty = newReleaseDraft(context, line as ast.Declaration);
  return { ...empty, id: draft.id, name: draft.name, releaseKind: draft.releaseKind, zone: draft.zone };
}

function declared(own: Named | undefined, context: Context, line: AstNode, label: string): Omit<Declared, 'title'> {
  if (own) return identityOf(own);
  const head = context.head(line);
  return { id: context.id(label), name: '', place: context.place(line), namePlace: head, head };
}

function identityOf({ id, name, place, namePlace, head, note }: Declared): Omit<Declared, 'title'> {
  return { id, name, place, namePlace, head, note };
}

function isOf({ range }: Named['namePlace'], context: Context, line: AstNode): boolean {
  const { start } = context.head(line).range;
  const { end } = context.head(line).range;
  const { line: row, character } = range.start;
  const isBehind = row > start.line || (row === start.line && character >= start.character);
  return isBehind && (row < end.line || (row === end.line && character <= end.character));
}

function stepOf(thing: Named | undefined) {
  return thing?.kind === 'step' ? thing : undefined;
}

function wordOfThing(thing: Named): string {
  if (thing.kind === 'step') return thing.verb;
  return thing.kind === 'block' ? thing.block.kind : thing.kind;
}
