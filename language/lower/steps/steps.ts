/** Blocks, steps, gates, triggers and checklists → the plan's tree of blocks. */

import type { AstNode } from 'langium';
import type { Child } from '../../../plan/children.ts';
import {
  BLOCK_KINDS,
  type Block,
  type BlockKind,
  type ChecklistItem,
  type Consequence,
  type Gate,
  isInside,
  type Milestone,
  type PointOfNoReturn,
  type Release,
  type Step,
  stepLabel,
  TBD,
  type Trigger,
  type Verb,
  type Who,
} from '../../../plan/model.ts';
import { nearest } from '../../../plan/nearest.ts';
import { isOrdered } from '../../../plan/order/blocks.ts';
import { besideOn, CLAUSE_OF_PROPERTY } from '../../clauses-of.ts';
import type * as ast from '../../generated/ast.ts';
import { BLOCKS, ownerOf } from '../../lines.ts';
import { type Said, saidOn } from '../clauses.ts';
import { type Context, EXPECTED, type Expected, isOpenLine, type Mutable, titleOf } from '../context.ts';
import { isKind, noKind } from '../release/kinds.ts';
import type { ReleaseDraft } from '../release/release-draft.ts';
import { expandUse } from '../runbooks/runbooks.ts';
import { judgeLine } from '../text/lines.ts';
import { clauseForName, clauseNodes, featureOf, laidOut } from '../text/source.ts';
import { lowerEstimate, undecided } from '../times/durations.ts';
import { lowerSpan, lowerTime } from '../times/times.ts';
import {
  blockBehind,
  lowerAccountable,
  lowerNames,
  lowerPoints,
  lowerWho,
  lowerWhos,
  openWho,
  targetOf,
} from '../who.ts';
import { lowerConsequence, lowerConsequences, lowerCriterion, lowerCriterionLine } from './conditions.ts';
import { readDropped } from './dropped.ts';
import { readText } from './message-texts.ts';
import { readProof } from './proof.ts';

type StepNode = ast.Step | ast.NamedStep;

/** Lowers the lines of a block of steps into `block`. */
export function lowerBlockLines(
  context: Context,
  draft: ReleaseDraft,
  block: Mutable<Block>,
  lines: readonly ast.Statement[],
): void {
  const children: Block['children'][number][] = [];
  block.children = children;
  for (const line of lines) {
    const child = lowerBlockLine(context, draft, block, line);
    if (child) children.push(keptIn(draft, child));
    if (child?.kind === 'point-of-no-return' && child.milestone) children.push(child.milestone.id);
  }
}

/** Its id, by which a block knows it. What else stands in blocks is in a list of the release, and is kept once that is whole. */
export function keptIn({ things }: ReleaseDraft, child: Child): Block['children'][number] {
  if ('children' in child) things.set(child.id, child);
  return child.id;
}

/** Undefined: the line is no part of the order of the block, or says something else about it. */
function lowerBlockLine(context: Context, draft: ReleaseDraft, block: Block, line: ast.Statement): Child | undefined {
  if (!judgeLine(context, line, 'steps')) return undefined;
  if (readDropped(context, draft, line, block, (apart) => readBlockLine(context, apart, block, line))) return undefined;
  return readBlockLine(context, draft, block, line);
}

function readBlockLine(context: Context, draft: ReleaseDraft, block: Block, line: ast.Statement): Child | undefined {
  switch (line.$type) {
    case 'Step':
    case 'NamedStep':
      return lowerStep(context, draft, block, line);
    case 'Block':
      return appliesTo(context, draft, line) ? lowerBlock(context, draft, line, block) : undefined;
    case 'Use':
      return appliesTo(context, draft, line) ? expandUse(context, draft, block, line) : undefined;
    case 'When':
      return lowerTrigger(context, draft, line, block);
    case 'PointOfNoReturn':
      return lowerPointOfNoReturn(context, draft, block, line);
    case 'Declaration':
      return line.kind === 'milestone' ? lowerMilestone(context, draft, line, block) : undefined;
    case 'Unknown':
      return lowerUnknown(context, draft, line, block);
    default:
      return undefined;
  }
}

