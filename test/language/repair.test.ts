import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { preferredFix, repair } from '../../language/edit/repair.ts';
import { format } from '../../language/format.ts';
import { tokenize } from '../../language/parse/parser.ts';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { FILE, NOW } from '../checks/marked.ts';

const workspaceOf = (files: Readonly<Record<string, string>>, now = NOW): Workspace => {
  const workspace = createWorkspace({ roots: ['file:///plans/'], now: () => now });
  for (const [uri, text] of Object.entries(files)) workspace.set(uri, text);
  for (const uri of workspace.wanted()) workspace.markMissing(uri);
  return workspace;
};

/** The text after the repair, and how often each finding is there before and after. */
function repaired(workspace: Workspace, file: string) {
  const result = repair(workspace, [file]);
  const text = result.texts.get(file) ?? workspace.text(file)!;
  const after = workspace.fork();
  after.set(file, text);
  return { ...result, text, before: tally(workspace, file), after: tally(after, file), workspace: after };
}

function tally(workspace: Workspace, file: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code, release, waived } of workspace.analysis(file).findings) {
    const key = `${release ?? ''} ${code}`;
    if (!waived) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const total = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);
const comments = (text: string) => tokenize(text).comments.map(({ image }) => image.trim());

function expectNoHarm({ before, after, made }: ReturnType<typeof repaired>, original: string, text: string): void {
  for (const [key, count] of after) expect(count, `${key}\n${text}`).toBeLessThanOrEqual(before.get(key) ?? 0);
  expect(total(after)).toBeLessThanOrEqual(total(before) - made.length);
  expect(comments(text)).toEqual(comments(original));
  if (format(original) === original) expect(format(text)).toBe(text);
}

describe.each(checks.map((check) => [check.code, check] as const))('%s', (code, check) => {
  const original = format(check.example.breaks);

  test('its example is repaired without harm; comments, layout and line ends are kept, and nothing is left to do', () => {
    const workspace = workspaceOf({ [FILE]: original });
    const result = repaired(workspace, FILE);
    expectNoHarm(result, original, result.text);
    const ofCode = (one: Workspace) =>
      one
        .analysis(FILE)
        .findings.filter((finding) => finding.code === code && preferredFix(finding, one.fixesOf(FILE)));
    expect(ofCode(result.workspace), result.text).toEqual([]);
    if (ofCode(workspace).length > 0) expect(result.made.map(({ finding }) => finding.code)).toContain(code);
    expect(repair(result.workspace, [FILE]).texts.size).toBe(0);

    const windows = repaired(workspaceOf({ [FILE]: original.replaceAll('\n', '\r\n') }), FILE).text;
    expect(windows.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(windows.replaceAll('\r\n', '\n')).toBe(result.text);
  });
});

describe('the examples', () => {
  const FOLDER = new URL('../../examples/', import.meta.url);
  const texts = Object.fromEntries(
    readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.release'))
      .map((path) => [`file:///plans/${path}`, readFileSync(new URL(path, FOLDER), 'utf8')]),
  );
  const now = Date.UTC(2026, 10, 2, 9) / 60_000;

  test.each(Object.keys(texts))('%s is repaired without harm', (file) => {
    const result = repaired(workspaceOf(texts, now), file);
    expectNoHarm(result, texts[file]!, result.text);
    if (file.endsWith('mistakes.release')) expect(result.made.length).toBeGreaterThan(8);
  });

  test('all at once, none harms another', () => {
    const workspace = workspaceOf(texts, now);
    const files = Object.keys(texts);
    const { texts: fixed } = repair(workspace, files);
    const after = workspace.fork();
    for (const [file, text] of fixed) after.set(file, text);
    for (const file of files) {
      const before = tally(workspace, file);
      for (const [key, count] of tally(after, file)) expect(count, key).toBeLessThanOrEqual(before.get(key) ?? 0);
    }
  });
});

const PLAN = `person priya
person jonas
service web

release shop-2.1 {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137

  run {
    deploy web 10m by priya undo 5m
    verify web 10m by jonas
  }
}
`;

test('a repair that would bring another finding is refused, and the others are made', () => {
  const text = PLAN.replace('deploy web', 'deploy wbe').replace('verify web 10m by jonas', 'verify web 10m by jonass');
  const file = workspaceOf({ [FILE]: text });
  expect(repaired(file, FILE).made).toHaveLength(2);
  // Once the first step is Priya's as well, the run no longer fits its window.
  const busy = text.replace(
    '  run {',
    '  run {\n    parallel {\n      task "Watch" 3h by pryia\n      task "Look" 3h by priya\n    }',
  );
  const { made, refused, text: after } = repaired(workspaceOf({ [FILE]: busy }), FILE);
  expect(made.map(({ fix }) => fix.title)).toEqual(expect.arrayContaining(['Write `web`', 'Write `jonas`']));
  expect(refused.map(({ fix }) => fix.title)).toEqual(['Write `priya`']);
  expect(after).toContain('by pryia');
});

test('where somebody must choose, nothing is chosen', () => {
  const text = PLAN.replace('Sat 2026-12-05', 'Sun 2026-12-05');
  const workspace = workspaceOf({ [FILE]: text });
  expect(workspace.analysis(FILE).findings.map(({ code }) => code)).toContain('weekday-mismatch');
  expect(repair(workspace, [FILE]).texts.size).toBe(0);
});

test('what is waived is left as it is', () => {
  const text = PLAN.replace(/ {4}verify.*\n/, '').replace(
    '  change',
    '  waive  verify-missing until T+1d because "By hand"\n  change',
  );
  expect(repair(workspaceOf({ [FILE]: text }), [FILE]).texts.size).toBe(0);
});

test('a layout of its own is kept', () => {
  const text = PLAN.replace('    verify web 10m by jonas', '          verify   web 10m  by jonass');
  expect(repaired(workspaceOf({ [FILE]: text }), FILE).text).toBe(text.replace('jonass', 'jonas'));
});

test('no file is changed that was not named, and the workspace stays as it was', () => {
  const shared = 'file:///plans/shared.release';
  const files = {
    [FILE]: `import "shared.release"\n\n${PLAN}`,
    [shared]: 'team ops is priya, jonass\nperson jonass2\n',
  };
  const workspace = workspaceOf(files);
  const { texts } = repair(workspace, [FILE]);
  expect([...texts.keys()].filter((file) => file !== FILE)).toEqual([]);
  for (const [file, text] of Object.entries(files)) expect(workspace.text(file)).toBe(text);
});

test('trials can be limited; what is made by then holds', () => {
  const text = PLAN.replace('by jonas', 'by jonass');
  expect(repair(workspaceOf({ [FILE]: text }), [FILE], { trials: 0 }).texts.size).toBe(0);
  expect(repair(workspaceOf({ [FILE]: text }), [FILE], { trials: 1 }).made).toHaveLength(1);
});
