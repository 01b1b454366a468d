/** While a line cannot be read, every view says which numbers hang on it; with the line the marks vanish. */
import { afterEach, describe, expect, test } from 'vitest';
import type { CodeLens, Hover, InlayHint } from 'vscode-languageserver/node';
import type { Preview, Status } from '../../server/protocol.ts';
import { startClient, type TestClient } from './client.ts';
import { FOLDER, MAIN, NIGHT } from './source-file.ts';

let client: TestClient;
afterEach(() => client.stop());

const BROKEN = NIGHT.replace('migrate orders-db', 'migrte orders-db');
const LINE = NIGHT.split('\n').findIndex((line) => line.includes('migrate orders-db'));
const textDocument = { uri: MAIN };
const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

interface Told {
  readonly lenses: readonly string[];
  readonly hints: readonly string[];
  readonly hovers: readonly string[];
  readonly status: string;
  readonly preview: Preview;
}

async function told(text: string): Promise<Told> {
  const ask = <T>(method: string, params: object) => client.connection.sendRequest<T>(method, params);
  const lenses = await ask<CodeLens[]>('textDocument/codeLens', { textDocument });
  const hints = await ask<InlayHint[]>('textDocument/inlayHint', { textDocument, range: everywhere });
  const hovers = await Promise.all(
    ['deploy  web', 'verify  web', 'release night', 'person jonas', 'backup  orders'].map(async (word) => {
      const before = text.slice(0, text.indexOf(word)).split('\n');
      const position = {
        line: before.length - 1,
        character: before.at(-1)!.length + (/^(?:release|person)/.test(word) ? 9 : 1),
      };
      const hover = await ask<Hover & { contents: { value: string } }>('textDocument/hover', {
        textDocument,
        position,
      });
      return hover.contents.value.replaceAll('\\', '');
    }),
  );
  const status = await ask<Status>('release/status', { uri: MAIN, position: { line: LINE, character: 0 } });
  const preview = await ask<Preview>('release/preview', { uri: MAIN, options: { width: 900 } });
  return {
    lenses: lenses.map(({ command }) => command!.title),
    hints: hints.map(({ label }) => String(label).trim()),
    hovers,
    status: status.text,
    preview,
  };
}

async function opened(text: string, disk = new Map<string, string>()): Promise<Told> {
  client = await startClient({ disk });
  const first = client.diagnostics(MAIN);
  client.open(MAIN, text);
  await first;
  return told(text);
}

const changed = async (text: string): Promise<Told> => {
  client.change(MAIN, text);
  return told(text);
};

/** What was there before and holds a number of the run. */
const markup = ({ pictures }: Preview) =>
  `${pictures!.summary} ${pictures!.lists.checklist} ${pictures!
    .schedule!.panels.flatMap(({ rows, headerLabels }) => [
      headerLabels,
      ...rows.map(({ labels, chart }) => labels + chart),
    ])
    .join('')}`;

