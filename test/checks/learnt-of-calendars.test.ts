/** What a public calendar of candidates, freezes and deadlines showed: plans that live by their milestones, and have no night of their own. */
import { describe, expect, test } from 'vitest';
import { toldOf } from './marked.ts';

/** Three projects, each with its own words for the same course. */
const KERNEL = {
  head: 'event fair "Plumbers" during Mon 2026-11-09 .. Thu 2026-11-12',
  window: 'Wed 2026-12-16',
  lines: `milestone opens "Merge window opens" Mon 2026-10-05 by ann
milestone closes "Merge window closes" Mon 2026-10-19 by ann
milestone rc1 "7.0-rc1" Tue 2026-10-20 by ann
milestone rc2 "7.0-rc2" Tue 2026-10-27 by ann
milestone strings "String freeze" Wed 2026-11-18 by ann
milestone rc3 "7.0-rc3" Tue 2026-11-24 by ann
milestone rc4 "7.0-rc4" Tue 2026-12-01 by bob
milestone rc5 "7.0-rc5" Wed 2026-12-09 by bob
milestone out "7.0 released" Wed 2026-12-16 by bob`,
};
const SUITE = {
  head: 'event fair "Hack week" during Tue 2026-11-10 .. Fri 2026-11-13',
  window: 'Thu 2026-12-17',
  lines: `milestone branch-point "Branch" Thu 2026-10-08 by ann
milestone first-alpha "Alpha 1" Thu 2026-10-15 by ann
milestone second-alpha "Alpha 2" Thu 2026-10-22 by ann
milestone translations "Translations begin" Thu 2026-10-29 by ann
milestone code-complete "Code complete" Fri 2026-11-20 by ann
milestone beta "Beta" Thu 2026-11-26 by ann
milestone manuals "Manuals are printed" Mon 2026-11-30 by bob
milestone candidate "Release candidate" Thu 2026-12-10 by bob
milestone ga "General availability" Thu 2026-12-17 by bob`,
};
const APP = {
  head: 'event fair "The fair" during Mon 2026-11-09 .. Wed 2026-11-11',
  window: 'Tue 2026-12-15',
  lines: `milestone kick-off "Kick-off" Tue 2026-10-06 by ann
milestone designs "Designs are done" Tue 2026-10-13 by ann
milestone preview "Preview for testers" Tue 2026-10-20 by ann
milestone texts "Texts are done" Tue 2026-10-27 by ann
milestone cut-off "Cut-off for features" Tue 2026-11-17 by ann
milestone wide-beta "Open beta" Tue 2026-11-24 by ann
milestone store-texts "Texts of the store" Tue 2026-12-01 by bob
milestone last-beta "Last beta" Tue 2026-12-08 by bob
milestone launch "The app ships" Tue 2026-12-15 by bob`,
};
const PROJECTS = [
  ['kernel', KERNEL],
  ['suite', SUITE],
  ['app', APP],
] as const;

type Project = (typeof PROJECTS)[number][1];

function text({ head, window, lines }: Project, more = '', of = (all: string) => all): string {
  return `person ann
person bob
service site
${head}
release r {
  owner ann
  zone  UTC
  window ${window}
${of(lines)}
${more}
}
`;
}

const without = (line: RegExp) => (lines: string) =>
  lines
    .split('\n')
    .filter((one) => !line.test(one))
    .join('\n');

describe.each(PROJECTS)('a calendar: %s', (_, project) => {
  const told = (code: string, more = '', of?: (lines: string) => string) => toldOf(code, text(project, more, of));
  const last = /milestone (\S+) .*$/.exec(project.lines.split('\n').at(-1)!)![1]!;

  test('comes out by its day alone, unless somebody looks or decides', () => {
    expect(told('gate-missing')).toEqual([expect.stringContaining(`\`${last}\` comes on `)]);
    expect(
      told('gate-missing', 'gate go "Go?" by ann with bob at Mon 2026-12-14 {\n  criterion "Blockers" = 0\n}'),
    ).toEqual([]);
    expect(told('gate-missing', '', (lines) => `${lines} after last-look\nmilestone last-look Mon 2026-12-14`)).toEqual(
      [],
    );
  });

  test('has a day to which it moves, or none', () => {
    expect(told('contingency-thin')).toEqual([expect.stringContaining(`\`${last}\` comes 7 days behind`)]);
    expect(told('contingency-thin', 'milestone spare "Reserved: one more if needed" Mon 2026-12-14')).toEqual([]);
    expect(
      told('contingency-thin', '', (lines) =>
        lines.replace(/2026-12-(08|09|10)/, '2026-12-02').replace(/(Tue|Wed|Thu) (2026-12-02)/, 'Wed $2'),
      ),
    ).toEqual([]);
  });

  test('goes on behind it, or ends with it', () => {
    const followed = [
      'milestone first-fix "First fixes" Wed 2027-01-13',
      'hypercare T .. T+5d {\n  cover by ann otherwise\n}',
    ];
    expect(told('practices-missing').join()).toContain(`Nothing is planned behind \`${last}\``);
    for (const more of followed)
      expect(told('practices-missing', more).join()).not.toContain('Nothing is planned behind');
  });

  test('loses its last week before a freeze to an event', () => {
    expect(told('party-away')).toEqual([expect.stringContaining('takes most of the last whole week before')]);
    const shorter = { ...project, head: project.head.replace(/during .*/, 'during Mon 2026-11-09 .. Tue 2026-11-10') };
    const earlier = { ...project, head: project.head.replace(/during .*/, 'during Mon 2026-11-02 .. Fri 2026-11-06') };
    for (const one of [shorter, earlier]) expect(toldOf('party-away', text(one))).toEqual([]);
  });

  test('hangs on one person, unless somebody stands in', () => {
    expect(told('single-point-of-failure')).toEqual([expect.stringContaining('of the 9 milestones are `ann`’s alone')]);
    const standing = text(project).replace('person ann\n', 'person ann {\n  deputy bob\n}\n');
    expect(toldOf('single-point-of-failure', standing)).toEqual([]);
    expect(told('single-point-of-failure', '', (lines) => lines.replaceAll('by ann', 'by ann with bob'))).toEqual([]);
  });
});

