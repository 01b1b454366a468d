/** Workbooks: read by a program that nobody here wrote, filled in by it, and refused where they would burst. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Inflate } from 'fflate';
import readXlsxFile from 'read-excel-file/universal';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { packed, workbook as partsOf, sheets } from '../../bench/hostile/workbooks.ts';
import { bookIn } from '../../exchange/xlsx/book.ts';
import { sheetIn } from '../../exchange/xlsx/sheet.ts';
import { Zip } from '../../exchange/xlsx/zip.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { exported } from '../../service/formats/export.ts';
import { imported } from '../../service/formats/import.ts';

const PLAN = `person ann "Ann Lee"
person ben
system web
release shop-1.0 "The shop" {
  kind standard
  zone Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  run {
    deploy web as rollout "=SUM(A1)" 15m by ann undo 5m
    verify web 10m by ben
  }
}
`;
const folder = mkdtempSync(join(tmpdir(), 'release-plan-xlsx-'));
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function target(text = PLAN) {
  const workspace = createWorkspace({ roots: [] });
  workspace.set('file:///x.release', text);
  return { uri: 'file:///x.release', text, ...workspace.analysis('file:///x.release') };
}

async function workbook(text = PLAN): Promise<Uint8Array> {
  const plan = target(text);
  const workspace = createWorkspace({ roots: [] });
  workspace.set(plan.uri, text);
  const sent = await exported(workspace.analysis(plan.uri), 'x', { format: 'xlsx' });
  if ('trouble' in sent) throw new Error(sent.trouble);
  return sent.data as Uint8Array;
}

const hasOracle = spawnSync('/usr/bin/python3', ['-c', 'import openpyxl']).status === 0;
const python = (script: string, ...args: string[]) =>
  execFileSync('/usr/bin/python3', ['-c', script, ...args], { encoding: 'utf8' });

/** What a workbook on the disk is read as. */
async function planIn(path: string, file: string, zone: string) {
  const got = await imported({ format: 'xlsx', bytes: readFileSync(path), file, zone });
  if ('trouble' in got) throw new Error(got.trouble);
  return got;
}

