import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver';
import { applyTextEdits } from '../../language/edit/edits.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import type { Range } from '../../plan/model.ts';
import { codeActions, FIX_ALL } from '../../server/features/edit/code-actions.ts';
import { formatting, rangeFormatting } from '../../server/features/edit/formatting.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/features/navigate/call-hierarchy.ts';
import { documentLinks } from '../../server/features/navigate/document-links.ts';
import { documentSymbols } from '../../server/features/navigate/document-symbols.ts';
import { foldingRanges } from '../../server/features/navigate/folding.ts';
import { selectionRanges } from '../../server/features/navigate/selection-range.ts';
import { codeLenses } from '../../server/features/show/code-lens.ts';
import { diagnostics } from '../../server/features/show/diagnostics.ts';
import { hover } from '../../server/features/show/hover.ts';
import { inlayHints } from '../../server/features/show/inlay-hints.ts';
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from '../../server/features/show/semantic-tokens.ts';
import { lineEdits } from '../../service/editing/line-edits.ts';
import { contains, slice } from '../../service/lookup.ts';
import { atCursor, marks, shown } from '../support/markers.ts';
import { MAIN, NIGHT, openFiles } from './source-file.ts';

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

function hoverAt(marked: string): string | undefined {
  const { text, position } = atCursor(marked);
  const found = hover(openFiles(text).file, position);
  // Escapes are for the editor, not for the reader of this test.
  return found ? (found.contents as { value: string }).value.replaceAll('\\', '') : undefined;
}

test('diagnostics stand under what they are about', () => {
  const text = `person mara
service web

release night-1.0 {
  kind standard
  zone Europe/Berlin
  window Sun 2026-12-05 22:00 .. 23:00
  //     ^^^ weekday-mismatch
  change CHG1

  run {
    deploy web 10m by maria undo 5m
    //                ^^^^^ unknown-name
    verify wep 10m by mara
    //     ^^^ unknown-name
  }
}
`;
  const wanted = marks(text);
  const found = diagnostics(openFiles(text).file)
    .filter(({ code }) => code === 'unknown-name' || code === 'weekday-mismatch')
    .map(({ range, code }) => shown({ range, label: String(code) }));
  expect(found).toEqual(wanted.map(shown));
});

test('a finding about the text of an imported file is shown at its import, with a link to that text', () => {
  const { file } = openFiles('import "./shared.release"\nrelease r {}\n', { 'shared.release': 'person mara\n' });
  const shared = file.plan.imports[0]!.target!;
  const place = { file: shared, range: { start: { line: 0, character: 7 }, end: { line: 0, character: 11 } } };
  const finding: Finding = { code: 'no-deputy', severity: 'warning', message: 'x', place, related: [] };
  expect(diagnostics({ ...file, analysis: { ...file.analysis, findings: [finding] } })).toMatchObject([
    { range: { start: { line: 0 } }, relatedInformation: [{ location: { uri: shared, range: place.range } }] },
  ]);
  const alone = openFiles('person ann\nrelease r {}\n').file;
  const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  expect(diagnostics({ ...alone, analysis: { ...alone.analysis, findings: [finding] } })).toMatchObject([
    { range: top },
  ]);
});

