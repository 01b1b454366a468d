/** Tables of other programs: dates of three countries, heads of four languages, formulas, and what is too much. */
import { describe, expect, test } from 'vitest';
import { orderIn, readMoment } from '../../exchange/table/values/dates.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { exported } from '../../service/formats/export.ts';
import { imported } from '../../service/formats/import.ts';
import { expectGolden } from '../support/golden.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

async function read(
  csv: string | Uint8Array,
  options: { zone?: string; map?: string[]; profile?: string } = { zone: 'Europe/Berlin' },
) {
  const got = await imported({
    format: 'csv',
    bytes: typeof csv === 'string' ? bytes(csv) : csv,
    file: 'Umstellung.csv',
    ...options,
  });
  if ('trouble' in got) throw new Error(got.trouble);
  return { text: got.text, told: got.ledger.report(), code: got.ledger.exitCode };
}

describe('dates and hours', () => {
  test.each([
    ['2026-12-05 22:00', '2026-12-05 22:00'],
    ['05.12.2026 22:00', '2026-12-05 22:00'],
    ['5.12.26', '2026-12-05'],
    ['Sa 05.12.2026', '2026-12-05'],
    ['Friday 29th August 2025', '2025-08-29'],
    ['Fri, 29 Aug 2025 at 10:30 pm', '2025-08-29 22:30'],
    ['August 29, 2025', '2025-08-29'],
    ['5. März 2026 um 8:05', '2026-03-05 08:05'],
    ['samedi 5 décembre 2026 22h00', '2026-12-05 22:00'],
    ['5 de diciembre de 2026', '2026-12-05'],
    ['12/31/2026', '2026-12-31'],
    ['31/12/2026 9 am', '2026-12-31 09:00'],
    ['12 am', '00:00'],
    ['4 Jul 2025 00:00 UTC', '2025-07-04 00:00'],
    ['22:00 UTC', undefined],
    ['22:00 Uhr', '22:00'],
    ['31/02/2026', undefined],
    ['25:00', undefined],
    ['TBC', undefined],
    ['week 48', undefined],
  ])('%s', (text, expected) => {
    const got = readMoment(text, undefined);
    expect(got && [got.date, got.clock].filter(Boolean).join(' ')).toBe(expected);
  });

  test('which of two numbers is the day, the other dates of the file say', () => {
    expect(orderIn(['03/04/2026', '12/31/2026'])).toBe('month first');
    expect(orderIn(['03/04/2026', '31/12/2026'])).toBe('day first');
    expect(orderIn(['13/12/2026', '12/13/2026'])).toBeUndefined();
    expect(readMoment('03/04/2026', 'month first')!.date).toBe('2026-03-04');
    expect(readMoment('03/04/2026', undefined)).toMatchObject({ date: '2026-04-03', isInDoubt: true });
  });
});

test('a run sheet with German heads, semicolons, a title above, an hour past midnight, and a head that nobody knows', async () => {
  const { text, told, code } = await read(`Umstellung Kasse;;;;;;;
;;;;;;;
Nr;Aufgabe;Verantwortlich;Datum;Beginn;Dauer (min);Status;Raum
1;Go / No-go;Mara Lind;05.12.2026;22:00;15;erledigt;
2;Kasse stoppen;Jonas Weber;;22:15;10;;R 2.14
3;Kasse starten;Jonas Weber;;00:30;10;;
`);
  expect(text).toContain('window Sat 2026-12-05 22:00 .. Sun 2026-12-06 00:40');
  expect(text).toMatch(/gate +"Go \/ No-go" +15m by mara done/);
  expect(text).toMatch(/task +"Kasse starten" +10m by jonas +at Sun 2026-12-06 00:30/);
  expect(text).toContain('// Raum: R 2.14');
  expect(text).toContain('"Umstellung Kasse" {');
  expect(told).toContain('the column "Raum" is no field that is known');
  expect(told).toContain('start 00:30 is on the next day, 2026-12-06');
  expect(code).toBe(0);
});