describe.skipIf(!hasOracle)('with openpyxl', () => {
  test('dates are dates, the head stays, no cell is a formula', async () => {
    const path = join(folder, 'out.xlsx');
    writeFileSync(path, await workbook());
    const told = JSON.parse(
      python(
        'import openpyxl, json, sys\nb = openpyxl.load_workbook(sys.argv[1])\ns = b["Run sheet"]\nprint(json.dumps({"sheets": b.sheetnames, "head": [c.value for c in s[1]], "first": [str(c.value) for c in s[2]], "types": [c.data_type for c in s[2]], "frozen": s.freeze_panes, "filter": s.auto_filter.ref, "area": s.print_area, "titles": s.print_title_rows, "wide": s.page_setup.orientation, "fits": s.sheet_properties.pageSetUpPr.fitToPage}))',
        path,
      ),
    );
    expect(told.sheets[0]).toBe('Run sheet');
    expect(told.head[8]).toBe('Start (Europe/Berlin)');
    expect(told.first[8]).toBe('2026-12-05 22:00:00');
    expect(told.types[8]).toBe('d');
    expect(told.types).not.toContain('f');
    expect(told.first[2]).toBe('=SUM(A1)');
    expect(told.frozen).toBe('A2');
    expect(told.filter).toBe('A1:R3');
    expect(String(told.area)).toContain('$A$1:$R$3');
    expect(told.titles).toBe('$1:$1');
    expect(told.wide).toBe('landscape');
    expect(told.fits).toBe(true);
  });

  test('times stand in the zones of those who work, four at most, and lengths are lengths', async () => {
    const path = join(folder, 'zones.xlsx');
    const people = ['America/New_York', 'Asia/Kolkata', 'Asia/Tokyo', 'Australia/Sydney'].map(
      (zone, i) => `person z${i} {\n  zone ${zone}\n}\n`,
    );
    const steps = people.map((_, i) => `    verify web as look${i} ${['90m', '20m..40m', '1d', '0m'][i]} by z${i}`);
    const text = people.join('') + PLAN.replace(/^ +verify web.*$/m, steps.join('\n'));
    writeFileSync(path, await workbook(text));
    const told = JSON.parse(
      python(
        'import openpyxl, json, sys\ns = openpyxl.load_workbook(sys.argv[1])["Run sheet"]\nprint(json.dumps({"head": [c.value for c in s[1]], "first": [str(c.value) for c in s[2]], "lengths": [[str(r[7].value), r[7].number_format] for r in s.iter_rows(min_row=2)]}))',
        path,
      ),
    );
    expect(told.head.slice(8, 16)).toEqual([
      'Start (Europe/Berlin)',
      'End (Europe/Berlin)',
      'Start (America/New_York)',
      'End (America/New_York)',
      'Start (Asia/Kolkata)',
      'End (Asia/Kolkata)',
      'Start (Asia/Tokyo)',
      'End (Asia/Tokyo)',
    ]);
    expect(told.first.slice(8, 16).map((cell: string) => cell.slice(0, 16))).toEqual([
      '2026-12-05 22:00',
      '2026-12-05 22:15',
      '2026-12-05 16:00',
      '2026-12-05 16:15',
      '2026-12-06 02:30',
      '2026-12-06 02:45',
      '2026-12-06 06:00',
      '2026-12-06 06:15',
    ]);
    expect(told.lengths).toEqual([
      ['0:15:00', '[h]:mm'],
      ['1:30:00', '[h]:mm'],
      ['20m..40m', 'General'],
      ['1d', 'General'],
      ['0:00:00', '[h]:mm'],
    ]);
    const got = await imported({ format: 'xlsx', bytes: readFileSync(path), file: 'zones.xlsx', into: target(text) });
    expect('text' in got && got.text).toBe(text);
    python(
      'import openpyxl, sys, datetime\nb = openpyxl.load_workbook(sys.argv[1])\nb["Run sheet"]["K2"] = datetime.datetime(2026, 12, 5, 17, 0)\nb.save(sys.argv[1])',
      path,
    );
    const moved = await imported({ format: 'xlsx', bytes: readFileSync(path), file: 'zones.xlsx', into: target(text) });
    expect('report' in moved && moved.report).toContain(
      'Start (America/New_York) "2026-12-05T17:00" not taken: the start of the row in Europe/Berlin counts, and is not the same moment',
    );
  });

  test('what somebody fills in comes back as edits', async () => {
    const path = join(folder, 'filled.xlsx');
    writeFileSync(path, await workbook());
    python(
      'import openpyxl, sys, datetime\nb = openpyxl.load_workbook(sys.argv[1])\ns = b["Run sheet"]\ns["N2"] = "done"\ns["H3"] = "20m"\ns["O2"] = datetime.datetime(2026, 12, 5, 22, 4)\ns["R3"] = "Log in first"\nb.save(sys.argv[1])',
      path,
    );
    const got = await imported({ format: 'xlsx', bytes: readFileSync(path), file: 'filled.xlsx', into: target() });
    if ('trouble' in got) throw new Error(got.trouble);
    expect(got.text).toContain('// actual: 2026-12-05T22:04 ..');
    expect(got.text).toMatch(/deploy web as rollout .* done$/m);
    expect(got.text).toMatch(/\/\/ Log in first\n +verify web 20m by ben/);
    expect(got.ledger.exitCode).toBe(1);
    expect(got.ledger.report()).toContain('duration was "10m", now "20m"');
  });

  test('a sheet of another program: merged cells and comments are read, colours and formulas counted as not read', async () => {
    const path = join(folder, 'foreign.xlsx');
    python(
      [
        'import openpyxl, sys, datetime',
        'from openpyxl.styles import PatternFill',
        'from openpyxl.comments import Comment',
        'b = openpyxl.Workbook(); s = b.active; s.title = "Ablauf"',
        's.append(["Cut-over der Kasse"]); s.append(["Nr", "Phase", "Aufgabe", "Verantwortlich", "Beginn", "Dauer (min)", "Status"])',
        's.append([1, "Durchführung", "Kasse stoppen", "Jonas Weber", datetime.datetime(2026, 12, 5, 22, 0), 10, None])',
        's.append([2, None, "Kasse starten", "Mara Lind", "05.12.2026 22:10", 15, "erledigt"])',
        's.append([3, None, "=1+1", "Mara Lind", datetime.time(22, 25), 5, None])',
        's.merge_cells("B3:B5"); s["C3"].fill = PatternFill("solid", fgColor="FF0000"); s["C4"].comment = Comment("Vorsicht", "x")',
        'b.save(sys.argv[1])',
      ].join('\n'),
      path,
    );
    const got = await planIn(path, 'foreign.xlsx', 'Europe/Berlin');
    const told = got.ledger.report();
    for (const words of [
      '1 merged areas of "Ablauf" say the same of each of their rows',
      '1 coloured cell not taken: what its colour means no legend says',
      '1 formula not taken: no result was saved with it',
    ])
      expect(told).toContain(words);
    expect(got.text).toMatch(/\/\/ Vorsicht\n +(?:start kasse|"Kasse starten"|task +"Kasse starten")/);
    expect(got.text).toContain('window Sat 2026-12-05 22:00 .. Sat 2026-12-05 22:30');
    expect(got.text).toMatch(/start kasse|"Kasse starten" +15m by mara done/);
    expect(got.text).toContain('"Cut-over der Kasse" {');
  });

  test('a run sheet of a bank: 60 rows, merged phases and people, hours as texts, dates of three countries', async () => {
    const path = join(folder, 'bank.xlsx');
    python(
      [
        'import openpyxl, sys',
        'from openpyxl.styles import PatternFill',
        'b = openpyxl.Workbook(); s = b.active; s.title = "Run sheet"',
        's.append(["Core banking cut-over", None, None]); s.append([]); s.merge_cells("A1:H1")',
        's.append(["#", "Phase", "Activity", "Responsible", "Date", "Start", "Duration (min)", "Predecessor"])',
        'phases = ["Preparation", "Execution", "Follow-up"]; dates = ["04.12.2026", "12/05/2026", "6 décembre 2026"]',
        'for p in range(3):',
        '    for i in range(20):',
        '        n = p * 20 + i; m = i * 15',
        '        s.append([n + 1, phases[p] if i == 0 else None, "Activity %d of %s" % (i + 1, phases[p]), ["Mara Lind", "Jonas Weber"][(i // 5) % 2] if i % 5 == 0 else None, dates[p] if i == 0 else None, "%d:%02d %s" % ((m // 60) + 1, m % 60, "pm"), 15, n if i else None])',
        '        s.cell(row=n + 4, column=3).fill = PatternFill("solid", fgColor="FF0000" if i % 7 == 0 else "00FF00")',
        '    a = p * 20 + 4',
        '    s.merge_cells("B%d:B%d" % (a, a + 19)); s.merge_cells("E%d:E%d" % (a, a + 19))',
        '    for i in range(0, 20, 5): s.merge_cells("D%d:D%d" % (a + i, a + i + 4))',
        'b.save(sys.argv[1])',
      ].join('\n'),
      path,
    );
    const got = await planIn(path, 'bank.xlsx', 'Europe/Zurich');
    const told = got.ledger.report();
    expect(told).toMatch(/^61 rows read/);
    expect(told).toContain('18 merged areas of "Run sheet" say the same of each of their rows');
    expect(told).toContain('60 coloured cells not taken');
    expect(got.text.match(/"Activity \d+ of/g)).toHaveLength(60);
    expect(got.text.match(/ by (?:mara|jonas)\b/g)).toHaveLength(60);
    expect(got.text).toMatch(/window +Sat 2026-12-05 13:00 \.\. Sat 2026-12-05 18:00/);
    const workspace = createWorkspace({ roots: [] });
    workspace.set('file:///bank.release', got.text);
    const { plan, schedules } = workspace.analysis('file:///bank.release');
    expect(plan.problems).toEqual([]);
    const days = plan.releases[0]!.steps.map(({ id }) =>
      new Date(schedules[0]!.steps[id]!.start * 60_000).toISOString().slice(0, 10),
    );
    expect([0, 20, 40].map((i) => days[i])).toEqual(['2026-12-04', '2026-12-05', '2026-12-06']);
  });

  test('another bank: a legend of colours, facts in pairs of cells, minutes with a stroke, hours as texts in four ways', async () => {
    const path = join(folder, 'ledger.xlsx');
    python(
      [
        'import openpyxl, sys, datetime',
        'from openpyxl.styles import PatternFill',
        'from openpyxl.comments import Comment',
        'fill = lambda c: PatternFill("solid", fgColor=c)',
        'b = openpyxl.Workbook(); s = b.active; s.title = "Cutover v7"',
        's.merge_cells("A1:H1"); s["A1"] = "Ledger migration"',
        's["A2"] = "Change No.:"; s["B2"] = "CHG42"; s["D2"] = "Cutover Manager:"; s["E2"] = "Siobhan Byrne"',
        's["A3"] = "Legend:"; s["B3"] = "critical"; s["B3"].fill = fill("FF0000"); s["C3"] = "can wait"; s["C3"].fill = fill("00B050")',
        's.append([])',
        's.append(["Ref", "Workstream", "Task description", "Accountable", "Support", "Planned start (local)", "Planned end (local)", "Dur", "Depends on"])',
        't = datetime.datetime(2026, 12, 5, 18, 0); row = 6',
        'ways = [lambda a: a.strftime("%d/%m/%Y %H:%M"), lambda a: a.strftime("%m/%d/%Y %I:%M %p"), lambda a: a.strftime("%d.%m.%Y %H.%M"), lambda a: a, lambda a: a.strftime("%H:%M")]',
        'for w in range(5):',
        '    for i in range(12):',
        '        e = t + datetime.timedelta(minutes=25)',
        '        s.append(["W%d-%02d" % (w, i), "Stream %d" % w if i == 0 else None, "Task %d of %d" % (i, w), ["S. Byrne", "Hiroshi Tanaka"][i % 2], "K. Novak / S. Byrne" if i == 3 else None, ways[w](t), ways[w](e), "25\'" if w % 2 else "0:25", "W%d-%02d" % (w, i - 1) if i else None])',
        '        if i == 0: s.cell(row=row, column=3).fill = fill("FF0000")',
        '        if i == 1: s.cell(row=row, column=3).fill = fill("00B050")',
        '        if i == 2: s.cell(row=row, column=3).fill = fill("0000FF")',
        '        t = e; row += 1',
        '    s.merge_cells(start_row=row - 12, start_column=2, end_row=row - 1, end_column=2)',
        'b.save(sys.argv[1])',
      ].join('\n'),
      path,
    );
    const got = await planIn(path, 'ledger.xlsx', 'Europe/Dublin');
    const told = got.ledger.report();
    expect(got.text).toContain('change CHG42');
    expect(got.text).toMatch(/owner +siobhan/);
    expect(got.text).toContain('window Sat 2026-12-05 18:00 .. Sun 2026-12-06 19:00');
    expect(got.text.match(/"Task \d+ of \d" +25m by /g)).toHaveLength(60);
    expect(got.text.match(/\/\/ critical\n/g)).toHaveLength(5);
    expect(got.text.match(/\/\/ can wait\n/g)).toHaveLength(5);
    expect(told).toContain('5 coloured cells not taken');
    expect(told).toContain('the legend says what colours mean: it is a comment of 10 rows');
    expect(told).not.toContain('no length of time');
  });
});

test('what is written is read as it was', async () => {
  const got = await imported({ format: 'xlsx', bytes: await workbook(), file: 'x.xlsx', into: target() });
  if ('trouble' in got) throw new Error(got.trouble);
  expect(got.text).toBe(PLAN);
  expect(got.ledger.exitCode).toBe(0);
});

test('what another reader makes of a workbook is what ours does', async () => {
  const bytes = await workbook();
  const theirs = await readXlsxFile(new Uint8Array(bytes).buffer);
  const zip = new Zip(bytes, 'x.xlsx');
  const book = bookIn(zip, 'x.xlsx');
  const minutes = (value: unknown) =>
    value instanceof Date
      ? new Date(Math.round(value.getTime() / 60_000) * 60_000)
          .toISOString()
          .slice(0, 16)
          // They take a length for an hour of the day that is Excel's first.
          .replace('1899-12-30T', '')
      : (value ?? '');
  expect(
    book.sheets.map(({ name, part }) => ({ sheet: name, data: sheetIn(zip, part, book, 'x.xlsx').rows.map(trimmed) })),
  ).toEqual(theirs.map(({ sheet, data }) => ({ sheet, data: data.map((row) => trimmed(row.map(minutes))) })));
});

/** What is empty behind the last cell is not written by everybody. */
function trimmed(row: readonly unknown[]): readonly unknown[] {
  return row.slice(0, row.findLastIndex((value) => value !== '') + 1);
}

test.each([
  ['14', undefined, '46361.9166666667', '2026-12-05T22:00'],
  ['14', undefined, '46361', '2026-12-05'],
  ['20', undefined, '0.9375', '22:30'],
  ['46', undefined, '1.25', '30:00'],
  ['164', '[h]:mm', '0.0104166667', '00:15'],
  ['164', 'dd/mm/yyyy;@', '46361', '2026-12-05'],
  ['164', '[$-407]dddd, d. mmmm yyyy', '46361', '2026-12-05'],
  ['164', '0&quot; min&quot;', '15', '15 min'],
  ['164', '&quot;#&quot;0', '7', '#7'],
  ['164', '#,##0.00 [$€-407]', '7.5', '7.5'],
  ['0', undefined, '0.1', '0.1'],
  ['9', undefined, '-3', '-3'],
  ['14', undefined, '-3', '-3'],
])('a number shown as %s %s: %s is %s', (id, code, value, expected) => {
  const styles = `<styleSheet>${code ? `<numFmts><numFmt numFmtId="${id}" formatCode="${code}"/></numFmts>` : ''}<cellXfs><xf numFmtId="0"/><xf numFmtId="${id}"/></cellXfs></styleSheet>`;
  const zip = new Zip(
    packed({ ...sheets(1, `<row r="1"><c r="A1" s="1"><v>${value}</v></c></row>`), 'xl/styles.xml': styles }),
    'x.xlsx',
  );
  const book = bookIn(zip, 'x.xlsx');
  expect(sheetIn(zip, book.sheets[0]!.part, book, 'x.xlsx').rows).toEqual([[expected]]);
});

describe('what would burst is refused at once, with its number', () => {
  const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const row = `<row>${text('a')}</row>`;
  const cases: readonly (readonly [string, () => Uint8Array, RegExp])[] = [
    [
      'a bomb',
      () => packed({ ...sheets(1, ''), 'xl/sharedStrings.xml': '<!---->'.repeat(6_000_000) }),
      /more than 32 MB/,
    ],
    ['a bomb of text', () => packed(sheets(1, ' '.repeat(40 * 1024 * 1024))), /characters in one tag or text/],
    ['too many rows', () => packed(sheets(1, row.repeat(21_000))), /20,002 rows in one sheet: at most 20,001/],
    [
      'a cell too far to the right',
      () => packed(sheets(1, '<row><c r="XFD1"><v>1</v></c></row>')),
      /16,384 columns: at most 500/,
    ],
    [
      'too many cells',
      () => packed(sheets(1, '<row><c r="SD1"><v>1</v></c></row>'.repeat(1100))),
      /400,\d{3} cells in one sheet/,
    ],
    [
      'too many texts',
      () => packed({ ...sheets(1, ''), 'xl/sharedStrings.xml': `<sst>${'<si/>'.repeat(600_000)}</sst>` }),
      /400,001 texts/,
    ],
    [
      'a text too long',
      () => packed({ ...sheets(1, ''), 'xl/sharedStrings.xml': `<si><t>${'x'.repeat(40_000)}</t></si>` }),
      /characters in one text: at most 32,767/,
    ],
    [
      'a text without end',
      () => packed({ ...sheets(1, ''), 'xl/sharedStrings.xml': `<si><t>${'x'.repeat(300_000)}</t></si>` }),
      /characters in one tag or text: at most 65,534/,
    ],
    ['a tag too long', () => packed(sheets(1, `<row a="${'x'.repeat(1_000_000)}`)), /characters in one tag/],
    ['elements too deep', () => packed(sheets(1, '<a>'.repeat(100))), /33 elements within each other/],
    [
      'a part that ends',
      () => packed({ ...partsOf(1), 'xl/worksheets/sheet1.xml': '<worksheet><sheetData>' }),
      /unclosed tag: sheetData/,
    ],
    [
      'too many parts',
      () => packed(Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`xl/${i}.xml`, 'x']))),
      /3,000 parts: at most 2,000/,
    ],
    ['too many sheets', () => packed(sheets(300, '')), /201 sheets/],
    [
      'entities',
      () => packed({ ...partsOf(1), 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>' }),
      /document type/,
    ],
    ['no workbook', () => packed({ 'a.xml': '<a/>' }), /is no workbook/],
    ['no sheet', () => packed({ 'xl/workbook.xml': '<workbook/>' }), /it has no sheet/],
    ['an old one', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), /save it as \.xlsx/],
    ['a text', () => new TextEncoder().encode('Task,Owner'), /is no workbook/],
    ['nothing', () => new Uint8Array(), /is no workbook/],
    ['half of one', () => packed(sheets(1, row)).slice(0, 400), /it ends too early/],
    [
      'a list of parts that leads nowhere',
      () => broken(packed(sheets(1, row))),
      /list of parts is broken|ends too early/,
    ],
  ];

  test.each(cases)('%s', async (_, make, message) => {
    const bytes = make();
    let inflated = 0;
    const push = Inflate.prototype.push;
    vi.spyOn(Inflate.prototype, 'push').mockImplementation(function (this: Inflate, data, final) {
      const { ondata } = this;
      this.ondata = (chunk, last) => {
        inflated += chunk.length;
        ondata(chunk, last);
      };
      try {
        push.call(this, data, final);
      } finally {
        this.ondata = ondata;
      }
    });
    expect(await imported({ format: 'xlsx', bytes, file: 'x.xlsx' })).toEqual({
      trouble: expect.stringMatching(message),
    });
    // One piece more than is allowed: 2 kB of what is packed hold at most a thousand times that.
    expect(inflated).toBeLessThan((32 + 3) * 1024 * 1024);
  });

  test('a part that nobody reads is not unpacked, however large it is', async () => {
    const bytes = packed({
      ...sheets(1, `<row>${text('Task')}${text('Owner')}</row><row>${text('Stop it')}${text('Ann')}</row>`),
      'xl/media/image1.png': new Uint8Array(40 * 1024 * 1024),
    });
    const got = await imported({ format: 'xlsx', bytes, file: 'x.xlsx' });
    expect('text' in got && got.text).toContain('stop it by Ann');
  });
});

/** As if its parts began elsewhere. */
function broken(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 4 <= bytes.length; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 42, 7, true);
  return bytes;
}
