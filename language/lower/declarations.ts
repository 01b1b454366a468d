/** People and things, the shared facts of a file → the plan's. */
import type { AstNode } from 'langium';
import {
  type Audience,
  type Budget,
  type Calendar,
  type Contact,
  type Criteria,
  type Criterion,
  type Environment,
  type Freeze,
  type Fund,
  type Maintenance,
  type Money,
  type Norm,
  type Occasional,
  type Party,
  type Person,
  type PlanEvent,
  type Recurrence,
  type Ref,
  type Role,
  type System,
  type SystemKind,
  TBD,
  type Team,
  type Time,
  type Timekeeping,
  type TimeRange,
  type Train,
  type Vocabulary,
  type Waiver,
  type Word,
  type WorkingHours,
} from '../../plan/model.ts';
import { ZERO } from '../../plan/time/duration.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Zone } from '../../plan/time/model.ts';
import type * as ast from '../generated/ast.ts';
import { ownerOf } from '../lines.ts';
import { saidOn } from './clauses.ts';
import { type Context, titleOf } from './context.ts';
import { EXPECTED } from './expected.ts';
import { isOpenLine, judgeClauses, judgeNaming } from './judged-clauses.ts';
import { lowerCriterionLine } from './steps/conditions.ts';
import { judgeLine } from './text/lines.ts';
import { lowerEstimate, undecided } from './times/durations.ts';
import { lowerEnds, lowerHours, lowerSpan, lowerTime, parseClock, zoneCalled } from './times/times.ts';
import { lowerAccountable, lowerNames, lowerWhos, targetOf } from './who.ts';

type Line<Key extends string> = ast.Property & { key: Key };

export function lowerPerson(context: Context, node: ast.Declaration): Person {
  const lines = propertiesOf(context, node);
  return {
    ...context.declared(node, node.name),
    kind: 'person',
    ...timekeepingOf(context, lines, node),
    zone: zoneLine(context, lines),
    shifts: hoursOf(context, node),
    leave: lines.filter(is('leave')).flatMap((line) => spanOf(context, line) ?? []),
    skills: lines.filter(is('skills')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.any)),
    ...lines.filter(is('rate')).map((line) => rateOf(context, line))[0],
    contacts: contactsOf(context, lines),
    deputy: firstName(context, lines, 'deputy', EXPECTED.person),
  };
}

/** `rate 95 EUR`, `rate tbd`. */
function rateOf(context: Context, line: ast.Property): Pick<Person, 'rate' | 'rateOpen'> {
  const rateOpen = undecided(context, line.quantities[0]?.number, line, 'quantities');
  return rateOpen ? { rateOpen } : { rate: lowerMoney(context, line, 'rate') };
}

export function lowerParty(context: Context, node: ast.Declaration): Party {
  const lines = propertiesOf(context, node);
  return {
    ...context.declared(node, node.name),
    kind: 'party',
    ...saidOn('party', context, node),
    ...timekeepingOf(context, lines, node),
    zone: zoneLine(context, lines),
    contacts: contactsOf(context, lines),
  };
}

export function lowerTeam(context: Context, node: ast.Declaration): Team {
  const lines = propertiesOf(context, node);
  return {
    ...context.declared(node, node.name),
    kind: 'team',
    members: lowerWhos(context, node.is).map((who) => who.ref),
    ...timekeepingOf(context, lines, node),
    contacts: contactsOf(context, lines),
  };
}

export function lowerRole(context: Context, node: ast.Declaration): Role {
  propertiesOf(context, node);
  const [holder] = lowerWhos(context, node.is, EXPECTED.doer);
  if (node.is.length > 1) {
    context.problem(
      context.place(node.is[1]!),
      'A role is filled by one person, `else` another; several people are a `team`.',
    );
  }
  return { ...context.declared(node, node.name), kind: 'role', holder: holder?.ref, otherwise: holder?.otherwise };
}

