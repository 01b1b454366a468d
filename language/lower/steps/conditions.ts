/** Conditions of the text, and what follows from them → the plan's. */

import { type Consequence, type Criterion, type OnlyIf, type PointRef, STATES, TBD } from '../../../plan/model.ts';
import { parseDuration } from '../../../plan/time/duration.ts';
import type * as ast from '../../generated/ast.ts';
import type { Context } from '../context.ts';
import { EXPECTED } from '../expected.ts';
import { lowerDuration } from '../times/durations.ts';
import { lowerEvery, lowerTime } from '../times/times.ts';
import { lowerAccountable, lowerPoint, pointOf } from '../who.ts';

export function lowerCriterion(
  context: Context,
  node: ast.Condition | undefined,
  place = node && context.place(node),
): Criterion | undefined {
  if (!node || !place) return undefined;
  const state = lowerState(context, node);
  const point =
    node.point && !state ? lowerPoint(context, node.point, node.operator ? EXPECTED.measured : undefined) : state?.of;
  if (node.operator && node.value === undefined) {
    context.problem(place, `A value is missing behind \`${node.operator}\`.`);
  }
  const written = node.value && context.value(node.value, (given) => given !== '', 'a value');
  // A number is read together with the unit behind it: `0.1 %`.
  const [, number = written, unit = node.unit] = /^(-?\d+(?:\.\d+)?)\s*([^\d.\s]+)$/.exec(written ?? '') ?? [];
  const value = number === undefined ? undefined : Number.parseFloat(number);
  const length = written ? parseDuration(written) : undefined;
  const base = node.of && lowerPoint(context, node.of);
  if (node.of && unit !== '%') {
    context.problem(context.place(node.of), SHARES);
  }
  return {
    subject: context.words(node.subject) ?? (point ? calledBy(point) + (state ? `.${state.is}` : '') : ''),
    ...(state && { state }),
    operator: node.operator as Criterion['operator'],
    value: Number.isNaN(value) ? undefined : value,
    valueText: number,
    unit: base && unit ? `${unit} of ${calledBy(base)}` : unit,
    ...(base && { of: base }),
    ...(length && { length }),
    ...(node.over === TBD ? { overTbd: true as const } : { over: lowerDuration(context, node.over, node, 'over') }),
    from: context.refAt(node.from, node, 'from', EXPECTED.source),
    place,
  };
}

/** `counts`, `verify orders-db`, `load.start`. */
function calledBy({ ref, target, side }: PointRef): string {
  return [ref.name, target?.name].filter(Boolean).join(' ') + (side ? `.${side}` : '');
}

const SHARES =
  'How much of what was measured before is a share of it: `> 150 % of baseline`, `= 100 % of counts` where it is to be the same.';

/** `criterion "Error rate" < 0.1 % from grafana by sre done`: a line of its own says whose it is, and how it stands. */
export function lowerCriterionLine(context: Context, line: ast.Criterion): Criterion | undefined {
  const measured = lowerCriterion(context, line.condition, context.place(line));
  if (!measured) return undefined;
  // Behind a value the verdict is read as its unit.
  const isUnit = measured.unit === FAILED;
  const [verdict] = line.verdicts;
  if (verdict !== undefined && verdict !== FAILED) {
    context.problem(
      context.property(line, 'verdicts'),
      `\`${verdict}\` has no meaning here: a criterion is \`done\` once it holds, and \`failed\` where it does not.`,
    );
  }
  const by = lowerAccountable(context, line.by[0], line.byAlso);
  const failed = isUnit || verdict === FAILED;
  return {
    ...measured,
    ...(isUnit && { unit: undefined }),
    ...(by && { by }),
    ...(line.done.length > 0 && { done: true as const }),
    ...(failed && { failed: true as const }),
  };
}

const FAILED = 'failed';

/** `publish.late > 72h`, `load.length > 30m`, `r4.failed`. */
function lowerState(context: Context, { point, operator, value }: ast.Condition): Criterion['state'] {
  const is = STATES.find((state) => state === point?.side);
  if (!point || !is) return undefined;
  const of = pointOf(context, point, EXPECTED[is], undefined);
  const place = context.property(point, 'side');
  if (is === 'failed' && operator) {
    context.problem(place, `\`${point.name}.failed\` says all of it; nothing is compared with it.`);
  } else if (operator && (!['>', '>='].includes(operator) || (value !== undefined && !parseDuration(value)))) {
    context.problem(
      place,
      `How ${is === 'late' ? 'late' : 'long'} says a length of time: \`${point.name}.${is} > 72h\`.`,
    );
  }
  if (is === 'length' && !operator)
    context.problem(place, `How long says a length of time: \`${point.name}.length > 72h\`.`);
  return of && { of, is };
}

