/**
 * A difference as rows of words, for a terminal, a panel or a comment: first what it means for the night, then what
 * causes it, then who and what follows.
 */
import type {
  Change,
  Difference,
  FindingSummary,
  FindingsDifference,
  ItemDifference,
  PersonDifference,
  ReleaseDifference,
  ScopeDifference,
  Status,
  StepDifference,
  WindowDifference,
} from '../../plan/diff/model.ts';
import { append } from '../../plan/grouped.ts';
import type { Place } from '../../plan/model.ts';
import { areComparable } from '../../plan/schedule/relative.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Instant, Minutes } from '../../plan/time/model.ts';
import type { Gap } from '../../plan/what-if/absence.ts';
import { type Clock, createClock } from '../words/clock.ts';
import { type ClockPair, changeText, later, valueText } from './values.ts';

export interface DiffSection {
  readonly title: string;
  readonly rows: readonly DiffRow[];
}

export interface DiffRow {
  readonly sign: '+' | '-' | '~' | '!' | ' ';
  /** Whether it makes the night easier or harder; `plain`: neither, or who knows. */
  readonly tone: 'better' | 'worse' | 'plain';
  readonly label: string;
  readonly text: string;
  readonly place?: Place;
}

/** The sections of one release; those in which nothing is different are left out. */
export function releaseReport(release: ReleaseDifference): readonly DiffSection[] {
  return sectionsOf(release).filter(({ rows }) => rows.length > 0);
}

/** What belongs to no release. */
export function fileReport({ declarations, findings }: Omit<Difference, 'releases'>): readonly DiffSection[] {
  return [
    section('The file', itemRows(declarations, DATED)),
    section('Findings of the file', findingRows(findings)),
  ].filter(({ rows }) => rows.length > 0);
}

/** What stands outside of releases has no moments of its own. */
const DATED: ClockPair = { from: createClock('UTC', 'dated'), to: createClock('UTC', 'dated') };

/** Of several releases each section names its release; nothing different gives no section. */
export function diffReport({ releases, ...file }: Difference, gaps: readonly Gap[] = []): readonly DiffSection[] {
  const named = releases.length > 1;
  return [
    section('Nobody left', gaps.map(gapRow)),
    ...releases.flatMap((release) =>
      sectionsOf(withoutTold(release, gaps)).map((one) =>
        named ? { ...one, title: `${release.name}: ${one.title}` } : one,
      ),
    ),
    ...fileReport(file),
  ].filter(({ rows }) => rows.length > 0);
}

/** A gap is told once: neither as a step that nobody does nor as the finding that says so. */
function withoutTold(release: ReleaseDifference, gaps: readonly Gap[]): ReleaseDifference {
  const isTold = (place: Place) =>
    gaps.some(
      (gap) => gap.place.file === place.file && gap.place.range.start.line === place.range.start.line && gap.left === 0,
    );
  const isOnlyPeople = ({ changes, start, end }: StepDifference) =>
    !start && !end && changes.every(({ what }) => what === 'by' || what === 'with');
  const { steps, findings } = release;
  return {
    ...release,
    steps: steps.filter((step) => !(isTold(step.place) && isOnlyPeople(step))),
    findings: {
      ...findings,
      added: findings.added.filter(
        ({ code, place, members }) =>
          code !== 'unassigned' || !(members ?? [{ place }]).every((one) => isTold(one.place)),
      ),
    },
  };
}

/** The difference in one sentence, for whoever asks aloud: how much later, how much is left. */
export function diffSummary({ releases }: Difference): string {
  const parts = releases.flatMap(({ name, status, run, steps, findings }) => {
    if (status !== 'changed') return [`${name} is ${status === 'added' ? 'new' : 'gone'}`];
    const said = [
      run.end && both(run.end) && areComparable(run.end.from!, run.end.to!)
        ? `ends ${later(run.end.to! - run.end.from!)}`
        : '',
      run.contingency && both(run.contingency) ? `contingency ${changeText(run.contingency, describeMinutes)}` : '',
      findings.added.length > 0 ? `${findings.added.length} new ${plural(findings.added.length, 'finding')}` : '',
    ].filter((part) => part !== '');
    if (said.length === 0 && steps.some(({ start, end }) => start || end)) said.push('ends as before');
    return said.length > 0 ? [`${name}: ${said.join(', ')}`] : [];
  });
  return parts.join('; ') || 'The run is not touched.';
}

