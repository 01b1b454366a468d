/** A reader's marks in plans, the findings held against them, and the command that prints what came of it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { marksIn } from '../../bench/judgement/marks.ts';
import { isGood, tablesOf } from '../../bench/judgement/report.ts';
import { byCode, shareFound, shareTrue, type Tally, tally } from '../../bench/judgement/tally.ts';
import { parseMoment } from '../../cli/moment.ts';
import type { Finding } from '../../plan/findings/findings.ts';

const AIMS = { true: 80, found: 75 };
const URI = 'file:///plans/a.release';

describe('a mark', () => {
  test('behind a statement is of its line, on a line of its own of the next one that is no comment', () => {
    const text = [
      '// at Thu 2026-11-19 09:00 UTC',
      'release a {',
      '  // true rollback-missing or gate-missing: nobody can go back',
      '  // an ordinary comment',
      '',
      '  run { // noise unassigned // missed "Who is called?"',
      '    task "say // true nothing" 5m /* false estimate-missing: it has one */',
      '  }',
      '  // missed "After the last line"',
    ].join('\n');
    expect(marksIn(text)).toEqual({
      at: parseMoment('2026-11-19T09:00Z'),
      verdicts: [
        { verdict: 'true', codes: ['rollback-missing', 'gate-missing'], line: 5, because: 'nobody can go back' },
        { verdict: 'noise', codes: ['unassigned'], line: 5 },
        { verdict: 'false', codes: ['estimate-missing'], line: 6, because: 'it has one' },
      ],
      missed: [
        { text: 'Who is called?', line: 5 },
        { text: 'After the last line', line: 8 },
      ],
      broken: [],
    });
  });

  test.each([
    ['zone UTC // true', '`true` says of which check: // true rollback-missing.'],
    ['zone UTC // true : nobody', '`true` says of which check: // true rollback-missing.'],
    [
      'zone UTC // noise rollback-mising',
      'There is no check `rollback-mising`; `rollback-missing` is one. A reason stands behind a colon.',
    ],
    [
      'zone UTC // true gate-missing nobody says go',
      'There is no check `gate-missing nobody says go`. A reason stands behind a colon.',
    ],
    ['zone UTC // missed no way back', '`missed` says in quotes what nobody is told: // missed "No way back".'],
    ['zone UTC // missed ""', '`missed` says in quotes what nobody is told: // missed "No way back".'],
    ['zone UTC\n// true gate-missing', 'stands behind the last line of the plan: put it at the line it is of.'],
    ['// at 2026-02-30\nzone UTC', "'2026-02-30' is no moment: there is no 2026-02-30."],
    [
      '// at 2026-02-20T09:00Z\n// at 2026-02-21T09:00Z',
      'says once more when the plan is judged: leave one of the two.',
    ],
    ['zone UTC // true gate-missing // noise gate-missing', 'is marked twice for gate-missing: leave one of the two.'],
  ])('%j is none, and why is said', (text, why) => {
    const { broken } = marksIn(text);
    expect(broken.map((one) => one.why.slice(0, why.length))).toEqual([why]);
  });

  test('is nothing that only begins like one', () => {
    const none = { verdicts: [], missed: [], broken: [] };
    expect(marksIn('zone UTC // truely, at night nobody missed it\n// at night all is quiet')).toEqual(none);
    expect(marksIn('')).toEqual(none);
  });
});

describe('findings', () => {
  const text = [
    'zone UTC // true unused',
    'zone UTC // noise unused',
    'zone UTC // true still-open',
    'zone UTC // false placeholder',
  ].join('\n');
  const judge = (...findings: Finding[]): Tally =>
    tally([{ uri: URI, path: 'a.release', at: 0, marks: marksIn(text) }], findings)[0]!;

  test('are what the mark at their line says, else not judged', () => {
    const { findings, missed, gone, counts } = judge(finding('unused', 0), finding('unused', 1), finding('unused', 2));
    expect(findings.map(({ line, verdict }) => [line, verdict])).toEqual([
      [1, 'true'],
      [2, 'noise'],
      [3, 'unmarked'],
    ]);
    expect(missed).toEqual([{ line: 3, code: 'still-open', what: 'still-open' }]);
    expect(gone).toBe(1);
    expect(counts).toEqual({ true: 1, noise: 1, false: 0, unmarked: 1, found: 1, missed: 1 });
    expect([shareTrue(counts), shareFound(counts)]).toEqual([50, 50]);
  });

  test('of many lines meet the marks at all of them, and are what their own line says', () => {
    const { findings, missed, counts } = judge(finding('unused', 1, 0), finding('still-open', 7, 2));
    expect(findings.map(({ verdict }) => verdict)).toEqual(['noise', 'true']);
    expect(missed).toEqual([]);
    expect(counts.found).toBe(2);
  });

  test('that are waived say nothing, and one that several plans are told of is one', () => {
    const waived = { because: 'known', place: finding('unused', 0).place };
    expect(judge({ ...finding('unused', 0), waived }, finding('unused', 2), finding('unused', 2)).counts).toEqual({
      true: 0,
      noise: 0,
      false: 0,
      unmarked: 1,
      found: 0,
      missed: 2,
    });
  });

  test('come by code, and what no check tells has none', () => {
    const marks = marksIn('zone UTC // true unused // missed "No way back"');
    const tallies = tally([{ uri: URI, path: 'a.release', at: 0, marks }], [finding('unassigned', 0)]);
    expect([...byCode(tallies)].map(([code, { missed, unmarked }]) => [code, missed, unmarked])).toEqual([
      ['', 1, 0],
      ['unassigned', 0, 1],
      ['unused', 1, 0],
    ]);
    expect(tablesOf(tallies, AIMS)).toContain('| told by no check |    0 |     0 |     0 |        0 |      1 |');
  });

  test('are good when all is judged, nothing is false and both aims are reached', () => {
    const good = (...findings: Finding[]): boolean => isGood([judge(...findings)], { true: 50, found: 100 });
    expect(good(finding('unused', 0), finding('still-open', 2))).toBe(true);
    expect(good(finding('unused', 0), finding('unused', 1), finding('still-open', 2))).toBe(true);
    expect(good(finding('unused', 0))).toBe(false);
    expect(good(finding('unused', 0), finding('still-open', 2), finding('unassigned', 2))).toBe(false);
    expect(good(finding('unused', 0), finding('still-open', 2), finding('placeholder', 3))).toBe(false);
    expect(isGood([], AIMS)).toBe(true);
  });
});