export function lowerCalendar(context: Context, node: ast.Declaration): Calendar {
  const lines = propertiesOf(context, node);
  const deadline = lines.find(is('deadlines'));
  const [hour] = deadline?.spans ?? [];
  const { clock: written, zone, date, weekday } = hour?.from ?? {};
  const clock = parseClock(written);
  const deadlineOpen = deadline && isOpenLine(deadline) && { tbd: true as const, place: context.place(deadline) };
  if (deadline && !deadlineOpen && (clock === undefined || hour?.to || date !== undefined || weekday !== undefined))
    context.problem(context.place(deadline), '`deadlines` is an hour of the day: `deadlines 10:00`.');
  else if (deadline && zone !== undefined) {
    const message = `\`deadlines\` is an hour of the calendar's own zone: leave \`${zone}\` out, or make it the calendar's \`zone\`.`;
    context.problem(context.property(hour!.from!, 'zone'), message);
  }
  return {
    ...context.declared(node, node.name),
    kind: 'calendar',
    zone: zoneLine(context, lines),
    working: hoursOf(context, node),
    holidays: lines.filter(is('holiday')).flatMap((line) => {
      const range = spanOf(context, line);
      return range ? [{ range, title: titleOf(line) }] : [];
    }),
    holidaysOf: holidaysIn(context, lines),
    deadline: clock,
    ...(deadlineOpen && { deadlineOpen }),
  };
}

export function lowerAudience(context: Context, node: ast.Declaration): Audience {
  const lines = propertiesOf(context, node);
  const notice = lines.find(is('notice'));
  return {
    ...context.declared(node, node.name),
    kind: 'audience',
    ...timekeepingOf(context, lines, node),
    zone: zoneLine(context, lines),
    channels: lines.filter(is('channels')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.channel)),
    notice: notice && lowerEstimate(context, notice, 'durations'),
    uses: lines.filter(is('uses')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.system)),
    members: lines.filter(is('members')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.who)),
  };
}

const PRODUCTION_NAMES = ['production', 'prod', 'live'];

export function lowerEnvironment(context: Context, node: ast.Declaration): Environment {
  const lines = propertiesOf(context, node);
  return {
    ...context.declared(node, node.name),
    kind: 'environment',
    production: PRODUCTION_NAMES.includes(node.name ?? '') || lines.some(is('production')),
    exclusive: lines.some(is('exclusive')),
  };
}

export function lowerSystem(context: Context, node: ast.Declaration): System {
  const lines = propertiesOf(context, node);
  const writer = lines.find(is('writer'));
  const type = node.kind as SystemKind;
  return {
    ...context.declared(node, node.name),
    kind: 'system',
    type,
    ...saidOn(type, context, node),
    uses: lines.filter(is('uses')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.system)),
    writer: lowerAccountable(context, node.by[0], node.byAlso) ?? writerOf(context, writer),
    exclusive: lines.some(is('exclusive')),
  };
}

function writerOf(context: Context, line: ast.Property | undefined) {
  const [ref] = line ? lowerNames(context, line.refs, EXPECTED.who) : [];
  return ref && { ref, place: ref.place };
}

export function lowerWord(context: Context, node: ast.Declaration): Word {
  propertiesOf(context, node);
  const vocabulary = node.kind as Vocabulary;
  const said: Partial<Pick<Word, 'by' | 'on'>> = saidOn(vocabulary, context, node);
  return { ...context.declared(node, node.name), kind: 'word', vocabulary, ...said, on: said.on ?? [] };
}

/** `fund platform "Platform 2027" 50000 EUR approved by finance on Mon 2026-01-12`. */
export function lowerFund(context: Context, node: ast.Declaration): Fund {
  propertiesOf(context, node);
  const said = saidOn('fund', context, node);
  return { ...context.declared(node, node.name), kind: 'fund', ...moneyOf(context, node, 'fund platform'), ...said };
}

/** `budget 5 EUR`, `budget tbd`. */
export function moneyOf(
  context: Context,
  node: ast.Property | ast.Declaration,
  line: string,
): Pick<Budget, 'money' | 'tbd'> {
  return node.quantities[0]?.number === TBD
    ? { money: undefined, tbd: true }
    : { money: lowerMoney(context, node, line) };
}

