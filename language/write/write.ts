/**
 * From an outline to the text of a plan, as a person would have written it: names from titles, everybody declared once, the
 * canonical layout. What was guessed says so beside its line, what the language cannot say is a comment, and the report has both.
 */
import { titleText } from '../../plan/facts/words.ts';
import { RELEASE_KINDS, TBD } from '../../plan/model.ts';
import type { Ledger } from '../../plan/outline/ledger.ts';
import type { Outline, OutlineDays, OutlineNamed } from '../../plan/outline/model.ts';
import { isKnownZone } from '../../plan/time/zone.ts';
import { format } from '../format.ts';
import { Cast, declaration, systemWord } from './cast.ts';
import { apart, declareDates, meetThoseOf } from './dates.ts';
import { inTime } from './in-time.ts';
import { type Settled, settle } from './items.ts';
import { canBeName, Names, plainTitle } from './names.ts';
import { Page, type Piece } from './page.ts';
import { placed, windowOf } from './placed.ts';
import { writeItems } from './steps.ts';
import { timeText } from './values.ts';

export const WRITTEN = 'import:/plan.release';

/** Formatted, and without a line that cannot be read. */
export function writePlan(outline: Outline, ledger: Ledger): string {
  const names = new Names();
  const title = outline.title === undefined ? undefined : plainTitle(outline.title) || undefined;
  const release = releaseName(outline, title, names);
  const cast = new Cast(outline, names, ledger);
  for (const who of [
    outline.owner,
    outline.sponsor,
    ...(outline.scope ?? []).map(({ by }) => by),
    ...(outline.risks ?? []).map(({ by }) => by),
  ])
    cast.meetWho(who);
  for (const { is } of outline.roles ?? []) cast.meetWho(is);
  for (const { members = [] } of outline.teams ?? []) for (const one of members) cast.meet('person', one);
  for (const one of [outline, ...(outline.people ?? []), ...(outline.teams ?? []), ...(outline.audiences ?? [])])
    cast.meet('calendar', one.calendar);
  for (const { uses = [], on = [] } of outline.systems ?? [])
    for (const one of [...uses, ...on]) cast.meet('system', one);
  meetThoseOf(outline, cast);
  const settled = settle(placed(outline, ledger), cast, names);

  const zone = zoneOf(outline, ledger);
  const composed = () => compose({ outline, ledger, settled, cast, zone, release, title, taken: names });
  return format(inTime(settled, zone.name, composed).text(WRITTEN));
}

interface Composing {
  readonly outline: Outline;
  readonly ledger: Ledger;
  readonly settled: readonly Settled[];
  readonly cast: Cast;
  readonly zone: WrittenZone;
  readonly release: string;
  readonly title?: string;
  readonly taken: Names;
}

function compose({ outline, ledger, settled, cast, zone, release, title, taken }: Composing): Page {
  const names = taken.copy();
  const page = new Page(ledger.file);
  for (const note of outline.notes ?? []) page.comment(note);
  if (outline.notes?.length) page.gap();
  if (zone.isSaid) page.line([`zone ${zone.name}`]);
  declareCast(page, outline, cast, zone.name);
  page.gap();
  const dates = apart(outline, zone.name);
  declareDates(page, dates.absolute, cast, names, zone.name);
  page.gap();
  const isNothing = settled.length === 0 && [outline.release, title, outline.window].every((one) => one === undefined);
  if (isNothing) return page;
  page.block([`release ${release}`, title && titleText(title)], () => {
    const kind = RELEASE_KINDS.find((one) => one === outline.kind);
    page.line([`kind ${kind ?? TBD}`]);
    if (outline.kind !== undefined && outline.kind !== TBD && !kind)
      ledger.file.left(`kind "${outline.kind}"`, 'there is no such kind of release; it is open');
    for (const word of ['owner', 'sponsor'] as const) {
      const [who] = inTurn(outline[word], cast);
      if (who) page.value(word, who);
    }
    const calendar = outline.calendar === undefined ? undefined : cast.name(outline.calendar);
    if (calendar) page.value('calendar', calendar);
    const guess = outline.window ? undefined : windowOf(settled, zone.name);
    const window = outline.window ?? guess;
    if (guess) ledger.file.guessed('the window is from the first to the last time of the steps');
    const from = window?.from && timeText(window.from, zone.name);
    const span = from && `${from}${window?.to ? ` .. ${timeText(window.to, zone.name)}` : ''}`;
    page.line(['window', span ? { text: span, what: 'window', instead: 'tbd' } : 'tbd'], {
      ...(guess && { remark: 'guessed' }),
    });
    for (const number of outline.changes ?? []) page.line(changeLine(number, ledger));
    writeScope(page, outline, cast, names, zone.name);
    writeRisks(page, outline, cast, names);
    page.gap();
    declareDates(page, dates.relative, cast, names, zone.name);
    page.gap();
    writeItems(page, settled, { cast, names, zone: zone.name });
  });
  return page;
}

