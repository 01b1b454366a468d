/** The views that are tables: what a whole plan says in each, and that they say it in every format. */
import { describe, expect, test } from 'vitest';
import { markdownDrawing, svgDrawing } from '../../exchange/drawing.ts';
import { drawnOf } from '../../view/doubt.ts';
import { renderPage } from '../../view/page/page.ts';
import { picturesOf } from '../../view/pictures.ts';
import type { Arrangement } from '../../view/tables/arranged.ts';
import { renderTable } from '../../view/tables/html.ts';
import { cellText, type Table, type TableRow } from '../../view/tables/table.ts';
import { isTable, nightOf, type TableId, tableOf } from '../../view/tables/tabled.ts';
import { NOTHING, VIEWS } from '../../view/views.ts';
import { analyseText } from '../checks/marked.ts';

const NIGHT = `person mara "Mara Lind" {
  contact call "+49 30 1"
}
person ravi "Ravi Iyer" {
  zone Asia/Kolkata
  contact call "+91 80 2"
}
database orders-db
service cart on vm-1
server vm-1
audience buyers {
  uses   cart
  notice 3wd
}
release shop {
  zone   Europe/Berlin
  owner  mara
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  promise outage 1h
  notify buyers "We are closed on Saturday night" at Mon 2026-11-30 09:00 by mara via email
  run {
    backup orders-db as copy 20m by ravi
    outage {
      migrate orders-db "Two columns" 15m by ravi undo 20m
      deploy  cart 10m by mara version 1 -> 2
      verify  cart 10m by mara
    }
  }
}
`;

function tableOfNight(id: TableId, text = NIGHT): Table {
  const analysis = analyseText(text);
  return tableOf(id, drawnOf(analysis, analysis.schedules[0]!), {});
}

function lines({ sections }: Table): readonly string[] {
  return sections.flatMap(({ title, rows }) => [
    ...(title === '' ? [] : [`# ${title}`]),
    ...rows.map(({ cells }) => cells.map(cellText).join(' | ')),
  ]);
}

describe('a run sheet that somebody sorts, or of which they want some rows', () => {
  const sheet = (arrangement: Arrangement) => {
    const analysis = analyseText(NIGHT);
    return tableOf('run-sheet', drawnOf(analysis, analysis.schedules[0]!), {}, arrangement);
  };
  const whatOf = ({ sections }: Table) =>
    sections.flatMap(({ rows }) => rows.map(({ cells }) => cellText(cells.find(({ lead }) => lead) ?? cells[5]!)));
  const COLUMNS = sheet({})
    .columns.filter(({ sorts }) => sorts)
    .map(({ title }) => title);

  test.each(COLUMNS)('by %s has every row once, in order both ways, and nothing at the end', (column) => {
    const of = (isDescending: boolean) => sheet({ sort: { column, isDescending } });
    const at = of(false).columns.findIndex(({ title }) => title === column);
    const [up, down] = [of(false), of(true)].map((table) => table.sections.flatMap(({ rows }) => rows));
    const steps = (rows: readonly TableRow[]) => rows.map(({ step }) => step ?? '').sort();
    const all = sheet({}).sections.flatMap(({ rows }) => rows);
    for (const rows of [up!, down!]) {
      expect(steps(rows)).toEqual(steps(all));
      const isNothing = rows.map(({ cells }) => cellText(cells[at]!) === '' && cells[at]!.by === undefined);
      expect(isNothing.lastIndexOf(false)).toBe(isNothing.filter((nothing) => !nothing).length - 1);
      const numbers = rows.flatMap(({ cells }) => cells[at]!.by ?? []);
      expect(numbers).toEqual([...numbers].sort((a, b) => (rows === up ? a - b : b - a)));
    }
    const words = (rows: readonly TableRow[]) =>
      rows.flatMap(({ cells }) => (cells[at]!.by === undefined ? cellText(cells[at]!) || [] : []));
    expect(words(up!)).toEqual([...words(up!)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })));
  });

  test('stands under no title any more, and says the day of every time', () => {
    const { sections, arranged } = sheet({ sort: { column: 'Takes', isDescending: true } });
    expect(sections.map(({ title }) => title)).toEqual(['']);
    expect(arranged).toEqual({ sort: { column: 'Takes', isDescending: true } });
    expect(lines({ sections } as Table).filter((line) => line.includes('Two columns'))).toEqual([
      '3 | Sat 5 Dec 22:20 | Sun 6 Dec 02:50 | Sat 5 Dec 22:35 | 15m | migrate orders-db Two columns | ravi | copy | 20m | critical | ',
    ]);
  });

  test('has the rows that have all of the words, under their titles, and tells of how many', () => {
    const { sections, arranged } = sheet({ words: 'orders-db RAVI' });
    expect(sections.flatMap(({ title }) => title)).toEqual(['Run', 'Outage']);
    expect(whatOf({ sections } as Table)).toEqual(['backup orders-db copy', 'migrate orders-db Two columns']);
    expect(arranged).toEqual({ found: { rows: 2, of: 5 } });
  });

  test.each([
    ['who:ravi', ['backup orders-db copy', 'migrate orders-db Two columns']],
    ['what:ravi', []],
    ['outage who:mara', ['deploy cart 1 → 2', 'verify cart']],
    ['berlin:22:20', ['migrate orders-db Two columns']],
    ['nobody', []],
  ])('%s finds %j', (words, found) => {
    expect(whatOf(sheet({ words }))).toEqual(found);
  });

  test('is as it was where nothing is wanted, or something that there is not', () => {
    for (const arrangement of [{}, { words: '  ' }, { sort: { column: 'Weather', isDescending: true } }]) {
      expect(sheet(arrangement).arranged).toBeUndefined();
      expect(lines(sheet(arrangement))).toEqual(lines(sheet({})));
    }
  });
});