export function lowerFreeze(context: Context, node: ast.Declaration): Freeze {
  propertiesOf(context, node);
  const said = saidOn('freeze', context, node);
  const freeze: Freeze = {
    ...context.declared(node, node.name),
    kind: 'freeze',
    ...said,
    ...lowerOccasional(context, node, said.every),
  };
  judgeOccasion(
    context,
    node,
    freeze,
    'A freeze says of what and when: `freeze christmas of production from 2026-12-18 until 2027-01-04`.',
  );
  return freeze;
}

export function lowerMaintenance(context: Context, node: ast.Declaration): Maintenance {
  propertiesOf(context, node);
  const said = saidOn('maintenance', context, node);
  const maintenance: Maintenance = {
    ...context.declared(node, node.name),
    kind: 'maintenance',
    ...said,
    ...lowerOccasional(context, node, said.every),
  };
  judgeOccasion(
    context,
    node,
    maintenance,
    'A maintenance says of what and when: `maintenance sundays of core-bank every Sun 02:00 .. 05:00`.',
  );
  return maintenance;
}

/** What has a begin and no end lacks one word, and is told which. */
function judgeOccasion(
  context: Context,
  node: ast.Declaration,
  { of, every, from, until }: Freeze | Maintenance,
  whole: string,
): void {
  if (of.length > 0 && (every || (from && until))) return;
  // `during tbd` is one thing to decide.
  if (of.length > 0 && from?.kind === 'unknown') return;
  // In a release what has only a begin holds until T.
  if (of.length > 0 && from && context.release && node.kind === 'freeze') return;
  const isHalf = of.length > 0 && from !== undefined;
  context.problem(
    context.head(node),
    isHalf
      ? `Until when does this ${node.kind} hold? Add a date, a thing of the plan, or what is open: \`until 2027-01-04\`, \`until go-live\`, \`until tbd\`.`
      : whole,
  );
}

/** `during …` and `from … until …` are the same; of what comes round every so often, `during` is its first time. */
function lowerOccasional(context: Context, node: ast.Declaration, every: Recurrence | undefined): Occasional {
  const during = lowerSpan(context, node.during[0] ?? node.spans[0]);
  if (every?.interval) {
    if (!during?.from || !during.to)
      context.problem(
        every.place,
        'Say how long it lasts: with `every` and an interval, `during` is its first time, ' +
          'as in `during Sun 2026-12-06 02:00 .. 05:00 every 4w`.',
      );
    return { from: during?.from, until: during?.to, every };
  }
  const { from, until } = every ?? lowerEnds(context, node.from[0], node.until[0]);
  const ends = {
    from: from ?? during?.from,
    until: until ?? during?.to ?? untilT(context, node, from ?? during?.from),
  };
  return every ? { ...ends, every: { ...every, ...ends } } : ends;
}

/** A freeze of a release that says from when alone holds until its window opens. */
function untilT(context: Context, node: ast.Declaration, from: Time | undefined): Time | undefined {
  if (node.kind !== 'freeze' || !context.release || !from) return undefined;
  return { ...context.timed(node), kind: 'offset', offset: ZERO, zone: context.zone, place: from.place };
}

export function lowerEvent(context: Context, node: ast.Declaration): PlanEvent {
  propertiesOf(context, node);
  const said = saidOn('event', context, node);
  if (!said.during)
    context.problem(context.head(node), 'An event has a time: `event black-friday during 2026-11-27 .. 2026-11-30`.');
  return { ...context.declared(node, node.name), kind: 'event', ...said };
}

export function lowerCriteria(context: Context, node: ast.Declaration): Criteria {
  judgeClauses(context, node, 'criteria');
  return {
    ...context.declared(node, node.name),
    kind: 'criteria',
    criteria: criteriaOf(context, node.statements, 'criteria'),
  };
}

export function criteriaOf(
  context: Context,
  lines: readonly ast.Statement[],
  owner: 'criteria' | 'roster',
): Criterion[] {
  return lines.flatMap((line) => {
    if (line.$type !== 'Criterion' || (owner === 'criteria' && !judgeLine(context, line, owner))) return [];
    const criterion = lowerCriterionLine(context, line);
    if (!criterion)
      context.problem(context.place(line), 'A criterion says what is measured: `criterion "Open P1" = 0 from jira`.');
    return criterion ?? [];
  });
}

