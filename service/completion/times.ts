/** Dates whose weekday is right, offsets with what they come to, durations, zones. */
import type { Named, Release } from '../../plan/model.ts';
import { isCalled } from '../../plan/order/blocks.ts';
import { whenIs } from '../../plan/schedule/dated/when-is.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { formatDay, WEEKDAYS, weekdayOfDay } from '../../plan/time/date.ts';
import { addDuration, parseDuration } from '../../plan/time/duration.ts';
import { describeInstant, formatDate } from '../../plan/time/format.ts';
import { dayAt } from '../../plan/time/zone.ts';
import { releaseAt, scheduleOf } from '../lookup.ts';
import { names } from './names.ts';
import { parameterised } from './parameters.ts';
import type { CompletionSite, Proposal } from './proposal.ts';

/** How many days ahead dates are offered without a letter typed, and with a weekday or a year typed. */
const DAYS = { soon: 14, searched: 120 };

export function times(site: CompletionSite): Proposal[] {
  const { context, file } = site;
  const release = releaseAt(file.plan, site.position);
  const schedule = release && scheduleOf(file.analysis, release);
  const weekday = context.before.at(-1);
  if (weekday && weekdayOf(weekday) !== undefined)
    return [...datesOn(site, release, weekdayOf(weekday)!), ...(context.statement === 'window' ? [] : [ofWeek])];
  // The window is what T hangs on: it cannot hang on T.
  const hanging = [...offsets(release, schedule), ...points(site, release, schedule), ...previous(site)];
  const relative = context.statement === 'window' ? [] : hanging;
  return [...relative, ...dates(site, release)];
}

export function durations(site: CompletionSite): Proposal[] {
  const inDays = site.context.blocks.some((block) => ['prepare', 'follow-up', 'phase'].includes(block.word));
  const long = ['keep', 'notice'].includes(site.context.statement ?? '');
  const values = long
    ? ['5wd', '7d', '14d', '30d', '3mo']
    : ['5m', '10m', '15m', '20m', '30m', '45m', '1h', '1h30m', '2h'];
  const offered = [...values, ...(inDays && !long ? ['1wd', '2wd', '5wd', '10wd'] : [])];
  return [
    ...offered.map((text, index): Proposal => {
      return { text, kind: 'value', rank: 10 + index, detail: text.endsWith('wd') ? 'working days' : 'duration' };
    }),
  ];
}

const MONTHLY = ['first 1wd of month', 'last 2wd of month', 'second Tue of month', 'last 3wd of quarter'];

/** How often something comes round. */
export function intervals(): Proposal[] {
  const offered = ['1d', '1w', '2w', '4w', '1mo', '8h', '12h', '1h'];
  return [
    ...offered.map((text, index): Proposal => ({ text, kind: 'value', rank: 10 + index, detail: 'interval' })),
    ...MONTHLY.map((text): Proposal => ({ text, kind: 'value', rank: 80, detail: 'days of a month' })),
  ];
}

export function weekdays(): Proposal[] {
  const ranges: Proposal[] = [{ text: 'Mon..Fri', kind: 'value', detail: 'weekdays', rank: 5 }];
  return [...ranges, ...WEEKDAYS.map((text, index): Proposal => ({ text, kind: 'value', rank: 10 + index }))];
}

/** Zones of the plan first; then all the machine knows, once a letter is typed. */
export function zones(site: CompletionSite): Proposal[] {
  const { plan } = site.file;
  const used = new Set([
    ...plan.releases.map((release) => release.zone),
    ...plan.writtenTimes.map((time) => time.zone),
    'UTC',
    'AoE',
  ]);
  const known = site.context.prefix.length > 0 ? Intl.supportedValuesOf('timeZone') : common;
  return [...used, ...known.filter((zone) => !used.has(zone))].map((text) => ({
    text,
    kind: 'constant',
    detail: text === 'AoE' ? 'anywhere on Earth, UTC-12' : undefined,
    rank: used.has(text) ? 10 : 20,
  }));
}

