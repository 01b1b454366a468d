/** Projects of TaskJuggler: its dates are those that it comes to itself, and every statement that is not taken is told by its line. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Builder } from '../../exchange/tjp/build.ts';
import { planned } from '../../exchange/tjp/dates.ts';
import { statementsOf } from '../../exchange/tjp/statements.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { Ledger } from '../../plan/outline/ledger.ts';
import { compileCalendar, OFFICE_HOURS } from '../../plan/time/calendar.ts';
import { imported } from '../../service/formats/import.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function read(text: string, others: Readonly<Record<string, string>> = {}) {
  const files = new Map(Object.entries(others).map(([name, content]) => [name, bytesOf(content)]));
  const got = await imported({
    format: 'taskjuggler',
    bytes: bytesOf(text),
    file: 'plan.tjp',
    ...(files.size > 0 && { others: files }),
  });
  if ('trouble' in got) return { trouble: got.trouble, text: '', told: '', code: 2 };
  return { text: got.text, told: got.ledger.report(), code: got.ledger.exitCode };
}

/** When what a plan holds begins and ends, by its title, in UTC. */
function dates(text: string): Readonly<Record<string, string>> {
  const workspace = createWorkspace({ roots: [] });
  workspace.set('file:///x.release', text);
  const { plan, schedules } = workspace.analysis('file:///x.release');
  const iso = (at: number) => new Date(at * 60_000).toISOString().slice(0, 16);
  const [schedule, release] = [schedules[0]!, plan.releases[0]!];
  return Object.fromEntries([
    ...release.steps.map((step) => {
      const { start, end } = schedule.steps[step.id]!;
      return [step.title ?? step.id, `${iso(start)} ${iso(end)}`];
    }),
    ...release.milestones.map((one) => [one.title ?? one.id, iso(schedule.milestones[one.id]!)]),
  ]);
}

/** Whatever moves dates: both ways, gaps, lengths, efforts with people who are asked for twice, days off, macros, a change of the clock. */
const PROJECT = `
macro shop [webshop]
macro gap [ { gaplength \${1} } ]
project \${shop}2 "Shop 2" 2026-09-30 +4m {
  timezone "Europe/Berlin"
  dailyworkinghours 8
  workinghours mon - thu 9:00 - 17:00
  workinghours fri 8:00 - 12:00, 13:00 - 17:00
  scenario plan "Plan" { scenario late "Late" }
}
# A comment, and one /* in it
leaves holiday "Unity" 2026-10-03 +3d
flags outer, hidden
shift early "Early" { workinghours mon - fri 6:00 - 14:00 }
resource team "Web team" {
  resource ann "Ann Lee" { leaves annual 2026-10-12 - 2026-10-14 email "ann@shop.example" }
  resource ben "Ben Hu" { shifts early rate 300 }
}
resource joe "Joe" { workinghours mon, wed 10:00 - 16:00 workinghours tue, thu - fri off }

task shop "The shop" {
  start 2026-10-01
  task build "Build" {
    allocate ann
    task first "First steps" { effort 4d flags outer }
    task second "Second steps" { effort 3d allocate ben priority 800 }
    task third "Third steps" { effort 2d depends !second \${gap "1d"} note -8<-
      Ask ben.
      ->8-
    }
    /* task gone "Gone" { length 1d } */
  }
  task docs "Docs" {
    depends !build { onstart gaplength 2d }
    task draft "Draft \${shop}" { length 5d complete 40 }
    task print "Print" { duration 3d depends !draft }
    task read "Proof read" { effort 6h allocate joe depends !draft { gapduration 26h } maxend 2026-12-01 }
  }
  task live "Go live" { start 2026-11-20-18:00 milestone late:start 2026-11-27-18:00 }
  task freeze "Code freeze" { precedes !live { gaplength 5d } }
  task train "Training" { length 3d precedes !freeze }
  task stage "Staging" { duration 2d precedes !train { gapduration 12h } }
  task between "Watch the queue" { depends !docs.draft precedes !freeze }
  task "Without an id" { depends !live { gaplength 1d } length 2w maxstart 2026-12-01 }
}
taskreport "all" { formats csv timeformat "%s" columns id, start, end hidetask 0 }
`;

