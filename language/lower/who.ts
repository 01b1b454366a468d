/** People and points of the text → the plan's. */
import { type After, type PointRef, type Ref, TBD, type Time, type Who } from '../../plan/model.ts';
import type * as ast from '../generated/ast.ts';
import type { Context } from './context.ts';
import { EXPECTED, type Expected } from './expected.ts';
import { isOpenLine } from './judged-clauses.ts';
import { judgeLag, lagOf, lagsOf } from './times/lags.ts';

/** What a template calls the release before the one that is made from it. */
export const PREVIOUS = 'previous';

export function lowerWho(
  context: Context,
  node: ast.Who | undefined,
  expected: Expected = EXPECTED.who,
): Who | undefined {
  if (!node) return undefined;
  const ref = context.refAt(node.name, node, 'name', expected);
  if (!ref) return undefined;
  const [word] = (['any', 'all', 'relay'] as const).filter((one) => node[one]);
  const count = word ?? countOf(context, node);
  const skills = context.refs(node.skills, node, 'skills', EXPECTED.any);
  const otherwise = node.otherwise.flatMap((name, i) =>
    isBlocks(node, name) ? [] : (context.ref(name, context.property(node, 'otherwise', i), expected) ?? []),
  );
  const chain = otherwise.length > 0 ? otherwise : undefined;
  const independentOf = context.refAt(node.independentOf, node, 'independentOf', expected);
  return {
    ref,
    count,
    ...(node.count === TBD && { countOpen: { tbd: true as const, place: context.property(node, 'count') } }),
    ...(skills.length > 0 && { skills }),
    otherwise: chain,
    ...(independentOf && { independentOf }),
    place: context.place(node),
  };
}

/** `sign-off tbd`: a line that is somebody's, and says nothing but that it is open. */
export function openWho(context: Context, line: ast.Property): { readonly by?: Who } {
  if (line.by.length > 0 || !isOpenLine(line)) return {};
  const place = context.property(line, 'spans');
  return { by: { ref: { name: TBD, place }, place } };
}

/** One answers for it; who else is named behind the same `by` is kept, to be told. */
export function lowerAccountable(
  context: Context,
  node: ast.Who | undefined,
  others: readonly ast.Who[],
  expected: Expected = EXPECTED.who,
): Who | undefined {
  const who = lowerWho(context, node, expected);
  const also = who ? lowerWhos(context, others) : [];
  return who && also.length > 0 ? { ...who, also } : who;
}

/** Behind `by` on the line of a play or rollback, too, an `else` that names another of these is what comes next. */
export function blockBehind(
  node: ast.Block | ast.Unknown,
): { readonly name: string; readonly index: number } | undefined {
  const chain = node.by[0]?.otherwise ?? [];
  const index = chain.findIndex((name) => isCalled(node, name));
  return index < 0 ? undefined : { name: chain[index]!, index };
}

function isBlocks(node: ast.Who, name: string): boolean {
  const line = node.$container as ast.Statement;
  return line.$type === 'Block' && (line.kind === 'play' || line.kind === 'rollback') && isCalled(line, name);
}

function isCalled(line: ast.Block | ast.Unknown, name: string): boolean {
  const { statements } = line.$container as { readonly statements: readonly ast.Statement[] };
  return statements.some(
    (one) => one.$type === 'Block' && (one.kind === 'play' || one.kind === 'rollback') && one.name === name,
  );
}

/** How many of a team; what is no number of people counts for nothing, and is told. */
function countOf(context: Context, node: ast.Who): number | undefined {
  if (node.count === undefined || node.count === TBD) return node.count && 1;
  const count = Number(node.count);
  if (Number.isSafeInteger(count) && count > 0) return count;
  context.problem(
    context.property(node, 'count'),
    `\`${node.count}\` is no number of people; write how many of them it takes, such as \`2 of ${node.name}\`.`,
  );
  return undefined;
}

export function lowerWhos(context: Context, nodes: readonly ast.Who[], expected?: Expected): Who[] {
  return nodes.flatMap((node) => lowerWho(context, node, expected) ?? []);
}

export function lowerPoint(
  context: Context,
  node: ast.Point,
  expected: Expected = EXPECTED.point,
): PointRef | undefined {
  return pointOf(context, node, expected, sideOf(context, node));
}

export function pointOf(
  context: Context,
  node: ast.Point,
  expected: Expected,
  side: PointRef['side'],
): PointRef | undefined {
  const place = context.place(node);
  if (node.target !== undefined) {
    const target = context.refAt(node.target, node, 'target', targetOf(node.name));
    const ref: Ref = { name: node.name ?? '', place: context.property(node, 'name') };
    if (target && !context.usedAt) context.used.steps.push({ verb: ref, target, place, release: context.release });
    return target ? { ref, target, side, place } : undefined;
  }
  const ref = context.refAt(node.name, node, 'name', expected);
  return ref ? { ref, side, place } : undefined;
}

/** What a step of that verb is about: whoever is told, or a thing. */
export function targetOf(verb: string | undefined): Expected {
  return verb === 'notify' ? EXPECTED.told : EXPECTED.thing;
}

export function lowerAfter(context: Context, nodes: readonly ast.Point[]): After[] {
  return nodes.flatMap((node) => {
    const point = lowerPoint(context, node);
    return point ? [{ point, ...lagsOf(context, node), place: context.place(node) }] : [];
  });
}

export function lowerPoints(context: Context, nodes: readonly ast.Point[], expected?: Expected): PointRef[] {
  return nodes.flatMap((node) => {
    judgeLag(context, node);
    return lowerPoint(context, node, expected) ?? [];
  });
}

/** Names in a list of points, where only names make sense (`skills dba, postgres`). */
export function lowerNames(context: Context, nodes: readonly ast.Point[], expected: Expected): Ref[] {
  return nodes.flatMap((node) => context.refAt(node.name, node, 'name', expected) ?? []);
}

/** `go-live + 2h` as a time. */
export function lowerPointTime(context: Context, node: ast.Point): Time {
  const timed = context.timed(node);
  const point = lowerPoint(context, node);
  if (!point) return { kind: 'unknown', ...timed };
  const { ref, target, side } = point;
  return { kind: 'point', ref, ...(target && { target }), side, offset: lagOf(context, node), ...timed };
}

function sideOf(context: Context, node: ast.Point): 'start' | 'end' | undefined {
  if (node.name === PREVIOUS && node.side !== undefined && context.given?.parameters.has(PREVIOUS)) {
    context.previous.push({ name: node.side, place: context.property(node, 'side') });
    return undefined;
  }
  if (node.side === undefined || node.side === 'start' || node.side === 'end') return node.side;
  context.problem(
    context.property(node, 'side'),
    `\`.${node.side}\` is no end of anything; write \`.start\` or \`.end\`, in a condition also \`.late\`, \`.length\` or \`.failed\`.`,
  );
  return undefined;
}
