/** What public plans of months showed: an overview and its details, loads and their samples, contracts that end, and results that are claimed. */
import { describe, expect, test } from 'vitest';
import { toldOf } from './marked.ts';

const HEAD = `person ann
person bob
service core
service portal
database archive
`;

function plan(lines: string, { head = HEAD, window = '' } = {}): string {
  return `${head}release r {
  owner ann
  zone  UTC
  ${window}
${lines}
}
`;
}

const told = (code: string, part: string, text: string) => toldOf(code, text).filter((one) => one.includes(part));

describe('a gate', () => {
  const gate = (line: string, done = '') =>
    `gate go "Go?" by ann with bob at Mon 2026-11-02 {\n  criterion ${line}${done}\n}`;
  const cases: readonly (readonly [string, string, number])[] = [
    ['"Load test p95" < 500 ms', 'verify core as load-test "Load test: 200 users" by bob at Tue 2026-11-10', 1],
    ['"Rollback drill" = "passed"', 'task drill "Rollback drill with the night shift" by bob at Tue 2026-11-10', 1],
    ['"Restore test of the archive" = "passed"', 'restore archive as back "Restore test" by bob at Tue 2026-11-10', 1],
    ['"Load test p95" < 500 ms', 'verify core as load-test "Load test: 200 users" by bob at Tue 2026-10-27', 0],
    ['"Error rate" < 1 %', 'verify core as errors "Error rate" by bob at Tue 2026-11-10', 0],
    [
      '"Smoke test" = "passed"',
      'verify core as first "Smoke test" by bob at Tue 2026-10-27\nverify core as again "Smoke test" by bob at Tue 2026-11-10',
      0,
    ],
  ];

  test.each(cases)('that asks for %s, and %s', (line, work, count) => {
    expect(
      told('order-contradicts-dates', 'asks for what is only done behind it', plan(`${gate(line)}\n${work}`)),
    ).toHaveLength(count);
    expect(told('result-in-future', 'is ticked', plan(`${gate(line, ' done')}\n${work}`))).toHaveLength(count);
    expect(told('result-in-future', 'is ticked', plan(`${gate(line)}\n${work}`))).toEqual([]);
  });

  test('that asks for four things is told once, and so are its ticks', () => {
    const all = cases
      .slice(0, 3)
      .map(([line, work], i) => [
        `  criterion ${line} done`,
        work.replace(/ as \S+|task \S+/, (name) => `${name}-${i}`),
      ]);
    const text = plan(
      `gate go "Go?" by ann at Mon 2026-11-02 {\n${all.map(([line]) => line).join('\n')}\n}\n${all.map(([, work]) => work).join('\n')}`,
    );
    expect(told('order-contradicts-dates', 'asks for', text)).toHaveLength(1);
    expect(told('result-in-future', 'ticked', text)).toEqual([expect.stringContaining('3 lines of gates are ticked')]);
  });
});

test.each([
  [
    'milestone ok "Approve the sample" Tue 2026-11-24',
    'migrate core as all "Full load" Mon 2026-11-02 .. Fri 2026-11-27 by ann',
    1,
  ],
  [
    'gate ok "Sign off the pilot" by bob at Tue 2026-11-24',
    'migrate core as all "All customers" Mon 2026-11-02 .. Fri 2026-11-27 by ann',
    1,
  ],
  [
    'task ok "Dry run is accepted" by bob at Tue 2026-11-24',
    'deploy core as all "Entire estate" Mon 2026-11-02 .. Fri 2026-11-27 by ann',
    1,
  ],
  [
    'milestone ok "Approve the sample" Fri 2026-10-30',
    'migrate core as all "Full load" Mon 2026-11-02 .. Fri 2026-11-27 by ann',
    0,
  ],
  [
    'milestone ok "Approve the budget" Tue 2026-11-24',
    'migrate core as all "Full load" Mon 2026-11-02 .. Fri 2026-11-27 by ann',
    0,
  ],
  [
    'milestone ok "Approve the sample" Tue 2026-11-24',
    'migrate core as part "Sample of the full load" Mon 2026-11-02 .. Fri 2026-11-27 by ann',
    0,
  ],
])('all of it behind its sample: %s; %s', (approval, load, count) => {
  const text = plan(`stream data "Data" {\n  ${approval}\n  ${load}\n}`);
  expect(told('order-contradicts-dates', 'begins with all of it', text)).toHaveLength(count);
});

