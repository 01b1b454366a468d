/** From a release to the outline that every format is written from: what other programs can be told of it, with its times. */

import type { Analysis } from '../../plan/analysis.ts';
import { childrenOf } from '../../plan/children.ts';
import type { Block, ChecklistItem, Milestone, Named, Plan, Release, Step, WorkingHours } from '../../plan/model.ts';
import { rootBlock, TBD } from '../../plan/model.ts';
import type {
  Outline,
  OutlineAfter,
  OutlineCalendar,
  OutlineItem,
  OutlinePerson,
  OutlineSystem,
} from '../../plan/outline/model.ts';
import { point, recurrence, textOf, time, version, whoText } from '../../plan/said/words.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { isRelative } from '../../plan/schedule/relative.ts';
import { formatClock, WEEKDAYS } from '../../plan/time/date.ts';
import { formatDuration } from '../../plan/time/duration.ts';
import { formatIso } from '../../plan/time/format.ts';
import { datesOf, some, spanOf, titled } from './dates-of.ts';

/** An outline of a release of the analysed plan, for programs that know no imports: with everybody it names. */
export function outlineOf({ plan, schedules }: Pick<Analysis, 'plan' | 'schedules'>, release: Release): Outline {
  const schedule = schedules[plan.releases.indexOf(release)]!;
  const isUsed = usedIn(plan, release);
  const named = [...plan.names.values(), ...release.names.values()];
  const of = <K extends (typeof named)[number]['kind']>(kind: K) =>
    named.filter(
      (one): one is Extract<(typeof named)[number], { kind: K }> => one.kind === kind && isUsed.has(one.name),
    );
  const window = release.windows[0];
  const span = window && schedule.windows[window.id];
  return {
    release: release.name,
    ...(release.title !== undefined && { title: release.title }),
    kind: release.kindOpen ? TBD : release.releaseKind,
    ...(release.owner && { owner: whoText(release.owner) }),
    ...(release.sponsor && { sponsor: whoText(release.sponsor) }),
    zone: release.zone,
    ...(span &&
      !isRelative(schedule, span.start) && {
        window: {
          from: formatIso(span.start, release.zone),
          ...(span.end !== undefined && { to: formatIso(span.end, release.zone) }),
        },
      }),
    ...some(
      'changes',
      release.changes.flatMap(({ number }) => number?.name ?? []),
    ),
    ...(release.calendar && { calendar: release.calendar.name }),
    ...some('calendars', of('calendar').map(calendarOf)),
    ...some('people', of('person').map(personOf)),
    ...some(
      'teams',
      of('team').map(({ name, title, members, calendar }) => ({
        name,
        ...titled(title),
        ...(calendar && { calendar: calendar.name }),
        ...some(
          'members',
          members.map((one) => one.name),
        ),
      })),
    ),
    ...some(
      'roles',
      of('role').map(({ name, title, holder, otherwise = [] }) => ({
        name,
        ...titled(title),
        ...(holder && { is: [holder, ...otherwise].map((one) => one.name).join(' else ') }),
      })),
    ),
    ...some('systems', of('system').map(systemOf)),
    ...some(
      'audiences',
      of('audience').map(({ name, title, calendar }) => ({
        name,
        ...titled(title),
        ...(calendar && { calendar: calendar.name }),
      })),
    ),
    ...some('environments', of('environment').map(environmentOf)),
    ...datesOf(
      named.filter(({ name }) => isUsed.has(name)),
      release,
    ),
    ...some(
      'scope',
      (release.scope?.items ?? []).map(({ name, title, priority, by, due, done }) => ({
        name,
        ...titled(title),
        priority,
        ...(by && { by: whoText(by) }),
        ...(due && { due: time(due) }),
        ...(done && { done }),
      })),
    ),
    ...some(
      'risks',
      release.risks.map(({ name, title, by, likelihood, impact }) => ({
        name,
        ...titled(title),
        ...(by && { by: whoText(by) }),
        ...(likelihood && { likelihood }),
        ...(impact && { impact }),
      })),
    ),
    items: inOrder(release, schedule),
  };
}

function personOf({ name, title, zone, contacts, calendar, leave }: Extract<Named, { kind: 'person' }>): OutlinePerson {
  const address = (channel: string) => contacts.find((one) => one.channel === channel)?.address;
  const [email, phone] = [address('email'), address('phone')];
  return {
    name,
    ...titled(title),
    ...(zone && { zone }),
    ...(calendar && { calendar: calendar.name }),
    ...some('leave', leave.map(spanOf)),
    ...(email && { email }),
    ...(phone && { phone }),
  };
}