const ACTIONS = ['rollback', 'play', 'notify', 'postpone', 'again', 'stop'] as const;

/** `then notify shops via mail, post`: behind a channel a comma goes on with channels, unless something that can follow comes. */
export function lowerConsequences(context: Context, nodes: readonly ast.Consequence[]): readonly Consequence[] {
  const all: Consequence[] = [];
  for (const node of nodes) {
    const last = all.at(-1);
    const isChannel = last?.via && node.text === undefined && !node.ref && !isAction(node.action);
    const via = isChannel ? context.refAt(node.action, node, 'action', EXPECTED.channel) : undefined;
    if (via) all[all.length - 1] = { ...last!, via: [...last!.via!, via] };
    else all.push(...[lowerConsequence(context, node) ?? []].flat());
  }
  return all;
}

function isAction(word: string | undefined): boolean {
  return (ACTIONS as readonly (string | undefined)[]).includes(word);
}

/** What follows names what it is about; `then rollback` alone is the whole one. */
const LACKING: Readonly<Partial<Record<(typeof ACTIONS)[number], string>>> = {
  play: 'Which play? Write `play NAME`.',
  notify: 'Notify whom? Write `notify WHO`.',
  postpone: 'Postpone to when? Write `postpone to Sat 2026-12-12 22:00`, or `postpone to tbd`.',
};

/** @param of whose it is: only a gate decides again */
export function lowerConsequence(
  context: Context,
  node: ast.Consequence | undefined,
  of: 'gate' | 'trigger' = 'trigger',
): Consequence | undefined {
  if (!node) return undefined;
  const action = ACTIONS.find((known) => known === node.action);
  const place = context.place(node);
  const isOpen = node.action === TBD;
  if (!action && node.text === undefined && !isOpen) {
    context.problem(
      context.property(node, 'action'),
      `\`${node.action}\` is nothing that can follow. Write \`rollback\`, \`play NAME\`, \`notify WHO\`, \`postpone to TIME\` or \`stop\`.`,
    );
  }
  judgeAgain(context, node, of);
  const lacks = action && LACKING[action];
  if (lacks && !node.ref && !node.to) context.problem(context.property(node, 'action'), lacks);
  if (node.via !== undefined && action !== 'notify') {
    context.problem(
      context.property(node, 'via'),
      `\`via\` says over which channel somebody is told: \`then ${node.action ?? 'rollback'}, notify WHO via ${node.via}\`.`,
    );
  }
  const [every] = node.every;
  const expected = action === 'notify' ? EXPECTED.told : action === 'play' ? EXPECTED.play : EXPECTED.rollback;
  return {
    id: context.id(`then ${node.action ?? ''}`),
    action: action ?? 'text',
    ref: context.refAt(node.ref, node, 'ref', expected),
    to: lowerTime(context, node.to),
    at: lowerTime(context, node.at[0]),
    every: every && lowerEvery(context, { every: [every], from: [], until: node.until }),
    text: node.text ?? (action ? undefined : node.action),
    ...(isOpen && { tbd: true as const }),
    ...(action === 'notify' &&
      node.via !== undefined && { via: [context.refAt(node.via, node, 'via', EXPECTED.channel)!] }),
    place,
  };
}

function judgeAgain(context: Context, node: ast.Consequence, of: 'gate' | 'trigger'): void {
  const place = context.property(node, 'action');
  const [at] = node.at;
  const [every] = node.every;
  const [until] = node.until;
  if (node.action !== 'again') {
    const stray = at ?? every ?? until;
    if (stray)
      context.problem(
        context.place(stray),
        `This says when it is decided again; write \`again\` before it, or leave it out.`,
      );
  } else if (of === 'trigger') {
    context.problem(place, 'A trigger fires whenever its condition holds; `again` is for the `no-go` of a gate.');
  } else if (!at && !every) {
    context.problem(place, 'Again when? Write `again at Wed of T` or `again every 1d until T`.');
  } else if (at && (every || until)) {
    context.problem(place, 'It is decided again either `at` a time or `every` so often; leave one of the two out.');
  } else if (every && !until) {
    context.problem(place, 'Again until when? Write `again every 1d until T`.');
  }
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
    ...(likely === 'tbd' && { tbd: true as const }),
    place: context.place(first),
  };
}