/** `paralel { … }`: its steps are read as those of the block that was probably meant. The word itself is told by `judgeLine`. */
export function lowerUnknown(
  context: Context,
  draft: ReleaseDraft,
  node: ast.Unknown,
  parent?: Block,
): Block | undefined {
  if (node.statements.length === 0) return undefined;
  const meant = BLOCKS.find((kind) => kind === nearest(node.word, BLOCK_KINDS));
  return readBlock(context, draft, node, meant ?? (parent ? 'sequence' : 'phase'), undefined, parent);
}

export function lowerBlock(context: Context, draft: ReleaseDraft, node: ast.Block, parent?: Block): Block {
  context.judgeClauses(node, node.kind);
  return readBlock(context, draft, node, node.kind as BlockWord, node.name, parent);
}

function readBlock(
  context: Context,
  draft: ReleaseDraft,
  node: ast.Block | ast.Unknown,
  kind: BlockWord,
  name: string | undefined,
  parent: Block | undefined,
): Block {
  const block: Mutable<Block> = {
    id: context.id(name ?? kind),
    kind,
    name,
    title: context.words(titleOf(node)),
    namePlace: context.property(node, node.$type === 'Unknown' ? 'word' : name ? 'name' : 'kind'),
    head: context.head(node),
    place: context.place(node),
    parent,
    children: [],
    window: kind === 'run' ? context.refAt(node.in[0], node, 'in', EXPECTED.window) : undefined,
    ...saidOfBlock(context, kind, node),
    note: context.source.note(node),
  };
  if (kind === 'cycle' && !block.every)
    context.problem(
      block.head,
      'A cycle says how often its steps come round: `cycle weekly every 1w from Mon 2026-11-30 09:00 until Fri 2026-12-18 { … }`.',
    );
  declareBlock(context, draft, block);
  lowerBlockLines(context, draft, block, node.statements);
  return block;
}

/** The block around steps that stand in the release itself. */
export function messagesBlock(context: Context, release: AstNode): Mutable<Block> {
  const head = context.head(release);
  return {
    id: context.id('messages'),
    kind: 'messages',
    namePlace: head,
    head,
    place: context.place(release),
    children: [],
    after: [],
    tags: [],
  };
}

type BlockWord = Exclude<BlockKind, 'messages'>;

function saidOfBlock(
  context: Context,
  kind: BlockWord,
  node: ast.Block | ast.Unknown,
): Pick<Block, keyof Said<BlockWord>> & Pick<Block, 'otherwise' | 'durationOpen'> {
  const said = saidOn(kind, context, node);
  const isCalled = kind === 'rollback' || kind === 'play';
  const next = isCalled && node.else.length === 0 ? blockBehind(node) : undefined;
  const otherwise = next
    ? context.ref(next.name, context.property(node.by[0]!, 'otherwise', next.index), EXPECTED.called)
    : context.refAt(node.else[0], node, 'else', isCalled ? EXPECTED.called : EXPECTED.any);
  const isOpen = said.duration?.text === TBD;
  return {
    ...said,
    ...(isOpen && { duration: undefined, durationOpen: { tbd: true, place: said.duration!.place! } }),
    with: said.with?.length ? said.with : undefined,
    after: said.after ?? [],
    otherwise,
  };
}

/** A block answers to its word where none without a name does, so that `after run` and `needs prepare` read as they do. */
function declareBlock(context: Context, draft: ReleaseDraft, block: Block): void {
  const name = block.name ?? block.kind;
  const nameless = block.name === undefined;
  if (nameless && draft.names.has(name)) return;
  const named = {
    id: block.id,
    kind: 'block' as const,
    name,
    title: block.title,
    place: block.place,
    namePlace: block.namePlace,
    head: block.head,
    note: block.note,
    block,
  };
  if (nameless) draft.names.set(name, named);
  else {
    context.declare(draft.names, named);
    // `run cutover`: whoever waits for the run waits for it, too.
    const isKindOnly = !block.parent && KINDS_OF_ONE.has(block.kind) && !draft.names.has(block.kind);
    if (isKindOnly) draft.names.set(block.kind, { ...named, name: block.kind });
  }
}

