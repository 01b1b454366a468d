/** Conditions of the text, and what follows from them → the plan's. */
import { type Consequence, type Criterion, type OnlyIf, STATES } from '../../plan/model.ts';
import { parseDuration } from '../../plan/time/duration.ts';
import type * as ast from '../generated/ast.ts';
import { type Context, EXPECTED } from './context.ts';
import { lowerDuration } from './durations.ts';
import { lowerTime } from './times.ts';
import { lowerPoint, pointOf } from './who.ts';

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
  const written = node.value && context.value(node.value, (given) => given !== '', 'a value');
  // A number is read together with the unit behind it: `0.1 %`.
  const [, number = written, unit = node.unit] = /^(-?\d+(?:\.\d+)?)\s*([^\d.\s]+)$/.exec(written ?? '') ?? [];
  const value = number === undefined ? undefined : Number.parseFloat(number);
  const length = written ? parseDuration(written) : undefined;
  return {
    subject:
      context.words(node.subject) ??
      (point ? [point.ref.name, point.target?.name].filter(Boolean).join(' ') + (state ? `.${state.is}` : '') : ''),
    ...(state && { state }),
    operator: node.operator as Criterion['operator'],
    value: Number.isNaN(value) ? undefined : value,
    valueText: number,
    unit,
    ...(length && { length }),
    over: lowerDuration(context, node.over, node, 'over'),
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

/** `only if "Notes merged" = "yes" likely 30 %`. */
export function lowerOnlyIf(context: Context, node: Pick<ast.OwnClauses, 'onlyIf' | 'likely'>): OnlyIf | undefined {
  const conditions = node.onlyIf.flatMap((one) => lowerCriterion(context, one) ?? []);
  const [first] = node.onlyIf;
  if (!first || conditions.length === 0) return undefined;
  const [likely] = node.likely;
  const percent = likely === undefined || likely === 'tbd' ? undefined : Number(likely);
  const isShare = percent === undefined || percent <= 100;
  if (!isShare) {
    context.problem(
      context.place(first),
      `\`likely ${likely} %\` is more than always; write a share between 0 and 100.`,
    );
  }
  return {
    conditions,
    ...(percent !== undefined && isShare && { probability: percent / 100 }),
    place: context.place(first),
  };
}
