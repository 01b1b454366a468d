/** `release NAME { … }` → the plan's. */
import {
  type Block,
  type Cover,
  type Escalation,
  type Named,
  type Ref,
  type Rehearsal,
  type Release,
  type Roster,
  type ScopeItem,
  STAGES,
  type Stage,
  type StagePromise,
  TBD,
  type Time,
  type TimeRange,
  type Uat,
  type Who,
  type Window,
  type WrittenEstimate,
} from '../../../plan/model.ts';
import { isCalled } from '../../../plan/order/blocks.ts';
import { MINUTES_PER_DAY } from '../../../plan/time/date.ts';
import { ZERO } from '../../../plan/time/duration.ts';
import type * as ast from '../../generated/ast.ts';
import { saidOn } from '../clauses.ts';
import { type Context, type Mutable, titleOf } from '../context.ts';
import {
  criteriaOf,
  holidaysIn,
  is,
  lowerCriteria,
  lowerEvent,
  lowerFreeze,
  lowerMaintenance,
  lowerRole,
  lowerTeam,
  lowerWaiver,
  lowerWord,
  moneyOf,
  propertiesOf,
  zoneLine,
} from '../declarations.ts';
import { EXPECTED } from '../expected.ts';
import { thingsInOrder } from '../ids.ts';
import { isOpenLine, judgeClauses, judgeNaming } from '../judged-clauses.ts';
import { expandUse } from '../runbooks/runbooks.ts';
import { readDropped } from '../steps/dropped.ts';
import { lowerText } from '../steps/message-texts.ts';
import {
  appliesTo,
  keptIn,
  lowerBlock,
  lowerItems,
  lowerMilestone,
  lowerStep,
  lowerTrigger,
  lowerUnknown,
  messagesBlock,
} from '../steps/steps.ts';
import { judgeLine } from '../text/lines.ts';
import { lowerDuration, lowerMost, undecided } from '../times/durations.ts';
import { lowerSpan, lowerTime } from '../times/times.ts';
import { lowerNames, lowerPoint, openWho } from '../who.ts';
import { lowerBenefit } from './benefits.ts';
import { isKind, noKind } from './kinds.ts';
import type { ReleaseDraft } from './release-draft.ts';
import { lowerReserve } from './reserves.ts';
import { lowerRisk } from './risks.ts';

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

/** As of a person: of every further one the holidays count. */
function addCalendar(draft: ReleaseDraft, calendar: Ref | undefined): void {
  if (!draft.calendar) draft.calendar = calendar;
  else if (calendar) draft.holidaysOf.push(calendar);
}

function readKind(context: Context, draft: ReleaseDraft, lines: readonly ast.Property[]): void {
  const line = lines.find(is('kind'));
  if (!line) return;
  const name = line.refs[0]?.name;
  draft.kindPlace = context.place(line);
  if (name === undefined && isOpenLine(line)) {
    draft.kindOpen = { tbd: true, place: context.property(line, 'spans') };
    return;
  }
  if (name !== undefined && isKind(context, name, () => context.property(line.refs[0]!, 'name'))) {
    draft.releaseKind = name;
    return;
  }
  const { meant, known } = noKind(context, name ?? '');
  context.problem(
    context.place(line),
    meant === undefined
      ? `A release is ${known} (\`kinds\` declares others); write for example \`kind normal\`.`
      : `\`${name}\` is no kind of release; is \`${meant}\` meant? There are ${known} (\`kinds\` declares others).`,
    meant === undefined ? undefined : { title: `Write \`kind ${meant}\``, text: `kind ${meant}` },
  );
}