describe('hover', () => {
  test('a step tells when, by whom, how much float, and after what', () => {
    expect(hoverAt(NIGHT.replace('deploy  web', 'dep<|>loy  web'))).toMatch(/22:50 \.\. 23:05.*15 min/);
    expect(hoverAt(NIGHT.replace('deploy  web', 'dep<|>loy  web'))).toContain('decide by Sun 2026-12-06 01:40');
  });

  test('a finding tells the numbers, why it matters, and the way out', () => {
    const noWayBack = NIGHT.replace('15m by mara undo 10m', '15m by mara');
    const onStep = hoverAt(noWayBack.replace('deploy  web', 'dep<|>loy  web'));
    expect(onStep).toContain('`rollback-missing`');
    expect(onStep).toMatch(/\n\n\*[^*]+\*\n\nRepair: /);
    const onRelease = hoverAt(
      NIGHT.replace('kind    standard', 'kind    normal').replace('release night', 'rel<|>ease night'),
    );
    expect(onRelease).toContain('2 rehearsals before T');
  });

  test('a person tells the load', () => {
    expect(hoverAt(NIGHT.replace('person jonas', 'person jo<|>nas'))).toContain('3 steps, 1 h');
  });

  test('a role tells who fills it', () => {
    expect(hoverAt(NIGHT.replace('20m by dba', '20m by d<|>ba'))).toContain('filled by `jonas`, else `mara`');
  });

  test.each(['person eve', 'team eve is mara', 'party eve'])('%s tells how they are reached', (head) => {
    const text = `${head} {\n  contact phone "030 5550"\n  contact mail "eve at acme"\n}\n${NIGHT}`;
    expect(hoverAt(text.replace(' eve', ' e<|>ve'))).toContain('phone 030 5550, mail eve at acme');
  });

  test('an event tells where it is announced', () => {
    const fair = 'event fair during Mon 2026-12-07 .. Tue 2026-12-08 link "the wall"';
    expect(hoverAt(`${fair}\n${NIGHT}`.replace(' fair', ' fa<|>ir'))).toContain('the wall');
  });

  test('a system tells every step that touches it', () => {
    const text = hoverAt(NIGHT.replace('database orders-db', 'database ord<|>ers-db'));
    expect(text).toContain('22:00 .. 22:30 backup');
    expect(text).toContain('22:30 .. 22:50 migrate tables');
  });

  test('a system tells each step once, and what is only done when called as such', () => {
    const rollback = '  rollback back {\n    deploy web 10m by mara\n  }\n}\n';
    const text = hoverAt(NIGHT.replace('service web', 'service w<|>eb').replace(/\}\n$/, rollback));
    expect(text).toContain('22:50 .. 23:05 deploy web\n');
    expect(text).toMatch(/verify web\n.*if rollback back is called: deploy web, 10 min/);
  });

  test('a date tells its weekday, T and UTC', () => {
    const text = hoverAt(
      NIGHT.replace('  change  CHG0042137', '  change  CHG0042137 approved by mara on Fri 2026-<|>11-27'),
    );
    expect(text).toContain('Fri 2026-11-27');
    expect(text).toContain('T-8d · ');
    expect(text).toContain('5 weekdays before the window');
  });

  test('the name of a step is the step', () => {
    expect(hoverAt(NIGHT.replace('as tables', 'as tab<|>les'))).toContain('22:30 .. 22:50');
  });

  test('what a plan says is text, not markup', () => {
    const { text, position } = atCursor(
      NIGHT.replace('deploy  web', 'dep<|>loy  web "[click](command:evil) <img src=x>"'),
    );
    const { value } = hover(openFiles(text).file, position)!.contents as { value: string };
    expect(value).toContain(String.raw`\[click\]\(command:evil\) \<img src=x\>`);
  });

  test('nothing where there is nothing', () => {
    expect(hoverAt('<|>\nrelease r {}\n')).toBeUndefined();
  });
});

describe('inlay hints', () => {
  const hints = (text: string, options = { steps: true, times: true }) =>
    inlayHints(openFiles(text).file, WHOLE, options).map(({ position, label }) => `${position.line + 1}${label}`);

  test('start and end of each step, the critical path marked', () => {
    expect(hints(NIGHT)).toEqual([
      '16 22:00 .. 22:30 ◆',
      '20 22:30 .. 22:50 ◆',
      '21 22:50 .. 23:05 ◆',
      '22 23:05 .. 23:15 ◆',
    ]);
  });

  test('dates of relative times', () => {
    const text = NIGHT.replace('  run {', '  milestone ready T-2d\n  run {');
    expect(hints(text, { steps: false, times: true })).toEqual(['15 = Thu 3 Dec 22:00']);
  });

  test('short enough for the 43 characters that an editor shows of a line', () => {
    const text = NIGHT.replace('20m by dba undo 10m', '3h by dba undo 10m').replace(
      '  run {',
      '  prepare {\n    task early 2wd by mara due T-5d\n  }\n  run {',
    );
    const labels = hints(text).map((each) => each.replace(/^\d+ /, ''));
    expect(labels).toContain('22:30 .. Sun 01:30 ◆');
    expect(labels).toContain('Sun 01:30 .. 01:45 ◆');
    expect(labels.find((each) => each.includes('Nov'))).toMatch(
      /^\w{3} \d+ Nov \d\d:\d\d \.\. \w{3} \d+ Nov \d\d:\d\d( ◆)?$/,
    );
    expect(labels.filter((each) => each.length > 43)).toEqual([]);
  });

  test('what is only done when called counts from the call', () => {
    const rollback =
      '  rollback {\n    restore orders-db 40m by dba from night-backup\n    restore web 10m by mara\n  }\n';
    expect(hints(`${NIGHT.trimEnd().replace(/\}$/, '')}${rollback}}\n`).slice(-2)).toEqual([
      expect.stringMatching(/^25 \+0:00 \.\. \+0:40/),
      expect.stringMatching(/^26 \+0:40 \.\. \+0:50/),
    ]);
  });

  test('stand before a comment and behind everything else', () => {
    const text = NIGHT.replace('by mara undo 10m', 'by mara undo 10m // rolling');
    const [hint] = inlayHints(
      openFiles(text).file,
      { start: { line: 20, character: 0 }, end: { line: 20, character: 0 } },
      { steps: true, times: true },
    );
    expect(text.split('\n')[20]!.slice(0, hint!.position.character)).toMatch(/undo 10m$/);
  });

  test('can be switched off', () => {
    expect(hints(NIGHT, { steps: false, times: false })).toEqual([]);
  });
});

