/** The release in a few facts: what an approver asks first, and the release manager at two in the morning. */

import type { Analysis } from '../../plan/analysis.ts';
import { counted } from '../../plan/counted.ts';
import type { Release, Severity } from '../../plan/model.ts';
import { releaseOf } from '../../plan/release-of.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { roughMinutes } from '../../plan/time/duration.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { UnreadNumber } from '../../plan/unread.ts';
import { type Drawn, renderDoubtful } from '../doubt.ts';
import { element, escapeText } from '../markup.ts';
import { SEVERITIES } from '../row-findings.ts';
import { type Clock, createClock } from '../words/clock.ts';
import { untimedSteps, untimedWords } from '../words/run-words.ts';
import { whoWords } from '../words/words.ts';
import { findingsOf } from './release-findings.ts';

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** `bad`: it asks for somebody to act. */
  readonly tone: 'plain' | 'bad';
  /** What it hangs on, as a line that cannot be read may change it. */
  readonly number?: UnreadNumber;
  /** It hangs on such a line: it is what it was before, or what is left without it. */
  readonly doubt?: 'was' | 'without';
}

/** The facts of what is drawn: those in doubt are what they were, or marked; all others are those of the present text. */
export function factsOf(analysis: Analysis, schedule: Schedule, drawn: Drawn): readonly Fact[] {
  const { doubt } = drawn;
  const present = summaryOf(analysis, schedule);
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

export function summaryOf(analysis: Analysis, schedule: Schedule): readonly Fact[] {
  const release = releaseOf(analysis, schedule);
  const clock = createClock(release.zone, schedule.T === undefined ? 'relative' : 'dated');
  const facts: Fact[] = [];
  const say = (label: string, value: string | undefined, tone: Fact['tone'] = 'plain') => {
    if (value !== undefined && value !== '') facts.push({ label, value, tone, number: NUMBERS[label] });
  };
  const windows = Object.values(schedule.windows);
  // A window has its date, also where the first one has none yet.
  const dated = createClock(release.zone, 'dated');
  for (const { start, end } of windows) {
    say('Window', end === undefined ? `${moment(start, dated)}, without an end` : dated.range(start, end));
  }
  if (windows.length === 0) say('Window', 'not decided: times count from T', 'bad');
  say('Run ends', schedule.run && moment(schedule.run.end, clock));
  if (schedule.contingency !== undefined) {
    const late = schedule.contingency < 0;
    const size = describeMinutes(Math.abs(schedule.contingency));
    const said = late ? `none: the run ends ${size} after the window` : size;
    say('Contingency', `${said}${untimedWords(untimedSteps(schedule))}`, late ? 'bad' : 'plain');
  }
  outage(release, schedule, say);
  if (schedule.rollbackDecision) say('Rollback decision', `by ${moment(schedule.rollbackDecision.at, clock)}`);
  say('Owner', release.owner && whoWords(release.owner));
  const findings = findingsOf(analysis, release);
  const open = findings.filter((finding) => !finding.waived);
  const errors = open.filter((finding) => finding.severity === 'error').length;
  const waived = findings.length - open.length;
  const counted = countFindings(open.map((finding) => finding.severity));
  say('Findings', waived > 0 ? `${counted}; ${waived} waived` : counted, errors > 0 ? 'bad' : 'plain');
  return facts;
}

const NUMBERS: Readonly<Record<string, UnreadNumber | undefined>> = {
  Window: 'window',
  'Run ends': 'run',
  Contingency: 'run',
  Outage: 'run',
  'Rollback decision': 'rollback',
};

export function renderSummary(facts: readonly Fact[]): string {
  const items = facts.map(({ label, value, tone, doubt }) =>
    element(
      'div',
      { class: `rp-fact${tone === 'bad' ? ' rp-bad' : ''}` },
      element('dt', {}, escapeText(label)),
      element('dd', {}, doubt ? renderDoubtful(value, doubt === 'was') : escapeText(value)),
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
  { promises }: Release,
  schedule: Schedule,
  say: (label: string, value: string, tone?: Fact['tone']) => void,
): void {
  const promise = promises.find(({ what, duration }) => what === 'outage' && duration !== undefined);
  const promised = promise?.duration && roughMinutes(promise.duration);
  if (schedule.outage === 0 && promised === undefined) return;
  const planned = describeMinutes(schedule.outage);
  if (promised === undefined) say('Outage', planned);
  else
    say('Outage', `${planned} of ${describeMinutes(promised)} promised`, schedule.outage > promised ? 'bad' : 'plain');
}