function lowerReleaseProperty(context: Context, draft: ReleaseDraft, line: ast.Property): void {
  judgeClauses(context, line, line.key);
  const place = context.place(line);
  switch (line.key) {
    case 'owner':
    case 'sponsor': {
      const [ref] = lowerNames(context, line.refs, EXPECTED.who);
      if (ref) draft[line.key] = { ref, place: ref.place };
      if (!ref) context.problem(place, `\`${line.key}\` names one person.`);
      break;
    }
    case 'promise': {
      const what = line.refs[0]?.name;
      const known = (['outage', 'rto', 'rpo'] as const).find((word) => word === what);
      const isOpen = line.durations[0] === TBD;
      const [written] = line.durations;
      const { aim, most } = isOpen ? {} : lowerMost(context, written, line, 'durations');
      const isNameless = what === undefined || what === TBD;
      if (isNameless || written === undefined)
        context.problem(place, 'A promise is a duration: `promise outage 90m`, `promise rto 4h`.');
      draft.promises.push({
        what: known ?? 'other',
        text: isNameless ? '' : what,
        ...(aim && { aim }),
        duration: most,
        ...(isOpen && { tbd: true }),
        place,
      });
      break;
    }
    case 'durations':
      if (line.refs[0]?.name === 'measured') draft.durationsMeasured ??= place;
      else
        context.problem(
          place,
          'The schedule counts with what is written, or with what rehearsals measured: `durations measured`.',
          {
            title: 'Write `durations measured`',
            text: 'durations measured',
          },
        );
      break;
    case 'change': {
      const numberOpen = undecided(context, line.refs[0]?.name, line, 'refs');
      const [number] = numberOpen ? [] : lowerNames(context, line.refs, EXPECTED.any);
      draft.changes.push({
        id: context.id(number ? `change ${number.name}` : 'change'),
        kind: 'change',
        number,
        ...(numberOpen && { numberOpen }),
        ...saidOn('change', context, line),
        approvedFor: agreedDate(context, line, 'change CHG0042137 approved by cab on Wed 2026-11-18'),
        place,
      });
      break;
    }
    case 'budget':
      draft.budgets.push({
        id: context.id('budget'),
        ...moneyOf(context, line, line.key),
        ...saidOn('budget', context, line),
        place,
      });
      break;
    case 'cost':
    case 'spent':
      draft.costs.push({
        id: context.id(`${line.key} ${titleOf(line) ?? ''}`),
        kind: line.key,
        title: titleOf(line),
        ...moneyOf(context, line, line.key),
        ...(line.key === 'spent' && saidOn('spent', context, line)),
        place,
      });
      break;
    case 'confirmed':
      draft.confirmations.push({
        id: context.id('confirmed'),
        ...saidOn('confirmed', context, line),
        agreed: agreedDate(context, line, 'confirmed by dirk on Fri 2026-10-02'),
        place,
      });
      break;
    case 'holidays':
      draft.holidaysOf.push(...holidaysIn(context, [line]));
      break;
    case 'waive': {
      const waiver = lowerWaiver(context, line);
      if (waiver) draft.waivers.push(waiver);
      break;
    }
  }
}

