/** Every release of a file in a line: when, in what state, with what findings. */

import type { Analysis } from '../plan/analysis.ts';
import { releaseTitle } from '../plan/model.ts';
import { releaseOf } from '../plan/release-of.ts';
import type { Instant } from '../plan/time/model.ts';
import { findingsOf } from '../view/page/release-findings.ts';
import { countFindings } from '../view/page/summary.ts';
import { createClock, lengthBetween } from '../view/words/clock.ts';

export interface ReleaseLine {
  uri: string;
  /** Zero-based. */
  line: number;
  name: string;
  title: string;
  /** When its window opens, as people read it; empty: nobody has decided yet. */
  when: string;
  /** The same as a moment, to put releases in order. */
  at?: Instant;
  state: 'over' | 'now' | 'ahead' | 'undated';
  /** `in 3 d 2 h`, `now`, `over`. */
  stateWords: string;
  errors: number;
  warnings: number;
  /** `1 error, 2 warnings`. */
  findings: string;
}

export function releaseLines(analysis: Analysis, now: Instant): ReleaseLine[] {
  return analysis.schedules.map((schedule) => {
    const release = releaseOf(analysis, schedule);
    const windows = Object.values(schedule.windows);
    const isDated = schedule.T !== undefined;
    const start = windows[0]?.start ?? (isDated ? schedule.run?.start : undefined);
    const end = windows.at(-1)?.end ?? (isDated ? schedule.run?.end : undefined);
    const clock = createClock(release.zone, 'dated');
    const open = findingsOf(analysis, release).filter(({ waived }) => !waived);
    const count = (severity: string) => open.filter((finding) => finding.severity === severity).length;
    return {
      uri: analysis.plan.file,
      line: release.head.range.start.line,
      name: release.name,
      title: releaseTitle(release),
      when: start === undefined ? '' : `${clock.moment(start)} ${release.zone}`,
      ...(start !== undefined && { at: start }),
      ...stateOf(start, end, now),
      errors: count('error'),
      warnings: count('warning'),
      findings: countFindings(open.map(({ severity }) => severity)),
    };
  });
}

function stateOf(
  start: Instant | undefined,
  end: Instant | undefined,
  now: Instant,
): Pick<ReleaseLine, 'state' | 'stateWords'> {
  if (start === undefined) return { state: 'undated', stateWords: 'no date yet' };
  if (now < start) return { state: 'ahead', stateWords: `in ${lengthBetween(start - now)}` };
  if (end === undefined || now <= end) return { state: 'now', stateWords: 'now' };
  return { state: 'over', stateWords: 'over' };
}