const common = [
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Sydney',
];

function dates(site: CompletionSite, release: Release | undefined): Proposal[] {
  const isTyped = site.context.prefix.length > 0;
  return days(site, release, isTyped ? DAYS.searched : DAYS.soon).map((day, index) => ({
    text: `${WEEKDAYS[weekdayOfDay(day)]} ${formatDay(day)}`,
    kind: 'value',
    rank: 40 + Math.min(index, 40),
  }));
}

const ofWeek: Proposal = {
  text: 'of',
  kind: 'keyword',
  detail: 'of the week of a time: `Thu of T-5w`',
  snippet: 'of ',
  rank: 60,
};

/** The next dates of a weekday that is written already. */
function datesOn(site: CompletionSite, release: Release | undefined, weekday: number): Proposal[] {
  return days(site, release, DAYS.searched)
    .filter((day) => weekdayOfDay(day) === weekday)
    .map((day, index) => ({ text: formatDay(day), kind: 'value', rank: 10 + index }));
}

function days(site: CompletionSite, release: Release | undefined, count: number): number[] {
  const today = dayAt(site.options.now, release?.zone ?? 'UTC');
  return Array.from({ length: count }, (_, index) => today + index);
}

function offsets(release: Release | undefined, schedule: Schedule | undefined): Proposal[] {
  return OFFSETS.map((text, index) => ({
    text,
    kind: 'value',
    rank: 10 + index,
    detail: offsetDetail(text, release, schedule),
  }));
}

const OFFSETS = ['T', 'T-1d', 'T-1wd', 'T-3wd', 'T-5wd', 'T-10wd', 'T-2w', 'T-4w', 'T+1d', 'T+5d', 'T+30d'];

/** The date it comes to; of working days the calendar decides, which the line has yet to name. */
function offsetDetail(text: string, release: Release | undefined, schedule: Schedule | undefined): string {
  if (text.endsWith('wd')) return 'working days before the window';
  const duration = parseDuration(text.slice(1) || '0m');
  if (!release || schedule?.T === undefined || !duration) return 'from the start of the window';
  return formatDate(addDuration(schedule.T, duration, release.zone), release.zone);
}

/** Whatever has a time and does not wait for this line, milestones first: that is what they are for. */
function points(site: CompletionSite, release: Release | undefined, schedule: Schedule | undefined): Proposal[] {
  const all = names({ ...site, context: { ...site.context, slot: 'point' } });
  // What is only done when it is called is at no time.
  const dated = all.filter(({ text }) => !isOnCall(release?.names.get(text)));
  return [...new Map(dated.map((proposal) => [proposal.text, proposal])).values()].map((proposal) => {
    const named = release?.names.get(proposal.text);
    const at = schedule?.T === undefined ? undefined : whenIs(schedule, named).start;
    return {
      ...proposal,
      kind: 'event',
      rank: named?.kind === 'milestone' ? 30 : 35,
      ...(at !== undefined && { detail: describeInstant(at, release!.zone) }),
    };
  });
}

function isOnCall(named: Named | undefined): boolean {
  return named?.kind === 'block' && isCalled(named.block);
}

/** In a template, what became of the release before: its begin, its end, its milestones and steps. */
function previous(site: CompletionSite): Proposal[] {
  const template = parameterised(site);
  if (template?.kind !== 'template') return [];
  const dates = [...template.names.values()].filter(({ kind }) => kind === 'milestone' || kind === 'step');
  const all = [...dates.map(({ name }) => name), 'start', 'end'].map((name) => `previous.${name}`);
  return all.map((text) => ({ text, kind: 'event', rank: 32, detail: 'of the release before' }));
}

function weekdayOf(text: string): number | undefined {
  const index = WEEKDAYS.findIndex((day) => text.startsWith(day));
  return index < 0 ? undefined : index;
}