/** `… for Sat 2026-12-05 22:00`. */
function agreedDate(context: Context, line: ast.Property, example: string): Time | undefined {
  if (line.for[0])
    context.problem(
      context.property(line, 'for'),
      `Behind \`for\` stands the date that was agreed to: \`${example} for Sat 2026-12-05 22:00\`.`,
    );
  return lowerTime(context, line.forTime[0]);
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

function lowerWindow(context: Context, draft: ReleaseDraft, node: ast.Block): Window {
  judgeClauses(context, node, 'window');
  const span = lowerSpan(context, node.spans[0]);
  const place = context.place(node);
  const namePlace = context.property(node, node.name ? 'name' : 'kind');
  if (!span)
    context.problem(
      place,
      'A window has a start: `window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00`, or `window tbd`.',
    );
  else if (span.from?.kind === 'instant' && node.spans[0]?.dots && node.spans[0].to === undefined) {
    context.problem(place, 'The window has no end; write it behind `..`, or leave the `..` out.');
  }
  const window: Window = {
    id: context.id(node.name ?? 'window'),
    kind: 'window',
    index: draft.windows.length,
    name: node.name,
    from: span?.from,
    to: span?.to,
    ...saidOn('window', context, node),
    place,
    namePlace,
  };
  if (node.name) {
    context.declare(draft.names, {
      id: window.id,
      kind: 'named-window',
      name: node.name,
      title: titleOf(node),
      place,
      namePlace,
      head: place,
      window,
    });
  }
  return window;
}

function lowerScope(context: Context, draft: ReleaseDraft, node: ast.Block): Release['scope'] {
  judgeClauses(context, node, 'scope');
  const items: ScopeItem[] = [];
  let frozenOn: ScopeItem['due'];
  for (const line of node.statements) {
    if (!judgeLine(context, line, 'scope')) continue;
    if (line.$type === 'Property' && line.key === 'frozen') {
      judgeClauses(context, line, 'frozen');
      frozenOn = lowerTime(context, line.on[0]);
      if (!line.on[0]) context.problem(context.place(line), '`frozen` on which day? `frozen on 2026-11-20`.');
    }
    if (line.$type !== 'Declaration') continue;
    const isRead = readDropped(context, draft, line, undefined, (apart) => {
      context.declare(apart.names, lowerScopeItem(context, line));
    });
    if (isRead) continue;
    const item = lowerScopeItem(context, line);
    items.push(item);
    context.declare(draft.names, item);
  }
  const scope = { id: context.id('scope'), frozenOn, items, place: context.place(node) };
  if (draft.scope) context.problem(context.head(node), 'A release has one `scope`; move these lines into the first.');
  return draft.scope ? { ...draft.scope, items: [...draft.scope.items, ...items] } : scope;
}

function lowerScopeItem(context: Context, line: ast.Declaration): ScopeItem {
  judgeClauses(context, line, line.kind ?? '');
  const priority = line.kind as ScopeItem['priority'];
  const [to] = line.to;
  const item: ScopeItem = {
    ...context.declared(line, line.name),
    kind: 'scope-item',
    priority,
    ...saidOn(priority, context, line),
    deferredTo: to?.tbd
      ? context.ref(TBD, context.place(to), EXPECTED.any)
      : to?.point && context.refAt(to.point.name, to.point, 'name', EXPECTED.any),
  };
  if (line.flags.includes('deferred') && !item.deferredTo) {
    context.problem(context.property(line, 'flags'), '`deferred` to which release? `deferred to payments-4.3`.');
  }
  if (item.enhancement && item.correction) {
    const both =
      'An item is an `enhancement`, something new, or a `correction` of what was wrong; leave one of the two out.';
    context.problem(context.property(line, 'flags', line.flags.indexOf('correction')), both);
  }
  if (line.flags.includes('added') && !line.on[0]) {
    context.problem(context.property(line, 'flags'), '`added` on which day? `added on 2026-11-20`.');
  }
  return item;
}

/** `Tue 2026-11-24 10:00 .. 14:00` says how long a rehearsal takes, too. */
function ofItsRange(
  context: Context,
  span: ast.Span | undefined,
  duration: WrittenEstimate | undefined,
): WrittenEstimate | undefined {
  const range = span?.dots ? lowerSpan(context, span) : undefined;
  if (!range?.to || range.to.kind === 'unknown') return duration;
  const estimate = duration ? undefined : context.estimate(`${hoursOfRange(range) ?? 0}m`);
  if (estimate && estimate.likely.minutes > 0) return { ...estimate, place: range.place };
  context.problem(
    range.to.place,
    'How long a rehearsal takes is said by a duration, and its end counts for nothing: `rehearsal dress 4h in staging at Tue 2026-11-24 10:00`.',
  );
  return duration;
}

/** Minutes of a range whose ends are hours; undefined: nobody knows before the dates are. */
function hoursOfRange({ from, to }: TimeRange): number | undefined {
  if (from?.kind === 'instant' && to?.kind === 'instant')
    return from.dateOnly || to.dateOnly ? undefined : Math.max(0, to.at - from.at);
  const begin = from && 'clock' in from ? from.clock : undefined;
  if (begin === undefined || to?.kind !== 'clock' || to.weekday !== undefined) return undefined;
  return ((to.clock - begin - 1 + MINUTES_PER_DAY) % MINUTES_PER_DAY) + 1;
}

/** `rehearsal dry tbd at Mon 2026-11-16 10:00`: when it is is said, so that how long it takes is open. */
function openLength(context: Context, node: ast.Declaration): WrittenEstimate | undefined {
  if (node.at.length === 0 || !isOpenLine(node)) return undefined;
  return { min: ZERO, likely: ZERO, max: ZERO, text: TBD, place: context.property(node, 'spans') };
}

function lowerRehearsal(context: Context, draft: ReleaseDraft, node: ast.Declaration): Rehearsal {
  const lines = propertiesOf(context, node);
  const result = lines.find((line) => line.key === 'passed' || line.key === 'failed');
  const open = lines.filter(is('measured')).filter(({ durations }) => durations[0] === TBD);
  const said = saidOn('rehearsal', context, node);
  return {
    ...context.declared(node, node.name),
    kind: 'rehearsal',
    ...said,
    duration: openLength(context, node) ?? ofItsRange(context, node.spans[0], said.duration),
    measuredOpen:
      open.length > 0
        ? open.map((line) => ({
            tbd: true,
            of: line.refs[0] && lowerPoint(context, line.refs[0]),
            place: context.place(line),
          }))
        : undefined,
    result: result && {
      passed: result.key === 'passed',
      ...saidOn('passed', context, result),
      place: context.place(result),
    },
    checklist: lowerItems(context, draft, node),
    measured: lines.filter(is('measured')).flatMap((line) => {
      const [point] = line.refs;
      if (line.durations[0] === TBD) return [];
      const duration = lowerDuration(context, line.durations[0], line, 'durations');
      const ref = point && lowerPoint(context, point, EXPECTED.length);
      if (ref && duration) return [{ point: ref, duration, place: context.place(line) }];
      context.problem(context.place(line), '`measured` says which step took how long: `measured refund-tables 28m`.');
      return [];
    }),
  };
}

function lowerUat(context: Context, draft: ReleaseDraft, node: ast.Declaration): Uat {
  const lines = propertiesOf(context, node);
  const signOff = lines.find(is('sign-off'));
  return {
    ...context.declared(node, node.name),
    kind: 'uat',
    ...saidOn('uat', context, node),
    covers: lines.filter(is('covers')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.scopeItem)),
    checklist: lowerItems(context, draft, node),
    signOff: signOff && {
      ...saidOn('sign-off', context, signOff),
      ...openWho(context, signOff),
      place: context.place(signOff),
    },
  };
}

