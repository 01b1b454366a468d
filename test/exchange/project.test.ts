/** Plans of programs that schedule: begin and end are theirs, whatever the calendar; what they say and we cannot is told. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { excludedEnd, lengthIn } from '../../exchange/mermaid/dates.ts';
import { tasksOf } from '../../exchange/mspdi/tasks.ts';
import { outlineOf } from '../../exchange/outline/outline-of.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { exported } from '../../service/formats/export.ts';
import { imported } from '../../service/formats/import.ts';

async function read(format: string, text: string, zone?: string) {
  const bytes = new TextEncoder().encode(text);
  const got = await imported({ format, bytes, file: `plan.${format}`, ...(zone && { zone }) });
  if ('trouble' in got) return { trouble: got.trouble, text: '', told: '', code: 2 };
  return { text: got.text, told: got.ledger.report(), code: got.ledger.exitCode };
}

async function written(format: string, text: string): Promise<string> {
  const workspace = createWorkspace({ roots: [] });
  workspace.set('file:///x.release', text);
  const sent = await exported(workspace.analysis('file:///x.release'), 'x', { format });
  if ('trouble' in sent) throw new Error(sent.trouble);
  return sent.data as string;
}

/** When each step of a plan begins and ends, by its title. */
function dates(text: string): Readonly<Record<string, string>> {
  const workspace = createWorkspace({ roots: [] });
  workspace.set('file:///x.release', text);
  const { plan, schedules } = workspace.analysis('file:///x.release');
  const iso = (at: number) => new Date(at * 60_000).toISOString().slice(0, 16);
  return Object.fromEntries(
    plan.releases[0]!.steps.map((step) => {
      const { start, end } = schedules[0]!.steps[step.id]!;
      return [step.title ?? step.id, `${iso(start)} ${iso(end)}`];
    }),
  );
}

const PLAN = `zone UTC
calendar office { working Mon..Fri 09:00 .. 17:00 }
person ann "Ann Lee" { calendar office }
person ben
service web
release shop-1.0 "The shop" {
  kind standard
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
  phase build "Building" at Mon 2026-11-16 09:00 {
    task first "First & <second>" 2wd by ann
    task second "Second" 3h by ben after first + 1d
  }
  run {
    deploy web 15m by ann undo 5m
    verify web 10m by ben
  }
}
`;