describe('code actions', () => {
  const act = async (marked: string, only?: string[]) => {
    const { text, position } = atCursor(marked);
    const { file } = openFiles(text);
    const actions = await codeActions(file, { start: position, end: position }, { only });
    const fixed = (title: string | RegExp) => {
      const action = actions.find((each) => each.title.match(title))!;
      return applyTextEdits(
        text,
        action.edit!.changes![MAIN]!.map((edit) => ({ file: MAIN, ...edit })),
      );
    };
    return { actions, fixed };
  };
  const codes = (text: string) =>
    openFiles(text)
      .file.analysis.findings.filter(({ waived }) => !waived)
      .map(({ code }) => code);
  const NO_BACKUP = NIGHT.replace(/ {4}backup[\s\S]*?\n {4}}\n/, '');

  test.each([
    ['freeze-violation', 'freeze advent of web from Sat 2026-12-05 until Sun 2026-12-06', {}],
    ['outside-maintenance', 'maintenance weekly of web every Sun 20:00 .. 24:00 from 2026-12-01', {}],
    ['party-away', 'event fair "The fair" during 2026-12-05 .. 2026-12-06', {}],
    ['double-booked', '', { 'other.release': NIGHT.replaceAll('night-1.0', 'other').replace('CHG0042137', 'CHG-2') }],
  ])('another night is a way out of %s, for whoever asks', async (code, line, others) => {
    const people = NIGHT.slice(0, NIGHT.indexOf('release night'));
    const shared = { 'people.release': people };
    const importing = (text: string) => text.replace(people, 'import "people.release"\n\n');
    const text = `${line}\n${importing(NIGHT)}`;
    const importingOthers = Object.fromEntries(
      Object.entries(others).map(([name, other]) => [name, importing(other as string)]),
    );
    const { file } = openFiles(text, { ...shared, ...importingOthers });
    const finding = file.analysis.findings.find((one) => one.code === code)!;
    const asked = (triggerKind: 1 | 2) => codeActions(file, finding.place.range, { triggerKind });
    const move = /^Move the window to the next free one, \w{3} 2026-12/;
    const [action, ...more] = (await asked(1)).filter(({ title }) => move.test(title));
    expect(more).toEqual([]);
    expect(action!.isPreferred).toBeUndefined();
    expect((await asked(2)).filter(({ title }) => move.test(title))).toEqual([]);
    const moved = applyTextEdits(
      text,
      action!.edit!.changes![MAIN]!.map((edit) => ({ file: MAIN, ...edit })),
    );
    const after = openFiles(moved, { ...shared, ...importingOthers }).file.analysis.findings.map((one) => one.code);
    expect(after).not.toContain(code);
  });

  test('a fix removes its finding', async () => {
    const marked = NO_BACKUP.replace('    migrate', '    mig<|>rate');
    const { fixed } = await act(marked);
    expect(codes(NO_BACKUP)).toContain('backup-missing');
    expect(codes(fixed(/^Back up/))).not.toContain('backup-missing');
  });

  test('a waiver silences its finding and asks for a reason', async () => {
    const { fixed } = await act(NO_BACKUP.replace('    migrate', '    mig<|>rate'));
    const waived = fixed(/^Waive backup-missing/);
    expect(waived).toMatch(/^ {2}waive backup-missing for tables until T\+1d because "/m);
    expect(codes(waived)).not.toContain('backup-missing');
    expect(codes(waived)).not.toContain('syntax');
  });

  test('all fixes at once, until there is none left, make no new mistake of form', async () => {
    let text = NO_BACKUP.replace('by jonas\n', 'by jonass\n');
    let rounds = 0;
    // A repair may copy a misspelt name from the line it repairs: the next round corrects that one too.
    for (; rounds < 5 && (await act(`<|>${text}`, [FIX_ALL])).actions.length > 0; rounds++) {
      const { actions, fixed } = await act(`<|>${text}`, [FIX_ALL]);
      expect(actions.map(({ kind }) => kind)).toEqual([FIX_ALL]);
      text = fixed(/everything/);
    }
    expect(rounds).toBeLessThan(4);
    expect(codes(text)).toEqual(['unused']);
  });

  test('all fixes at once are tried when somebody asks for them, and nothing is chosen for anybody', async () => {
    const text = NO_BACKUP.replace('Sat 2026-12-05', 'Sun 2026-12-05');
    expect(text).not.toBe(NO_BACKUP);
    expect((await act(`<|>${text}`)).actions.map(({ kind }) => kind)).not.toContain(FIX_ALL);
    const fixed = (await act(`<|>${text}`, ['source'])).fixed(/everything/);
    expect(codes(fixed)).toContain('weekday-mismatch');
    expect(codes(fixed)).not.toContain('backup-missing');
  });

  test('one action for all findings of a code', async () => {
    const text = NIGHT.replace('by jonas\n', 'by jonass\n').replace('15m by mara', '15m by marra');
    const { fixed } = await act(text.replace('by jonass', 'by jon<|>ass'));
    expect(codes(fixed(/^Fix all 2 findings of unknown-name/))).not.toContain('unknown-name');
  });

  test('only what is asked for', async () => {
    expect((await act(NO_BACKUP.replace('    migrate', '    mig<|>rate'), ['refactor'])).actions).toEqual([]);
  });
});