function datesIn(text: string): ReadonlyMap<string, string> {
  const builder = new Builder(new Ledger(), 'plan.tjp', undefined);
  const statements = statementsOf({ text, file: 'plan.tjp', define: () => {}, include: () => undefined });
  const project = builder.build(statements, false);
  const { dates: all } = planned(project, 'plan.tjp');
  return new Map([...all].map(([task, { start, end }]) => [task.id, `${start} ${end}`]));
}

describe('dates', () => {
  test('of a small project: both ways, in hours of work and on the clock', async () => {
    const { text, told } = await read(PROJECT);
    expect(dates(text)).toMatchObject({
      'Second steps': expect.stringMatching(/^2026-10-01/),
      'Draft webshop': expect.stringMatching(/ 2026-10-\d\dT15:00$/),
      'Go live': '2026-11-20T17:00',
      'Code freeze': '2026-11-16T08:00',
      Training: '2026-11-11T08:00 2026-11-13T16:00',
      'Without an id': expect.stringMatching(/^2026-11-2\dT0[78]:00 2026-12-0\dT16:00$/),
    });
    expect(told).toContain('maxstart 2026-12-01": the statement not taken: a step has no such bound');
    expect(told).toContain('late');
  });

  test.skipIf(spawnSync('tj3', ['--version']).status !== 0)('tj3 comes to the same', () => {
    const folder = mkdtempSync(join(tmpdir(), 'release-plan-tjp-in-'));
    try {
      writeFileSync(join(folder, 'plan.tjp'), PROJECT);
      const run = spawnSync('tj3', ['--silent', '-o', '.', 'plan.tjp'], { cwd: folder, encoding: 'utf8' });
      expect(run.stdout + run.stderr).not.toMatch(/Error/);
      const theirs = readFileSync(join(folder, 'all.csv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(';').map((cell) => cell.replaceAll('"', '').trim()))
        .map(([id, start, end]) => [id!, `${Number(start) / 60} ${Number(end) / 60}`] as const);
      const ours = datesIn(PROJECT);
      expect(theirs).toHaveLength(15);
      expect(theirs.map(([id]) => [id, ours.get(id)])).toEqual(theirs);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** That comes with TaskJuggler: 380 tasks without others in them, planned both ways. */
const FEDORA = '/usr/share/doc/tj3/examples/Fedora-20/f-20.tjp';

test.skipIf(spawnSync('tj3', ['--version']).status !== 0 || !existsSync(FEDORA))(
  'a large plan of others: each task begins and ends in the minute of work that tj3 comes to',
  async () => {
    const text = readFileSync(FEDORA, 'utf8');
    const folder = mkdtempSync(join(tmpdir(), 'release-plan-tjp-in-'));
    try {
      const alone = text.replace(/^[ \t]*include[ \t]+"[^"]*"/gm, '');
      writeFileSync(
        join(folder, 'plan.tjp'),
        `${alone}\ntaskreport "all" { formats csv timeformat "%s" columns id, start, end hidetask 0 sorttasks seqno.up }\n`,
      );
      spawnSync('tj3', ['--silent', '-o', '.', 'plan.tjp'], { cwd: folder });
      const rows = readFileSync(join(folder, 'all.csv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(';').map((cell) => cell.replaceAll('"', '').trim()));
      const theirs = rows
        .filter(([id]) => !rows.some(([other]) => other!.startsWith(`${id}.`)))
        .map(([, ...times]) => times.map((time) => Number(time) / 60));
      const got = await imported({ format: 'taskjuggler', bytes: bytesOf(text), file: 'f-20.tjp' });
      if ('trouble' in got) throw new Error(got.trouble);
      const workspace = createWorkspace({ roots: [] });
      workspace.set('file:///x.release', got.text);
      const { plan, schedules } = workspace.analysis('file:///x.release');
      const [release, schedule] = [plan.releases[0]!, schedules[0]!];
      const ours = [...release.steps, ...release.milestones]
        .sort((a, b) => a.place.range.start.line - b.place.range.start.line)
        .map((one) => {
          if (one.kind === 'milestone') return [schedule.milestones[one.id]!, schedule.milestones[one.id]!];
          const { start, end } = schedule.steps[one.id]!;
          return [start, end];
        });
      const office = compileCalendar({ zone: release.zone, hours: OFFICE_HOURS, daysOff: [], spansOff: [] });
      expect(theirs).toHaveLength(380);
      expect(ours.map((times) => times.map((at) => office.position(at)))).toEqual(
        theirs.map((times) => times.map((at) => office.position(at))),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

const HEAD = 'project p "P" 2026-11-02 - 2027-02-01 { timezone "UTC" }\n';

describe('what it says', () => {
  test('a lag in hours of work leaves a date where days would come to another one, and both are told', async () => {
    const { text, told } = await read(`${HEAD}
task a "A" { start 2026-11-02-09:00 milestone }
task b "B" { depends a { gaplength 5d } }
task c "C" { depends b { gaplength 5d } length 2d }
`);
    expect(dates(text)).toEqual({
      A: '2026-11-02T09:00',
      B: '2026-11-06T17:00',
      C: '2026-11-16T09:00 2026-11-17T17:00',
    });
    expect(text).toMatch(/milestone b "B" +Fri 2026-11-06 17:00 after a\n/);
    expect(text).toMatch(/task +c "C" +2wd after b \+ 5wd/);
    expect(told).toContain('the lag of 5wd behind a not taken: it would be over only later');
  });

  test('what is planned backward hangs on what it is planned from', async () => {
    const { text } = await read(`${HEAD}
task live "Live" { start 2026-12-04-17:00 milestone }
task freeze "Freeze" { precedes live { gaplength 5d } }
task train "Train" { length 3d precedes freeze }
`);
    expect(text).toMatch(/milestone +freeze +"Freeze" .*after live\.start - 5wd/);
    expect(text).toMatch(/task +train +"Train" +3wd .*after freeze\.start - 3wd/);
  });

  test('people, their hours and days off, responsibility, flags, notes and progress', async () => {
    const { text, told } = await read(`${HEAD}
leaves holiday "Feast" 2026-12-24 +3d
shift early "Early" { workinghours mon - fri 6:00 - 14:00 }
resource crew "Crew" {
  resource ann "Ann Lee" { email "ann@shop.example" leaves annual 2026-11-09 - 2026-11-11 }
  resource ben "Ben Hu" { shifts early }
}
task a "A" { start 2026-11-02 effort 2d allocate ben, ann responsible ann flags red note "Mind the gap" complete 40 }
task b "B" { depends a duration 1d responsible ann complete 100 }
`);
    expect(text).toContain('holiday Thu 2026-12-24 .. Sat 2026-12-26 "Feast"');
    expect(text).toMatch(/person ann "Ann Lee" \{\s+calendar office\s+leave +Mon 2026-11-09 \.\. Tue 2026-11-10/);
    expect(text).toMatch(/calendar early "Early" \{\s+working Mon\.\.Fri 06:00 \.\. 14:00/);
    expect(text).toContain('team crew "Crew" is ann, ben');
    expect(text).toMatch(
      /\/\/ Mind the gap\s+\/\/ responsible: Ann Lee\s+\/\/ 40 % complete\s+task a "A" .*by ben with ann/,
    );
    expect(text).toMatch(/tags red/);
    expect(text).toMatch(/task b "B" +1d +by ann .*done/);
    expect(told).not.toContain('not taken');
  });

  test('another scenario, costs and reports are told by their line; a text that is none of its own becomes a comment', async () => {
    const { text, told, code } =
      await read(`project p "P" 2026-11-02 +2m { scenario plan "Plan" { scenario slow "Slow" } }
task a "A" {
  start 2026-11-02
  slow:start 2026-11-09
  length 1d
  plan:length 2d
  chargeset dev
  Ticket "PAY-7"
}
taskreport "x" { formats html columns name { width 3 }, start
  hidetask ~(plan.end <= 2026-12-01) & ~isleaf() }
`);
    expect(text).toContain('2wd');
    expect(text).toContain('// Ticket: PAY-7');
    expect(told).toContain(
      'line 4 "start 2026-11-09": the statement not taken: the plan is the first scenario, and no slow',
    );
    expect(told).toContain('line 7 "chargeset dev": the statement not taken');
    expect(told).toContain('line 10 "taskreport x": the statement not taken: it is a report');
    expect(told).not.toContain('line 11');
    expect(code).toBe(1);
  });

  test('only what was given is included, and each once', async () => {
    const project = `${HEAD}include "people/who.tji"\ninclude "people/who.tji"\ntask a "A" { start 2026-11-02 effort 1d allocate ann \${mark} }\n`;
    const alone = await read(project);
    expect(alone.trouble).toContain("calls a macro 'mark' in line 4");
    expect(alone.trouble).toContain('where another file has it, give that file, too');
    const both = await read(project, { 'who.tji': 'macro mark [ flags red ]\nresource ann "Ann" { rate 7 }\n' });
    expect(both.text).toContain('person ann "Ann"');
    expect(both.text).toContain('tags red');
    expect(both.told).toContain('line 2 of people/who.tji "rate 7"');
    const lonely = await read(`${HEAD}include "reports.tji"\ntask a "A" { start 2026-11-02 }\n`, { 'other.tji': '' });
    expect(lonely.told).toContain('line 2 "include reports.tji": the file not taken: it was not given');
    expect(lonely.told).toContain('the file other.tji not taken: the project does not include it');
    const itself = await read(`${HEAD}include "self.tji"\ntask a "A" { start 2026-11-02 }\n`, {
      'self.tji': 'include "self.tji"\nflags red\n',
    });
    expect(itself.code).toBe(0);
  });

  test('what waits for itself has no date, and everything else has', async () => {
    const { text, told } = await read(`${HEAD}
task a "A" { depends b length 1d }
task b "B" { depends a length 1d }
task c "C" { start 2026-11-02 length 1d }
`);
    expect(told).toContain('its dates not taken: what it waits for waits for it');
    expect(dates(text).C).toBe('2026-11-02T09:00 2026-11-02T17:00');
  });
});

describe('hostile projects end with a number', () => {
  const bomb = (levels: number) =>
    Array.from({ length: levels }, (_, i) => `macro m${i} [${i === 0 ? 'x' : ` \${m${i - 1}}`.repeat(10)}]`).join('\n');

  test.each([
    ['macros that multiply', `${bomb(12)}\n${HEAD}task a "A" { note "\${m11}" }`, 'characters'],
    ['macros that multiply outside of texts', `${bomb(12)}\n${HEAD}flags \${m11}`, 'characters'],
    ['a macro that calls itself', `macro m [ \${m} y ]\n${HEAD}flags \${m}`, '256 deep'],
    ['one that does so in a text', `macro m [\${m} y]\n${HEAD}task a "\${m}" {}`, '256 deep'],
    ['braces', `${HEAD}${'task a "A" { '.repeat(300)}${'}'.repeat(300)}`, '256 deep'],
    ['a text without an end', `${HEAD}task a "A`, 'a text without an end: it begins in line 2'],
    ['a comment without an end', `${HEAD}/* task a "A" {}`, 'line 2'],
    ['a brace too many', `${HEAD}task a "A" { } }`, 'a } that closes nothing in line 2'],
    ['a brace too few', `${HEAD}task a "A" {`, 'a brace without its end in line 2'],
    ['no project', 'task a "A" { }', "no statement 'project'"],
    ['no task', HEAD, 'has no task'],
    ['too many tasks', HEAD + 'task "A" { }\n'.repeat(20_001), '20,001 tasks'],
    ['a long text', `${HEAD}task a "${'x'.repeat(40_000)}" {}`, 'at most 32,767'],
    [
      'a thousand years',
      'project p "P" 2026-11-02 +1000y { timingresolution 5min }\ntask a "A" { length 1d }',
      'at most',
    ],
    [
      'lengths without end',
      `project p "P" 1999-01-01 +30y { timingresolution 5min }\n${'task "A" { start 1999-01-01 length 9000d }\n'.repeat(100)}`,
      'more than 50,000,000 looks',
    ],
    ['zeros', '\0\0\0\0', 'no text'],
  ])('%s', async (_, text, told) => {
    expect((await read(text)).trouble).toContain(told);
  });
});
