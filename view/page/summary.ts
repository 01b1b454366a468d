/** The release in a few facts: what an approver asks first, and the release manager at two in the morning. */
import type { Analysis } from '../../plan/analysis.ts';
import { counted } from '../../plan/counted.ts';
import type { Release, Severity } from '../../plan/model.ts';
import { releaseOf } from '../../plan/release-of.ts';
import type { ScheduleRisk } from '../../plan/risk/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';
import type { UnreadNumber } from '../../plan/unread.ts';
import { type Drawn, renderDoubtful } from '../doubt.ts';
import { element, escapeText } from '../markup.ts';
import { SEVERITIES } from '../row-findings.ts';
import { type Clock, createClock, lengthBetween } from '../words/clock.ts';
import { promisedOutage, shortMinutes, untimedSteps, untimedWords } from '../words/run-words.ts';
import { whoWords } from '../words/words.ts';
import { findingsOf } from './release-findings.ts';

export interface Fact {
  readonly label: string;
  /** With all that it takes to be read alone: date, zone, what was promised. */
  readonly value: string;
  /** As the strip says it, where it stands beside the others; default: `value`. */
  readonly short?: string;
  /** Behind the label: the zone that all of them are in. */
  readonly about?: string;
  /** Behind it, less important: what it will rather be, how long until then. */
  readonly note?: string;
  /** `bad`: it asks for somebody to act. `decide`: it is the moment to decide by. */
  readonly tone: 'plain' | 'bad' | 'decide';
  /** What it hangs on, as a line that cannot be read may change it. */
  readonly number?: UnreadNumber;
  /** It hangs on such a line: it is what it was before, or what is left without it. */
  readonly doubt?: 'was' | 'without';
}

/** What is known besides the plan. */
export interface FactOptions {
  readonly risk?: ScheduleRisk;
  readonly now?: Instant;
}

/** The facts of what is drawn: those in doubt are what they were, or marked; all others are those of the present text. */
export function factsOf(
  analysis: Analysis,
  schedule: Schedule,
  drawn: Drawn,
  options: FactOptions = {},
): readonly Fact[] {
  const { doubt } = drawn;
  const present = summaryOf(analysis, schedule, drawn.doubt ? {} : options);
  if (!doubt) return present;
  const isIn = ({ number }: Fact) => number !== undefined && doubt.has(number);
  if (!doubt.isEarlier) return present.map((fact) => (isIn(fact) ? { ...fact, doubt: 'without' } : fact));
  const was = summaryOf(drawn.analysis, drawn.schedule).filter(isIn);
  const stays = present.filter((fact) => !isIn(fact));
  const first = present.findIndex(isIn);
  const at = first < 0 ? stays.filter(({ label }) => label === 'Window').length : first;
  return [
    ...stays.slice(0, at),
    ...was.map((fact): Fact => ({ ...fact, tone: 'plain', doubt: 'was' })),
    ...stays.slice(at),
  ];
}