describe('what is loaded early, and written until the end', () => {
  const end = 'milestone out "Go-live" Mon 2027-02-15';
  test.each([
    ['migrate core as all "Full load of the users" Mon 2026-10-12 .. Fri 2026-10-30 by ann', '', 1],
    [
      'migrate archive as all "All letters" Mon 2026-10-12 .. Fri 2026-10-30 by ann',
      'task learn "Training" by bob at Mon 2026-11-30',
      1,
    ],
    [
      'migrate core as all "Bulk import" Mon 2026-10-12 .. Fri 2026-10-30 by ann',
      'verify core by bob at Mon 2026-11-02',
      1,
    ],
    [
      'migrate core as all "Full load of the users" Mon 2026-10-12 .. Fri 2026-10-30 by ann',
      'migrate core as last "Delta load" by ann at Fri 2027-02-12',
      0,
    ],
    [
      'migrate core as all "Full load of the users" Mon 2026-10-12 .. Fri 2026-10-30 by ann',
      'milestone still "The old one is read-only" Mon 2026-10-12',
      0,
    ],
    ['migrate core as all "Full load of the users" Mon 2027-01-25 .. Fri 2027-01-29 by ann', '', 0],
    ['migrate core as part "Sample of the users" Mon 2026-10-12 .. Fri 2026-10-30 by ann', '', 0],
  ])('%s; %s', (load, more, count) => {
    const text = plan(`${load}\n${more}\ntask close "Close the project" by bob at Fri 2027-02-26\n${end}`);
    expect(told('writes-lost', 'has loaded all of it by', text)).toHaveLength(count);
  });
});

describe('the day on which it goes live', () => {
  const long = Array.from({ length: 20 }, (_, i) => `task t${i} "Chapter ${i}" by bob at Mon 2026-10-12`).join('\n');
  const load =
    'migrate core as first "First half" by ann at Mon 2026-11-02\nmigrate core as second "Second half" by ann at Mon 2026-11-30';
  test.each([
    ['task ready "Complete the checklist for go-live" by bob at Mon 2027-01-11', 1],
    ['task ready "Go-live readiness" by bob at Mon 2027-01-11', 1],
    ['task ready "Train everybody before the cut-over" by bob at Mon 2027-01-11', 1],
    ['task ready "Train everybody" by bob at Mon 2027-01-11', 0],
    ['task ready "Go-live readiness" by bob at Mon 2027-01-11\nmilestone live "Go-live" Mon 2027-01-18', 0],
    ['task ready "Go-live readiness" by bob at Mon 2027-01-11\nswitch core as turn by ann at Mon 2027-01-18', 0],
    // What is live long before the last change is something else.
    ['task ready "Go-live readiness" by bob at Mon 2027-01-11\nmilestone live "Go-live" Mon 2026-10-05', 1],
    [
      'task ready "Go-live readiness" by bob at Mon 2027-01-11\ntask live "Go-live of the shop" by bob at Mon 2027-01-18',
      0,
    ],
  ])('stands in the plan: %s', (lines, count) => {
    expect(
      told('not-scheduled', 'Nothing says when `core` goes live', plan(`${long}\n${load}\n${lines}`)),
    ).toHaveLength(count);
  });

  test('is no question of a short plan, nor of one with a window', () => {
    const ready = 'task ready "Go-live readiness" by bob at Mon 2027-01-11';
    for (const text of [
      plan(`${load}\n${ready}`),
      plan(`${long}\n${load}\n${ready}`, { window: 'window Mon 2027-01-18' }),
    ])
      expect(told('not-scheduled', 'goes live', text)).toEqual([]);
  });

  test.each([
    [
      'core-live "Core is live: go-live"',
      'verify core as test "Relevancy testing" Mon 2026-11-02 .. Fri 2026-12-18 by bob',
      1,
    ],
    ['launch "Launch of core"', 'verify core as load "Load test" Mon 2026-11-02 .. Fri 2026-12-18 by bob', 1],
    [
      'live "Cut-over to core"',
      'verify core as uat "Acceptance by the desks" Mon 2026-11-02 .. Fri 2026-12-18 by bob',
      1,
    ],
    ['launch "Launch of core"', 'verify core as load "Load test" Mon 2026-11-02 .. Fri 2026-11-20 by bob', 0],
    ['launch "Launch of core"', 'verify core as watch "Monitoring of core" Mon 2026-11-02 .. Fri 2026-12-18 by bob', 0],
    ['launch "Launch of portal"', 'verify core as load "Load test" Mon 2026-11-02 .. Fri 2026-12-18 by bob', 0],
    // It begins with the launch.
    ['launch "Launch of core"', 'verify core as load "Load test" Mon 2026-11-30 .. Fri 2026-12-18 by bob', 0],
    [
      'ready "Readiness for the launch of core"',
      'verify core as load "Load test" Mon 2026-11-02 .. Fri 2026-12-18 by bob',
      0,
    ],
  ])('comes behind what tests it: %s; %s', (live, look, count) => {
    expect(
      told('order-contradicts-dates', 'for which it is', plan(`milestone ${live} Mon 2026-11-30\n${look}`)),
    ).toHaveLength(count);
  });
});

