/** What decides: the lines of a gate, triggers, points of no return. */
import {
  type Block,
  type Consequence,
  type Gate,
  isInside,
  type Milestone,
  type PointOfNoReturn,
  TBD,
  type Trigger,
} from '../../../plan/model.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import type { Context, Mutable } from '../context.ts';
import { EXPECTED } from '../expected.ts';
import { isOpenLine, judgeClauses } from '../judged-clauses.ts';
import type { ReleaseDraft } from '../release/release-draft.ts';
import { undecided } from '../times/durations.ts';
import { lowerSpan, lowerTime } from '../times/times.ts';
import { lowerAccountable, lowerNames, lowerPoints, lowerWhos } from '../who.ts';
import { lowerConsequence, lowerConsequences, lowerCriterion, lowerCriterionLine } from './conditions.ts';

export function lowerGateLine(context: Context, gate: Mutable<Gate>, line: ast.Statement): void {
  if (line.$type === 'Criterion') {
    const criterion = lowerCriterionLine(context, line);
    if (criterion) gate.criteria = [...gate.criteria, criterion];
    else
      context.problem(context.place(line), 'A criterion says what is measured: `criterion "Open P1" = 0 from jira`.');
  }
  if (line.$type !== 'Property') return;
  judgeClauses(context, line, line.key);
  switch (line.key) {
    case 'quorum': {
      const isAll = line.quantities.length === 0 && line.refs.length === 1 && line.refs[0]?.name === 'all';
      const countOpen = undecided(context, line.quantities[0]?.number, line, 'quantities');
      const count = isAll ? 'all' : countOpen ? 1 : Number(line.quantities[0]?.number ?? Number.NaN);
      if (count === 'all' || (Number.isInteger(count) && count > 0)) {
        gate.quorum = {
          count,
          ...(countOpen && { countOpen }),
          ...saidOn('quorum', context, line),
          place: context.place(line),
        };
      } else
        context.problem(
          context.place(line),
          'A quorum is a number of people, or all: `quorum 2 including client-lead`, `quorum all`.',
        );
      break;
    }
    case 'unanimous':
    case 'majority':
      gate.rule = line.key;
      break;
    case 'veto':
      gate.veto = [...gate.veto, ...lowerNames(context, line.refs, EXPECTED.who)];
      break;
    case 'consulted':
      gate.consulted = [...(gate.consulted ?? []), ...lowerNames(context, line.refs, EXPECTED.who)];
      break;
    case 'needs':
      gate.needs = [...gate.needs, ...lowerPoints(context, line.refs, EXPECTED.needed)];
      break;
    case 'no-go':
      gate.noGo = openNoGo(context, line) ?? lowerConsequence(context, line.then[0], 'gate');
      if (!gate.noGo)
        context.problem(
          context.place(line),
          '`no-go` says what follows: `no-go then postpone to Sat 2026-12-12 22:00`.',
        );
      break;
  }
}

/** `no-go tbd` is `no-go then tbd`. */
function openNoGo(context: Context, line: ast.Property): Consequence | undefined {
  if (line.then.length > 0 || !isOpenLine(line)) return undefined;
  return { id: context.id('then tbd'), action: 'text', text: TBD, tbd: true, place: context.place(line) };
}

export function lowerTrigger(context: Context, draft: ReleaseDraft, node: ast.When, block?: Block): Trigger {
  const then = lowerConsequences(context, node.then);
  judgeClauses(context, node, 'when');
  const conditions = node.conditions.flatMap((one) => lowerCriterion(context, one) ?? []);
  const place = context.place(node);
  if (conditions.length === 0 || then.length === 0) {
    context.problem(
      place,
      'A trigger is a condition and what follows: `when "Error rate" > 1 % over 5m from grafana then rollback full`.',
    );
  }
  const [during] = node.during;
  const [at] = node.at;
  if (during && at) {
    context.problem(
      context.place(at),
      'A trigger is either armed `during` a time or looked at once, `at` a moment; leave one of the two out.',
    );
  }
  const trigger: Trigger = {
    id: context.id(`when ${conditions[0]?.subject ?? ''}`),
    kind: 'trigger',
    conditions,
    during: lowerSpan(context, during),
    at: during ? undefined : lowerTime(context, at),
    by: lowerAccountable(context, node.by[0], node.byAlso, EXPECTED.doer),
    with: node.with.length > 0 ? lowerWhos(context, node.with) : undefined,
    ...(node.via.length > 0 && { via: context.refs(node.via, node, 'via', EXPECTED.channel) }),
    then,
    block,
    place,
  };
  draft.triggers.push(trigger);
  return trigger;
}

export function lowerPointOfNoReturn(
  context: Context,
  draft: ReleaseDraft,
  block: Block,
  node: ast.PointOfNoReturn,
): PointOfNoReturn | undefined {
  const [no, back, written, ...others] = node.words;
  if (no !== 'no' || back !== 'return') {
    context.problem(context.place(node), '`point` of what? Write `point of no return`.', {
      title: 'Write `point of no return`',
      text: 'point of no return',
    });
    return undefined;
  }
  if (others.length > 0) {
    const place = context.property(node, 'words', 3);
    context.problem(
      place,
      `A point of no return has one name; write \`point of no return ${[written, ...others].join('-')}\`.`,
    );
  }
  const id = context.id(`point of no return${written === undefined ? '' : ` ${written}`}`);
  const point: PointOfNoReturn = {
    id,
    kind: 'point-of-no-return',
    ...(written !== undefined && { milestone: namedMoment(context, draft, block, node, written) }),
    afterStep: draft.steps.findLast((step) => isInside(step.block, block))?.index ?? -1,
    block,
    place: context.place(node),
  };
  draft.pointsOfNoReturn.push(point);
  return point;
}

/** What has a name is a moment that others hang on: `after settled`, `until settled`. */
function namedMoment(
  context: Context,
  draft: ReleaseDraft,
  block: Block,
  node: ast.PointOfNoReturn,
  written: string,
): Milestone {
  const name = context.substitution?.get(written)?.name ?? written;
  const milestone: Milestone = {
    ...context.declared(node, name),
    namePlace: context.property(node, 'words', 2),
    kind: 'milestone',
    after: [],
    with: [],
    done: false,
    block,
  };
  context.declare(draft.names, milestone);
  draft.milestones.push(milestone);
  return milestone;
}