describe('the command', () => {
  test('judges the example of its page as the page says', () => {
    const [, example = ''] = /```release\n(.*?)```/s.exec(readFileSync('docs/judging.md', 'utf8')) ?? [];
    const { stdout } = command({ 'a.release': example.split('\n') }, '--json');
    expect(JSON.parse(stdout).counts).toEqual({ true: 1, noise: 0, false: 0, unmarked: 0, found: 1, missed: 1 });
  });

  const PLAN = [
    '// at 2026-11-19T09:00Z',
    'kinds small as standard',
    'person ada',
    'service shop',
    'release shop-1 {',
    '  kind small',
    '  window Thu 2026-12-03 20:00 .. 21:00',
    '  change CHG1',
    '  run {',
    '    deploy shop 10m by ada // true rollback-missing',
    '    verify shop 10m // true unassigned: nobody looks',
    '  }',
    '}',
  ];

  test('prints shares and exits 0 where they are reached', () => {
    const { status, stdout, stderr } = command({ 'a.release': PLAN });
    expect(stderr).toBe('');
    expect(stdout).toContain(
      '100 % of what is said is true, of at least 80 % (0 findings false); 100 % of the defects are found',
    );
    expect(status).toBe(0);
  });

  test('lists what nobody has judged, and exits 1', () => {
    const { status, stdout } = command(
      { 'a.release': PLAN.map((line) => line.replace(' // true rollback-missing', '')) },
      '--list',
    );
    expect(stdout).toContain('a.release, judged at Thu 2026-11-19 09:00 UTC\n  10: unmarked rollback-missing: ');
    expect(status).toBe(1);
  });

  test('gives all of it as JSON', () => {
    const { stdout } = command(
      { 'a.release': [...PLAN, '// missed "Nobody is told"'] },
      '--json',
      '--at',
      '2026-11-20T09:00Z',
    );
    const { plans, counts, shareFound: found, good } = JSON.parse(stdout);
    expect(plans[0]).toMatchObject({
      path: 'a.release',
      at: '2026-11-20T09:00:00.000Z',
      missed: [{ what: 'Nobody is told' }],
    });
    expect(counts).toEqual({ true: 2, noise: 0, false: 0, unmarked: 0, found: 2, missed: 1 });
    expect(found).toBeCloseTo(66.7, 1);
    expect(good).toBe(false);
  });

  test('names the line of a broken mark, and exits 2', () => {
    const { status, stdout, stderr } = command({ 'a.release': ['zone UTC // true rollback-mising', '// missed x'] });
    expect(stdout).toBe('');
    expect(stderr).toContain('a.release:1: There is no check `rollback-mising`; `rollback-missing` is one.');
    expect(stderr).toContain('a.release:2: `missed` says in quotes');
    expect(status).toBe(2);
  });

  test.each([
    [['--true', 'much'], "--true is a share in percent, 0 to 100, not 'much'."],
    [['--at', 'soon'], "'soon' is no moment."],
    [['--wrong'], "Unknown option '--wrong'"],
    [['nowhere'], 'nowhere does not exist.'],
  ])('%j is called the wrong way', (args, why) => {
    const { status, stderr } = command({ 'a.release': PLAN }, ...args);
    expect(stderr).toContain(why);
    expect(status).toBe(2);
  });
});

function finding(code: string, line: number, ...beside: number[]): Finding {
  const at = (number: number) => ({
    file: URI,
    range: { start: { line: number, character: 0 }, end: { line: number, character: 4 } },
  });
  const related = beside.map((other) => ({ message: 'beside', place: at(other) }));
  return { code, severity: 'warning', message: 'wrong', place: at(line), related };
}

function command(files: Readonly<Record<string, readonly string[]>>, ...args: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'judge-'));
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(folder, name), lines.join('\n'));
  // Most of what a call costs is to compile what all of them are made of.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(inject('scratch'), 'compiled') };
  return spawnSync(process.execPath, [resolve('bench/judge.ts'), ...args], { cwd: folder, encoding: 'utf8', env });
}
