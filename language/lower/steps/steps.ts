/** Steps, with what stands in their own blocks. */
import {
  type Block,
  type ChecklistItem,
  type Gate,
  type Step,
  stepLabel,
  TBD,
  type Verb,
  type Who,
} from '../../../plan/model.ts';
import { besideOn, CLAUSE_OF_PROPERTY } from '../../clauses-of.ts';
import type * as ast from '../../generated/ast.ts';
import { ownerOf } from '../../lines.ts';
import { saidOn } from '../clauses.ts';
import { type Context, type Mutable, titleOf } from '../context.ts';
import { EXPECTED, type Expected } from '../expected.ts';
import { judgeClauses } from '../judged-clauses.ts';
import { appliesTo } from '../release/kinds.ts';
import type { ReleaseDraft } from '../release/release-draft.ts';
import { judgeLine } from '../text/lines.ts';
import { clauseForName, clauseNodes, featureOf, laidOut } from '../text/source.ts';
import { lowerEstimate } from '../times/durations.ts';
import { lowerTime } from '../times/times.ts';
import { lowerNames, lowerWho, openWho, targetOf } from '../who.ts';
import { lowerCriterion } from './conditions.ts';
import { lowerGateLine } from './gates.ts';
import { lowerItem } from './items.ts';
import { readText } from './message-texts.ts';
import { readProof } from './proof.ts';

type StepNode = ast.Step | ast.NamedStep;

export function lowerStep(context: Context, draft: ReleaseDraft, block: Block, node: StepNode): Step | undefined {
  if (!appliesTo(context, draft, node)) return undefined;
  const verb = node.verb as Verb;
  judgeClauses(context, node, verb);
  judgeName(context, node);
  const written = node.as[0] ?? (node.$type === 'NamedStep' ? node.name : undefined);
  // Inside a runbook each use has steps of its own, so their names are its own too.
  const name = written && (context.substitution?.get(written)?.name ?? written);
  const targets = node.$type === 'Step' ? context.refs(node.targets, node, 'targets', targetOf(verb)) : [];
  const title = context.words(titleOf(node));
  if (node.$type === 'Step' && targets.length === 0) {
    context.problem(context.property(node, 'verb'), `\`${verb}\` what? Name ${targetOf(verb).words} after it.`);
  }
  judgeRange(context, node);
  const id = context.id(written ?? stepLabel({ verb, targets, title }));
  return context.inStep(id, () => readStep(context, draft, block, node, { id, verb, name, title, targets }));
}

type Called = Pick<Step, 'id' | 'verb' | 'name' | 'title' | 'targets'>;

function readStep(context: Context, draft: ReleaseDraft, block: Block, node: StepNode, called: Called): Step {
  const { verb, name } = called;
  const said = saidOn(verb, context, node);
  for (const { count, place, ref } of said.with ?? []) {
    if (count === 'relay')
      context.problem(
        place,
        `\`relay of\` hands a step over from one who does it to the next: it stands behind \`by\`. Write \`with any of ${ref.name}\`.`,
      );
  }
  const step: Mutable<Step> = {
    ...said,
    ...called,
    kind: 'step',
    index: draft.steps.length,
    block,
    place: context.place(node),
    head: context.head(node),
    namePlace: stepNamePlace(context, node, name),
    note: context.source.note(node),
    via: said.via ?? [],
    by: said.by ?? inherited(block, (outer) => outer.by),
    with: [...(said.by?.also ?? []), ...withOf(verb, said.with, block)],
    to: lowerPlaceName(context, node, 'to', EXPECTED[ledTo(verb)]),
    from: lowerPlaceName(context, node, 'from', verb === 'restore' ? EXPECTED.point : EXPECTED.any),
    until: lowerUntil(context, node),
    untilWhen: lowerCriterion(context, verb === 'wait' ? node.untilWhen[0] : undefined),
    share: lowerShare(context, node),
    irreversible: lowerIrreversible(context, node),
    checklist: [],
    usedAt: context.usedAt,
  };
  draft.steps.push(step);
  if (name) context.declare(draft.names, step as Step & { name: string });
  lowerStepLines(context, draft, step, node);
  return step;
}