/** `Mara Lind else Jonas Frei`: a release has one owner, and its owner a deputy. */
function inTurn(text: string | undefined, cast: Cast): readonly string[] {
  return cast.who(text)?.split(' else ') ?? [];
}

function releaseName(outline: Outline, title: string | undefined, names: Names): string {
  return names.give(outline.release, title, 'release');
}

function changeLine(number: string, ledger: Ledger): readonly string[] {
  const plain = plainTitle(number);
  if (canBeName(plain)) return [`change ${plain}`];
  ledger.file.left(`change "${plain}"`, 'it is no name; it stands in a comment');
  return [`// change ${plain}`];
}

interface WrittenZone {
  readonly name: string;
  readonly isSaid: boolean;
}

/** Everybody's times are in it; where nobody says which one, it is UTC, and told. */
function zoneOf({ zone }: Outline, ledger: Ledger): WrittenZone {
  if (zone === undefined) return { name: 'UTC', isSaid: false };
  if (isKnownZone(zone) && /\/|^UTC$/.test(zone)) return { name: zone, isSaid: true };
  ledger.file.left(
    `zone "${zone}"`,
    'there is no such zone; times are in UTC. Say --zone with the name of a place, such as Europe/Berlin',
  );
  return { name: 'UTC', isSaid: false };
}

function declareCast(page: Page, outline: Outline, cast: Cast, zone: string): void {
  const [calendars, people, systems] = [
    byName(outline.calendars, cast),
    byName(outline.people, cast),
    byName(outline.systems, cast),
  ];
  const deputies = new Map(
    [outline.owner, outline.sponsor]
      .map((who) => inTurn(who, cast))
      .flatMap(([who, deputy]) => (who && deputy ? [[who, deputy]] : [])),
  );
  for (const { name, title } of cast.declared('calendar')) {
    const calendar = calendars.get(name);
    page.block([declaration('calendar', { name, title })], () => {
      if (calendar?.zone) page.value('zone', calendar.zone);
      for (const hours of calendar?.working ?? []) page.value('working', hours);
      for (const days of calendar?.holidays ?? []) page.value('holiday', ...daysText(days, calendar?.zone ?? zone));
    });
  }
  for (const { name, title } of cast.declared('person')) {
    const person = people.get(name);
    const deputy = deputies.get(name);
    const lines: (() => void)[] = [];
    if (person?.calendar) lines.push(() => page.value('calendar', cast.name(person.calendar)!));
    if (deputy) lines.push(() => page.value('deputy', deputy));
    if (person?.zone) lines.push(() => page.value('zone', person.zone!));
    for (const days of person?.leave ?? [])
      lines.push(() => page.value('leave', ...daysText(days, person?.zone ?? zone)));
    for (const channel of ['email', 'phone'] as const) {
      const address = person?.[channel];
      if (address) lines.push(() => page.line([`contact ${channel}`, titleText(plainTitle(address))]));
    }
    if (lines.length === 0) page.line([declaration('person', { name, title })]);
    else
      page.block([declaration('person', { name, title })], () => {
        for (const line of lines) line();
      });
  }
  for (const { name, title } of cast.declared('team')) {
    const own = (outline.teams ?? []).filter((one) => cast.name(one.name ?? one.title) === name);
    const said = own.flatMap((one) => one.members ?? []);
    const members = [...new Set(said.map((member) => cast.name(member) ?? 'tbd'))];
    withCalendar(
      page,
      [
        declaration('team', { name, title }),
        members.length > 0 ? { text: `is ${members.join(', ')}`, what: 'members' } : undefined,
      ],
      own[0]?.calendar,
      cast,
    );
  }
  for (const { name, title } of cast.declared('role')) {
    const role = outline.roles?.find((one) => cast.name(one.name ?? one.title) === name);
    const holder = cast.who(role?.is) ?? 'tbd';
    page.line([declaration('role', { name, title }), { text: `is ${holder}`, what: 'is', instead: 'is tbd' }]);
  }
  for (const { name, title } of cast.declared('environment')) {
    const environment = outline.environments?.find((one) => cast.name(one.name ?? one.title) === name);
    const said = [
      environment?.production && !PRODUCTION.test(name) && 'production',
      environment?.exclusive && 'exclusive',
    ].filter((word) => typeof word === 'string');
    const head = [declaration('environment', { name, title })];
    if (said.length === 0) page.line(head);
    else
      page.block(head, () => {
        for (const word of said) page.line([word]);
      });
  }
  for (const { name, title } of cast.declared('system')) {
    const system = systems.get(name);
    const listOf = (all: readonly string[] = []) => all.flatMap((one) => cast.name(one) ?? []).join(', ');
    const [uses, on] = [listOf(system?.uses), listOf(system?.on)];
    for (const note of system?.notes ?? []) page.comment(note);
    const pieces = [
      declaration(systemWord(system?.type), { name, title }),
      system?.version ? { text: `version ${system.version}`, what: 'version' } : undefined,
      on ? { text: `on ${on}`, what: 'on' } : undefined,
    ];
    if (uses) page.block(pieces, () => page.value('uses', uses));
    else page.line(pieces);
  }
  for (const one of cast.declared('audience')) {
    const own = outline.audiences?.find((each) => cast.name(each.name ?? each.title) === one.name);
    withCalendar(page, [declaration('audience', one)], own?.calendar, cast);
  }
}