function addRoster(context: Context, draft: ReleaseDraft, node: ast.Block | ast.Declaration): void {
  const roster = lowerRoster(context, node);
  draft.rosters.push(roster);
  if (node.name) context.declare(draft.names, roster);
  else if (!draft.names.has(roster.name)) draft.names.set(roster.name, roster);
}

function isStage(word: string): word is Stage {
  return (STAGES as readonly string[]).includes(word);
}

export function lowerRoster(context: Context, node: ast.Block | ast.Declaration): Roster {
  const kind = node.kind === 'hypercare' ? 'hypercare' : 'roster';
  judgeClauses(context, node, kind);
  const cover: Cover[] = [];
  const stages: StagePromise[] = [];
  const escalations: Escalation[] = [];
  let shift: Roster['shift'];
  for (const line of node.statements) {
    if (!judgeLine(context, line, 'roster')) continue;
    if (line.$type === 'Hours' && line.every === undefined)
      context.problem(context.place(line), 'A shift of a roster is so long: `shift every 8h`.');
    if (line.$type === 'Hours' && line.every !== undefined) {
      shift = {
        interval: lowerDuration(context, line.every, line, 'every'),
        ...(line.every === TBD && { tbd: true as const }),
        weekdays: [],
        place: context.place(line),
      };
    }
    if (line.$type !== 'Property') continue;
    if (isStage(line.key) && line.by.length > 0) {
      const level = line.refs[0]?.name ?? 'P1';
      context.problem(
        context.property(line, 'by'),
        `Who answers is who covers: \`cover by …\`. A second level with times of its own is a roster of its own: ` +
          `\`roster level-2 during … {\`, with its \`cover\` and \`${line.key} ${level} within …\`.`,
      );
    } else {
      judgeClauses(context, line, line.key);
    }
    const place = context.place(line);
    if (line.key === 'cover') {
      const said = saidOn('cover', context, line);
      if (said.every?.interval && !said.during)
        context.problem(
          said.every.place,
          'Say how long this cover lasts: `during` is its first time, or write weekdays with hours, as in `every Mon..Fri 09:00 .. 18:00`.',
        );
      cover.push(context.keep({ id: context.id(`cover ${said.by?.ref.name ?? ''}`), ...said, place }));
    } else if (isStage(line.key)) {
      const said = saidOn('respond', context, line);
      const [named] = line.refs;
      // Registered as a name: once priorities are declared, one that is not is told.
      const priority = context.refAt(named?.name, named ?? line, 'name', EXPECTED.priority)?.name ?? '';
      if (!priority || line.within.length === 0)
        context.problem(place, `\`${line.key}\` says to what, and how soon: \`${line.key} P1 within 2h\`.`);
      stages.push({ stage: line.key, priority, ...said, place });
    } else if (line.key === 'escalate') {
      const [first] = line.refs;
      // `escalate P1 mara`: behind the priority stands who is called first.
      const priority = first?.target && context.refAt(first.name, first, 'name', EXPECTED.priority)?.name;
      const called = line.refs.flatMap((ref) =>
        ref.target
          ? (context.refAt(ref.target, ref, 'target', EXPECTED.who) ?? [])
          : lowerNames(context, [ref], EXPECTED.who),
      );
      if (called.length === 0)
        context.problem(place, '`escalate` names who is called when nobody answers: `escalate priya, mara`.');
      escalations.push({ priority, to: called, ...saidOn('escalate', context, line), place });
    }
  }
  const declared = context.declared(node, node.name);
  const said =
    kind === 'roster' ? saidOn(kind, context, node) : { links: [], via: [], ...saidOn('hypercare', context, node) };
  return {
    ...declared,
    name: node.name ?? kind,
    kind,
    ...said,
    cover,
    shift,
    criteria: criteriaOf(context, node.statements, 'roster'),
    stages,
    escalations,
  };
}
