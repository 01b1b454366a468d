/** Who can be asked at the time of the line under the cursor, and a word on what keeps the others from it. */
import { othersOf } from '../../language/edit/trial.ts';
import { scheduledReleases } from '../../plan/analysis.ts';
import type { Named, Place, Plan, Release, Step } from '../../plan/model.ts';
import type { Schedule, Span } from '../../plan/schedule/model.ts';
import { schedule as scheduleAgain } from '../../plan/schedule/schedule.ts';
import { formatDate, formatTimeOfDay } from '../../plan/time/format.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import { copyPlan } from '../../plan/what-if/copy.ts';
import { type Availability, type Staff, staffOf } from '../../plan/who/availability.ts';
import { membersOf, peopleOf } from '../../plan/who/people.ts';
import { scheduleOf } from '../lookup.ts';
import { datedMoment } from '../words/words.ts';
import type { CompletionSite } from './proposal.ts';

export interface Freedom {
  /** To be added to the rank of a name: who is free comes first. */
  readonly rank: number;
  /** Empty: free. */
  readonly words: string;
}

/** Undefined where the line has no time: then nothing can be said of anybody. */
export function freedomAt(site: CompletionSite, release: Release): ((named: Named) => Freedom | undefined) | undefined {
  const schedule = scheduleOf(site.file.analysis, release);
  const asked = schedule && askedAt(site, release, schedule);
  if (!schedule || !asked || schedule.T === undefined) return undefined;
  const { plan, workspace, uri, analysis } = site.file;
  const mine = scheduledReleases(analysis).find((one) => one.schedule === schedule)!;
  const staff = staffOf(mine, othersOf(workspace, uri, analysis, schedule));
  return (named) => {
    const people = peopleBehind(plan, release, named);
    if (people.length === 0) return undefined;
    const states = people.map((name) => ({ name, state: staff.availability(name, asked.span, asked) }));
    if (named.kind === 'team') return ofTeam(states);
    const { state } = states[0]!;
    return { rank: RANK[state.kind], words: wordsOf(state, schedule, asked.zone) };
  };
}

type Asked = Parameters<Staff['availability']>[2] & { readonly span: Span; readonly zone: Zone };

/** Whoever may not be asked comes last; at night everybody is outside of working hours. */
const RANK: Readonly<Record<Availability['kind'], number>> = {
  free: 0,
  off: 5,
  busy: 20,
  rest: 25,
  holiday: 30,
  leave: 30,
};

/** The step, test, rehearsal or cover on this line, when it is if nobody has to be waited for. */
function askedAt(site: CompletionSite, release: Release, schedule: Schedule): Asked | undefined {
  const isHere = ({ file, range }: Place) => file === site.file.uri && range.start.line === site.context.line;
  const step = release.steps.find((one) => isHere(one.usedAt ?? one.head));
  if (step) {
    const span = spanWithout(site.file.plan, release, schedule, step);
    return span && { span, step, zone: schedule.steps[step.id]?.zone ?? release.zone };
  }
  for (const { span, head } of lastingOf(release, schedule)) {
    if (span && isHere(head)) return { span, place: head, zone: release.zone };
  }
  for (const block of release.blocks) {
    const span = schedule.blocks[block.id];
    if (span && isHere(block.head)) return { span, zone: release.zone };
  }
  return undefined;
}

/** Who is written there now may be what it waits for: whoever takes their place need not. */
function spanWithout(plan: Plan, release: Release, schedule: Schedule, step: Step): Span | undefined {
  const at = schedule.steps[step.id];
  const isHeld = at?.waits.some(({ reason, minutes }) => (reason === 'person' || reason === 'calendar') && minutes > 0);
  if (at && !isHeld) return at;
  if (!step.by && step.with.length === 0) return at;
  const copy = copyPlan(plan, new Map([[step, { by: undefined, with: [] }]]));
  const same = copy.releases[plan.releases.indexOf(release)];
  return (same && scheduleAgain(copy, same).steps[step.id]) ?? at;
}

/** What lasts and is no part of a block, with its people. */
function lastingOf(release: Release, schedule: Schedule): readonly { readonly head: Place; readonly span?: Span }[] {
  return [
    ...release.rehearsals.map(({ id, head }) => ({ head, span: schedule.rehearsals[id] })),
    ...release.uats.map(({ id, head }) => ({ head, span: schedule.uats[id] })),
    ...release.rosters.map(({ id, head }) => ({ head, span: schedule.rosters[id] })),
  ];
}

function peopleBehind(plan: Plan, release: Release, named: Named): readonly string[] {
  if (named.kind === 'person') return [named.name];
  if (named.kind === 'team') return membersOf(plan, release, named.name).people;
  if (named.kind !== 'role' && named.kind !== 'implicit' && named.kind !== 'parameter') return [];
  const { fixed, choices } = peopleOf(
    plan,
    release,
    { ref: { name: named.name, place: named.place }, place: named.place },
    'by',
  );
  return fixed.length > 0 ? fixed : choices.flatMap(({ from }) => from);
}

function ofTeam(states: readonly { readonly name: string; readonly state: Availability }[]): Freedom {
  const can = states.filter(({ state }) => RANK[state.kind] <= RANK.off);
  const rank = Math.min(...states.map(({ state }) => RANK[state.kind]));
  if (can.length === states.length) return { rank, words: '' };
  return { rank, words: can.length === 0 ? 'nobody of them can' : `only ${can.map(({ name }) => name).join(', ')}` };
}

function wordsOf(state: Availability, schedule: Schedule, zone: Zone): string {
  switch (state.kind) {
    case 'free':
      return '';
    case 'leave':
      return `on leave${until(dayBefore(state.until, state.zone), schedule, state.zone, 'day')}`;
    case 'holiday':
      return `holiday${state.title ? `: ${state.title}` : ''}${until(dayBefore(state.until, state.zone), schedule, state.zone, 'day')}`;
    case 'rest':
      return `asleep: rest${until(state.until, schedule, zone)}`;
    case 'busy':
      return `busy with \`${state.label}\`${state.release ? ` of ${state.release}` : ''}${until(state.until, schedule, zone)}`;
    case 'off':
      return `outside working hours${until(state.until, schedule, zone)}`;
  }
}

/** A day that is off ends with its last minute. */
function dayBefore(at: Instant, zone: Zone): Instant {
  return formatTimeOfDay(at, zone) === '00:00' ? at - 1 : at;
}

function until(at: Instant, schedule: Schedule, zone: Zone, what: 'day' | 'moment' = 'moment'): string {
  if (!Number.isFinite(at)) return '';
  const dated = datedMoment(at, schedule, zone);
  if (what === 'day') return ` until ${dated.replace(/ \d\d:\d\d$/, '')}`;
  return formatDate(at, zone) === formatDate(schedule.T!, zone)
    ? ` until ${formatTimeOfDay(at, zone)}`
    : ` until ${dated}`;
}