describe('the run sheet', () => {
  test('has a column for every zone in which somebody works', () => {
    const { columns } = tableOfNight('run-sheet');
    expect(columns.slice(1, 3).map(({ title }) => title)).toEqual(['Berlin', 'Kolkata']);
  });

  test('says of each step when, how long, who, what for, and how much it may slip', () => {
    const row = lines(tableOfNight('run-sheet')).find((line) => line.includes('Two columns'));
    expect(row).toBe(
      '3 | 22:20 | 02:50 | 22:35 | 15m | migrate orders-db Two columns | ravi | copy | 20m | critical | ',
    );
  });

  test('has an outage as a part of its own, and one line for the moment to decide by, where the clock has it', () => {
    const { sections } = tableOfNight('run-sheet');
    expect(sections.filter(({ isOutage }) => isOutage).map(({ detail }) => detail)).toEqual([
      'users are cut off for 35 min of 1 h promised',
    ]);
    const late = NIGHT.replace('Sun 2026-12-06 02:00', 'Sat 2026-12-05 23:00');
    const rows = tableOfNight('run-sheet', late).sections.flatMap((section) => section.rows);
    const at = rows.findIndex(({ isDecision }) => isDecision);
    expect(rows.filter(({ isDecision }) => isDecision)).toHaveLength(1);
    expect(rows.slice(at - 1, at + 2).map(({ cells }) => cells.map(cellText)[1])).toEqual([
      '22:35',
      'Sat 22:40',
      '22:45',
    ]);
  });
});

test('what a narrow screen has no room for is named there, and no more than that', () => {
  const html = (id: TableId) => renderTable(tableOfNight(id), { source: 'none' });
  const hidden = (id: TableId) =>
    tableOfNight(id)
      .columns.filter(({ isExtra }) => isExtra)
      .map(({ title }) => title);
  expect(hidden('run-sheet')).toContain('Waits for');
  for (const title of hidden('run-sheet')) expect(html('run-sheet').split('rp-left-out')[1]).toContain(title);
  expect(hidden('coverage')).toEqual([]);
  expect(html('coverage')).not.toContain('rp-left-out');
});

test('coverage says what there is for every system that is changed, and what is missing with its check', () => {
  const { columns, sections } = tableOfNight('coverage');
  expect(columns.map(({ title }) => title)).toEqual([
    'System',
    'Backup',
    'Snapshot',
    'Change',
    'Verify',
    'Record',
    'Message',
  ]);
  const rows = sections[0]!.rows.map(({ cells }) => cells.map(cellText).map((text) => text.replaceAll('\u00a0', ' ')));
  expect(rows[0]!.slice(0, 4)).toEqual(['orders-db database', 'Sat 22:00', '–', 'Sat 22:20']);
  expect(rows[0]![4]).toBe('missing verify-missing');
  expect(rows[1]![6]).toBe('Mon 09:00 buyers');
});

test('people are told by their own clock, with how they are reached and how much they work that night', () => {
  const { sections } = tableOfNight('people');
  const ravi = sections.find(({ title }) => title === 'ravi, Ravi Iyer')!;
  expect(ravi.detail).toBe('Asia/Kolkata · call +91 80 2 · 35 min of work in the run, Sat 22:00 to 22:35');
  expect(ravi.rows.map(({ cells }) => cellText(cells[1]!))).toEqual(['Sun 02:30', 'Sun 02:50']);
});