function sectionsOf(release: ReleaseDifference): readonly DiffSection[] {
  const clocks: ClockPair = {
    from: createClock(release.zone, release.relative.from ? 'relative' : 'dated'),
    to: createClock(release.zone, release.relative.to ? 'relative' : 'dated'),
  };
  // Of a release that is only in one of the two everything would be new or gone: its plan tells that better.
  if (release.status !== 'changed') {
    const rows = [...releaseRows(release, clocks), ...sizeRows(release, clocks)];
    return [
      section('The release', rows),
      section('Findings', release.status === 'added' ? findingRows(release.findings) : []),
    ];
  }
  const messages = release.steps.filter(({ verb }) => verb === 'notify');
  const steps = release.steps.filter(({ verb }) => verb !== 'notify');
  return [
    section('The release', releaseRows(release, clocks)),
    section('Steps', [...stepRows(steps, clocks), ...criticalRows(release)]),
    section('Messages', stepRows(messages, clocks)),
    section('Blocks', itemRows(release.blocks, clocks)),
    section('Triggers', itemRows(release.triggers, clocks)),
    section('People', release.people.flatMap(personRows)),
    section('Milestones', itemRows(release.milestones, clocks)),
    section('Scope', itemRows(release.scope, clocks)),
    section('Rehearsals', itemRows(release.rehearsals, clocks)),
    section('Tests by users', itemRows(release.tests, clocks)),
    section('Approvals and promises', itemRows(release.approvals, clocks)),
    section('Waivers', itemRows(release.waivers, clocks)),
    section('Risks, benefits, cover and names', itemRows(release.declarations, clocks)),
    section('Findings', findingRows(release.findings)),
  ];
}

function section(title: string, rows: readonly DiffRow[]): DiffSection {
  return { title, rows };
}

function gapRow({ what, who, wanted, left, place }: Gap): DiffRow {
  const text =
    wanted > 1
      ? `asks for ${wanted} of ${who}, and ${left} ${left === 1 ? 'is' : 'are'} left`
      : `${who} cannot, and the plan names nobody to stand in; add \`else NAME\` or a deputy`;
  return { sign: '!', tone: 'worse', label: what, text, place };
}

// ------------------------------------------------------------------------------------------------ the release

function releaseRows(release: ReleaseDifference, clocks: ClockPair): readonly DiffRow[] {
  const { status, name, was, title, kind, windows, run } = release;
  const rows: DiffRow[] = [];
  const say = (label: string, text: string, tone: DiffRow['tone'] = 'plain', sign: DiffRow['sign'] = '~') =>
    rows.push({ sign, tone, label, text });
  if (status !== 'changed') say(name, status === 'added' ? 'is new' : 'is gone', 'plain', SIGNS[status]);
  if (was !== undefined) say('Name', `${was} → ${name}`);
  if (title) say('Title', changeText(title, quotedTitle));
  if (kind) say('Kind', changeText(kind, String));
  for (const { what, ...change } of release.changes) say(capital(what), changeText(change as Change<string>, String));
  for (const window of windows) rows.push(windowRow(window, clocks));
  if (status !== 'changed') return rows;
  const instant = (
    label: string,
    change: Change<Instant> | undefined,
    isJudged: boolean,
    good: 'more' | 'less' = 'less',
  ) => {
    if (change) say(label, momentText(change, clocks), isJudged ? tone(change, good) : 'plain');
  };
  const minutes = (label: string, change: Change<Minutes> | undefined, good: 'more' | 'less', note = '') => {
    if (change) say(label, `${lengthText(change)}${note}`, note === '' ? tone(change, good) : 'worse');
  };
  instant('Run starts', run.start, false);
  // A night that is postponed as a whole is neither easier nor harder.
  const isPostponed = windows.some(({ start }) => start);
  instant('Run ends', run.end, !isPostponed);
  if (shiftOf(run.goLive) !== shiftOf(run.end)) instant('Go-live', run.goLive, !isPostponed);
  minutes('Run takes', run.length, 'less');
  minutes('Outage', run.outage, 'less', overPromise(run.outage?.to, run.promisedOutage?.to));
  minutes(
    'Contingency',
    run.contingency,
    'more',
    run.contingency?.to !== undefined && run.contingency.to < 0 ? ': the run ends after its window' : '',
  );
  instant('Rollback, decide by', run.rollbackDecision, !isPostponed, 'more');
  minutes(
    'Rollback margin',
    run.rollbackMargin,
    'more',
    run.rollbackMargin?.to !== undefined && run.rollbackMargin.to < 0 ? ': too late to turn back' : '',
  );
  if (shiftOf(run.releaseEnd) !== shiftOf(run.end)) instant('All is over', run.releaseEnd, false);
  return rows;
}