/** Of these a release has one most of the time, and people call it by its word whatever its name is. */
const KINDS_OF_ONE: ReadonlySet<BlockKind> = new Set(['prepare', 'run', 'follow-up']);

export function lowerStep(context: Context, draft: ReleaseDraft, block: Block, node: StepNode): Step | undefined {
  if (!appliesTo(context, draft, node)) return undefined;
  const verb = node.verb as Verb;
  context.judgeClauses(node, verb);
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
export function lowerPlaceName(context: Context, node: StepNode, clause: 'to' | 'from', expected: Expected) {
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
  context.judgeClauses(line, line.key);
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
  context.judgeClauses(line, line.key);
  const place = context.place(line);
  const to = lowerNames(context, line.refs, EXPECTED.who);
  if (to.length > 0) return { to, ...saidOn('escalate', context, line), place };
  context.problem(place, '`escalate` names who is called when nobody answers: `escalate priya, mara within 10m`.');
  return undefined;
}

function lowerGateLine(context: Context, gate: Mutable<Gate>, line: ast.Statement): void {
  if (line.$type === 'Criterion') {
    const criterion = lowerCriterionLine(context, line);
    if (criterion) gate.criteria = [...gate.criteria, criterion];
    else
      context.problem(context.place(line), 'A criterion says what is measured: `criterion "Open P1" = 0 from jira`.');
  }
  if (line.$type !== 'Property') return;
  context.judgeClauses(line, line.key);
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

/** The lines of a checklist in the block of something that is declared. */
export function lowerItems(
  context: Context,
  draft: ReleaseDraft,
  { statements }: ast.Declaration,
): readonly ChecklistItem[] {
  return statements.flatMap((line) => (line.$type === 'Item' ? lowerItem(context, draft, line) : []));
}

/** None where it is for releases of another kind. */
export function lowerItem(context: Context, draft: ReleaseDraft, node: ast.Item): readonly ChecklistItem[] {
  context.judgeClauses(node, 'item');
  if (!appliesTo(context, draft, node)) return [];
  const item: ChecklistItem = {
    id: context.id(`- ${node.titles[0] ?? ''}`),
    text: context.words(node.titles[0]) ?? '',
    ...saidOn('item', context, node),
    items: node.statements.flatMap((line) =>
      judgeLine(context, line, 'item') && line.$type === 'Item' ? lowerItem(context, draft, line) : [],
    ),
    place: context.place(node),
  };
  return [item];
}

export function lowerTrigger(context: Context, draft: ReleaseDraft, node: ast.When, block?: Block): Trigger {
  const then = lowerConsequences(context, node.then);
  context.judgeClauses(node, 'when');
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

function lowerPointOfNoReturn(
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

export function lowerMilestone(
  context: Context,
  draft: ReleaseDraft,
  node: ast.Declaration,
  block?: Block,
): Milestone | undefined {
  if (!appliesTo(context, draft, node)) return undefined;
  context.judgeClauses(node, 'milestone');
  const milestone: Mutable<Milestone> = {
    ...context.declared(node, node.name),
    kind: 'milestone',
    ...saidOn('milestone', context, node),
    block,
  };
  // What nobody planned, and happened, is when it happened.
  if (!milestone.at && !milestone.due && milestone.after.length === 0) milestone.at = milestone.doneOn;
  const isOnPage = block !== undefined && isOrdered(block);
  if (!isOnPage && !milestone.at && !milestone.due && milestone.after.length === 0) {
    context.problem(context.head(node), 'A milestone is a moment: give it a time, or `after` something.');
  }
  const [span] = node.spans;
  const end = span?.dots ? lowerSpan(context, span)?.to : undefined;
  if (end && end.kind !== 'unknown')
    context.problem(end.place, 'A milestone is a moment, so the end of this range counts for nothing; write one time.');
  context.declare(draft.names, milestone);
  draft.milestones.push(milestone);
  return milestone;
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

export type { Release };