describe('Microsoft Project', () => {
  const task = (uid: number, name: string, rest: string) =>
    `<Task><UID>${uid}</UID><ID>${uid}</ID><Name>${name}</Name><OutlineLevel>${uid === 1 ? 1 : 2}</OutlineLevel>${rest}</Task>`;
  const project = (tasks: string, more = '') =>
    `<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><Title>Move</Title><MinutesPerDay>480</MinutesPerDay>${more}<Tasks>${tasks}</Tasks></Project>`;

  test('elements stand in the order of its schema, texts are escaped, links and constraints say the dates', async () => {
    const xml = await written('mspdi', PLAN);
    expect(xml).toContain('<Name>First &#38; &#60;second&#62;</Name>');
    expect(xml).toContain('<Start>2026-11-16T09:00:00</Start>');
    expect(xml).toMatch(/<PredecessorUID>\d+<\/PredecessorUID>\s*<Type>1<\/Type>\s*<LinkLag>24000</);
    expect(xml).toMatch(/<Name>Ann Lee<\/Name>\s*<Type>1<\/Type>\s*<Code>ann<\/Code>/);
    expect(xml.indexOf('<Calendars>')).toBeLessThan(xml.indexOf('<Tasks>'));
    expect(xml.indexOf('<Tasks>')).toBeLessThan(xml.indexOf('<Resources>'));
  });

  test('a length, a name and a state that were changed in Project come back; everything else is as it was', async () => {
    const xml = (await written('mspdi', PLAN))
      .replace('<Duration>PT0H10M0S</Duration>', '<Duration>PT0H20M0S</Duration>')
      .replace('<Name>Second</Name>', '<Name>Third</Name>');
    const { text, code } = await read('mspdi', xml);
    expect(text).toMatch(/verify web 20m by ben/);
    expect(text).toMatch(/task second "Third" +3h +by ben after first \+ 1d/);
    expect(text).toMatch(/task first +"First & <second>" 2wd by ann/);
    expect(code).toBe(1);
  });

  test('begin and end are those of the file over nights and weekends, whatever links say', async () => {
    const { text, told } = await read(
      'mspdi',
      project(
        task(1, 'Phase', '<Summary>1</Summary>') +
          task(
            2,
            'Build',
            '<Start>2026-11-20T13:00:00</Start><Finish>2026-11-23T12:00:00</Finish><Duration>PT8H0M0S</Duration>',
          ) +
          task(
            3,
            'Burn in',
            '<Start>2026-11-27T18:00:00</Start><Finish>2026-11-28T09:30:00</Finish><Duration>PT15H30M0S</Duration><PercentComplete>40</PercentComplete><PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type><LinkLag>19200</LinkLag><LagFormat>7</LagFormat></PredecessorLink><PredecessorLink><PredecessorUID>2</PredecessorUID><Type>0</Type></PredecessorLink>',
          ) +
          task(
            4,
            'Done',
            '<Milestone>1</Milestone><Start>2026-11-30T09:00:00</Start><Finish>2026-11-30T09:00:00</Finish><Duration>PT0H0M0S</Duration><Cost>12</Cost>',
          ),
        '<CalendarUID>1</CalendarUID><Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>' +
          [2, 3, 4, 5, 6]
            .map(
              (day) =>
                `<WeekDay><DayType>${day}</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime><WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay>`,
            )
            .join('') +
          '</WeekDays></Calendar></Calendars>',
      ),
    );
    expect(text).toContain('working Mon..Fri 13:00 .. 17:00');
    expect(text).toMatch(/after build \+ 4wd/);
    expect(text).toContain('// 40 % complete');
    expect(dates(text)).toEqual({
      Build: '2026-11-20T13:00 2026-11-23T12:00',
      'Burn in': '2026-11-27T18:00 2026-11-28T09:30',
    });
    expect(told).toContain('the finish-to-finish link to task 2 not taken');
    expect(told).toContain('Cost 12 not taken');
  });

  test('the layout of a long list is no text', async () => {
    const many = Array.from({ length: 2000 }, (_, i) => `\n${' '.repeat(20)}${task(i + 2, `Task ${i}`, '')}`).join('');
    expect((await read('mspdi', project(task(1, 'Phase', '') + many))).text).toContain('"Task 1999"');
  });

  test('hostile XML is refused with its bound', async () => {
    const lol = '<!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
    expect((await read('mspdi', `${lol}<Project>&b;</Project>`)).trouble).toContain('declares a document type');
    expect((await read('mspdi', '<Project>&unknown;</Project>')).trouble).toContain('no XML that can be read');
    expect((await read('mspdi', '<a>'.repeat(100_000))).trouble).toContain('at most 32');
    expect((await read('mspdi', project(task(1, 'x'.repeat(40_000), '')))).trouble).toContain('at most 32,767');
    expect((await read('mspdi', '<html/>')).trouble).toContain('none of Microsoft Project');
    expect((await read('mspdi', project(task(1, '<Deeper', '')))).trouble).toContain('no XML');
  });
});

