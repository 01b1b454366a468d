/** The next windows in which nobody and nothing that a release takes is booked, frozen or away, and what moves with it. */
import type { Workspace } from '../../language/workspace.ts';
import { type Analysis, scheduledReleases } from '../../plan/analysis.ts';
import { checks as catalogue } from '../../plan/checks/catalogue.ts';
import { factsOf } from '../../plan/facts/facts.ts';
import { freeStarts } from '../../plan/facts/slots/free.ts';
import { slotQuestion } from '../../plan/facts/slots/question.ts';
import { listed } from '../../plan/facts/words.ts';
import { factsOf as singly } from '../../plan/findings/findings.ts';
import type { Release, Time } from '../../plan/model.ts';
import { nearest } from '../../plan/nearest.ts';
import type { Dated } from '../../plan/schedule/dated/model.ts';
import { formatDate, formatInstant, formatIso } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';
import { Now } from '../../plan/time/now.ts';
import { instantOf, wallTime } from '../../plan/time/zone.ts';
import { whatIf } from '../../plan/what-if/what-if.ts';
import type { Trouble } from '../trouble.ts';

export interface SlotWish {
  /** Left out: the only one of the file. */
  readonly release?: string;
  /** How many; default 3. */
  readonly count?: number;
  /** The first moment that is looked at; default: the begin of the window it has, or now. */
  readonly from?: Instant;
  /** Each window that is tried works out anew when every step would be; of so many steps at most. Default: 50,000, some seconds. */
  readonly most?: number;
}

export interface Slots {
  release: string;
  /** The window that it has. */
  window: SlotWindow;
  slots: Slot[];
  /** The last day that was looked at, where all of the next year was too much. */
  lookedUntil?: string;
}

export interface SlotWindow {
  /** `Sat 2026-12-12 22:00 .. Sun 2026-12-13 04:00`, as a plan says it. */
  text: string;
  start: string;
  end?: string;
}

export interface Slot extends SlotWindow {
  /** What has another date then, by name, in the order of time. */
  moves: Moved[];
  /** What of the release keeps its date, as it is written down. */
  stays: string[];
}

export interface Moved {
  what: string;
  from: string;
  to: string;
}

const MOST_STEPS = 50_000;

export function freeSlots(workspace: Workspace, uri: string, wish: SlotWish, now: Instant): Slots | Trouble {
  const analysis = workspace.analysis(uri);
  const chosen = releaseOf(analysis, wish.release);
  if ('trouble' in chosen) return chosen;
  const { release } = chosen;
  const schedule = analysis.schedules[analysis.plan.releases.indexOf(release)]!;
  const window = release.windows[0];
  const { T, zone } = schedule;
  if (!window || T === undefined || !schedule.run)
    return { trouble: `The window of '${release.name}' has no date, or nothing runs in it: there is nothing to move.` };
  if (release.windows.length > 1)
    return { trouble: `'${release.name}' has ${release.windows.length} windows; they are moved one by one, by hand.` };
  const mine = scheduledReleases(analysis).find((one) => one.release === release)!;
  const facts = factsOf(mine, [...analysis.published, ...workspace.others(uri)], { now: new Now(now) });
  const question = slotQuestion(facts, Math.max(now, wish.from ?? T))!;
  const count = wish.count ?? 3;
  const end = schedule.windows[window.id]?.end;
  // As long by the clock on the wall as it is now.
  const endOf = (start: Instant) =>
    end === undefined ? undefined : instantOf(wallTime(start, zone) + wallTime(end, zone) - wallTime(T, zone), zone);
  const windowAt = (start: Instant): SlotWindow => {
    const ends = endOf(start);
    return {
      text: windowText(start, ends, zone),
      start: formatIso(start, zone),
      ...(ends !== undefined && { end: formatIso(ends, zone) }),
    };
  };
  const slots: Slot[] = [];
  let tries = Math.ceil((wish.most ?? MOST_STEPS) / (release.steps.length + 1));
  let lookedUntil: string | undefined;
  for (const start of freeStarts(question)) {
    if (slots.length === count) break;
    if (tries-- === 0) {
      lookedUntil = formatDate(start, zone);
      break;
    }
    const tried = movedTo(workspace, analysis, release, start, endOf(start));
    if (hasNewClash(analysis, tried, release)) continue;
    const moved = tried.schedules[analysis.plan.releases.indexOf(release)]!;
    slots.push({ ...windowAt(start), ...movedOf(release, schedule.dated, moved.dated, zone) });
  }
  return { release: release.name, window: windowAt(T), slots, ...(lookedUntil !== undefined && { lookedUntil }) };
}