/** What there is of a release that is new. */
function sizeRows({ status, steps, people, run }: ReleaseDifference, clocks: ClockPair): readonly DiffRow[] {
  if (status !== 'added') return [];
  const count = (all: readonly unknown[], noun: string) => `${all.length} ${plural(all.length, noun)}`;
  const row = (label: string, text: string): DiffRow => ({ sign: '+', tone: 'plain', label, text });
  return [
    ...(run.start?.to === undefined ? [] : [row('Run starts', moment(run.start.to, clocks.to))]),
    ...(run.end?.to === undefined ? [] : [row('Run ends', moment(run.end.to, clocks.to))]),
    ...(run.outage?.to ? [row('Outage', describeMinutes(run.outage.to))] : []),
    row('Holds', `${count(steps, 'step')}, done by ${people.length} ${people.length === 1 ? 'person' : 'people'}`),
  ];
}

function windowRow({ status, name, start, end }: WindowDifference, clocks: ClockPair): DiffRow {
  const bounds = [start && `starts ${momentText(start, clocks)}`, end && `ends ${momentText(end, clocks)}`];
  const label = name ? `Window ${name}` : 'Window';
  return { sign: SIGNS[status], tone: 'plain', label, text: bounds.filter(Boolean).join('; ') || 'has no time' };
}

function overPromise(outage: Minutes | undefined, promised: Minutes | undefined): string {
  if (outage === undefined || promised === undefined || outage <= promised) return '';
  return `: ${describeMinutes(outage - promised)} more than the ${describeMinutes(promised)} promised`;
}

// ------------------------------------------------------------------------------------------------ steps

function stepRows(steps: readonly StepDifference[], clocks: ClockPair): readonly DiffRow[] {
  const said = steps.filter((step) => step.said || step.people);
  const moved = steps.filter((step) => !step.said && !step.people);
  return [...said.map((step) => saidRow(step, clocks)), ...movedRows(moved, clocks)];
}

function saidRow(step: StepDifference, clocks: ClockPair): DiffRow {
  const { status, label, was, block, changes, start, end, people, place } = step;
  if (status !== 'changed') {
    const [at, clock] = status === 'added' ? [start?.to, clocks.to] : [start?.from, clocks.from];
    const when = at === undefined ? 'no time' : clock.moment(at);
    return { sign: SIGNS[status], tone: 'plain', label, text: `in ${block}, ${when}`, place };
  }
  // Who does it in the end says more than which slot was filled otherwise.
  const told = changes.filter(({ what }) => !people || (what !== 'by' && what !== 'with'));
  const parts = [
    was === undefined ? '' : `was called ${was}`,
    ...told.map((change) => valueText(change, clocks)),
    people ? `by ${peopleText(people)}` : '',
    start && both(start) ? `starts ${momentText(start, clocks)}` : start ? placed(start, clocks) : '',
    end && both(end) && shiftOf(end) !== shiftOf(start) ? `ends ${momentText(end, clocks)}` : '',
  ];
  const nobody = people !== undefined && (people.to?.length ?? 0) === 0;
  return {
    sign: '~',
    tone: nobody ? 'worse' : 'plain',
    label,
    text: parts.filter((part) => part !== '').join('; '),
    place,
  };
}

/** What only moves because something else does is told together, by how far it moves. */
function movedRows(steps: readonly StepDifference[], clocks: ClockPair): readonly DiffRow[] {
  const byShift = new Map<number | undefined, StepDifference[]>();
  for (const step of steps) {
    append(byShift, step.shift, step);
  }
  return [...byShift].flatMap(([shift, same]): DiffRow[] => {
    if (shift === undefined) return same.map((step) => saidRow(step, clocks));
    const labels = same.map(({ label }) => label);
    const shown = labels.length > 4 ? `${labels.slice(0, 3).join(', ')} … ${labels.at(-1)}` : labels.join(', ');
    const count = `${same.length} ${plural(same.length, 'step')} ${same.length === 1 ? 'moves' : 'move'}`;
    return [{ sign: '~', tone: 'plain', label: later(shift), text: `${count}: ${shown}`, place: same[0]!.place }];
  });
}

function criticalRows({ critical }: ReleaseDifference): readonly DiffRow[] {
  const row = (label: string, all: ReleaseDifference['critical']['added']): DiffRow[] =>
    all.length === 0 ? [] : [{ sign: '~', tone: 'plain', label, text: listed(all.map((one) => one.label)) }];
  return [...row('Now critical', critical.added), ...row('No longer critical', critical.removed)];
}

// ------------------------------------------------------------------------------------------------ the rest

/** Whoever has a day of rest does not feel an hour more or less of it. Minutes. */
const FELT_REST = 16 * 60;