describe('a line in the run that breaks', () => {
  test('strikes what hangs on it, with what it was', async () => {
    const whole = await opened(NIGHT);
    expect(whole.lenses).toContain(
      'run ends Sat 2026-12-05 23:15 · 2 h 45 min contingency · decide by Sun 2026-12-06 01:40',
    );
    const broken = await changed(BROKEN);
    expect(broken.lenses.slice(0, 2)).toEqual([
      `$(warning) 1 line cannot be read; numbers without it → line ${LINE + 1}`,
      'was run ends Sat 2026-12-05 23:15 · was 2 h 45 min contingency · was decide by Sun 2026-12-06 01:40',
    ]);
    expect(broken.lenses).toContain('was Sat 2026-12-05 22:00 .. 23:15 · 1 h 15 min');
    expect(broken.hints).toEqual(['22:00 .. 22:30', 'was 22:50 .. 23:05', 'was 23:05 .. 23:15']);
    const [deploy, verify, release, jonas, backup] = broken.hovers;
    for (const hover of broken.hovers) expect(hover).toContain(`⚠ **1 line cannot be read** (line ${LINE + 1})`);
    expect(deploy).toContain('~~Sat 2026-12-05 22:50 .. 23:05');
    expect(verify).toContain('~~Sat 2026-12-05 23:05 .. 23:15');
    expect(release).toContain('~~Run Sat 2026-12-05 22:00 .. 23:15');
    expect(jonas).toContain('~~3 steps, 1 h in all');
    expect(backup).toContain('~~');
    expect(broken.status).toBe(
      `1 line cannot be read; numbers without it → line ${LINE + 1} · was run ends Sat 2026-12-05 23:15 · was 2 h 45 min contingency · was decide by Sun 2026-12-06 01:40`,
    );
    const { unread } = broken.preview.pictures!;
    expect(unread).toEqual({
      text: '1 line cannot be read; struck numbers are from before it broke',
      isEarlier: true,
      lines: [{ file: MAIN, line: LINE, label: `line ${LINE + 1}` }],
    });
    const html = markup(broken.preview);
    expect(html).toContain('<s class="rp-was"><span class="rp-sr">was </span>Sat 23:15</s>');
    expect(html).toMatch(/<tspan class="rp-was">(Sat )?23:05<\/tspan>/);
    // The picture is the one of before: the step that cannot be read is still in it.
    expect(broken.preview.pictures!.schedule!.panels[0]!.rows).toHaveLength(
      whole.preview.pictures!.schedule!.panels[0]!.rows.length,
    );
  });

  test('and is whole again', async () => {
    const whole = await opened(NIGHT);
    await changed(BROKEN);
    const again = await changed(NIGHT);
    expect({ ...again, preview: again.preview.pictures }).toEqual({ ...whole, preview: whole.preview.pictures });
  });

  test('leads to where the lines stand now', async () => {
    await opened(NIGHT);
    const lower = await changed(`// one\n// more\n${BROKEN}`);
    const rows = lower.preview.pictures!.schedule!.panels.flatMap((panel) => panel.rows);
    const lines = `// one\n// more\n${NIGHT}`.split('\n');
    for (const { line, labels } of rows.filter(({ labels }) => /rp-verb">verify/.test(labels)))
      expect(lines[line], labels).toContain('verify  web');
    expect(lower.preview.pictures!.unread!.lines[0]!.line).toBe(LINE + 2);
  });

  test('that was broken from the start is told without it', async () => {
    const broken = await opened(BROKEN);
    expect(broken.lenses[1]).toBe(
      'run ends Sat 2026-12-05 22:55 ? · 3 h 5 min contingency ? · decide by Sun 2026-12-06 01:50 ?',
    );
    expect(broken.hints).toEqual(['22:00 .. 22:30', '22:30 .. 22:45 ?', '22:45 .. 22:55 ?']);
    expect(broken.preview.pictures!.unread).toMatchObject({
      text: '1 line cannot be read; numbers marked with ? are without it',
      isEarlier: false,
    });
    expect(markup(broken.preview)).toContain('<span class="rp-unsure">Sat 22:55 ?</span>');
    expect(broken.hovers[0]).not.toContain('~~');
  });
});

test('what does not hang on it is not marked', async () => {
  await opened(NIGHT);
  const text = NIGHT.replace('  run {', '  benefit b "B" {\n    asessed on 2026-12-20\n  }\n  run {');
  const broken = await changed(text);
  expect(client.published.at(-1)!.diagnostics.map(({ code }) => code)).toContain('syntax');
  expect(broken.lenses.join()).not.toMatch(/cannot be read|was|\?/);
  expect(broken.preview.pictures!.unread).toBeUndefined();
});

test('a line of an imported file marks the numbers of whoever imports it', async () => {
  const shared = `${FOLDER}/shared.release`;
  const disk = new Map([[shared, 'calendar office {\n  working Mon..Fri 09:00 .. 17:00\n}\n']]);
  await opened(`import "./shared.release"\n${NIGHT}`, disk);
  disk.set(shared, 'calendar office {\n  workng Mon..Fri 09:00 .. 17:00\n}\n');
  const news = client.diagnostics(MAIN);
  const refreshed = new Promise((resolve) => client.connection.onNotification('release/changed', resolve));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: shared, type: 2 }] });
  await Promise.race([news.catch(() => undefined), refreshed]);
  const broken = await told(`import "./shared.release"\n${NIGHT}`);
  expect(broken.lenses[0]).toBe('$(warning) 1 line cannot be read; numbers without it → shared.release, line 2');
  expect(broken.preview.pictures!.unread!.lines).toEqual([{ file: shared, line: 1, label: 'shared.release, line 2' }]);
});