test('the outline is the tree of the page', () => {
  type Node = { name: string; children?: Node[] };
  const outline = (nodes: readonly Node[], depth = 0): string[] =>
    nodes.flatMap(({ name, children = [] }) => ['  '.repeat(depth) + name, ...outline(children, depth + 1)]);
  expect(outline(documentSymbols(openFiles(NIGHT).file))).toEqual([
    'mara',
    'jonas',
    'ops',
    'dba',
    'orders-db',
    'web',
    'night-1.0',
    '  run',
    '    night-backup',
    '    tables',
    '    deploy web',
    '    verify web',
  ]);
});

test('in the outline a name is selected where it is declared', () => {
  const selected = (nodes: readonly DocumentSymbol[]): string[] =>
    nodes.flatMap(({ name, selectionRange, children = [] }) => [
      ...(slice(NIGHT, selectionRange) === name ? [name] : []),
      ...selected(children),
    ]);
  expect(selected(documentSymbols(openFiles(NIGHT).file))).toEqual(
    expect.arrayContaining(['mara', 'jonas', 'ops', 'dba', 'orders-db', 'web', 'night-1.0', 'night-backup', 'tables']),
  );
});

test('in the outline of half-written text, too, what is selected lies inside, and children inside their parents', () => {
  const inside = (inner: Range, outer: Range) =>
    contains(outer, inner.start) && (contains(outer, inner.end) || isDeepStrictEqual(outer.end, inner.end));
  const check = ({ range, selectionRange, children = [] }: DocumentSymbol) => {
    expect(inside(selectionRange, range)).toBe(true);
    for (const child of children) {
      expect(inside(child.range, range)).toBe(true);
      check(child);
    }
  };
  const names = [
    'run night',
    'run {\n as night\n}',
    'task {\n as x\n}',
    'gate {\n as go\n by ops\n}',
    'use r {\n as one',
  ];
  for (const name of names) {
    for (const line of [
      `release r-1 {\n${name}\n}`,
      name,
      `release r-1 {\n run {\n${name}`,
      `release {\n as x\n${name}`,
    ]) {
      for (let end = 1; end <= line.length; end++) {
        for (const symbol of documentSymbols(openFiles(line.slice(0, end)).file)) check(symbol);
      }
    }
  }
});