/** Names that say so themselves. */
const PRODUCTION = /^(?:production|prod|live)$/i;

/** What a file declares, by the name that it got; of several the first. */
function byName<T extends OutlineNamed>(all: readonly T[] = [], cast: Cast): ReadonlyMap<string | undefined, T> {
  return new Map(all.toReversed().map((one) => [cast.name(one.name ?? one.title), one]));
}

function withCalendar(
  page: Page,
  head: readonly (Piece | string | undefined)[],
  calendar: string | undefined,
  cast: Cast,
): void {
  const name = calendar === undefined ? undefined : cast.name(calendar);
  if (name === undefined) page.line(head);
  else page.block(head, () => page.value('calendar', name));
}

function daysText({ from, to, title }: OutlineDays, zone: string): [days: string, ...title: string[]] {
  const start = timeText(from ?? 'tbd', zone);
  const end = to === undefined ? undefined : timeText(to, zone);
  return [end && end !== start ? `${start} .. ${end}` : start, ...(title ? [titleText(plainTitle(title))] : [])];
}

const PRIORITIES = ['must', 'should', 'could', 'wont'];

function writeScope(page: Page, { scope }: Outline, cast: Cast, names: Names, zone: string): void {
  if (!scope?.length) return;
  page.gap();
  page.block(['scope'], () => {
    for (const { name, title, priority = 'must', by, due, done } of scope) {
      const word = PRIORITIES.includes(priority) ? priority : 'must';
      const who = cast.who(by);
      page.line([
        declaration(word, { name: names.give(name, title, 'item'), ...(title && { title: plainTitle(title) }) }),
        who && who !== 'tbd' ? { text: `by ${who}`, what: 'by' } : undefined,
        due ? { text: `due ${timeText(due, zone)}`, what: 'due' } : undefined,
        done ? 'done' : undefined,
      ]);
    }
  });
}

function writeRisks(page: Page, { risks }: Outline, cast: Cast, names: Names): void {
  for (const { name, title, by, likelihood, impact } of risks ?? []) {
    page.gap();
    const who = cast.who(by);
    const head = [
      declaration('risk', { name: names.give(name, title, 'risk'), ...(title && { title: plainTitle(title) }) }),
      who ? { text: `by ${who}`, what: 'by' } : undefined,
    ];
    if (!likelihood && !impact) page.line(head);
    else
      page.block(head, () => {
        if (likelihood) page.value('likelihood', likelihood);
        if (impact) page.value('impact', impact);
      });
  }
}
