/** A plan whose window has no date: its run counts from T, what has a date of its own keeps it, and nothing is in 1970. */
import { expect, test } from 'vitest';
import { jsonReport } from '../../exchange/json/json.ts';
import { analyse } from '../../plan/analysis.ts';
import type { Step } from '../../plan/model.ts';
import { renderChecklist } from '../../view/checklist.ts';
import { renderPicture } from '../../view/schedule/picture.ts';
import { createClock } from '../../view/words/clock.ts';
import { analyseText } from '../checks/marked.ts';

const PLAN = `person ann
person bob
audience buyers { channels mail }
release open-1 {
  kind standard
  window tbd
  change C1
  notify buyers "It comes" by bob via mail at Mon 2026-11-30 10:00
  phase early by ann at Mon 2026-11-23 {
    task build 3wd
    task pack  1wd after build
  }
  task report 1h by bob due Wed 2026-12-02
  run {
    task look 10m by ann
    wait soak 3h
    task close 20m by bob at T+4h
  }
  play calm until T-36h { task breathe 30m by bob }
  follow-up { task tidy 1h by ann }
}
`;

const RUN = 4 * 60 + 20;

function hoursFromT(text: string): readonly number[] {
  return [...text.matchAll(/T[+-](\d+):(\d\d)/g)].map(([, hours, minutes]) => Number(hours) * 60 + Number(minutes));
}

test('dated steps have dates, the run counts from T', () => {
  const { plan, schedules } = analyseText(PLAN);
  const clock = createClock('UTC', 'relative');
  const told = plan.releases[0]!.steps.map(({ id, name, verb }) => {
    const one = schedules[0]!.steps[id];
    return one && `${name ?? verb} ${clock.moment(one.start)}`;
  });
  expect(told).toEqual([
    'notify Mon 2026-11-30 10:00',
    'build Mon 2026-11-23 09:00',
    'pack Thu 2026-11-26 09:00',
    'report Wed 2026-12-02 16:00',
    'look T+0:00',
    'soak T+0:10',
    'close T+4:00',
    'breathe T-36:30',
    undefined,
  ]);
});

/** Hours since 1970 printed as a date, and no part of a coordinate. */
const YEAR_OF_ZERO = /(?<![\d.])1970(?!\d)/;

test('no picture and no report says a time further from T than the plan is long', () => {
  const analysis = analyseText(PLAN);
  const schedule = analysis.schedules[0]!;
  for (const text of [renderPicture(analysis, schedule, {}, 'a'), renderChecklist(analysis, schedule)]) {
    expect(text).toContain('2026');
    expect(Math.max(...hoursFromT(text))).toBeLessThanOrEqual(36 * 60 + RUN);
    expect(text).not.toMatch(YEAR_OF_ZERO);
  }
  expect(JSON.stringify(jsonReport([analysis], String, { fixesOf: () => [] }))).not.toMatch(YEAR_OF_ZERO);
});

test('what has no time is told once, at the window', () => {
  const { plan } = analyseText(PLAN);
  const told = analyse(plan, { now: 0 }).findings.filter(({ code }) => code === 'not-scheduled');
  expect(told.map(({ message }) => message)).toEqual([
    'The window has no date yet, so `tidy` has no time; it is planned once it has one.',
  ]);
});

test('what follows a run without a date, in working hours, has none, whatever other run has one; and all that hangs on T is told once', () => {
  const plan = `person ann
release open-2 {
  kind standard
  window tbd
  window second Mon 2027-06-14 15:00 .. 18:00
  change C1
  milestone live T
  notify ann "It comes" by ann at live - 1d
  run { task look 10m by ann }
  run later in second { task close 10m by ann }
  follow-up { task tidy 1h by ann }
}
`;
  const { plan: read, schedules, findings } = analyseText(plan);
  const timed = read.releases[0]!.steps.map(({ name = 'notify', id }) => [name, schedules[0]!.steps[id] !== undefined]);
  expect(timed).toEqual([
    ['notify', true],
    ['look', true],
    ['close', true],
    ['tidy', false],
  ]);
  const told = findings.filter(({ code }) => code === 'not-scheduled').map(({ message }) => message);
  expect(told).toEqual(['The window has no date yet, so `tidy` has no time; it is planned once it has one.']);
});

test.each([
  ['until Sat 2026-12-05 02:00', 1, 1],
  ['until T+1h', 5, 1],
  ['until look.end + 1h', 5, 1],
  ['until calm.end + 1h', 1, 7],
  ['', 1, 1],
])(
  'what comes round every quarter of an hour %s does so as often as is known, and not since 1970',
  (until, run, called) => {
    const text = PLAN.replace('look 10m by ann', `look 10m by ann every 15m ${until}`).replace(
      'breathe 30m by bob',
      `breathe 30m by bob every 15m ${until}`,
    );
    const { plan, schedules, findings } = analyseText(text);
    expect(findings.filter(({ code }) => code === 'syntax')).toEqual([]);
    const { steps } = schedules[0]!;
    const times = ['look', 'breathe'].map(
      (name) => steps[plan.releases[0]!.steps.find((step) => step.name === name)!.id]!.occurrences,
    );
    expect(times.map((spans) => spans.length)).toEqual([run, called]);
    for (const span of times.flat()) expect(Object.keys(span)).toEqual(['start', 'end']);
  },
);

test.each(['tbd', 'Sat 2026-12-05 22:00 .. 24:00'])('what waits in a circle is told with a window %s', (window) => {
  const circle = (block: string, after: string) =>
    analyseText(
      `person ann\nrelease x {\n  window ${window}\n  run {\n    task a 5m by ann${after}\n    task b 5m by ann\n  }\n  ${block}\n}\n`,
    ).schedules[0]!.conflicts.flatMap(({ kind, members = [] }) =>
      kind === 'cycle' ? [members.map(({ label }) => label)] : [],
    );
  const tidy = 'follow-up {\n    task tidy 5m by ann\n  }';
  expect(circle(tidy, '')).toEqual([]);
  expect(circle(tidy, ' after tidy')).toEqual([['a', 'b', 'tidy']]);
  expect(circle('prepare {\n    task build 5m by ann after b\n  }', ' after build')).toEqual([['a', 'b', 'build']]);
  // Whatever is prepared comes before the run.
  expect(circle('prepare {\n    task build 5m by ann after b\n  }', '')).toEqual([['a', 'b', 'build']]);
});

test.each([
  ['Sat 2026-12-05 22:00 .. 23:00', 'tbd', ['look'], 'still-open'],
  ['tbd', 'tbd', ['look'], 'still-open'],
  ['tbd', 'T+1d .. T+2d', ['look'], 'not-scheduled'],
  ['Sat 2026-12-05 22:00 .. 23:00', 'Sun 2026-12-06 22:00 .. 23:00', ['look', 'more', 'last'], undefined],
])('a run in a window that has no date has none, and is told with it: %s, then %s', (first, second, timed, code) => {
  const { plan, schedules, findings } = analyseText(`person ann
release r {
  kind standard
  owner ann
  change C1
  window ${first}
  window later ${second}
  run { task look 10m by ann }
  run again in later {
    task more 5m by ann
    task last 5m by ann
  }
}
`);
  const has = ({ id }: { readonly id: Step['id'] }) => schedules[0]!.steps[id] !== undefined;
  expect(plan.releases[0]!.steps.filter(has).map(({ name }) => name)).toEqual(timed);
  const told = findings.filter(({ message }) => message.includes('`more`'));
  expect(told.map((one) => one.code)).toEqual(code ? [code] : []);
  for (const { message } of told) expect(message).not.toContain('nothing says when it happens');
});