test('blocks, comments and imports fold', () => {
  const text = `import "./a.release"\nimport "./b.release"\n\n// one\n// two\n${NIGHT}`;
  const folds = foldingRanges(text).map(({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind}`);
  expect(folds).toEqual(['20-22 region', '19-26 region', '12-27 region', '3-4 comment', '0-1 imports']);
  expect(text.split('\n')[20]).toContain('backup');
});

test('a selection grows from word to line, block and file', () => {
  const { text, position } = atCursor(NIGHT.replace('deploy  web', 'deploy  w<|>eb'));
  const texts: string[] = [];
  for (let at = selectionRanges(text, [position])[0]; at; at = at.parent) texts.push(slice(text, at.range));
  expect(texts[0]).toBe('web');
  expect(texts[1]).toBe('deploy  web 15m by mara undo 10m');
  expect(texts.some((each) => each.startsWith('run {') && each.endsWith('}'))).toBe(true);
  expect(texts.at(-1)).toBe(NIGHT);
});

test('semantic tokens: verbs by family, names by kind, the critical path', () => {
  const { data } = semanticTokens(openFiles(NIGHT).file);
  const lines = NIGHT.split('\n');
  const found: string[] = [];
  for (let i = 0, line = 0, character = 0; i < data.length; i += 5) {
    const [deltaLine, deltaStart, length, type, modifiers] = data.slice(i, i + 5) as [
      number,
      number,
      number,
      number,
      number,
    ];
    character = deltaLine > 0 ? deltaStart : character + deltaStart;
    line += deltaLine;
    const words = TOKEN_MODIFIERS.filter((_, bit) => modifiers & (1 << bit));
    found.push([lines[line]!.slice(character, character + length), TOKEN_TYPES[type], ...words].join(' '));
  }
  expect(found.slice(0, 4)).toEqual([
    'mara person declaration',
    'jonas person declaration',
    'ops group declaration',
    'mara person',
  ]);
  expect(found).toEqual(
    expect.arrayContaining([
      'backup protect critical',
      'migrate change critical',
      'verify prove critical',
      'orders-db system',
      'tables step declaration',
    ]),
  );
});

describe('formatting', () => {
  test('edits only the lines that change', () => {
    const text = NIGHT.replace('  deploy  web', '        deploy web');
    const edits = formatting(text, { tabSize: 2, insertSpaces: true });
    const whole = applyTextEdits(
      text,
      edits.map((edit) => ({ file: '', ...edit })),
    );
    expect(formatting(whole, { tabSize: 2, insertSpaces: true })).toEqual([]);
  });

  test('of a range leaves the other lines alone', () => {
    const text = 'release   a {\n}\n\nrelease   b {\n}\n';
    const edits = rangeFormatting(
      text,
      { start: { line: 3, character: 0 }, end: { line: 3, character: 5 } },
      { tabSize: 2, insertSpaces: true },
    );
    const after = applyTextEdits(
      text,
      edits.map((edit) => ({ file: '', ...edit })),
    );
    expect(after).toContain('release   a');
    expect(after).toContain('release b');
  });

  test.each([
    ['', 'a\n'],
    ['a\nb\nc\n', 'a\nc\n'],
    ['a\nc', 'a\nb\nc\n'],
    ['a\r\nb\r\n', 'a\nb\n'],
    ['x\n'.repeat(100), 'y\n'.repeat(90)],
    ['a', 'b'],
    ['a\n', ''],
  ])('the edits from %j lead to %j', (before, after) => {
    expect(
      applyTextEdits(
        before,
        lineEdits(before, after).map((edit) => ({ file: '', ...edit })),
      ),
    ).toBe(after);
  });
});

test('links lead to imports, addresses, and files beside the plan', () => {
  const text = `import "./shared.release"
person mara
release r {
  link https://example.org/a_b?c=d
  run {
    task look 5m by mara link "docs/runbook.md"
    task read 5m by mara link "the blue folder"
  }
}
`;
  const links = documentLinks(openFiles(text, { 'shared.release': '' }).file);
  expect(links.map(({ range, target }) => `${slice(text, range)} ${target}`)).toEqual([
    expect.stringContaining('file:///plans/shared.release'),
    'https://example.org/a_b?c=d https://example.org/a_b?c=d',
    '"docs/runbook.md" file:///plans/docs/runbook.md',
  ]);
});

test('an import that cannot be read leads nowhere', () => {
  expect(documentLinks(openFiles('import "./gone.release"\n').file)).toEqual([]);
});

test('code lenses say what the approver asks', () => {
  const titles = codeLenses(openFiles(NIGHT).file, { previewCommand: 'show' }).map(({ command }) => command!.title);
  expect(titles[0]).toBe('run ends Sat 2026-12-05 23:15 · 2 h 45 min contingency · decide by Sun 2026-12-06 01:40');
  expect(titles[1]).toMatch(/^\d errors?, \d warnings?$/);
  expect(titles.at(-1)).toContain('1 h 15 min');
});

test('call hierarchy: what a step waits for, and what waits for it', () => {
  const { text, position } = atCursor(NIGHT.replace('deploy  web', 'depl<|>oy  web'));
  const { file } = openFiles(text);
  const [item] = prepareCallHierarchy(file, position);
  expect(item!.name).toBe('deploy web');
  expect(outgoingCalls(file, item!).map(({ to }) => to.name)).toEqual(['tables']);
  expect(incomingCalls(file, item!).map(({ from }) => from.name)).toEqual(['verify web']);
});