export function lowerTrain(context: Context, node: ast.Declaration): Train {
  const lines = propertiesOf(context, node);
  const said = saidOn('train', context, node);
  judgeEnds(context, said.every?.from, said.every?.until);
  return {
    ...context.declared(node, node.name),
    kind: 'train',
    ...said,
    template: firstName(context, lines, 'template', EXPECTED.template),
    carriesOver: lines.filter(is('carry-over')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.any)),
    skips: lines.filter(is('skip')).flatMap((line) => lowerTime(context, line.spans[0]?.from) ?? []),
    releases: node.statements.flatMap((line) => {
      if (line.$type !== 'Declaration' || line.kind !== 'release') return [];
      judgeNaming(context, line, ['at', 'version']);
      if (!line.name) return [];
      const ref = context.refAt(line.name, line, 'name', {
        kinds: ['release'],
        words: 'a release',
        open: 'always',
      });
      const version = line.versions[0]?.from;
      const at = lowerTime(context, line.at[0]);
      return ref ? [{ ref, at, ...(version !== undefined && { version }), place: context.place(line) }] : [];
    }),
  };
}

export function lowerNorm(context: Context, line: ast.Property): Norm {
  const [what] = line.refs;
  const estimate = lowerEstimate(context, line, 'durations');
  if (!what || [what.name, what.target].includes(TBD) || !estimate || estimate.text === TBD) {
    const open = estimate?.text === TBD ? ' Leave it out as long as nobody knows it.' : '';
    context.problem(context.place(line), `A norm says what takes how long: \`norm deploy payments-api 15m\`.${open}`);
  }
  const target =
    what?.target === undefined ? undefined : context.refAt(what.target, what, 'target', targetOf(what.name));
  const known = estimate?.text === TBD ? undefined : estimate;
  return { kind: 'norm', verb: what?.name, target, estimate: known, place: context.place(line) };
}

export function lowerWaiver(context: Context, line: ast.Property): Waiver | undefined {
  const [code] = line.refs;
  if (!code?.name) {
    context.problem(
      context.place(line),
      '`waive` what? `waive rest-too-short for mara until Mon 2026-12-07 because "agreed with HR"`.',
    );
    return undefined;
  }
  if (line.forTime[0]) {
    // Without what it is for it would silence the check everywhere.
    context.problem(
      context.property(line, 'forTime'),
      '`for` names what is not judged; how long that holds stands behind `until`. Nothing is silenced by this line.',
    );
    return undefined;
  }
  return {
    id: context.id(`waive ${code.name}`),
    code: { name: code.name, place: context.property(code, 'name') },
    ...saidOn('waive', context, line),
    place: context.place(line),
  };
}

export function lowerMoney(context: Context, node: ast.Property | ast.Declaration, line: string): Money | undefined {
  const quantity = node.quantities[0];
  const amount = Number(quantity?.number ?? Number.NaN);
  if (!quantity || Number.isNaN(amount) || !quantity.unit) {
    context.problem(context.place(node), `\`${line.split(' ')[0]}\` is an amount of money: \`${line} 95 EUR\`.`);
    return undefined;
  }
  return { amount, currency: quantity.unit, place: context.place(quantity) };
}

/** The lines of the block, those that do not belong there reported. */
export function propertiesOf(context: Context, node: ast.Declaration): ast.Property[] {
  judgeClauses(context, node, node.kind ?? '');
  const owner = ownerOf(node.kind ?? '');
  const properties: ast.Property[] = [];
  for (const line of node.statements) {
    if (line.$type === 'Declaration' && line.kind === 'calendar' && owner !== 'file') {
      // `calendar berlin` inside a person: the word is a declaration elsewhere, a reference here.
      if (judgeLine(context, line, owner)) judgeNaming(context, line);
      continue;
    }
    if (!judgeLine(context, line, owner) || line.$type !== 'Property') continue;
    judgeClauses(context, line, line.key);
    properties.push(line);
  }
  return properties;
}

