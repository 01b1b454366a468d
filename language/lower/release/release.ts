/** `release NAME { … }` → the plan's. */
import type { Block, Named, Release, Who } from '../../../plan/model.ts';
import { isCalled } from '../../../plan/order/blocks.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import type { Context, Mutable } from '../context.ts';
import { zoneLine } from '../declared/calendars.ts';
import { lowerEvent, lowerFreeze, lowerMaintenance } from '../declared/occasions.ts';
import { lowerRole, lowerTeam } from '../declared/people.ts';
import { propertiesOf } from '../declared/properties.ts';
import { lowerCriteria } from '../declared/rules.ts';
import { lowerWord } from '../declared/things.ts';
import { EXPECTED } from '../expected.ts';
import { hasTimes, thingsInOrder } from '../ids.ts';
import { judgeClauses, judgeNaming } from '../judged-clauses.ts';
import { expandUse } from '../runbooks/runbooks.ts';
import { keptIn, lowerBlock, lowerUnknown, messagesBlock } from '../steps/blocks.ts';
import { readDropped } from '../steps/dropped.ts';
import { lowerTrigger } from '../steps/gates.ts';
import { lowerText } from '../steps/message-texts.ts';
import { lowerMilestone } from '../steps/milestones.ts';
import { lowerStep } from '../steps/steps.ts';
import { judgeLine } from '../text/lines.ts';
import { lowerBenefit } from './benefits.ts';
import { appliesTo } from './kinds.ts';
import { lowerRehearsal, lowerUat } from './practice.ts';
import { addCalendar, lowerReleaseProperty, readKind } from './properties.ts';
import type { ReleaseDraft } from './release-draft.ts';
import { lowerReserve } from './reserves.ts';
import { lowerRisk } from './risks.ts';
import { addRoster } from './rosters.ts';
import { lowerScope } from './scope.ts';
import { lowerWindow } from './windows.ts';

/** `draft` is already known by its name and entered into the scope, so that its lines can refer to it. */
export function lowerRelease(context: Context, draft: ReleaseDraft, node: ast.Declaration): void {
  judgeClauses(context, node, 'release');
  if (node.at[0]) {
    context.problem(
      context.place(node.at[0]),
      '`at` says nothing about a release outside of a train; it begins with its `window`.',
    );
  }
  const outer = context.zone;
  context.release = draft as Release;
  const lines = node.statements.filter((line) => judgeLine(context, line, 'release'));
  const properties = lines.filter((line) => line.$type === 'Property');
  draft.zone = zoneLine(context, properties) ?? context.zone;
  context.zone = draft.zone;
  readKind(context, draft, properties);
  for (const line of properties) lowerReleaseProperty(context, draft, line);
  declareImplicit(context, draft);

  const messages = messagesBlock(context, node);
  for (const line of lines) {
    // One zone holds for the whole release; a line that changed it for itself must not leak.
    context.zone = draft.zone;
    lowerReleaseLine(context, draft, messages, line);
  }
  if (messages.children.length > 0) draft.blocks.unshift(messages);
  followCalled(draft);
  keepThings(draft);
  context.release = undefined;
  context.zone = outer;
}

/** `follow-up repair after full`: what is done behind a rollback or play is done only once that is called. */
function followCalled({ blocks, names }: ReleaseDraft): void {
  for (const block of blocks) {
    if (block.kind !== 'follow-up') continue;
    const called = block.after.find(({ point: { ref, target } }) => {
      const named = target ? undefined : names.get(ref.name);
      return named?.kind === 'block' && isCalled(named.block);
    });
    if (called) (block as Mutable<Block>).follows = called.point.ref;
  }
}

/** Whatever an id may be asked for. */
function keepThings({ things, names, blocks, steps, windows, milestones, ...others }: ReleaseDraft): void {
  const { pointsOfNoReturn, triggers, rehearsals, uats, rosters, reserves, freezes, maintenances, events, risks } =
    others;
  const keep = (thing: { readonly id: string }) => things.set(thing.id, thing);
  const within = (block: Block): readonly Block[] => {
    const inner = block.children.flatMap((id) => (things.get(id) as Block | undefined) ?? []);
    return [block, ...inner.flatMap(within)];
  };
  const all = blocks.flatMap(within);
  // They stand among the others, whoever asked for one before.
  for (const { id } of all) things.delete(id);
  for (const named of names.values()) keep(named);
  for (const block of all) keep(block);
  const lists = [
    steps,
    windows,
    milestones,
    pointsOfNoReturn,
    triggers,
    rehearsals,
    uats,
    rosters,
    reserves,
    freezes,
    maintenances,
    events,
    risks,
  ];
  for (const thing of lists.flat()) keep(thing);
  // Only times of steps stand elsewhere.
  if (!hasTimes(things.keys())) return;
  const ordered = thingsInOrder([...things], steps);
  things.clear();
  for (const [id, thing] of ordered) things.set(id, thing);
}

