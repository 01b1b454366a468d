/** What contradicts itself, text in and findings out: each finding names what clashes, and all the rest has its times. */
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { factsOf } from '../../plan/findings/findings.ts';
import { stepLabel } from '../../plan/model.ts';
import { counted } from '../support/work.ts';

const HEAD = `
  calendar office { working Mon..Fri 09:00 .. 17:00 }
  person ann { calendar office }
  person bob { calendar office }
  calendar never { holiday 0001-01-01 .. 9999-12-31 }
  person zoe { leave 2000-01-01 .. 9999-12-31 }
  person yan { calendar never }
`;
/** The codes that speak of times; others say that an invented plan lacks a backup. */
const CODES = [
  'cycle',
  'due-missed',
  'starts-too-early',
  'outside-window',
  'double-booked',
  'no-working-time',
  'syntax',
];

interface Told {
  readonly findings: readonly string[];
  /** Labels of steps without a time. */
  readonly missing: readonly string[];
}

function told(release: string): Told {
  const workspace = createWorkspace({ roots: ['file:///odd/'] });
  workspace.set('file:///odd/plan.release', `${HEAD}\nrelease odd {\n${release}\n}\n`);
  const { plan, findings, schedules } = workspace.analysis('file:///odd/plan.release');
  expect(findings.filter(({ code }) => code === 'internal-error')).toEqual([]);
  const [schedule] = schedules;
  const of = factsOf(findings).filter(({ code }) => CODES.includes(code));
  return {
    findings: of.map(({ code, message, related = [] }) =>
      [`${code}: ${message}`, ...related.map((one) => `[${one.message}]`)].join(' '),
    ),
    missing: plan.releases[0]!.steps.filter(({ id }) => !schedule!.steps[id]).map(stepLabel),
  };
}

const NIGHT = 'window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00';
const run = (...lines: string[]) => told(`${NIGHT}\nrun {\n${lines.join('\n')}\n}`);
const sideBySide = (...lines: string[]) => run('parallel {', ...lines, '}');
const prepare = (...lines: string[]) => told(`${NIGHT}\nprepare {\n${lines.join('\n')}\n}`);

describe('contradictory times', () => {
  test('`at` before its predecessor ends names the predecessor', () => {
    expect(run('task a 60m by ann', 'task b 10m by bob at 22:30').findings).toEqual([
      'starts-too-early: `b` is to start Sat 2026-12-05 22:30 UTC, 30 min before `a` ends; start it later, or shorten what comes before. [`a` has to end first]',
    ]);
  });

  test.each([
    ['not before', 'task a 1h by ann not before 23:00 due 22:30', '1 h 30 min', 'Sat 2026-12-05 22:30'],
    ['during', 'task a 1h by ann during 22:00 .. 22:30', '30 min', 'Sat 2026-12-05 22:30'],
    ['at', 'task a 1h by ann at 23:00 due 23:20', '40 min', 'Sat 2026-12-05 23:20'],
  ])('`%s` that leaves no time before the due is named', (clause, line, minutes, due) => {
    const { findings, missing } = run(line, 'task b 10m by bob');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(`${minutes} after it is due (${due}); its own \`${clause}\` leaves too little time`);
    expect(missing).toEqual([]);
  });

  test('planned backward, a due before its `not before`', () => {
    const { findings } = prepare('task a 4h by ann not before Wed 2026-12-02 09:00 due Tue 2026-12-01 17:00');
    expect(findings).toEqual([
      'due-missed: `a` ends Wed 2026-12-02 13:00 UTC, 20 h after it is due (Tue 2026-12-01 17:00); its own `not before` leaves too little time: move one of the two, or shorten it. [It is due here] [It cannot start before this]',
    ]);
  });

  test('what is late by what comes before it does not blame itself', () => {
    const { findings } = run('task a 2h by ann', 'task b 30m by bob due 23:00');
    expect(findings[0]).toContain('start it earlier, shorten it or what comes before');
  });

  test('two fixed starts of one person name both', () => {
    const { findings, missing } = sideBySide('task a 60m by ann at 22:30', 'task b 60m by ann at 23:00');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(/^double-booked: `ann` is in two places for 30 min: `b` .* and `a` /);
    expect(missing).toEqual([]);
  });

  test('a window shorter than its step, and one that ends before it begins', () => {
    const outside = (to: string) => told(`window Sat 2026-12-05 22:00 .. ${to}\nrun { task a 60m by ann }`).findings;
    expect(outside('22:30')[0]).toMatch(/^outside-window: `a` ends Sat 2026-12-05 23:00 UTC, 30 min after the window/);
    expect(outside('Sat 2026-12-05 21:00')[0]).toMatch(/^outside-window: `a` ends .* 1 h after the window/);
  });
});

