/** The plans in `examples/`: they are laid out as the formatter would, and have the findings they say they have. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { format } from '../../language/format.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { dayNumber, MINUTES_PER_DAY, WEEKDAYS, weekdayOfDay } from '../../plan/time/date.ts';
import type { Instant } from '../../plan/time/model.ts';
import { analyseFiles, described, found, marks } from '../checks/marked.ts';

const FOLDER = new URL('../../examples/', import.meta.url);
/** By path below `examples/`. */
const EXAMPLES: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    // The year is judged as a whole, in `year.test.ts`.
    .filter((path) => path.endsWith('.release') && !path.startsWith('year/'))
    .sort()
    .map((path) => [path, readFileSync(new URL(path, FOLDER), 'utf8')]),
);
const SHARED = Object.keys(EXAMPLES).filter((path) => path.startsWith('shared/'));
const PLANS = Object.keys(EXAMPLES).filter((path) => !path.startsWith('shared/'));

describe.each(Object.keys(EXAMPLES))('%s', (path) => {
  test('is laid out as the formatter lays it out', () => {
    expect(format(EXAMPLES[path]!)).toBe(EXAMPLES[path]);
  });

  test('begins with a comment that says what it shows', () => {
    expect(header(path).length).toBeGreaterThan(100);
  });

  test('has exactly the findings that it marks', () => {
    const { findings } = analysisOf(path);
    const own = findings.filter((finding) => finding.place.file === uriOf(path));
    expect(own.length, 'findings in other files').toBe(findings.length);
    expect(found(findings).sort(), described(findings).join('\n')).toEqual(marks(EXAMPLES[path]!).sort());
  });
});

test('there are the plans that the reference and the read-me speak of', () => {
  expect(PLANS).toEqual([
    'hotfix-4.1.3.release',
    'migration-weekend.release',
    'mistakes.release',
    'open-source-calendar.release',
    'payments-4.2.release',
  ]);
  expect(SHARED).toEqual(['shared/acme.release', 'shared/bistro.release']);
});

test('mistakes.release makes every mistake that a check finds', () => {
  const missing = new Set(checks.map((check) => check.code));
  for (const mark of marks(EXAMPLES['mistakes.release']!)) missing.delete(mark.replace(/^\d+: /, ''));
  expect([...missing]).toEqual([]);
});

test.each(PLANS.filter((path) => path !== 'mistakes.release'))(
  '%s marks nothing that would have to be repaired',
  (path) => {
    const serious = analysisOf(path).findings.filter(({ severity, waived }) => severity !== 'information' && !waived);
    expect(described(serious)).toEqual([]);
  },
);

test.each(PLANS.filter((path) => path !== 'mistakes.release'))('%s is scheduled to the last step', (path) => {
  const { plan, schedules } = analysisOf(path);
  expect(schedules.length).toBeGreaterThan(0);
  for (const [i, { steps, conflicts, T }] of schedules.entries()) {
    expect(T).toBeDefined();
    expect(conflicts).toEqual([]);
    expect(Object.keys(steps)).toEqual(plan.releases[i]!.steps.map(({ id }) => id));
  }
});

test('the exception in payments-4.2.release is used', () => {
  const waived = analysisOf('payments-4.2.release').findings.filter((finding) => finding.waived);
  expect(waived.map(({ code }) => code)).toEqual(['rest-too-short']);
});

test('the night of migration-weekend.release is an hour longer than it looks', () => {
  const [schedule] = analysisOf('migration-weekend.release').schedules;
  const [window] = Object.values(schedule!.windows);
  expect(window!.end! - window!.start).toBe(16 * 60);
});

test('all of open-source-calendar.release moves with its window', () => {
  const text = EXAMPLES['open-source-calendar.release']!;
  const later = text.replace('Tue 2027-02-16 14:00 .. 20:00', 'Tue 2027-02-23 14:00 .. 20:00');
  expect(later).not.toBe(text);
  const now = judgedAt('open-source-calendar.release');
  const [before, after] = [text, later].map((one) =>
    analyseFiles({ 'file:///plans/a.release': one }, 'file:///plans/a.release', now),
  );
  const week = 7 * MINUTES_PER_DAY;
  const at = ({ plan, schedules: [schedule] }: Analysis) =>
    plan.releases[0]!.milestones.map(({ id, name }) => [name, schedule!.milestones[id]!] as const);
  // `branched` follows a step, and steps are done on working days.
  const dated = at(before!).filter(([name]) => name !== 'branched');
  expect(dated.length).toBeGreaterThan(3);
  expect(at(after!).filter(([name]) => name !== 'branched')).toEqual(
    dated.map(([name, instant]) => [name, instant + week]),
  );
});

function analysisOf(path: string): Analysis {
  const wanted = [path, ...SHARED];
  const files = Object.fromEntries(wanted.map((one) => [uriOf(one), EXAMPLES[one]!]));
  return analyseFiles(files, uriOf(path), SHARED.includes(path) ? null : judgedAt(path));
}

function uriOf(path: string): string {
  return `file:///plans/${path}`;
}

/** The comment lines before everything else. */
function header(path: string): string {
  const lines = EXAMPLES[path]!.split('\n');
  return lines
    .slice(
      0,
      lines.findIndex((line) => !line.startsWith('//')),
    )
    .join('\n');
}

/** `judged on Mon 2026-11-02` in the header: 09:00 UTC of that day. */
function judgedAt(path: string): Instant {
  const match = /\b[Jj]udged\s+(?:\/\/\s+)?on (\w{3}) (\d{4})-(\d\d)-(\d\d)/.exec(header(path));
  if (!match) throw new Error(`${path} does not say on which day it is judged.`);
  const [, weekday, year, month, day] = match;
  const date = dayNumber(Number(year), Number(month), Number(day));
  if (WEEKDAYS[weekdayOfDay(date)] !== weekday) throw new Error(`${path} is judged on a day that does not exist.`);
  return date * MINUTES_PER_DAY + 9 * 60;
}
