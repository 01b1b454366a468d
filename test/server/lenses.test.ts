/** What lenses, hints and findings say where a number is just at its bound, or hangs on a line that cannot be read. */
import { describe, expect, test } from 'vitest';
import { codeLenses, statusOf } from '../../server/features/show/code-lens.ts';
import { diagnostic } from '../../server/features/show/diagnostics.ts';
import { inlayHints } from '../../server/features/show/inlay-hints.ts';
import type { SourceFile } from '../../service/files/source-file.ts';
import { FOLDER, NIGHT, openFiles } from './source-file.ts';

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

/** A text that was another one when it could be read last. */
function typed(text: string, before: string): SourceFile {
  const { analysis } = openFiles(before).file;
  return { ...openFiles(text).file, whole: { analysis } as never };
}

const titles = (file: SourceFile) => codeLenses(file).map(({ command }) => command!.title);
const hints = (file: SourceFile) =>
  inlayHints(file, WHOLE, { steps: true, times: true }).map(
    ({ position, label, tooltip }) => `${position.line + 1}${label}${tooltip ? ` (${tooltip})` : ''}`,
  );

describe('the line above a release', () => {
  const said = (text: string) => {
    const { file } = openFiles(text);
    return statusOf(file, file.plan.releases[0]!).text;
  };

  test.each([
    ['23:16', '1 min contingency'],
    ['23:15', '0 min contingency'],
    ['23:14', '1 min past the window'],
  ])('a window until %s: %s', (end, words) => {
    const text = NIGHT.replace('Sun 2026-12-06 02:00', `Sat 2026-12-05 ${end}`);
    expect(said(text).split(' · ')[1]).toBe(words);
  });

  test('an outage is told from its first minute on', () => {
    const text = NIGHT.replace(/( {4}deploy .*)/, '    outage {\n  $1\n    }');
    expect(said(text.replace('web 15m', 'web 1m'))).toContain('· 1 min outage ·');
    expect(said(NIGHT)).not.toContain('outage');
  });
});

describe('while a line cannot be read', () => {
  const PARTS = `  prepare early {
    task first 1h due 2026-12-03 17:00
  }
  prepare late {
    task second 2h by mara due 2026-12-04 17:00
  }
`;
  const whole = NIGHT.replace('  run {', `${PARTS}  run {`);
  const broken = whole.replace('  window', '  windw');

  test('each block has the times that it had, and one that is new has none', () => {
    const before = titles(openFiles(whole).file).filter((title) => title.includes('..'));
    expect(before).toHaveLength(3);
    const fresh = broken.replace('  run {', '  prepare fresh {\n    task third 1h by jonas\n  }\n  run {');
    expect(titles(typed(fresh, whole)).filter((title) => title.includes('..'))).toEqual(
      before.map((title) => `was ${title}`),
    );
  });

  test('a step says what it was and that it was, one that is new what it is without the line', () => {
    const text = NIGHT.replace('migrate orders-db', 'migrte orders-db').replace(
      '    verify',
      '    verify  web "More" 5m by mara\n    verify',
    );
    const own = hints(typed(text, NIGHT));
    const doubt = '1 line cannot be read; numbers without it → line 20';
    expect(own.slice(1)).toEqual([
      `21 was 22:50 .. 23:05 (${doubt}; this is what it was)`,
      `22 22:45 .. 22:50 ? (${doubt})`,
      `23 was 23:05 .. 23:15 (${doubt}; this is what it was)`,
    ]);
  });

  test.each([
    ['nothing that moves another', 'task first', ''],
    ['the way back', 'start web', ' ?'],
    ['the run', 'verify  web', ' ?'],
  ])('a date that counts from a thing is marked where %s is in doubt', (_, words, mark) => {
    const back = '  rollback {\n    start web 5m by mara\n  }\n';
    const text = whole
      .replace('  run {', '  milestone live at tables.end + 1h\n  run {')
      .replace(/\n}\n$/, `\n${back}}\n`)
      .replace(words, `${words.slice(0, 2)}${words.slice(3)}`);
    const [date] = hints(openFiles(text).file).filter((hint) => hint.includes('='));
    expect(date).toContain(mark === '' ? '23:50' : '?');
    if (mark === '') expect(date).not.toContain('?');
  });
});

describe('the date behind a relative time', () => {
  const dates = (text: string) => hints(openFiles(text).file).filter((hint) => hint.includes(' = '));

  test('is not there where the window is open', () => {
    const text = NIGHT.replace('  run {', '  milestone ready T-2d\n  run {');
    expect(dates(text)).toEqual(['15 = Thu 3 Dec 22:00']);
    expect(dates(text.replace(/window .*/, 'window tbd'))).toEqual([]);
  });

  test('is not in a runbook, which happens wherever it is used', () => {
    const runbook = 'runbook restart(what) {\n  start what 5m by mara at T+90m\n}\n';
    const text = NIGHT.replace('    verify', '    use restart(web)\n    verify');
    expect(dates(`${runbook}${text}`)).toEqual([]);
    expect(dates(`${text}${runbook}`)).toEqual([]);
  });
});

test('a finding about the text of another file stands at its import, else at the first one, else at the top', () => {
  const others = Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}.release`, `person ${name}\n`]));
  const imports = Object.keys(others).map((name) => `import "./${name}"\n`);
  const lineOf = (text: string, name: string) => {
    const { file } = openFiles(text, others);
    const [finding] = file.analysis.findings;
    const place = { ...finding!.place, file: `${FOLDER}/${name}.release` };
    const { range, relatedInformation } = diagnostic({ ...finding!, place }, file);
    expect(relatedInformation![0]).toEqual({
      message: `The text in ${name}.release`,
      location: { uri: place.file, range: place.range },
    });
    return range;
  };
  const text = `${imports.join('')}${NIGHT}`;
  expect(['a', 'b', 'c', 'elsewhere'].map((name) => lineOf(text, name).start.line)).toEqual([0, 1, 2, 0]);
  const top = { line: 0, character: 0 };
  expect(lineOf(text, 'b').end.character).toBeGreaterThan(0);
  expect(lineOf(NIGHT, 'a')).toEqual({ start: top, end: top });
});