/** Of a block they are with every step that names nobody itself; to wait and to send takes the time of none. */
function withOf(verb: Verb, own: readonly Who[], block: Block): readonly Who[] {
  if (own.length > 0 || verb === 'wait' || verb === 'notify') return own;
  return inherited(block, (outer) => outer.with) ?? [];
}

function stepNamePlace(context: Context, node: StepNode, name: string | undefined) {
  if (node.as.length > 0) return context.property(node, 'as');
  return context.property(node, name ? 'name' : 'verb');
}

function ledTo(verb: string): 'told' | 'led' | 'store' {
  if (verb === 'grant' || verb === 'revoke') return 'told';
  return verb === 'switch' || verb === 'migrate' ? 'led' : 'store';
}

/** `to` and `from` take a time in the grammar; on a step they name a thing. */
function lowerPlaceName(context: Context, node: StepNode, clause: 'to' | 'from', expected: Expected) {
  const time = node[clause][0];
  if (clause === 'to' && node.verb === 'switch' && (time?.tbd || shareGiven(context, node))) return undefined;
  // `every 2w from Mon 2026-06-01`, `every 2w from beta`: the begin of a recurrence.
  if (!time || (clause === 'from' && node.every.length > 0)) return undefined;
  const isBeside = besideOn(clause, node.verb ?? '') === 'every';
  if (time.tbd && !isBeside) return context.ref(TBD, context.place(time), expected);
  if (!time.point) {
    context.problem(context.place(time), `\`${clause}\` names a thing here, not a time.`);
    return undefined;
  }
  if (isBeside) {
    context.problem(context.place(time), `\`${clause}\` says nothing about \`${node.verb}\` without \`every\`.`);
    return undefined;
  }
  return context.ref(time.point.name, context.property(time.point, 'name'), expected);
}

/** `switch cart to share` in a runbook that is given one. */
function shareGiven(context: Context, { to: [time] }: StepNode): string | undefined {
  return time?.point && context.givenShare(time.point.name)?.replace(/\s*%$/, '');
}

/** `switch cart to 10 %`, `switch cart to tbd`. */
function lowerShare(context: Context, node: StepNode): Step['share'] {
  const isSwitch = node.verb === 'switch';
  const given = isSwitch ? shareGiven(context, node) : undefined;
  const text = given ?? node.shares[0];
  if (text === undefined)
    return isSwitch && node.to[0]?.tbd ? { tbd: true, place: context.place(node.to[0]) } : undefined;
  const place = given === undefined ? context.property(node, 'shares') : (context.usedAt ?? context.place(node.to[0]!));
  if (isSwitch && text === TBD) return { tbd: true, place };
  const percent = Number(text);
  if (!isSwitch) {
    const what = `\`to ${text} %\` is a share of the traffic`;
    context.problem(place, `${what}, which \`switch\` moves: \`switch cart to ${text} %\`.`);
  } else if (percent > 100) {
    // Of what is given to a runbook the line that gives it is told.
    if (given !== undefined) context.given!.misfit(node.to[0]!.point!.name, 'a share between 0 and 100 %');
    context.problem(place, `\`${text} %\` is more than all of the traffic; write a share between 0 and 100.`);
  } else return { percent, place };
  return undefined;
}

/** A `wait` lasts until then; what comes round again ends then, see `lowerEvery`. */
function lowerUntil(context: Context, node: StepNode): Step['until'] {
  const [until] = node.until;
  if (!until || node.every.length > 0) return undefined;
  if (besideOn('until', node.verb ?? '') === undefined) return lowerTime(context, until);
  context.problem(
    context.place(until),
    `\`until\` says nothing about \`${node.verb}\` without \`every\`; say how long it takes, or \`due\` when it must be over.`,
  );
  return undefined;
}

/** `task done "…"`: the word behind is a clause, so the step has no name. */
function judgeName(context: Context, node: StepNode): void {
  const first = context.usedAt ? undefined : clauseForName(node);
  if (!first) return;
  const feature = featureOf(first);
  const word = CLAUSE_OF_PROPERTY.get(feature ?? '') ?? first.text;
  context.flagsForNames.add(word);
  const does = word === 'link' ? 'gives it an address' : `marks it as \`${word}\``;
  context.problem(
    context.source.keyword(node, word) ?? context.at(first),
    `\`${word}\` right behind \`${node.verb}\` ${does} and is no name; call it otherwise, for example ` +
      `\`${node.verb} ${word}-it\`, or put \`${word}\` behind the title.`,
  );
}