describe('Mermaid', () => {
  test('what would end a text or begin a comment is written as its number', async () => {
    const chart = await written('mermaid', PLAN.replace('"Second"', '"a: b; %% #1"'));
    expect(chart).toContain('a#58; b#59; #37;#37; #35;1 (ben) :second, 2026-11-19 09:00, 180m');
    const { text } = await read('mermaid', chart);
    expect(text).toContain('"a: b; %% #1"');
  });

  test('dates are those that Mermaid makes, and what it draws wrongly without a word is told', async () => {
    const { text, told, code } = await read(
      'mermaid',
      `gantt
  title Life
  dateFormat DD.MM.YYYY
  section One
  A :crit, a, 05.01.2026, 3d
  B :b, after a, 1w
  C :30.02.2026, 1d
  D :after zz, 1d
  E :milestone, 10.01.2026, 0d
  click a href "https://life.example"
`,
    );
    expect(dates(text)).toMatchObject({
      A: '2026-01-05T00:00 2026-01-08T00:00',
      B: '2026-01-08T00:00 2026-01-15T00:00',
    });
    expect(text).toContain('link https://life.example');
    expect(text).toMatch(/milestone e +"E" +Sat 2026-01-10 00:00/);
    expect(told).toContain('"30.02.2026" as its begin not taken: it is no date as DD.MM.YYYY says');
    expect(told).toContain('after zz not taken');
    expect(code).toBe(1);
  });

  test('a bar may wait for one below it; another chart of the page, and what stands around, is told', async () => {
    const { text, told, code } = await read(
      'mermaid',
      `# Our plan

\`\`\`mermaid
gantt
  Ship : ship, after build, 1d
  Wait : 2026-12-01, until ship
  Build : build, 2026-12-02, 2d
\`\`\`

\`\`\`mermaid
gantt
  Another : 2026-12-01, 1d
\`\`\`
`,
    );
    expect(dates(text)).toEqual({
      Ship: '2026-12-04T00:00 2026-12-05T00:00',
      Wait: '2026-12-01T00:00 2026-12-04T00:00',
      Build: '2026-12-02T00:00 2026-12-04T00:00',
    });
    // Whole days are days.
    expect(text).toMatch(/task build +"Build" +2d/);
    expect(told).toContain('the chart in line 11 not taken');
    expect(told).toContain('3 lines not taken: outside of the chart');
    expect(code).toBe(1);
  });

  test('m is minutes, M is months, and days left out make a bar longer', () => {
    const at = (text: string) => Date.parse(`${text}T00:00Z`);
    expect(lengthIn('5m', 0)).toBe(300_000);
    expect(lengthIn('1M', at('2026-01-31'))).toBe(at('2026-02-28'));
    expect(excludedEnd(at('2014-01-06'), at('2014-01-11'), new Set(['weekends']), () => {})).toEqual({
      drawn: at('2014-01-11'),
      next: at('2014-01-13'),
    });
    expect(excludedEnd(at('2014-01-06'), at('2014-01-16'), new Set(['weekends']), () => {}).drawn).toBe(
      at('2014-01-18'),
    );
  });
});

describe('TaskJuggler', () => {
  test('what a text holds is no end of it and no macro, and what has no time is told', async () => {
    const text = await written('taskjuggler', PLAN.replace('"Second"', '"a ${b} c\\\\ $(HOME)"'));
    expect(text).toContain('"a $ {b} c⧵');
    expect(text).toContain('$ (HOME)"');
    expect(text).toMatch(/depends t1_build\.t2_first \{ gapduration 2400min \}/);
    expect(text).toMatch(/task t5_deploy_web "deploy web" \{\n +start 2026-12-05-22:00\n +duration 15min/);
  });

  test.skipIf(spawnSync('tj3', ['--version']).status !== 0)(
    'tj3 comes to the same dates, over the night the clocks go back',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'release-plan-tjp-'));
      try {
        const source = readFileSync('examples/migration-weekend.release', 'utf8');
        const text = await written('taskjuggler', source);
        writeFileSync(join(folder, 'plan.tjp'), text.replace(/timeformat "[^"]*"/, 'timeformat "%s"'));
        const run = spawnSync('tj3', ['--silent', '-o', '.', 'plan.tjp'], { cwd: folder, encoding: 'utf8' });
        expect(run.stdout + run.stderr).not.toMatch(/Error|Warning/);
        const theirs = new Map(
          readFileSync(join(folder, 'plan.csv'), 'utf8')
            .split('\n')
            .slice(1)
            .map((line) => line.split(';').map((cell) => cell.replaceAll('"', '').trim()))
            .map(([id = '', , start, end]) => [/(?:^|\.)t(\d+)_[^.]*$/.exec(id)?.[1], `${start} ${end}`] as const),
        );
        const workspace = createWorkspace({ roots: [] });
        workspace.set('file:///x.release', source);
        const analysis = workspace.analysis('file:///x.release');
        const { tasks } = tasksOf(outlineOf(analysis, analysis.plan.releases[0]!).items ?? []);
        const dated = tasks.filter(({ item, isSummary }) => !isSummary && item.start !== undefined);
        const seconds = (iso: string) => Date.parse(iso) / 1000;
        expect(dated.length).toBeGreaterThan(20);
        for (const { uid, item } of dated)
          expect([item.id, theirs.get(String(uid))]).toEqual([
            item.id,
            `${seconds(item.start!)} ${seconds(item.end ?? item.start!)}`,
          ]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