test('messages are told by audience, how long before or after the run', () => {
  expect(lines(tableOfNight('communications')).slice(0, 2)).toEqual([
    '# buyers',
    'Mon 30 Nov 09:00 | 5 d 13 h before | We are closed on Saturday night | mara | email',
  ]);
});

test('the summary has what there is to approve, and each finding once', () => {
  const { sections } = tableOfNight('summary');
  expect(sections.map(({ title }) => title)).toEqual(['Night', 'Promises', 'Findings']);
});

describe("somebody's night", () => {
  const night = (name: string) => {
    const analysis = analyseText(NIGHT);
    return nightOf(name, drawnOf(analysis, analysis.schedules[0]!), {});
  };

  test('is by their own clock: after whom and before whom they come, and what to do if it fails', () => {
    const [own] = night('ravi').sections;
    expect(own!.detail).toBe('times are Asia/Kolkata');
    expect(own!.rows.map(({ cells }) => cells.map(cellText).join(' | '))).toEqual([
      'Sun 02:30 | 02:50 | 20m | backup orders-db copy |  | migrate orders-db |  | ',
      '02:50 | 03:05 | 15m | migrate orders-db Two columns | copy | deploy cart (mara) | It alone is taken back in 20m. Everything is taken back in 20 min; decide by Sun 06:10. | ',
    ]);
  });

  test('names everybody whom they may have to call', () => {
    expect(lines(night('ravi'))).toContain('mara call +49 30 1 Mara Lind');
  });
});

test.each(VIEWS.map(({ id }) => id).filter(isTable))(
  '%s says the same as a page, as a picture and in Markdown',
  (view) => {
    const analysis = analyseText(NIGHT);
    const ask = { analysis, grouping: 'block', width: 1400, view } as const;
    const { sections } = tableOfNight(view);
    const texts = [renderTable(tableOfNight(view), { source: 'none' }), svgDrawing(ask), markdownDrawing(ask)];
    for (const { title, rows } of sections) {
      for (const text of texts) {
        expect(text).toContain(title);
        for (const { cells } of rows) if (cells[0]!.lead) expect(text).toContain(cells[0]!.lead);
      }
    }
  },
);

test('what has no end yet is given none', () => {
  const open = NIGHT.replace('"Two columns" 15m', '"Two columns" tbd');
  const row = lines(tableOfNight('run-sheet', open)).find((line) => line.includes('Two columns'));
  expect(row).toContain('| 22:20 | 02:50 |  | tbd | migrate orders-db');
  const analysis = analyseText(open);
  const [own] = nightOf('ravi', drawnOf(analysis, analysis.schedules[0]!), {}).sections;
  expect(own!.rows[1]!.cells.map(cellText).slice(0, 3)).toEqual(['02:50', '', 'tbd']);
});

test('cells that a phone shows below each other say what they are, where their column alone told it', () => {
  const page = renderTable(tableOfNight('run-sheet'), { source: 'none' });
  expect(page).toContain('<td data-title="Who">ravi</td>');
  expect(page).not.toContain('data-title="What"');
  expect(renderTable(tableOfNight('summary'), { source: 'none' })).not.toContain('data-title');
});

test.each(VIEWS.filter(({ id }) => id !== 'summary').map(({ id }) => id))(
  '%s of a release that has nothing of it says so, in every format',
  (view) => {
    const analysis = analyseText('release early {\n  zone UTC\n}\n');
    expect(renderPage(analysis, { view })).toContain(NOTHING);
    const pictures = picturesOf(analysis, analysis.schedules[0]!, { view });
    if (view !== 'dates') expect(`${pictures.undrawn}${pictures.list?.frame ?? ''}`).toContain(NOTHING);
    if (['schedule', 'dates', 'checklist'].includes(view)) return;
    const ask = { analysis, grouping: 'block', width: 900, view } as const;
    expect(svgDrawing(ask)).toContain(NOTHING);
    expect(markdownDrawing(ask)).toContain(NOTHING);
  },
);

test('a picture that is narrow leaves out what only helps, and nothing stands over its edge', () => {
  const analysis = analyseText(NIGHT);
  for (const width of [500, 700, 1400]) {
    const picture = svgDrawing({ analysis, grouping: 'block', width, view: 'run-sheet' });
    expect(picture.includes('>Waits for<')).toBe(width === 1400);
    const edges = [...picture.matchAll(/<rect class="rp-outlined" x="([\d.]+)"[^>]* width="([\d.]+)"/g)];
    expect(edges).toHaveLength(5);
    for (const [, x, wide] of edges) expect(Number(x) + Number(wide)).toBeLessThanOrEqual(width);
    expect(picture).toContain('>migrate</tspan>');
  }
});