function lowerReleaseLine(
  context: Context,
  draft: ReleaseDraft,
  messages: ReturnType<typeof messagesBlock>,
  line: ast.Statement,
): void {
  const isBlock =
    line.$type === 'Block' && (line.kind === 'window' || line.kind === 'scope' || line.kind === 'hypercare');
  const isRead =
    !isBlock &&
    readDropped(context, draft, line, undefined, (apart) => readReleaseLine(context, apart, messages, line));
  if (!isRead) readReleaseLine(context, draft, messages, line);
}

function readReleaseLine(
  context: Context,
  draft: ReleaseDraft,
  messages: ReturnType<typeof messagesBlock>,
  line: ast.Statement,
): void {
  switch (line.$type) {
    case 'Step':
    case 'NamedStep': {
      const step = lowerStep(context, draft, messages, line);
      if (step && !context.isDropped) messages.children = [...messages.children, keptIn(draft, step)];
      break;
    }
    case 'Use': {
      const block = appliesTo(context, draft, line) ? expandUse(context, draft, messages, line) : undefined;
      if (block && !context.isDropped) messages.children = [...messages.children, keptIn(draft, block)];
      break;
    }
    case 'Block':
      if (line.kind === 'window') draft.windows.push(lowerWindow(context, draft, line));
      else if (line.kind === 'scope') draft.scope = lowerScope(context, draft, line);
      else if (line.kind === 'hypercare') addRoster(context, draft, line);
      else if (appliesTo(context, draft, line)) {
        draft.blocks.push(lowerBlock(context, draft, line));
      }
      break;
    case 'Unknown': {
      const block = lowerUnknown(context, draft, line);
      if (block) draft.blocks.push(block);
      break;
    }
    case 'When':
      lowerTrigger(context, draft, line);
      break;
    case 'Reserve':
      draft.reserves.push(lowerReserve(context, line));
      break;
    case 'Declaration':
      lowerReleaseDeclaration(context, draft, line);
      break;
  }
}

function lowerReleaseDeclaration(context: Context, draft: ReleaseDraft, node: ast.Declaration): void {
  function enter<T extends Named>(list: T[] | undefined, named: T): void {
    list?.push(named);
    context.declare(draft.names, named);
  }
  switch (node.kind) {
    case 'calendar':
      judgeNaming(context, node);
      addCalendar(draft, context.refAt(node.name, node, 'name', EXPECTED.calendar));
      break;
    case 'team':
      enter(undefined, lowerTeam(context, node));
      break;
    case 'role':
      enter(undefined, lowerRole(context, node));
      break;
    case 'freeze':
      enter(draft.freezes, lowerFreeze(context, node));
      break;
    case 'maintenance':
      enter(draft.maintenances, lowerMaintenance(context, node));
      break;
    case 'event':
      enter(draft.events, lowerEvent(context, node));
      break;
    case 'criteria':
      enter(undefined, lowerCriteria(context, node));
      break;
    case 'roster':
      addRoster(context, draft, node);
      break;
    case 'priority':
      enter(undefined, lowerWord(context, node));
      break;
    case 'text':
      enter(undefined, lowerText(context, node));
      break;
    case 'milestone':
      lowerMilestone(context, draft, node);
      break;
    case 'rehearsal':
      enter(draft.rehearsals, lowerRehearsal(context, draft, node));
      break;
    case 'uat':
      enter(draft.uats, lowerUat(context, draft, node));
      break;
    case 'benefit':
      enter(draft.benefits, lowerBenefit(context, node));
      break;
    case 'risk':
      enter(draft.risks, lowerRisk(context, draft, node));
      break;
    case 'issue':
      propertiesOf(context, node);
      if (node.on[0] && node.escalatedTo.length === 0)
        context.problem(context.place(node.on[0]), '`on` is the day it was escalated: `escalated to WHO on DATE`.');
      enter(draft.issues, {
        ...context.declared(node, node.name),
        kind: 'issue',
        ...saidOn('issue', context, node),
      });
      break;
  }
}

/** `owner` and `sponsor` are names too: `notify sponsor "…"`. */
function declareImplicit(context: Context, draft: ReleaseDraft): void {
  for (const name of ['owner', 'sponsor'] as const) {
    const who: Who | undefined = draft[name];
    if (!who) continue;
    const place = context.usedAt ?? who.place;
    draft.names.set(name, { id: context.id(name), kind: 'implicit', name, place, namePlace: place, head: place, who });
  }
}