/** Without a word before it, a time is a range; a moment needs the word that says what is then. */
function judgeRange(context: Context, node: StepNode): void {
  const [bare] = node.spans;
  if (!bare) return;
  const { from, dots } = bare;
  const isDay = from.date !== undefined && from.clock === undefined;
  if (dots || isDay || node.during.length > 0) return;
  const written = laidOut(from);
  context.problem(
    context.place(bare),
    `\`${written}\` is one moment: write \`at ${written}\` for its start, \`due ${written}\` for its end, or until when it lasts: \`${written} .. …\`.`,
    { title: `Write \`at ${written}\``, text: `at ${written}` },
  );
}

function lowerIrreversible(context: Context, node: StepNode): Step['irreversible'] {
  const index = node.flags.indexOf('irreversible');
  if (index < 0) {
    if (clauseNodes(node).some((piece) => piece.text === 'approved')) {
      const place = context.source.keyword(node, 'approved') ?? context.place(node);
      context.problem(place, '`approved` says nothing without `irreversible`: it is that which somebody has to allow.');
    }
    return undefined;
  }
  return { approvedBy: lowerWho(context, node.approvedBy[0]), place: context.property(node, 'flags', index) };
}

function inherited<T>(block: Block | undefined, get: (block: Block) => T | undefined): T | undefined {
  for (let outer = block; outer; outer = outer.parent) {
    const value = get(outer);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Lines in the block of a step: what only that verb has, and its checklist. */
function lowerStepLines(context: Context, draft: ReleaseDraft, step: Mutable<Step>, node: StepNode): void {
  const gate: Mutable<Gate> | undefined = step.verb === 'gate' ? { veto: [], needs: [], criteria: [] } : undefined;
  const items: ChecklistItem[] = [];
  for (const line of node.statements) {
    if (!judgeLine(context, line, ownerOf(step.verb))) continue;
    if (line.$type === 'Item') items.push(...lowerItem(context, draft, line));
    else if (line.$type === 'Declaration') readText(context, step, line);
    else if (readProof(context, step, line)) continue;
    else if (line.$type === 'Property' && line.key === 'escalate') step.escalate = lowerEscalate(context, line);
    else if (gate) lowerGateLine(context, gate, line);
    else if (line.$type === 'Property') lowerStepProperty(context, step, line);
  }
  step.checklist = items;
  step.gate = gate;
}

function lowerStepProperty(context: Context, step: Mutable<Step>, line: ast.Property): void {
  judgeClauses(context, line, line.key);
  if (line.key === 'tested') step.tested = lowerEstimate(context, line, 'durations') ?? { place: context.place(line) };
  else if (line.key === 'keep') step.keep = lowerEstimate(context, line, 'durations');
  else if (line.key === 'acknowledge') {
    step.acknowledge = {
      ...saidOn('acknowledge', context, line),
      ...openWho(context, line),
      ...consentOf(context, line),
      place: context.place(line),
    };
  }
}

/** `within 3d then approve`: who says nothing until then has agreed. */
function consentOf(context: Context, line: ast.Property): Pick<NonNullable<Step['acknowledge']>, 'approves'> {
  const [then] = line.then;
  if (!then) return {};
  if (then.action !== 'approve') {
    const place = context.property(then, 'action');
    context.problem(place, 'What follows from silence is `approve`: `acknowledge by mara within 3d then approve`.');
    return {};
  }
  if (line.within.length === 0)
    context.problem(context.place(then), 'Silence approves after how long? `within 3d then approve`.');
  return { approves: { ref: context.refAt(then.ref, then, 'ref', EXPECTED.point) } };
}

/** `escalate priya, mara within 10m`; undefined: it says nobody. */
function lowerEscalate(context: Context, line: ast.Property): Step['escalate'] {
  judgeClauses(context, line, line.key);
  const place = context.place(line);
  const to = lowerNames(context, line.refs, EXPECTED.who);
  if (to.length > 0) return { to, ...saidOn('escalate', context, line), place };
  context.problem(place, '`escalate` names who is called when nobody answers: `escalate priya, mara within 10m`.');
  return undefined;
}
