/** `use NAME(…)`: the steps of a runbook, with what its parameters stand for here, as one sequence. */
import { type Block, type Place, type Ref, type Release, type Runbook, TBD } from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { PARAMETER } from '../../parse/parser.ts';
import { saidOn } from '../clauses.ts';
import type { Context, Given, GivenValue, Mutable, RunbookSource } from '../context.ts';
import { EXPECTED } from '../expected.ts';
import { judgeClauses } from '../judged-clauses.ts';
import { newReleaseDraft, type ReleaseDraft } from '../release/release-draft.ts';
import { lowerBlockLines, messagesBlock } from '../steps/blocks.ts';
import { saidLines } from '../text/said-lines.ts';
import { propertyNode } from '../text/source.ts';
import { declareParameters, parametersOf, typeCalled } from './parameters.ts';

/** Undefined: no such runbook, which linking reports. */
export function expandUse(context: Context, draft: ReleaseDraft, parent: Block, node: ast.Use): Block | undefined {
  judgeClauses(context, node, 'use');
  context.refAt(node.runbook, node, 'runbook', EXPECTED.runbook);
  const place = context.place(node);
  if (node.runbook === TBD) {
    const way = 'As long as that is open, write what is known of it: `task NAME tbd by tbd`.';
    context.problem(place, `\`use\` which runbook? \`use patch(app-01, ops)\`. ${way}`);
    return undefined;
  }
  if (!node.runbook) {
    // A title in its place is told already, with the way out.
    if (node.titles.length === 0) context.problem(place, '`use` which runbook? `use patch(app-01, ops)`.');
    return undefined;
  }
  const source = context.runbooks.get(node.runbook);
  if (!source) return undefined;
  const { names: values, given } = argumentsOf(context, source, node);
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
  inner.given = given;
  lowerBlockLines(inner, draft, block, source.node.statements);
  for (const problem of inner.problems) context.problems.push(problem);
  for (const [problem, place] of inner.surplus) context.surplus.set(problem, place);
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

interface Arguments {
  readonly names: ReadonlyMap<string, Ref>;
  readonly given: Given;
}

function argumentsOf(context: Context, source: RunbookSource, node: ast.Use): Arguments {
  const { parameters } = source.runbook;
  if (parameters.length !== node.arguments.length) {
    const list = parameters.map((parameter) => parameter.name).join(', ');
    context.problem(
      context.place(node),
      `Runbook \`${source.runbook.name}\` takes ${parameters.length} (${list || 'nothing'}), and ${node.arguments.length} are given.`,
    );
  }
  const names = new Map<string, Ref>();
  const values = new Map<string, GivenValue>();
  const told = new Set<string>();
  node.arguments.forEach((argument, i) => {
    const parameter = parameters[i];
    // A parameter of the runbook around it hands on what it stands for.
    const handedOn = parameterIn(context, argument);
    const written = handedOn === undefined ? givenFor(context, argument) : context.given?.values.get(handedOn);
    // Of a runbook that is only declared nobody knows yet what it is given.
    if (handedOn !== undefined && context.isJudged && !written) {
      context.refAt(argument.name, argument, 'name', EXPECTED.any);
      return;
    }
    const type = parameter?.type;
    const wanted = typeCalled(type);
    // `23.11` is a number, and many versions are one.
    const isVersion = wanted?.value === 'version' && written?.kind === 'number';
    const value: GivenValue | undefined = isVersion ? { ...written, kind: 'version' } : written;
    if (argument.name === TBD && parameter) {
      const place = context.usedAt ?? context.property(argument, 'name');
      names.set(parameter.name, { name: TBD, place });
      values.set(parameter.name, { kind: 'title', text: TBD });
      return;
    }
    if (parameter && wanted && (wanted.value ? value?.kind !== wanted.value : value)) {
      told.add(parameter.name);
      const given = value ? `\`${value.text}\`` : `the name \`${argument.name}\``;
      context.problem(
        context.place(argument),
        `\`${parameter.name}\` is ${wanted.words}, and ${given} is given; write ${wanted.example}.`,
      );
      return;
    }
    if (value && parameter) values.set(parameter.name, value);
    if (value) return;
    const ref = context.refAt(argument.name, argument, 'name', wanted?.expected ?? EXPECTED.any);
    if (parameter && ref) names.set(parameter.name, wanted ? ref : context.used.handOver(ref));
  });
  const misfit = (parameter: string, asked: string): void => {
    // What is missing is told with the number of arguments.
    const at = parameters.findIndex(({ name }) => name === parameter);
    const argument = node.arguments[at];
    if (!argument || told.has(parameter)) return;
    told.add(parameter);
    const handedOn = parameterIn(context, argument);
    if (handedOn !== undefined) {
      context.given!.misfit(handedOn, asked);
      return;
    }
    const text = givenFor(context, argument)?.text ?? argument.name ?? '';
    context.problem(
      context.place(argument),
      `\`${source.runbook.name}\` takes \`${parameter}\` for ${asked}, and \`${text}\` is none.`,
    );
  };
  return { names, given: { values, misfit, parameters: new Set(parameters.map(({ name }) => name)) } };
}

/** The parameter that stands there for what it is given; a name it stands for is found like any other. */
function parameterIn({ given }: Context, { name: called = '', text = called }: ast.Argument): string | undefined {
  const name = text.startsWith(PARAMETER) ? text.slice(PARAMETER.length) : text;
  return given?.parameters.has(name) ? name : undefined;
}

/** Undefined: it is a name. */
function givenFor(context: Context, argument: ast.Argument): GivenValue | undefined {
  const { text, unit } = argument;
  if (text === undefined) return undefined;
  if (propertyNode(argument, 'text')?.text.startsWith('"')) return { kind: 'title', text };
  if (unit) return { kind: 'percent', text: `${text} ${unit}` };
  if (context.estimate(text)) return { kind: 'duration', text };
  return { kind: /^\d+(\.\d+)?$/.test(text) ? 'number' : 'version', text };
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
  declareParameters(context, draft, runbook.parameters, 'runbook');
  context.release = draft as Release;
  context.judged.add(context.release);
  context.runbook = runbook.name;
  context.isJudged = true;
  context.given = {
    values: new Map(),
    misfit: () => {},
    parameters: new Set(runbook.parameters.map((one) => one.name)),
  };
  const block: Mutable<Block> = { ...messagesBlock(context, node), kind: 'sequence' };
  lowerBlockLines(context, draft, block, node.statements);
  context.runbook = undefined;
  context.isJudged = false;
  context.given = undefined;
  context.release = undefined;
}

export function lowerRunbook(context: Context, node: ast.Declaration): Runbook {
  judgeClauses(context, node, 'runbook');
  return {
    ...context.declared(node, node.name),
    kind: 'runbook',
    parameters: parametersOf(context, node),
    lines: saidLines(node),
  };
}