function calendarOf({ name, title, zone, working, holidays }: Extract<Named, { kind: 'calendar' }>): OutlineCalendar {
  return {
    name,
    ...titled(title),
    ...(zone && { zone }),
    ...some('working', working.map(hoursText)),
    ...some(
      'holidays',
      holidays.map(({ range: days, title: holiday }) => ({ ...spanOf(days), ...titled(holiday) })),
    ),
  };
}

/** `Mon..Fri 09:00 .. 17:00`. */
function hoursText({ weekdays, from, to }: WorkingHours): string {
  const days = weekdays.map((day) => WEEKDAYS[day]!);
  const isRow = days.length > 2 && weekdays.every((day, i) => i === 0 || day === weekdays[i - 1]! + 1);
  const said = isRow ? `${days[0]}..${days.at(-1)}` : days.join(', ');
  return `${said} ${formatClock(from)} .. ${formatClock(to)}`.trim();
}

function systemOf({ name, title, type, uses, on, version }: Extract<Named, { kind: 'system' }>): OutlineSystem {
  return {
    name,
    ...titled(title),
    type,
    ...some(
      'uses',
      uses.map((one) => one.name),
    ),
    ...some(
      'on',
      on.map((one) => one.name),
    ),
    ...(version && { version }),
  };
}

function environmentOf({ name, title, production, exclusive }: Extract<Named, { kind: 'environment' }>) {
  return { name, ...titled(title), ...(production && { production }), ...(exclusive && { exclusive }) };
}

/** Names that anything of the release mentions, and those of whoever is in a team or fills a role of these. */
function usedIn(plan: Plan, release: Release): ReadonlySet<string> {
  const own = [...plan.names.values()].filter(({ place }) => place.file === plan.file);
  const used = new Set([
    ...plan.references.filter((one) => one.release === release.id).map(({ name }) => name),
    ...[...own, ...release.names.values()].map(({ name }) => name),
  ]);
  if (release.calendar) used.add(release.calendar.name);
  for (const name of used) {
    const named = release.names.get(name) ?? plan.names.get(name);
    if (named && 'calendar' in named && named.calendar) used.add(named.calendar.name);
    if (named?.kind === 'team') for (const member of named.members) used.add(member.name);
    if (named?.kind === 'role')
      for (const ref of [named.holder, ...(named.otherwise ?? [])]) if (ref) used.add(ref.name);
    if (named?.kind === 'system') for (const ref of [...named.on, ...named.uses]) used.add(ref.name);
  }
  return used;
}

function blockItem(block: Block, release: Release, schedule: Schedule): OutlineItem {
  const span = schedule.blocks[block.id];
  return {
    kind: block.kind,
    id: block.name ?? block.kind,
    ...(block.name !== undefined && { name: block.name }),
    ...titled(block.title),
    ...(block.by && { by: whoText(block.by) }),
    ...(block.at && { at: time(block.at) }),
    ...(block.due && { due: time(block.due) }),
    ...(block.during && { during: spanOf(block.during) }),
    ...some('after', block.after.map(afterOf)),
    ...(span && !isCalled(block) && startEnd(span, schedule, release.zone)),
    items: childrenOf(release, block).flatMap((child): OutlineItem[] => {
      if (child.kind === 'step') return [stepItem(child, release, schedule)];
      if (child.kind === 'milestone') return [milestoneItem(child, release, schedule)];
      return 'children' in child ? [blockItem(child, release, schedule)] : [];
    }),
  };
}

/** Blocks, and what stands in the release itself, in the order of the page. */
function inOrder(release: Release, schedule: Schedule): readonly OutlineItem[] {
  const loose = release.blocks.filter(({ kind }) => kind === 'messages').flatMap((block) => childrenOf(release, block));
  const blocks = release.blocks.filter(({ kind }) => kind !== 'messages');
  const milestones = release.milestones.filter(({ block }) => block === undefined);
  const all = [...blocks, ...loose, ...milestones].sort(
    ({ place: { range: a } }, { place: { range: b } }) =>
      a.start.line - b.start.line || a.start.character - b.start.character,
  );
  const items: OutlineItem[] = [];
  let messages: OutlineItem[] | undefined;
  for (const one of all) {
    if (one.kind === 'step') {
      if (!messages) {
        messages = [];
        items.push({ kind: 'messages', items: messages });
      }
      messages.push(stepItem(one, release, schedule));
      continue;
    }
    messages = undefined;
    if (one.kind === 'milestone') items.push(milestoneItem(one, release, schedule));
    else if ('children' in one) items.push(blockItem(one, release, schedule));
  }
  return items;
}