describe('circles name all their members', () => {
  const circle = ({ findings }: Told) => findings.filter((one) => one.startsWith('cycle'));
  const members = (of: Told) => circle(of).map((one) => /(?:other: | )(`.*?`)(?:;| waits)/.exec(one)![1]);

  test('of `after`, one of itself, and with a lag back in time', () => {
    const three = sideBySide('task a 10m after b', 'task b 10m after c', 'task c 10m after a', 'task d 10m by ann');
    expect(members(three)).toEqual(['`a` → `c` → `b` → `a`']);
    expect(three.missing).toEqual([]);
    expect(members(sideBySide('task a 10m after a'))).toEqual(['`a`']);
    expect(members(sideBySide('task a 10m after b - 30m', 'task b 10m after a - 30m'))).toEqual(['`a` → `b` → `a`']);
  });

  test('through `alongside`', () => {
    expect(members(sideBySide('task a 10m after b', 'task b 10m alongside a'))).toEqual(['`a` → `b` → `a`']);
    const three = sideBySide('task a 10m alongside b', 'task b 10m after c', 'task c 10m after a');
    expect(members(three)).toEqual(['`a` → `c` → `b` → `a`']);
  });

  test('through blocks', () => {
    expect(members(run('sequence x after b {', 'task a 10m', '}', 'task b 10m'))).toEqual(['`a` → `b` → `x` → `a`']);
    expect(members(run('sequence x {', 'task a 10m after x', '}'))).toEqual(['`a` → `x` → `a`']);
    expect(members(run('sequence x after a {', 'task a 10m', '}'))).toEqual(['`a` → `x` → `a`']);
  });

  test('through milestones, and of milestones alone', () => {
    const mixed = sideBySide('task a 10m after m', 'milestone m after b', 'task b 10m after a');
    expect(members(mixed)).toEqual(['`a` → `b` → `m` → `a`']);
    const alone = told(`${NIGHT}\nmilestone m after n\nmilestone n after m\nrun { task a 10m after n }`);
    expect(members(alone)).toEqual(['`n` → `m` → `n`']);
    expect(alone.missing).toEqual([]);
  });

  test('through phases', () => {
    const phases = told(`${NIGHT}\nphase p after q { task a 1h }\nphase q after p { task b 1h }\nrun { task c 5m }`);
    expect(members(phases)).toEqual(['`a` → `p` → `q` → `b` → `a`']);
    expect(phases.missing).toEqual(['a', 'b']);
  });

  test('of times that hang on each other', () => {
    const dues = prepare('task a 1h by ann due b.start - 1d', 'task b 1h by bob due a.start - 1d', 'task c 1h by ann');
    expect(circle(dues)).toEqual([
      'cycle: 2 steps wait for each other: `b` → `a` → `b`; give one of them a time that does not hang on another. [`a` is part of the circle]',
    ]);
    expect(dues.missing).toEqual([]);
  });

  test('and a chain of times is none, however long', () => {
    const chain = Array.from({ length: 30 }, (_, i) => `task s${i} 1h by ann due s${i + 1}.start - 1h`);
    expect(circle(prepare(...chain, 'task s30 1h by ann'))).toEqual([]);
  });
});