test('heads as people shorten them, facts above them, and dates of two countries in one column', async () => {
  const { text, told } = await read(
    `Cut-over of the ledger,,,,,
Change: CHG42,Owner: Mara Lind,draft 3,,,
#,Activity,Resp.,Est. dur. (min),Date,Start,Pre-req
1,Go / no-go,Mara Lind,15,12/05/2026,22:00,
2,Stop the batch,Jonas,10,05/12/2026,22:15,1
3,Copy the ledger,Jonas,20,05.12.2026,22:25,2
`,
  );
  expect(text).toMatch(/"Cut-over of the ledger" \{\n +kind +tbd\n +owner +mara\n.*\n +change CHG42/);
  expect(text).toContain('window Sat 2026-12-05 22:00 .. Sat 2026-12-05 22:45');
  // Each row names the one above, as the page does.
  expect(text).toMatch(/20m by Jonas$/m);
  expect(text).not.toContain('after');
  expect(told).toContain('2 dates such as 12/05/2026 are read as the day that lies with the others');
  expect(told).toContain('"Change: CHG42 | Owner: Mara Lind | draft 3": the row not taken');
});

test('a column is what --map says it is, and a table without a head is refused with what to do', async () => {
  const { text } = await read('Was;Mensch\nSchauen;Mara Lind\n', { zone: 'UTC', map: ['Mensch=by'] });
  expect(text).toMatch(/task "Schauen" +by mara/);
  const refused = await imported({ format: 'csv', bytes: bytes('a;b\nc;d\n'), file: 'x.csv' });
  expect(refused).toEqual({ trouble: expect.stringContaining('--map "HEAD=title"') });
});

test('links say the order: numbers, lags, and what is not there is told', async () => {
  const { text, told } = await read(
    'ID,Task,Duration,Predecessors\n1,Pack,10,\n2,Load,20,1\n3,Label,5,1FS+10 min\n4,Drive,30,"2,3"\n5,Wave,1,99\n',
  );
  expect(text).toMatch(/"Drive" +30m after .*, /);
  expect(text).toMatch(/"Label" +5m +after \S+ \+ 10m/);
  expect(told).toContain('after "99" not taken: nothing is called so');
});

test('predecessors in a circle, and a row that is its own parent, are told', async () => {
  const { text, told } = await read('ID,Task,Duration,After\na1,One,5m,b1\nb1,Two,5m,a1\nc1,Three,5m,c1\n');
  expect(told).toContain('after "c1" not taken: that is itself');
  const workspace = createWorkspace({ roots: [] });
  workspace.set('file:///x.release', text);
  expect(workspace.analysis('file:///x.release').findings.map(({ code }) => code)).toContain('cycle');
});

test('no cell is a formula where it is opened, and what guards it goes again', async () => {
  const plan =
    'release r "R" {\n  kind standard\n  window Sat 2026-12-05 22:00 .. 23:00\n  run {\n    task "=HYPERLINK(1)" 5m\n    task "@SUM(A1)" 5m\n    task "+1" 5m\n    task "－2" 5m\n  }\n}\n';
  const workspace = createWorkspace({ roots: [] });
  workspace.set('file:///x.release', plan);
  const sent = await exported(workspace.analysis('file:///x.release'), 'x', { format: 'csv' });
  if ('trouble' in sent) throw new Error(sent.trouble);
  const cells = (sent.data as string).split(/\r?\n/).flatMap((line) => line.split(','));
  expect(cells.filter((cell) => /^"?[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
  const { text } = await read(sent.data as string);
  for (const title of ['=HYPERLINK(1)', '@SUM(A1)', '+1', '－2']) expect(text).toContain(`"${title}"`);
});

test('a phase with a stroke in its name is one, and what a line has no place for is a comment', async () => {
  const { text, told } = await read(
    'Task,Phase,System,Start\nStop the queue,Go / No-Go,MQ,2026-12-05 22:00\nNotify branches,Go / No-Go,MQ,2026-12-05 22:10\nReconcile balances (all),Go / No-Go,Core DB,2026-12-05 22:20\n',
  );
  expect(text).toContain('"Go / No-Go" {');
  expect(text).toMatch(/stop MQ "Stop the queue"/);
  expect(text).toMatch(/\/\/ system: MQ\n +task +(?:\S+ )?"Notify branches"/);
  expect(text).toMatch(/\/\/ system: Core DB\n +task +(?:\S+ )?"Reconcile balances \(all\)"/);
  expect(told).toContain('"Core DB" as what it is done to not taken');
});

test('a step whose target can be called nothing of the kind stays a step', async () => {
  const { text, told } = await read(
    'Task,Action,System,Start,Owner\nStop it,stop,MQ,2026-12-05 22:00,Ann\nTell them,notify,MQ,2026-12-05 22:10,Ann\n',
  );
  expect(text).toMatch(/\/\/ notify MQ\n +task "Tell them" by Ann/i);
  expect(told).toContain('it stands in a comment');
});

test('what is too much is refused with its number, and read no further', async () => {
  // Whoever reads on comes to a row that is refused for its own size, and counts another number.
  const tooLong = 'x'.repeat(5 * 1024 * 1024);
  const many = await imported({
    format: 'csv',
    bytes: bytes(`Task,Owner\n${'x,y\n'.repeat(100_000)}${tooLong},y\n`),
    file: 'many.csv',
  });
  expect(many).toEqual({ trouble: 'many.csv has more than 20,001 rows: at most 20,001 are read.' });
  const single = await imported({ format: 'csv', bytes: bytes(`Task,Owner\n${tooLong},y\n`), file: 'single.csv' });
  expect(single).toEqual({ trouble: expect.stringContaining('single.csv is no CSV: Max Record Size') });
  const wide = await imported({ format: 'csv', bytes: bytes(`Task,${'a,'.repeat(2000)}\n`), file: 'wide.csv' });
  expect(wide).toEqual({ trouble: expect.stringContaining('at most 500 are read') });
  const long = await imported({
    format: 'csv',
    bytes: bytes(`Task,Owner\n${'x'.repeat(40_000)},y\n`),
    file: 'long.csv',
  });
  expect(long).toEqual({ trouble: expect.stringContaining('at most 32,767 are read') });
  const binary = await imported({ format: 'csv', bytes: new Uint8Array([0, 1, 2, 0]), file: 'b.csv' });
  expect(binary).toEqual({ trouble: expect.stringContaining('no text') });
});

test('issues of a tracker are items of the scope', async () => {
  const { text } = await read(
    'Issue key,Summary,Status,Assignee,Priority,Due Date\nPAY-311,Instant refunds,Done,Jonas Weber,High,2026-11-20\nPAY-352,Copy,Open,,Low,\n',
    { profile: 'jira', zone: 'UTC' },
  );
  expect(text).toMatch(/must +PAY-311 "Instant refunds" by jonas +due Fri 2026-11-20 done/);
  expect(text).toMatch(/could +PAY-352 "Copy"/);
});

test('what a column says in every row is said once: of the release, where it names it', async () => {
  const { text, told } = await read(
    'Issue key,Issue Type,Summary,Fix Version,Team,Original Estimate,Sprint\nA-1,Task,Look,shop-2.0,ops,5400,42\nA-2,Bug,Mend,shop-2.0,ops,600,42\n',
    { zone: 'UTC' },
  );
  expect(text).toMatch(/^\/\/ Sprint: 42$/m);
  expect(text).not.toMatch(/^ +\/\//m);
  expect(text).toMatch(/^release shop-2\.0 \{/m);
  expect(text).toMatch(/task A-1 "Look" +1h30m by ops/);
  expect(told).toContain('no column says who does it: "Team" does');
  expect(told).toContain('"Fix Version" says "shop-2.0" in every row: that is the release');
  expect(told).toContain('"Sprint" is no field that is known: it says "42" in every row, a comment at the top');
});

test('hours of an estimate, the hour of a deadline, a text beside the title, a milestone that takes a while', async () => {
  const { text } = await read(
    'Work Item Type,Title,Description,Original Estimate,Owner,Due Date,Due Time\nTask,Deploy shop,"Look first\n- Logs\nUndo: 10m",2,ann,2026-12-05,22:30\nMilestone,Go / no-go,,1,ann,,\nMilestone,It is live,,,ann,2026-12-06,\n',
    { zone: 'UTC' },
  );
  expect(text).toMatch(
    /\/\/ Look first\n +deploy shop 2h by ann due Sat 2026-12-05 22:30 undo 10m \{ +\/\/ guessed\n +- "Logs"\n/,
  );
  expect(text).toMatch(/gate +"Go \/ no-go" 1h by ann/);
  expect(text).toMatch(/milestone \S+ "It is live" +by ann due Sun 2026-12-06/);
});

test('of one change the others are tasks; several changes are steps', async () => {
  const head = 'Task type,Number,Short description,Planned start date,Planned end date,Assigned to,Type,Backout plan\n';
  const change = (number: string) =>
    `Change Request,${number},Shop 2,2026-12-05 22:00,2026-12-06 02:00,Mara Lind,Normal,Restore it\n`;
  const task = 'Change Task,CTASK1,Stop shop,2026-12-05 22:00,2026-12-05 22:10,Jonas Berg,,\n';
  const one = await read(`${head}${task}${change('CHG001')}`, { zone: 'UTC' });
  expect(one.text).toMatch(
    /release shop-2 "Shop 2" \{\n +kind +normal\n +owner +mara\S*\n +window Sat 2026-12-05 22:00 \.\. Sun 2026-12-06 02:00\n +change CHG001\n/,
  );
  expect(one.told).toContain('row 3 "Shop 2": Backout plan not taken: a release has no place for it');
  expect(one.text).toMatch(/^\/\/ Backout plan: Restore it$/m);
  const two = await read(`${head}${change('CHG001')}${change('CHG002')}`, { zone: 'UTC' });
  expect(two.text).toMatch(/CHG001 .*\n.*CHG002/s);
  expect(two.text).not.toMatch(/^ +change /m);
});

test.each(['cutover', 'servicenow', 'jira', 'github'])(
  'the profile %s has the columns of that program, in every row',
  async (profile) => {
    const workspace = createWorkspace({ roots: [] });
    workspace.set(
      'file:///x.release',
      'person ann\nsystem web\nrelease r-1.0 "R" {\n  kind standard\n  zone Europe/Berlin\n  window Sat 2026-12-05 22:00 .. 23:00\n  change CHG1\n  run {\n    deploy web 15m by ann undo 5m\n    verify web 10m by ann after deploy web\n  }\n}\n',
    );
    const sent = await exported(workspace.analysis('file:///x.release'), 'x', { format: 'csv', profile });
    if ('trouble' in sent) throw new Error(sent.trouble);
    const lines = String(sent.data).replaceAll('\r\n', '\n');
    expectGolden(lines, `./golden/profile-${profile}.golden.csv`, import.meta.url);
  },
);

test('a cell of several lines stays one cell', async () => {
  const workspace = createWorkspace({ roots: [] });
  workspace.set(
    'file:///x.release',
    'release r "R" {\n  kind standard\n  window Sat 2026-12-05 22:00 .. 23:00\n  run {\n    // first line\n    // second line\n    task "Look" 5m\n  }\n}\n',
  );
  const sent = await exported(workspace.analysis('file:///x.release'), 'x', { format: 'csv' });
  if ('trouble' in sent) throw new Error(sent.trouble);
  expect(sent.data).toContain('"first line\nsecond line"');
  expect((await read(sent.data as string)).text).toMatch(/\/\/ first line\n +\/\/ second line\n +task "Look"/);
});

describe('Markdown', () => {
  const page = async (text: string, zone: string | undefined = 'Europe/Berlin') => {
    const got = await imported({ format: 'markdown', bytes: bytes(text), file: 'plan.md', ...(zone && { zone }) });
    if ('trouble' in got) return { trouble: got.trouble, text: '', told: '', code: 2 };
    return { text: got.text, told: got.ledger.report(), code: got.ledger.exitCode };
  };

  test('an issue with boxes, numbered lines, a table and prose: steps are taken, everything else is a comment and told', async () => {
    const { text, told, code } = await page(`---
labels: release
---
# Shop 2.0

**Owner:** @mara
- **Zone:** Europe/Berlin

| **What** | **Who** | **When** | **Week** |
|---|---|---|---|
| *Code freeze* | Release Lead | Friday 29nd August 2025 | week 1 |
| Team finalized | --- | TBC | week 2 |

## 1. Release day

### Friday 5 September 2025
1. 22:00 – Stop the shop (10 min, @jonas)
2. [Deploy shop](https://shop.example/deploy) (owner: Mara Lind, QA)
- [x] Tell everybody
  - [ ] status page
  - [x] chat

Mind the *cache*.

| Colour | Meaning |
|---|---|
| red | wait |
`);
    expect(text).toContain('release shop-2-0 "Shop 2.0"');
    expect(text).toContain('owner  mara');
    expect(text).toContain('milestone code-freeze "Code freeze" Fri 2025-08-29 by release-lead');
    expect(text).toContain('// Week: week 1');
    expect(text).toMatch(/stop +shop "Stop the shop" +10m by jonas at Fri 2025-09-05 22:00/);
    expect(text).toMatch(/deploy shop .*by mara-lind with QA link https:\/\/shop\.example\/deploy/);
    expect(text).toMatch(/"Tell everybody" done \{\n +- "status page"\n +- "chat" done/);
    expect(text).toContain('// Mind the cache.');
    expect(text).toContain('// red | wait');
    expect(told).toContain('line 23 "Mind the cache.": the text not taken');
    expect(told).toContain('the table not taken: no head says what is done in it');
    expect(code).toBe(1);
  });

  test('what is written is inert: no mention, no markup, and comes back letter by letter', async () => {
    const workspace = createWorkspace({ roots: [] });
    const title = 'Ask @ops about `x|y` *now* <b> #12 [z](https://e.example) a_b';
    workspace.set('file:///x.release', `release r {\n  kind standard\n  run {\n    task one "${title}" 5m\n  }\n}\n`);
    const sent = await exported(workspace.analysis('file:///x.release'), 'x', { format: 'markdown' });
    if ('trouble' in sent) throw new Error(sent.trouble);
    expect(sent.data).not.toMatch(/@ops|<b>|\[z\]|\*now/);
    expect((await page(sent.data as string, undefined)).text).toContain(`task one "${title}"`);
  });

  test('a calendar of releases: days without a year are of that of their heading, and ranges of them are ranges', async () => {
    const { text, told } = await page(
      '# Calendar 2025-2026\n\n## Q4 2025 schedule\n\n- Sprint 1: Oct 7-20 (hardening)\n- Sprint 2: Oct 21 - Nov 3\n- Code freeze: Nov 25\n- Release: Dec 27 (low risk only)\n- Support ends: Jan 9\n- Training: 1-8 December 2025\n\n## Freeze windows\n\n- Winter: Dec 20-Jan 6\n',
    );
    expect(text).toMatch(/"Sprint 1.*" .*during Tue 2025-10-07 \.\. Mon 2025-10-20/);
    expect(text).toMatch(/"Sprint 2" .*during Tue 2025-10-21 \.\. Mon 2025-11-03/);
    expect(text).toMatch(/"Code freeze" +Tue 2025-11-25/);
    expect(text).toMatch(/"Release .*low risk only.*" +Sat 2025-12-27/);
    expect(text).toMatch(/"Support ends" +Fri 2026-01-09/);
    expect(text).toMatch(/"Training" .*during Mon 2025-12-01 \.\. Mon 2025-12-08/);
    expect(text).toMatch(/freeze winter "Winter" of production from Sat 2025-12-20 until Tue 2026-01-06/);
    expect(told).toContain('are of the year that the heading above them names');
  });

  test('a table of days whose head does not say what is done: the first other texts are what is then, and that is told', async () => {
    const { text, told } = await page(
      '# Freeze, July 2025\n\n| Date | Phase | Policy |\n|---|---|---|\n| 4 Jul 00:00 UTC | Freeze begins | Fixes only |\n| 10 Jul | Freeze ends | |\n\n## Later\n\n| Release | Planned | Realized |\n|---|---|---|\n| Alpha | 15.02.2026 | |\n| Beta | 20.03.2026 | |\n',
    );
    expect(text).toMatch(/\/\/ Policy: Fixes only\n +task +"Freeze begins" .*at Fri 2025-07-04 02:00/);
    expect(text).toMatch(/milestone \S+ +"Freeze ends" +Thu 2025-07-10/);
    expect(text).toMatch(/milestone alpha "Alpha" Sun 2026-02-15/);
    expect(told).toContain('no head says what is done: "Phase" says it, and "Date" when');
    expect(told).toContain('no head says what is done: "Release" says it, and "Planned" when');
  });

  test('the page that a pull request is approved by, and the words of messages to be copied', async () => {
    const workspace = createWorkspace({ roots: [] });
    workspace.set(
      'file:///x.release',
      'zone Europe/Berlin\nperson ann "Ann Lee"\naudience buyers\nchannel mail\nrelease shop-1.0 "The shop" {\n  kind standard\n  owner ann\n  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00\n  notify buyers "It pauses" by ann via mail at T-2d {\n    text "We pause ```at``` {window}."\n  }\n  notify buyers "It is back" by ann via mail after run\n  run {\n    task look 10m by ann\n  }\n}\n',
    );
    const pageOf = async (profile: string) => {
      const sent = await exported(workspace.analysis('file:///x.release'), 'x', { format: 'markdown', profile });
      if ('trouble' in sent) throw new Error(sent.trouble);
      return sent.data as string;
    };
    const messages = await pageOf('messages');
    expect(messages).toMatch(
      /^# Messages of The shop\n\n## It pauses\n\n\*2026-12-03 22:00 Europe\/Berlin, from ann, over mail\*/,
    );
    expect(messages).toMatch(/To buyers:\n\n````text\nWe pause ```at``` [^\n{]+\.\n````\n/);
    expect(messages).toContain('To buyers: no words yet.');
    const asked = await pageOf('pull-request');
    expect(asked).toContain('## The shop');
    expect(asked).toMatch(/\| Window \| Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00 Europe\/Berlin \|/);
    expect(asked).toContain('### Night');
  });

  test('what is no plan, or too much, is refused with the number', async () => {
    expect((await page('# Title\n\nOnly words.\n')).trouble).toContain('has no step');
    expect((await page(`${'> '.repeat(40)}x`)).trouble).toContain('at most 32');
    expect((await page('x'.repeat(2_100_000))).trouble).toContain('at most 2,000,000');
    expect((await page(`- [ ] ${'['.repeat(1900)}\n`)).text).toContain('task');
    // Each mark is compared with each: these took 38 s and 49 s.
    for (const hostile of ['*a_ '.repeat(8000), `${'['.repeat(30_000)}\n`.repeat(60)])
      expect((await page(`- [ ] x\n\n${hostile}\n`)).trouble).toContain('more than 4,000 marks');
    expect((await page(`${'> '.repeat(30)}- [ ] x\n`.repeat(4000))).trouble).toContain('at most 100,000');
    expect((await page(`| Task |\n|---|\n${'| x |\n'.repeat(20_001)}`)).trouble).toContain('at most 20,000');
  });
});