test('a plan that changes something of ours, or has few dates, is no calendar', () => {
  const changing = 'run {\n  deploy site 10m by ann undo 5m\n  verify site 10m by bob\n}';
  for (const [, project] of PROJECTS) {
    const few = text(project, '', without(/translations|designs|strings|texts|manuals|opens|closes/));
    for (const plan of [text(project, changing), few]) {
      expect(toldOf('contingency-thin', plan).join()).not.toContain('behind');
      expect(toldOf('single-point-of-failure', plan).join()).not.toContain('milestones');
    }
  }
});

const release = (lines: string) =>
  `person ann\nrelease r {\n  owner ann\n  zone UTC\n  window Wed 2026-12-16\n${lines}\n}\n`;

describe('a version that is judged', () => {
  test.each([
    ['milestone jobs "3.1 jobs created" Wed 2026-12-02\nmilestone rc-0 "3.1-rc.0" Wed 2026-12-02', 1],
    ['milestone rc "Candidate 1" Wed 2026-12-02\nmilestone grid "Test environments set up" Wed 2026-12-02 14:00', 1],
    ['milestone ci "Enable CI for the branch" Wed 2026-12-02\nmilestone beta "Beta 2 is cut" Wed 2026-12-02', 1],
    ['milestone jobs "3.1 jobs created" Tue 2026-12-01\nmilestone rc-0 "3.1-rc.0" Wed 2026-12-02', 0],
    ['milestone notes "Release notes created" Wed 2026-12-02\nmilestone rc-0 "3.1-rc.0" Wed 2026-12-02', 0],
    ['milestone jobs "3.1 jobs created" Wed 2026-12-02\nmilestone blog "Blog on the beta" Wed 2026-12-02', 0],
  ])('has had a day for what judges it: %s', (lines, count) => {
    expect(toldOf('order-contradicts-dates', release(lines))).toHaveLength(count);
  });
});

describe('deadlines that say their hour, and one that does not', () => {
  const three = ['Call for papers closes', 'Feature freeze', 'Docs deadline'].map(
    (title, i) => `milestone d${i} "${title}" Mon 2026-11-0${i + 2} 17:00`,
  );
  test.each([
    ['milestone d9 "Deadline for slides" Thu 2026-11-12', 1],
    ['milestone d9 "Code freeze" Thu 2026-11-12 by ann', 1],
    ['milestone d9 "Blog: ready for review" due Thu 2026-11-12', 1],
    ['milestone d9 "Deadline for slides" Thu 2026-11-12 18:00', 0],
    ['milestone d9 "The speakers meet" Thu 2026-11-12', 0],
    ['milestone d9 "Deadline for slides" Thu 2026-11-12 meaning Thu 2026-11-12 23:59', 0],
  ])('%s', (line, count) => {
    expect(toldOf('ambiguous-time', release([...three, line].join('\n')))).toHaveLength(count);
  });

  test('is no slip where it is the habit', () => {
    const days = [1, 2, 3, 4].map((i) => `milestone e${i} "Deadline ${i}" Mon 2026-11-16`);
    expect(toldOf('ambiguous-time', release([...three, ...days].join('\n')))).toEqual([]);
  });
});

test.each([
  ['freeze code of code from Mon 2026-11-02 until Fri 2026-11-27', 'from Mon 2026-11-09', 1],
  ['freeze code of code from Mon 2026-11-02 until Fri 2026-11-27', 'from Mon 2026-11-09 until Fri 2026-11-20', 0],
  ['freeze code of code from Mon 2026-11-02', 'from Mon 2026-11-09', 0],
])('freezes of which one says its end: %s; %s', (first, span, count) => {
  const others = ['docs', 'strings'].map((name) => `freeze ${name} of ${name} ${span}`);
  expect(toldOf('freeze-implausible', release([first, ...others].join('\n')))).toHaveLength(count);
});

test.each([
  ['meet round "Round" with ann every Mon, Wed', 1],
  ['meet round "Stand-up" with ann every 1d from Mon 2026-11-23', 1],
  ['meet round "Burndown" with ann every Mon..Fri from Mon 2026-11-30', 1],
  ['meet round "Round" with ann every Mon, Wed until Mon 2026-12-14', 0],
  ['meet round "Round" with ann at Mon 2026-12-14', 0],
])('a meeting that comes round for ever: %s', (line, count) => {
  expect(toldOf('not-scheduled', release(line)).filter((one) => one.includes('round, and'))).toHaveLength(count);
});

test('a deadline anywhere on Earth is of the day whose end it is', () => {
  const days = ['Wed 2026-09-23', 'Wed 2026-09-23', 'Tue 2026-09-22 24:00 AoE', 'Tue 2026-09-29 24:00 AoE'];
  const listed = (all: readonly string[]) => release(all.map((day, i) => `milestone m${i} ${day}`).join('\n'));
  expect(toldOf('order-contradicts-dates', listed(days))).toEqual([expect.stringContaining('`m2` (Tue 2026-09-22)')]);
  const sorted = [days[2]!, days[0]!, days[1]!, days[3]!];
  expect(toldOf('order-contradicts-dates', listed(sorted))).toEqual([]);
  expect(toldOf('order-contradicts-dates', listed(days.with(2, 'Wed 2026-09-23 24:00 AoE')))).toEqual([]);
});