function milestoneItem(milestone: Milestone, release: Release, schedule: Schedule): OutlineItem {
  const at = schedule.milestones[milestone.id];
  return {
    kind: 'milestone',
    id: milestone.name,
    name: milestone.name,
    ...titled(milestone.title),
    ...(milestone.by && { by: whoText(milestone.by) }),
    ...some('with', milestone.with.map(whoText)),
    ...(milestone.at && { at: time(milestone.at) }),
    ...(milestone.due && { due: time(milestone.due) }),
    ...some('after', milestone.after.map(afterOf)),
    ...some('was', (milestone.was ?? []).map(time)),
    ...(milestone.done && { done: true }),
    ...(at !== undefined && startEnd({ start: at, end: at }, schedule, release.zone)),
  };
}

/** The id of a step: its own name, or what its line begins with. */
export function idOf(release: Release, step: Step): string {
  return step.id.startsWith(`${release.name}/`) ? step.id.slice(release.name.length + 1) : step.id;
}

function stepItem(step: Step, release: Release, schedule: Schedule): OutlineItem {
  const scheduled = schedule.steps[step.id];
  return {
    id: idOf(release, step),
    ...(step.name !== undefined && { name: step.name }),
    ...titled(step.title),
    verb: step.verb,
    ...some(
      'targets',
      step.targets.map(({ name }) => name),
    ),
    ...(step.duration && { duration: step.duration.text }),
    ...(step.by && { by: whoText(step.by) }),
    ...some('with', step.with.map(whoText)),
    ...some(
      'via',
      step.via.map(({ name }) => name),
    ),
    ...(step.in && { in: step.in.name }),
    ...(step.to && { to: step.to.name }),
    ...(step.from && { from: step.from.name }),
    ...(step.at && { at: time(step.at) }),
    ...(step.notBefore && { notBefore: time(step.notBefore) }),
    ...(step.due && { due: time(step.due) }),
    ...(step.during && { during: spanOf(step.during) }),
    ...(step.every && { every: recurrence(step.every) }),
    ...some('after', step.after.map(afterOf)),
    ...(step.undo && { undo: step.undo.text }),
    ...(step.version && { version: version(step.version) }),
    ...(step.optional && { optional: true }),
    ...some('was', (step.was ?? []).map(time)),
    ...(step.done && { done: true }),
    ...some('tags', step.tags),
    ...some('links', step.links),
    ...some('checklist', flatChecks(step.checklist)),
    ...some('notes', notesOf(step)),
    ...(scheduled && !isCalled(step.block) && startEnd(scheduled, schedule, release.zone)),
  };
}

/** What happens only when it is called has no date. */
function isCalled(block: Block): boolean {
  return ['rollback', 'play'].includes(rootBlock(block).kind);
}

function notesOf({ note, proof, text }: Step): readonly string[] {
  return [...(note ? [note] : []), ...(proof?.how ?? []), ...(text?.parts ? [textOf(text.parts)] : [])];
}

function flatChecks(items: readonly ChecklistItem[]): { text: string; by?: string; due?: string; done?: boolean }[] {
  return items.flatMap(({ text, by, due, done, items: inner }) => [
    { text, ...(by && { by: whoText(by) }), ...(due && { due: time(due) }), ...(done && { done }) },
    ...flatChecks(inner),
  ]);
}

function afterOf({ point: of, lag, most }: Step['after'][number]): OutlineAfter {
  const { side, ...named } = of;
  return {
    of: point(named),
    ...(side && { side }),
    ...(lag && { lag: formatDuration(lag) }),
    ...(most && { most: formatDuration(most) }),
  };
}

function startEnd({ start, end }: { readonly start: number; readonly end: number }, schedule: Schedule, zone: string) {
  if (!Number.isFinite(start) || isRelative(schedule, start)) return {};
  return { start: formatIso(start, zone), end: formatIso(end, zone) };
}