/** The analysis there would be. */
function movedTo(
  workspace: Workspace,
  { plan }: Analysis,
  release: Release,
  start: Instant,
  end: Instant | undefined,
): Analysis {
  const window = release.windows[0]!;
  const at = (time: Time | undefined, moment: Instant | undefined): Time | undefined =>
    time && moment !== undefined
      ? { kind: 'instant', id: time.id, at: moment, dateOnly: false, zone: release.zone, place: time.place }
      : time;
  const bounds = { from: at(window.from, start), to: at(window.to, end) };
  const change = { kind: 'window', release: plan.releases.indexOf(release), window: window.index, bounds } as const;
  return workspace.judgedOf(plan.file, whatIf(plan, [change]).plan, CHECKS).analysis;
}

/** Codes of what is in the way of a window: a slot has none of them that the present one has not. */
export const IN_THE_WAY: ReadonlySet<string> = new Set([
  ...['double-booked', 'environment-double-booked', 'room-double-booked', 'dependency-clash', 'freeze-violation'],
  ...['party-away', 'off-shift', 'rest-too-short', 'duty-too-long', 'vendor-unavailable', 'outside-maintenance'],
  ...['uat-environment-busy', 'dst-crossing', 'starts-too-early', 'due-missed', 'overdue'],
]);

const CHECKS = catalogue.filter(({ code }) => IN_THE_WAY.has(code));

function hasNewClash(before: Analysis, after: Analysis, { name }: Release): boolean {
  const clashes = ({ findings }: Analysis) =>
    singly(findings).filter(({ code, release, waived }) => IN_THE_WAY.has(code) && release === name && !waived);
  const known = new Set(clashes(before).map(({ code, place }) => `${code} ${place.range.start.line}`));
  return clashes(after).some(
    ({ code, place, severity }) =>
      (severity === 'error' || severity === 'warning') && !known.has(`${code} ${place.range.start.line}`),
  );
}

function movedOf(
  { things }: Release,
  before: readonly Dated[],
  after: readonly Dated[],
  zone: string,
): Pick<Slot, 'moves' | 'stays'> {
  const moves: Moved[] = [];
  const stays: string[] = [];
  for (const one of before) {
    const then = after.find(({ of, label }) => of === one.of && label === one.label);
    const [was, will] = [one.start ?? one.due, then?.start ?? then?.due];
    if (was === undefined || will === undefined) continue;
    const what = one.label || one.what;
    if (will !== was) moves.push({ what, from: formatInstant(was, zone), to: formatInstant(will, zone) });
    // Rosters and freezes of everybody stay anyway.
    else if (things.has(one.of)) stays.push(what);
  }
  return { moves, stays: [...new Set(stays)] };
}

function windowText(start: Instant, end: Instant | undefined, zone: string): string {
  const from = formatInstant(start, zone);
  if (end === undefined) return from;
  const to = formatInstant(end, zone);
  return `${from} .. ${to.slice(0, 14) === from.slice(0, 14) ? to.slice(15) : to}`;
}

function releaseOf({ plan }: Analysis, name: string | undefined): { readonly release: Release } | Trouble {
  const names = plan.releases.map((one) => one.name);
  const [first, second] = plan.releases;
  if (!first) return { trouble: 'There is no release in this file.' };
  if (name === undefined && second) return { trouble: `Which release? There are ${listed(names)}.` };
  const found = plan.releases.find((one) => name === undefined || one.name === name);
  if (found) return { release: found };
  const meant = nearest(name!, names);
  return {
    trouble: `There is no release '${name}'. ${meant ? `Did you mean ${meant}?` : `There are ${listed(names)}.`}`,
  };
}