describe('nobody ever works', () => {
  const FOR_EVER = /^no-working-time: `(\w)` finds no working time of `zoe`/;

  test('each of their steps is told of, forward and backward, and what waits for one has its time', () => {
    const { findings, missing } = told(`
      ${NIGHT}
      phase p at Mon 2026-11-02 {
        task a 1h by zoe
        sequence { task b 1wd by zoe
          task c 1h by ann }
      }
      prepare { task d 1h by zoe
        task e 1h by bob after d }
      follow-up { task f 2d by zoe }
      run { task g 10m after a }
    `);
    expect(findings.map((one) => FOR_EVER.exec(one)?.[1])).toEqual(['a', 'b', 'd', 'f']);
    expect(missing).toEqual(['a', 'b', 'd', 'f']);
  });

  test('a calendar that is all holidays', () => {
    const { findings, missing } = prepare('task a 1h by yan', 'task b 1h by ann after a');
    expect(findings).toEqual([
      'no-working-time: `a` finds no working time of `yan`; give it to somebody else, or look at the calendar and leave. [The calendar]',
    ]);
    expect(missing).toEqual(['a']);
  });

  test('an empty team', () => {
    const { missing } = told(`${NIGHT}\nteam none { }\nrun { task a 1h by none\ntask b 1h by 2 of none with none }`);
    expect(missing).toEqual([]);
  });
});

describe('times and lengths out of reach are answered at once', () => {
  const quickly = (release: string, most = 50_000): Told => {
    const { result, calls } = counted(() => told(release));
    // A walk over the days of ten thousand years is millions of calls for every step and zone.
    expect(calls).toBeGreaterThan(1000);
    expect(calls).toBeLessThan(most);
    return result;
  };

  test.each(['9999-12-31', '0001-01-01'])('the year of %s', (date) => {
    const { findings, missing } = quickly(`
      zone Europe/Berlin
      window ${date} 22:00 .. 23:00
      prepare { task a 3wd by ann due T-1wd }
      run { task b 60m by ann }
      follow-up { task c 3d by ann }
    `);
    expect(missing).toEqual(['a', 'c']);
    expect(findings.map((one) => one.slice(0, 21))).toEqual(['no-working-time: `a` ', 'no-working-time: `c` ']);
  });

  test('ten thousand years are no duration', () => {
    const { findings } = quickly(`${NIGHT}\nrun { task a 3652500d by ann\ntask b 10m after a + 3652500d }`);
    expect(findings).toEqual(new Array(2).fill('syntax: `3652500d` is longer than a thousand years.'));
  });

  test('hundreds of years are, and whoever has no such time is told so', () => {
    const { findings, missing } = quickly(
      `${NIGHT}
      prepare {
        task a 328725d by ann
        task b 230000wd by ann
        task c 7000000h by bob
        task d 10m after b - 3000wd
        task e 1h due T-200000wd
      }
      run { task f 10m
        task g 10m after f + 230000wd }`,
      8_000_000,
    );
    // What is due that long ago has nothing to be due by, and is done before T.
    expect(missing).toEqual(['a', 'b', 'c', 'g']);
    for (const step of [...missing, 'e']) {
      expect(findings.filter((one) => one.startsWith(`no-working-time: \`${step}\``))).toHaveLength(1);
    }
  });

  test('what comes round every minute for a thousand years, and every weekday for ten', () => {
    const { missing } = quickly(
      `${NIGHT}
      prepare { meet a 1h by ann every Mon from 0001-01-01 until 9999-12-31 }
      run { task b 1m by ann every 1m until 2999-12-31 }`,
      2_000_000,
    );
    expect(missing).toEqual([]);
  });

  test('lags back in time', () => {
    const back = sideBySide(
      'task a 10m after b - 30m',
      'task b 10m',
      'task c 10m after b - 2wd',
      'task d after c - 300wd',
    );
    expect(back).toEqual({ findings: [], missing: [] });
  });
});