function personRows({ name, load, rest, doubleBookings }: PersonDifference): readonly DiffRow[] {
  const isFelt = rest && Math.min(rest.from ?? FELT_REST, rest.to ?? FELT_REST) < FELT_REST;
  const parts = [
    load && `works ${lengthText(load, hoursText)}`,
    isFelt && `rests ${changeText(rest, describeMinutes)} after the run`,
    doubleBookings && `wanted in two places at once: ${changeText(doubleBookings, String)}`,
  ].filter((part) => part);
  if (parts.length === 0) return [];
  const worse = shiftOf(doubleBookings) > 0 || (isFelt && shiftOf(rest) < 0);
  return [{ sign: '~', tone: worse ? 'worse' : 'plain', label: name, text: parts.join('; ') }];
}

function itemRows(items: readonly (ItemDifference | ScopeDifference)[], clocks: ClockPair): readonly DiffRow[] {
  return items.map((item): DiffRow => {
    const late = 'afterFreeze' in item && item.afterFreeze === true;
    const parts = [
      item.was === undefined ? '' : `was called ${item.was}`,
      ...item.changes.map((change) => valueText(change, clocks)),
      item.status === 'added' ? 'is new' : item.status === 'removed' ? 'is gone' : '',
      late ? 'after the freeze' : '',
    ];
    const text = parts.filter((part) => part !== '').join('; ');
    return { sign: SIGNS[item.status], tone: late ? 'worse' : 'plain', label: item.name, text, place: item.place };
  });
}

function findingRows({ added, gone, still }: FindingsDifference): readonly DiffRow[] {
  const row =
    (sign: '+' | '-' | '~', tone: DiffRow['tone']) =>
    (finding: FindingSummary): DiffRow => ({
      sign,
      tone: finding.waived || finding.severity === 'information' ? 'plain' : tone,
      label: `${finding.severity === 'information' ? 'note' : finding.severity} ${finding.code}`,
      text: `${finding.message}${finding.waived ? ' (waived)' : ''}`,
      place: finding.place,
    });
  return [
    ...added.map(row('+', 'worse')),
    ...still
      .filter(({ was, wasWaived }) => (was ?? wasWaived) !== undefined)
      .map((finding) => row('~', finding.wasWaived ? 'worse' : 'plain')(finding)),
    ...gone.map(row('-', 'better')),
  ];
}

// ------------------------------------------------------------------------------------------------ words

const SIGNS: Readonly<Record<Status, DiffRow['sign']>> = { added: '+', removed: '-', changed: '~' };

/** `Sun 2026-12-06 00:55, 25 min later`. */
function momentText(change: Change<Instant>, clocks: ClockPair): string {
  const { from, to } = change;
  if (from !== undefined && to !== undefined && areComparable(from, to))
    return `${moment(to, clocks.to)}, ${later(to - from)}`;
  return placed(change, clocks);
}

function placed({ from, to }: Change<Instant>, clocks: ClockPair): string {
  if (to === undefined) return `has no time any more${from === undefined ? '' : `, was ${moment(from, clocks.from)}`}`;
  return `${moment(to, clocks.to)}${from === undefined ? '' : `, was ${moment(from, clocks.from)}`}`;
}

function moment(at: Instant, clock: Clock): string {
  return clock.moment(at);
}

/** `3 h 30 min → 3 h 5 min (25 min less)`. */
function lengthText(change: Change<Minutes>, text: (minutes: Minutes) => string = describeMinutes): string {
  const { from, to } = change;
  const by =
    from === undefined || to === undefined ? '' : ` (${text(Math.abs(to - from))} ${to > from ? 'more' : 'less'})`;
  return `${changeText(change, text)}${by}`;
}

/** `49 h 5 min`: a day of somebody's work has no 24 hours. */
function hoursText(minutes: Minutes): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 && `${hours} h`, (rest > 0 || hours === 0) && `${rest} min`].filter(Boolean).join(' ');
}

function peopleText({ from = [], to = [] }: Change<readonly string[]>): string {
  return changeText({ from, to }, (names) => (names.length === 0 ? 'nobody' : names.join(', ')));
}

function tone(change: Change<number>, good: 'more' | 'less'): DiffRow['tone'] {
  const shift = shiftOf(change);
  if (shift === 0) return 'plain';
  return shift > 0 === (good === 'more') ? 'better' : 'worse';
}

function shiftOf(change: Change<number> | undefined): number {
  return change?.from === undefined || change.to === undefined ? 0 : change.to - change.from;
}

function both<T>({ from, to }: Change<T>): boolean {
  return from !== undefined && to !== undefined;
}

function quotedTitle(title: string): string {
  return `"${title}"`;
}

function listed(labels: readonly string[]): string {
  return labels.length > 8 ? `${labels.slice(0, 7).join(', ')} and ${labels.length - 7} more` : labels.join(', ');
}

function capital(word: string): string {
  return `${word[0]!.toUpperCase()}${word.slice(1)}`;
}

function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}