export function summaryOf(analysis: Analysis, schedule: Schedule, { risk, now }: FactOptions = {}): readonly Fact[] {
  const release = releaseOf(analysis, schedule);
  const clock = createClock(release.zone, schedule.T === undefined ? 'relative' : 'dated');
  const facts: Fact[] = [];
  const say = (label: string, value: string | undefined, more: Partial<Fact> = {}) => {
    if (value !== undefined && value !== '')
      facts.push({ tone: 'plain', label, value, number: NUMBERS[label], ...more });
  };
  const windows = Object.values(schedule.windows);
  // A window has its date, also where the first one has none yet.
  const dated = createClock(release.zone, 'dated');
  for (const { start, end } of windows) {
    const from = `${dated.day(start)} ${dated.timeAfter(start, start)}`;
    if (end === undefined)
      say('Window', `${moment(start, dated)}, without an end`, {
        short: `${from}, without an end`,
        about: release.zone,
      });
    else
      say('Window', dated.range(start, end), {
        short: `${from}–${dated.timeAfter(end, start)}`,
        about: release.zone,
      });
  }
  if (windows.length === 0) say('Window', 'not decided: times count from T', { tone: 'bad' });
  if (schedule.run) {
    const likely = risk && risk.end.p80 !== schedule.run.end ? risk.end.p80 : undefined;
    say('Ends', moment(schedule.run.end, clock), {
      short: clock.time(schedule.run.end),
      ...(likely !== undefined && { note: `P80 ${clock.timeAfter(likely, schedule.run.end)}` }),
    });
  }
  const decision = schedule.rollbackDecision;
  if (decision) {
    const left = now === undefined || clock.relative ? undefined : decision.at - now;
    say('Decide by', moment(decision.at, clock), {
      short: clock.time(decision.at),
      tone: 'decide',
      ...(left !== undefined && { note: left > 0 ? `in ${lengthBetween(left)}` : 'has passed' }),
    });
  }
  if (schedule.contingency !== undefined) {
    const late = schedule.contingency < 0;
    const size = describeMinutes(Math.abs(schedule.contingency));
    const said = late ? `none: the run ends ${size} after the window` : size;
    say('Contingency', `${said}${untimedWords(untimedSteps(schedule))}`, {
      short: late ? `none: ${shortMinutes(-schedule.contingency)} late` : shortMinutes(schedule.contingency),
      tone: late ? 'bad' : 'plain',
    });
  }
  outage(release, schedule, say);
  say('Owner', release.owner && whoWords(release.owner));
  const findings = findingsOf(analysis, release);
  const open = findings.filter((finding) => !finding.waived);
  const errors = open.filter((finding) => finding.severity === 'error').length;
  const waived = findings.length - open.length;
  const counted = countFindings(open.map((finding) => finding.severity));
  const worth = open.filter((finding) => finding.severity !== 'information');
  say('Findings', waived > 0 ? `${counted}; ${waived} waived` : counted, {
    short: countFindings((worth.length > 0 ? worth : open).map((finding) => finding.severity)),
    tone: errors > 0 ? 'bad' : 'plain',
  });
  return facts;
}

const NUMBERS: Readonly<Record<string, UnreadNumber | undefined>> = {
  Window: 'window',
  Ends: 'run',
  Contingency: 'run',
  Outage: 'run',
  'Decide by': 'rollback',
};

/** One strip: each fact in few words, and all of it where the mouse rests on it. */
export function renderSummary(facts: readonly Fact[]): string {
  const items = facts.map(({ label, about, value, short = value, note, tone, doubt }) =>
    element(
      'div',
      {
        class: `rp-fact rp-${tone}${label === 'Owner' ? ' rp-owner' : ''}`,
        title: short === value ? undefined : `${label}: ${value}`,
      },
      element('dt', {}, escapeText(about ? `${label}, ${about}` : label)),
      element(
        'dd',
        {},
        doubt ? renderDoubtful(short, doubt === 'was') : escapeText(short),
        note && !doubt ? element('span', { class: 'rp-note' }, escapeText(` ${note}`)) : '',
      ),
    ),
  );
  return element('dl', { class: 'rp-summary' }, ...items);
}

/** `1 error, 2 warnings`; `none`. */
export function countFindings(severities: readonly Severity[]): string {
  const parts = SEVERITIES.map((severity) => {
    const count = severities.filter((one) => one === severity).length;
    const word = severity === 'information' ? 'note' : severity;
    return count === 0 ? '' : counted(count, word);
  });
  return parts.filter((part) => part !== '').join(', ') || 'none';
}

function moment(at: number, clock: Clock): string {
  return clock.relative ? clock.moment(at) : `${clock.moment(at)} ${clock.zone}`;
}

function outage(
  release: Release,
  schedule: Schedule,
  say: (label: string, value: string, more?: Partial<Fact>) => void,
): void {
  const promised = promisedOutage(release);
  if (schedule.outage === 0 && promised === undefined) return;
  const planned = describeMinutes(schedule.outage);
  if (promised === undefined) say('Outage', planned);
  else
    say('Outage', `${planned} of ${describeMinutes(promised)} promised`, {
      short: `${shortMinutes(schedule.outage)} of ${shortMinutes(promised)}`,
      tone: schedule.outage > promised ? 'bad' : 'plain',
    });
}
