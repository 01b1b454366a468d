/** A run sheet in the columns of another program comes back as the plan that it is: what each of its columns says is read again. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { outlineOf } from '../../exchange/outline/outline-of.ts';
import { labelOf, rowsOf, type SheetRow } from '../../exchange/sheet/rows.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { Outline, OutlineItem } from '../../plan/outline/model.ts';
import { exported } from '../../service/formats/export.ts';
import { imported } from '../../service/formats/import.ts';
import { generate } from '../oracle/tj3/generate.ts';
import { releaseText } from '../oracle/tj3/release-text.ts';

const FILE = 'file:///examples/plan.release';
const PLANS: readonly (readonly [string, string])[] = [
  ...['payments-4.2', 'hotfix-4.1.3'].map((name) => [name, readFileSync(`examples/${name}.release`, 'utf8')] as const),
  [
    'tags',
    'zone UTC\nperson ann\nservice web\nrelease r-1 {\n  kind standard\n  window Sat 2026-12-05 22:00 .. 23:00\n  run {\n    deploy web 15m by ann undo 5m tags slow, dear\n    verify web 10m by ann tags dear\n    task "Look" 5m by ann\n  }\n}\n',
  ],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((seed) => [`random ${seed}`, releaseText(generate(seed, 6))] as const),
];

function outlined(text: string): Outline {
  const workspace = createWorkspace({ roots: [] });
  workspace.set(FILE, text);
  const acme = 'file:///examples/shared/acme.release';
  workspace.set(acme, readFileSync('examples/shared/acme.release', 'utf8'));
  const analysis = workspace.analysis(FILE);
  return outlineOf(analysis, analysis.plan.releases[0]!);
}

async function trip(text: string, profile: string): Promise<{ readonly sent: Outline; readonly back: Outline }> {
  const workspace = createWorkspace({ roots: [] });
  workspace.set(FILE, text);
  workspace.set('file:///examples/shared/acme.release', readFileSync('examples/shared/acme.release', 'utf8'));
  const sheet = await exported(workspace.analysis(FILE), 'plan', { format: 'csv', profile });
  if ('trouble' in sheet) throw new Error(sheet.trouble);
  const sent = outlined(text);
  const bytes = new TextEncoder().encode(sheet.data as string);
  const got = await imported({ format: 'csv', bytes, file: 'plan.csv', zone: sent.zone ?? 'UTC' });
  if ('trouble' in got) throw new Error(got.trouble);
  return { sent, back: outlined(got.text) };
}

const people = ({ by, with: others = [] }: OutlineItem) => [by, ...others].filter(Boolean).join(', ');
const block = (path: string) => path.split(' / ')[0]!;
const checklist = (item: OutlineItem) => (item.checklist ?? []).map(({ text }) => text).join(' | ');

/** What a row says of its step in each program, beside what it is called. */
const SAID: Readonly<Record<string, (row: SheetRow, outline: Outline) => readonly unknown[]>> = {
  cutover: ({ item, path }) => [people(item), item.undo, checklist(item), block(path)],
  servicenow: ({ item }) => [item.by, item.undo, checklist(item), item.start],
  jira: ({ item, path }) => [item.tags, item.by, item.undo, checklist(item), block(path).split(' ')[0]],
  github: ({ item, path }) => [item.tags, item.by, item.undo, checklist(item), block(path), item.start],
};
/** Of the release itself. */
const OF_IT: Readonly<Record<string, readonly (keyof Outline)[]>> = {
  cutover: [],
  servicenow: ['kind', 'owner', 'window', 'changes'],
  jira: ['release'],
  github: ['release'],
};

/** What stood in no block is put into one, which is no loss. */
const inNone = (outline: Outline) =>
  new Set(rowsOf(outline).flatMap(({ item, path }) => (path === '' ? [labelOf(item)] : [])));

const told = (outline: Outline, profile: string, free: ReadonlySet<string>) =>
  rowsOf(outline)
    .map((row) => (free.has(labelOf(row.item)) ? { ...row, path: '' } : row))
    // Tasks of a change are those that are done.
    .filter(({ path }) => profile !== 'servicenow' || !path.startsWith('rollback'))
    .map((row) => JSON.stringify([labelOf(row.item), ...SAID[profile]!(row, outline)]))
    .toSorted();

describe.each(Object.keys(SAID))('%s', (profile) => {
  test.each(PLANS)('%s', async (_, text) => {
    const { sent, back } = await trip(text, profile);
    const free = inNone(sent);
    expect(told(back, profile, free)).toEqual(told(sent, profile, free));
    for (const key of OF_IT[profile]!) expect({ [key]: back[key] }).toEqual({ [key]: sent[key] });
  });
});
