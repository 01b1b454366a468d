/** `use NAME(…)`: the steps of a runbook, with what its parameters stand for here, as one sequence. */
import type { Block, Place, Ref, Release, Runbook } from '../../plan/model.ts';
import type * as ast from '../generated/ast.ts';
import { saidOn } from './clauses.ts';
import { type Context, EXPECTED, type Mutable, type RunbookSource } from './context.ts';
import { newReleaseDraft, type ReleaseDraft } from './release-draft.ts';
import { lowerBlockLines, messagesBlock } from './steps.ts';

/** Undefined: no such runbook, which linking reports. */
export function expandUse(context: Context, draft: ReleaseDraft, parent: Block, node: ast.Use): Block | undefined {
  context.judgeClauses(node, 'use');
  context.refAt(node.runbook, node, 'runbook', EXPECTED.runbook);
  const place = context.place(node);
  if (!node.runbook) {
    context.problem(place, '`use` which runbook? `use patch(app-01, ops)`.');
    return undefined;
  }
  const source = context.runbooks.get(node.runbook);
  if (!source) return undefined;
  const values = argumentsOf(context, source, node);
  if (isRefused(context, node.runbook, place)) return undefined;
  const name = node.as[0];
  const block: Mutable<Block> = {
    id: context.id(name ?? node.runbook),
    kind: 'sequence',
    name: name ?? node.runbook,
    title: source.runbook.title,
    namePlace: context.property(node, name ? 'as' : 'runbook'),
    head: place,
    place,
    parent,
    children: [],
    ...saidOn('use', context, node),
  };
  if (name) {
    context.declare(draft.names, {
      id: block.id,
      kind: 'block',
      name,
      place,
      namePlace: block.namePlace,
      head: place,
      block,
    });
  }
  const meanings = new Map([...localNames(source, name ?? node.runbook), ...values]);
  const inner = context.inside(source, name ?? node.runbook, place, meanings);
  lowerBlockLines(inner, draft, block, source.node.statements);
  for (const problem of inner.problems) context.problems.push(problem);
  return block;
}

/** A runbook that uses itself, or comes to more than is read, is told and left out. */
function isRefused(context: Context, used: string, place: Place): boolean {
  const sizes = context.runbookSizes;
  const circle = sizes.circleOver(context.runbook, used);
  if (circle) {
    const way = circle.map((one) => `\`${one}\``).join(' → ');
    const message = `This runbook uses itself (${way}); take one of these \`use\` lines out.`;
    // Where it is declared in this file it is told there, and once.
    const isOfThisFile = context.source.file === place.file;
    if (!context.usedAt) context.problem(place, message);
    else if (!isOfThisFile) context.problems.push({ place, message });
    return true;
  }
  // What is used inside of it is counted with it.
  if (context.usedAt) return false;
  const refusal = context.isJudged ? sizes.judgedRefusal(used) : sizes.refusal(used);
  if (refusal) context.problem(place, refusal);
  return refusal !== undefined;
}

function argumentsOf(context: Context, source: RunbookSource, node: ast.Use): Map<string, Ref> {
  const parameters = source.runbook.parameters;
  if (parameters.length !== node.arguments.length) {
    const list = parameters.map((parameter) => parameter.name).join(', ');
    context.problem(
      context.place(node),
      `Runbook \`${source.runbook.name}\` takes ${parameters.length} (${list || 'nothing'}), and ${node.arguments.length} are given.`,
    );
  }
  const values = new Map<string, Ref>();
  node.arguments.forEach((argument, i) => {
    const parameter = parameters[i];
    const ref = context.refAt(argument.name, argument, 'name', EXPECTED.any);
    if (parameter && ref) values.set(parameter.name, ref);
  });
  return values;
}

/** A step named in a runbook is another one at each use: `patch.check` of `use … as patch`. */
function localNames(source: RunbookSource, use: string): Map<string, Ref> {
  const names = new Map<string, Ref>();
  const walk = (lines: readonly ast.Statement[]): void => {
    for (const line of lines) {
      const name =
        line.$type === 'Step' || line.$type === 'NamedStep'
          ? (line.as[0] ?? ('name' in line ? line.name : undefined))
          : undefined;
      if (name) names.set(name, { name: `${use}.${name}`, place: source.runbook.namePlace });
      if (line.$type === 'Block') walk(line.statements);
    }
  };
  walk(source.node.statements);
  return names;
}

/**
 * Reads the lines of a runbook where they are declared, so that their names are linked and their mistakes told once,
 * used or not. What it builds is thrown away.
 */
export function judgeRunbook(context: Context, runbook: Runbook, node: ast.Declaration): void {
  const draft = newReleaseDraft(context, node);
  for (const parameter of runbook.parameters) {
    const { place } = parameter;
    draft.names.set(parameter.name, {
      id: `parameter ${parameter.name}`,
      kind: 'parameter',
      name: parameter.name,
      place,
      namePlace: place,
      head: place,
    });
  }
  context.release = draft as Release;
  context.runbook = runbook.name;
  context.isJudged = true;
  const block: Mutable<Block> = { ...messagesBlock(context, node), kind: 'sequence' };
  lowerBlockLines(context, draft, block, node.statements);
  context.runbook = undefined;
  context.isJudged = false;
  context.release = undefined;
}

export function lowerRunbook(context: Context, node: ast.Declaration): Runbook {
  context.judgeClauses(node, 'runbook');
  return {
    ...context.declared(node, node.name),
    kind: 'runbook',
    parameters: node.parameters.map((name, i) => ({ name, place: context.property(node, 'parameters', i) })),
  };
}
