/** People, points and conditions of the text → the plan's. */
import {
  type After,
  type Consequence,
  type Criterion,
  type PointRef,
  type Ref,
  STATES,
  type Time,
  type Who,
} from '../../plan/model.ts';
import { negate, parseDuration } from '../../plan/time/duration.ts';
import type { Duration } from '../../plan/time/model.ts';
import type * as ast from '../generated/ast.ts';
import { type Context, EXPECTED, type Expected } from './context.ts';
import { lowerDuration, lowerTime } from './times.ts';

export function lowerWho(
  context: Context,
  node: ast.Who | undefined,
  expected: Expected = EXPECTED.who,
): Who | undefined {
  if (!node) return undefined;
  const ref = context.refAt(node.name, node, 'name', expected);
  if (!ref) return undefined;
  const count = node.any ? 'any' : countOf(context, node);
  const skills = context.refs(node.skills, node, 'skills', EXPECTED.any);
  const otherwise = context.refAt(node.otherwise, node, 'otherwise', expected);
  return { ref, count, ...(skills.length > 0 && { skills }), otherwise, place: context.place(node) };
}

/** How many of a team; what is no number of people counts for nothing, and is told. */
function countOf(context: Context, node: ast.Who): number | undefined {
  if (node.count === undefined) return undefined;
  const count = Number(node.count);
  if (Number.isSafeInteger(count) && count > 0) return count;
  context.problem(
    context.property(node, 'count'),
    `\`${node.count}\` is no number of people; write how many of them it takes, such as \`2 of ${node.name}\`.`,
  );
  return undefined;
}

export function lowerWhos(context: Context, nodes: readonly ast.Who[]): Who[] {
  return nodes.flatMap((node) => lowerWho(context, node) ?? []);
}

export function lowerPoint(
  context: Context,
  node: ast.Point,
  expected: Expected = EXPECTED.point,
): PointRef | undefined {
  return pointOf(context, node, expected, sideOf(context, node));
}

function pointOf(context: Context, node: ast.Point, expected: Expected, side: PointRef['side']): PointRef | undefined {
  const place = context.place(node);
  if (node.target !== undefined) {
    const target = context.refAt(node.target, node, 'target', EXPECTED.thing);
    const ref: Ref = { name: node.name ?? '', place: context.property(node, 'name') };
    if (target) context.stepReference(ref, target, place);
    return target ? { ref, target, side, place } : undefined;
  }
  const ref = context.refAt(node.name, node, 'name', expected);
  return ref ? { ref, side, place } : undefined;
}

export function lowerAfter(context: Context, nodes: readonly ast.Point[]): After[] {
  return nodes.flatMap((node) => {
    const point = lowerPoint(context, node);
    return point ? [{ point, lag: lagOf(context, node), place: context.place(node) }] : [];
  });
}

export function lowerPoints(context: Context, nodes: readonly ast.Point[], expected?: Expected): PointRef[] {
  return nodes.flatMap((node) => lowerPoint(context, node, expected) ?? []);
}

/** Names in a list of points, where only names make sense (`skills dba, postgres`). */
export function lowerNames(context: Context, nodes: readonly ast.Point[], expected: Expected): Ref[] {
  return nodes.flatMap((node) => context.refAt(node.name, node, 'name', expected) ?? []);
}

/** `go-live + 2h` as a time. */
export function lowerPointTime(context: Context, node: ast.Point): Time {
  const timed = context.timed(node);
  const ref = context.refAt(node.name, node, 'name', EXPECTED.point);
  if (!ref) return { kind: 'unknown', ...timed };
  return { kind: 'point', ref, side: sideOf(context, node), offset: lagOf(context, node), ...timed };
}

export function lowerCriterion(
  context: Context,
  node: ast.Condition | undefined,
  place = node && context.place(node),
): Criterion | undefined {
  if (!node || !place) return undefined;
  const state = lowerState(context, node);
  const point = node.point && !state ? lowerPoint(context, node.point) : state?.of;
  if (node.operator && node.value === undefined) {
    context.problem(place, `A value is missing behind \`${node.operator}\`.`);
  }
  // A number is read together with the unit behind it: `0.1 %`.
  const [, number = node.value, unit = node.unit] = /^(-?\d+(?:\.\d+)?)([^\d.]+)$/.exec(node.value ?? '') ?? [];
  const value = number === undefined ? undefined : Number.parseFloat(number);
  const length = node.value === undefined ? undefined : parseDuration(node.value);
  return {
    subject:
      node.subject ??
      (point ? [point.ref.name, point.target?.name].filter(Boolean).join(' ') + (state ? `.${state.is}` : '') : ''),
    ...(state && { state }),
    operator: node.operator as Criterion['operator'],
    value: Number.isNaN(value) ? undefined : value,
    valueText: number,
    unit,
    ...(length && { length }),
    over: node.over === undefined ? undefined : parseDuration(node.over),
    from: context.refAt(node.from, node, 'from', EXPECTED.source),
    place,
  };
}

/** `publish.late > 72h`, `r4.failed`. */
function lowerState(context: Context, { point, operator, value }: ast.Condition): Criterion['state'] {
  const is = STATES.find((state) => state === point?.side);
  if (!point || !is) return undefined;
  const of = pointOf(context, point, EXPECTED[is], undefined);
  const place = context.property(point, 'side');
  if (is === 'failed' && operator) {
    context.problem(place, `\`${point.name}.failed\` says all of it; nothing is compared with it.`);
  } else if (operator && (!['>', '>='].includes(operator) || (value !== undefined && !parseDuration(value)))) {
    context.problem(place, `How late says a length of time: \`${point.name}.late > 72h\`.`);
  }
  return of && { of, is };
}

const ACTIONS = ['rollback', 'play', 'notify', 'postpone', 'stop'] as const;

export function lowerConsequence(context: Context, node: ast.Consequence | undefined): Consequence | undefined {
  if (!node) return undefined;
  const action = ACTIONS.find((known) => known === node.action);
  const place = context.place(node);
  if (!action && node.text === undefined) {
    context.problem(
      context.property(node, 'action'),
      `\`${node.action}\` is nothing that can follow. Write \`rollback\`, \`play NAME\`, \`notify WHO\`, \`postpone to TIME\` or \`stop\`.`,
    );
  }
  const expected = action === 'notify' ? EXPECTED.told : EXPECTED.block;
  return {
    id: context.id(`then ${node.action ?? ''}`),
    action: action ?? 'text',
    ref: context.refAt(node.ref, node, 'ref', expected),
    to: lowerTime(context, node.to),
    text: node.text ?? (action ? undefined : node.action),
    place,
  };
}

function sideOf(context: Context, node: ast.Point): 'start' | 'end' | undefined {
  if (node.side === undefined || node.side === 'start' || node.side === 'end') return node.side;
  context.problem(
    context.property(node, 'side'),
    `\`.${node.side}\` is no end of anything; write \`.start\` or \`.end\`, in a condition also \`.late\` or \`.failed\`.`,
  );
  return undefined;
}

function lagOf(context: Context, node: ast.Point): Duration | undefined {
  const lag = lowerDuration(context, node.lag, node, 'lag');
  return lag && node.sign === '-' ? negate(lag) : lag;
}