test.each([
  ['2026-12-31', 'phase roll-out "Q4: Implementation" 2026-10-05 .. 2026-12-31 {\n  deploy core by ann\n}', 1],
  ['2026-12-04', 'deploy core by ann at Mon 2026-11-02\nmilestone live "Go-live" Wed 2026-12-02', 1],
  [
    '2026-12-16',
    'deploy core by ann at Mon 2026-11-02\ntask ready "Readiness for the cut-over" by bob at Wed 2026-12-16',
    1,
  ],
  ['2027-03-31', 'phase roll-out "Q4: Implementation" 2026-10-05 .. 2026-12-31 {\n  deploy core by ann\n}', 0],
  ['2026-12-31', 'phase notes "Q4: Documentation" 2026-10-05 .. 2026-12-31 {\n  deploy core by ann\n}', 0],
])('a contract that ends %s: %s', (until, lines, count) => {
  const head = `${HEAD}service old "The old one (contract)" until ${until}\n`;
  expect(told('vendor-unavailable', '`old` ends', plan(lines, { head }))).toHaveLength(count);
});

describe('an overview and its details', () => {
  const both = (first: string, second: string, title = 'Data migration') =>
    plan(`phase q4 "Q4" 2026-10-05 .. 2026-12-18 {\n  ${first}\n}\nstream ops "${title}" {\n  ${second}\n}`);
  test.each([
    ['deploy core as a "Deploy Kiwi release"', 'deploy core as b "Deploy Kiwi" by ann at Mon 2027-02-08', 1],
    [
      'migrate core as a "Move the Vienna office"',
      'migrate core as b "Move Vienna office" by ann at Mon 2027-02-08',
      1,
    ],
    [
      'configure core as a "Set up SSO for Azure"',
      'configure core as b "Set up SSO Azure" by ann at Mon 2027-02-08',
      1,
    ],
    ['deploy core as a "Deploy Kiwi release"', 'deploy core as b "Deploy Kiwi" by ann at Mon 2026-11-09', 0],
    ['deploy core as a "Deploy Kiwi release"', 'deploy core as b "Deploy Lotus" by ann at Mon 2027-02-08', 0],
    ['deploy core as a "Deploy patches"', 'deploy core as b "Deploy patches" by ann at Mon 2027-02-08', 0],
  ])('say the same: %s; %s', (first, second, count) => {
    expect(told('order-contradicts-dates', 'is planned for', both(first, second))).toHaveLength(count);
  });

  test.each([
    ['task end "Conclude data migration activities" by bob', 'Data migration', 1],
    ['task end "Finish the training" by bob', 'Training', 0],
    ['task end "Complete user training" by bob', 'User training', 1],
    ['task end "Law: wrap up hardware roll-out" by bob', 'Hardware roll-out', 1],
    ['task end "Finalize data migration contract" by bob', 'Data migration', 0],
    ['task end "Conclude data migration" by bob at Fri 2027-02-26', 'Data migration', 0],
  ])('end on the same day: %s; %s', (line, title, count) => {
    const text = both(line, 'task runs "Dry runs" by ann at Mon 2027-02-22', title);
    expect(told('order-contradicts-dates', 'that it concludes', text)).toHaveLength(count);
  });
});
