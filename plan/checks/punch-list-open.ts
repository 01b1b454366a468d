import { firstCommitment, gatesBefore } from '../facts/decisions/gates.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { knownOwner } from '../facts/people/accountable.ts';
import { listed, quoted, said, when } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import type { Issue, ScopeItem, Step } from '../model.ts';
import { whoText } from '../said/words.ts';
import { describeMinutes } from '../time/format.ts';
import type { Instant } from '../time/model.ts';
import { instantOfDate } from '../time/working-date.ts';
import { dayAt } from '../time/zone.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (due: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    owner priya
    scope {
      must   SHOP-6 "Gift cards" by jonas due T-8wd
      must   SHOP-7 "Vouchers"   by jonas${due}${due ? '' : '  // <- punch-list-open'}
      should SHOP-8 "Colours"
    }

    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const punchListOpen: ReleaseCheck = {
  code: 'punch-list-open',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'An item that must be done has no owner, no date, or one behind the go/no-go; an issue is nobody’s',
  why:
    'Whoever says go says that everything on the list that must be done is done. An item that nobody owns is done by ' +
    'nobody, and one that is due after the decision is not decided about.',
  fixable: true,
  bundle: 'release',
  example: { breaks: plan(''), passes: plan(' due T-5wd') },
  *find(subject) {
    const decision = goNoGo(subject);
    const isDated = asksDates(subject);
    for (const item of subject.release.scope?.items ?? []) {
      // One without a name is told as such.
      if (item.priority !== 'must' || item.done || item.deferredTo || !item.name) continue;
      const found = unplanned(subject, item, decision, isDated) ?? late(subject, item, decision);
      if (found) yield found;
    }
    const open = subject.release.issues.filter(({ done, name }) => !done && name);
    // Where others have a date, the one without was forgotten.
    const areDated = open.some(({ due }) => due);
    const isOfRun = open.some((issue) => isAboutChange(subject, issue));
    for (const issue of open) {
      if (!issue.by) yield ownerless(issue);
      else if (!issue.due && (areDated || isOfRun)) yield dateless(subject, issue, areDated);
      const behind = solvedBehind(subject, issue, decision);
      if (behind) yield behind;
    }
  },
};

/** An issue that is known and nobody's is as open as on the day it was found. */
function ownerless({ name, due, head }: Issue): Found {
  return {
    message: `Issue ${quoted(name)} has nobody who answers for it${due ? '' : ' and no date'}; add \`by WHO\`${due ? '' : ' and `due TIME`'}, or \`done\`.`,
    place: head,
    about: [name],
  };
}

/** It is open when the release begins: either that was decided, or nobody has looked. */
function solvedBehind(
  { schedule, times }: ReleaseSubject,
  { name, due }: Issue,
  { gate }: Decision,
): Found | undefined {
  const at = times.instant(due);
  const { T } = schedule;
  if (at === undefined || T === undefined || !due || at <= T) return undefined;
  return {
    message: `Issue ${quoted(name)} is solved ${when(schedule, at)}, ${describeMinutes(at - T)} after the release begins; solve it before, or ask for it at the go/no-go and say that one goes with it.`,
    place: due.place,
    about: [name],
    severity: 'information',
    related: gate ? [{ message: 'It is decided here', place: gate.head }] : [],
  };
}

/** Its name or title names what the release changes: it is to be solved by then, whatever it says. */
function isAboutChange({ changes }: ReleaseSubject, { name, title = '' }: Issue): boolean {
  const words = new Set(`${name} ${title}`.toLowerCase().split(/[^a-z0-9]+/));
  return [...changes.systems.keys()].some((system) => words.has(system.name.toLowerCase()));
}

function dateless({ release }: ReleaseSubject, { name, head }: Issue, areDated: boolean): Found {
  return {
    message: `Issue ${quoted(name)} has no date by which it is solved${areDated ? ', and others have' : ''}; add \`due TIME\`, or \`done\`.`,
    place: head,
    about: [name],
    several: {
      at: headOfRelease(release).at,
      what: 'issues are open, and have no date by which they are solved',
      name: quoted(name),
      todo: 'add `due TIME` to each, or `done`',
    },
  };
}

/** The moment at which it is decided, and the gate that does so, where there is one. */
interface Decision {
  readonly at?: Instant;
  readonly gate?: Step;
}

function goNoGo(subject: ReleaseSubject): Decision {
  const commitment = firstCommitment(subject);
  const gate = commitment && gatesBefore(subject, commitment).at(-1);
  const at = gate && subject.schedule.steps[gate.id]?.start;
  return at === undefined ? { at: subject.schedule.T } : { at, gate };
}

/** A mere list of features has no dates, for a freeze, a milestone or the go/no-go says when they are in; whoever dates one asks for the others. */
function asksDates({ release }: ReleaseSubject): boolean {
  return (release.scope?.items ?? []).some(({ due }) => due !== undefined);
}

function unplanned(subject: ReleaseSubject, item: ScopeItem, decision: Decision, isDated: boolean): Found | undefined {
  const hasDate = item.due !== undefined || !isDated;
  const lacks = [!item.by && 'nobody who does it', !hasDate && 'no date by which it is done'].filter(
    (lack) => lack !== false,
  );
  if (lacks.length === 0) return undefined;
  const clauses = listed([!item.by && '`by WHO`', !hasDate && '`due TIME`'].filter((clause) => clause !== false));
  return {
    message: `${quoted(item.name)} must be done and has ${listed(lacks)}; add ${clauses}, or defer it.`,
    place: item.head,
    about: [item.name],
    several: {
      at: headOfRelease(subject.release).at,
      what: `items of the scope must be done and have ${listed(lacks)}`,
      name: quoted(item.name),
      todo: `add ${clauses} to each, or defer it`,
    },
    fixes: () => completed(subject, item, decision),
  };
}

/** The owner answers for what nobody else does; the day before the decision is the last one that is early enough. */
function completed(
  { plan, release, calendars, schedule }: ReleaseSubject,
  item: ScopeItem,
  decision: Decision,
): readonly Fix[] {
  const by = item.by ?? knownOwner(plan, release);
  if (!by || schedule.T === undefined || decision.at === undefined) return [];
  const calendar = calendars.of(by.ref.name);
  const lastDay = calendar.workingDayFrom(dayAt(schedule.T, calendar.zone), -1);
  if (!Number.isFinite(lastDay)) return [];
  if (!item.due && instantOfDate(lastDay, calendar.zone, 'due', calendar) > decision.at) return [];
  const clauses = [!item.by && `by ${whoText(by)}`, !item.due && 'due T-1wd'].filter(Boolean).join(' ');
  return [{ title: `Add \`${clauses}\``, edits: [{ kind: 'append-clause', place: item.place, text: clauses }] }];
}

function late(subject: ReleaseSubject, item: ScopeItem, { at, gate }: Decision): Found | undefined {
  const { schedule, times } = subject;
  const due = times.instant(item.due);
  if (due === undefined || schedule.T === undefined || !item.due) return undefined;
  const base = { place: item.due.place, about: [item.name] };
  if (at !== undefined && due > at) {
    return {
      ...base,
      message:
        `${quoted(item.name)} must be done and is due ${when(schedule, due)}, ${describeMinutes(due - at)} after ` +
        `${gate ? said(gate) : 'T'} (${when(schedule, at)}); have it done before, or defer it.`,
      related: gate ? [{ message: 'It is decided here', place: gate.head }] : [],
    };
  }
  return undefined;
}