export function is<Key extends string>(key: Key) {
  return (line: ast.Property): line is Line<Key> & ast.Property => line.key === key;
}

/** The first calendar is the one somebody works by; of every other one the holidays count, as of those behind `holidays`. */
function timekeepingOf(context: Context, lines: readonly ast.Property[], node: ast.Declaration): Timekeeping {
  const [calendar, ...others] = node.statements.flatMap((line) => {
    if (line.$type !== 'Declaration' || line.kind !== 'calendar') return [];
    return context.refAt(line.name, line, 'name', EXPECTED.calendar) ?? [];
  });
  return { calendar, holidaysOf: [...others, ...holidaysIn(context, lines)] };
}

export function holidaysIn(context: Context, lines: readonly ast.Property[]): Ref[] {
  return lines.filter(is('holidays')).flatMap((line) => lowerNames(context, line.refs, EXPECTED.calendar));
}

function firstName(
  context: Context,
  lines: readonly ast.Property[],
  key: string,
  expected: Parameters<typeof lowerNames>[2],
) {
  const line = lines.find(is(key));
  return line && lowerNames(context, line.refs, expected)[0];
}

/** `London` → `Europe/London`: the zone that ends with the name, where one does. */
function zoneOfCity(name: string | undefined): Zone | undefined {
  if (name === undefined) return undefined;
  const end = `/${name.toLowerCase()}`;
  return Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase().endsWith(end));
}

/** A `zone` line; an unknown zone is reported, an abbreviation read as its offset and told. */
export function zoneLine(context: Context, lines: readonly ast.Property[]): Zone | undefined {
  const line = lines.find(is('zone'));
  if (!line) return undefined;
  const text = line.zones[0];
  const zone = text === undefined ? undefined : zoneCalled(text);
  if (text === undefined) {
    const meant = zoneOfCity(line.refs[0]?.name);
    const way = meant === undefined ? '`zone Europe/Berlin`, `zone UTC`.' : `write \`zone ${meant}\`.`;
    const write = meant === undefined ? undefined : { title: `Write \`zone ${meant}\``, text: `zone ${meant}` };
    const open = isOpenLine(line) ? ' As long as nobody knows it, leave the line out.' : '';
    context.problem(context.place(line), `\`zone\` names a zone of the IANA database: ${way}${open}`, write);
  } else {
    const place = context.property(line, 'zones');
    context.writtenTimes.push({
      zone: zone ?? 'UTC',
      zoneText: text,
      problem: zone ? undefined : 'unknown-zone',
      place,
      zonePlace: place,
    });
  }
  return zone;
}

function hoursOf(context: Context, node: ast.Declaration): WorkingHours[] {
  return node.statements.flatMap((line) => (line.$type === 'Hours' ? (lowerHours(context, line) ?? []) : []));
}

function spanOf(context: Context, line: ast.Property): TimeRange | undefined {
  const range = lowerSpan(context, line.spans[0]);
  if (!range)
    context.problem(context.place(line), `\`${line.key}\` says when: \`${line.key} 2026-12-24 .. 2026-12-31\`.`);
  judgeEnds(context, range?.from, range?.to);
  return range;
}

/** What is no date of a release, and ends before it begins; the others are compared in its schedule. */
function judgeEnds(context: Context, from: Time | undefined, to: Time | undefined): void {
  if (from?.kind !== 'instant' || to?.kind !== 'instant' || to.at >= from.at) return;
  context.problem(
    to.place,
    `This ends ${describeMinutes(from.at - to.at)} before it begins; correct one of the dates.`,
  );
}

function contactsOf(context: Context, lines: readonly ast.Property[]): Contact[] {
  return lines.filter(is('contact')).flatMap((line) => {
    const channel = line.refs[0]?.name;
    const address = line.titles[0];
    if (channel && address) return [{ channel, address }];
    if (isOpenLine(line))
      return [{ channel: channel ?? TBD, address: TBD, tbd: true as const, place: context.place(line) }];
    const message = '`contact` says how somebody is reached: `contact phone "+49 30 5550 110"`.';
    context.problem(context.place(line), message);
    return [];
  });
}

export type { AstNode };
