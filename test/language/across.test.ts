/** Plans beside each other: what is found by key and time is what asking each of each would find, after whatever edits. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import { judged } from '../../plan/analysis.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import { ACROSS, companies, type Edit, edits, type Files } from '../support/company.ts';

const FOLDER = 'file:///company/';
const NOW = Date.UTC(2026, 10, 30, 8) / 60_000;

function workspaceOf(files: Files): Workspace {
  const workspace = createWorkspace({ roots: [FOLDER], now: () => NOW });
  for (const [name, text] of files) workspace.set(FOLDER + name, text);
  for (const uri of workspace.wanted()) workspace.markMissing(uri);
  return workspace;
}

function edit(workspace: Workspace, { file, text }: Edit): void {
  if (text === undefined) workspace.remove(FOLDER + file);
  else workspace.set(FOLDER + file, text);
  for (const uri of workspace.wanted()) workspace.markMissing(uri);
}

type Findings = ReadonlyMap<string, readonly Finding[]>;

function findingsOf(workspace: Workspace): Findings {
  return new Map(workspace.files().map((uri) => [uri, workspace.analysis(uri).findings]));
}

/** Every plan beside all others, whatever they have to do with it. */
function theLongWay(workspace: Workspace): Findings {
  return new Map(
    workspace.files().map((uri) => {
      const { plan, schedules, published } = workspace.analysis(uri);
      const trainmates = () => workspace.plans().filter((other) => other.plan.file !== uri);
      const options = { now: NOW, schedules, published, others: workspace.others(uri), trainmates };
      return [uri, judged(plan, options).analysis.findings];
    }),
  );
}

function anew(workspace: Workspace): Workspace {
  return workspaceOf(new Map(workspace.files().map((uri) => [uri.slice(FOLDER.length), workspace.text(uri)!])));
}

describe('plans of a company', () => {
  test('are judged as beside all others', () => {
    const codes = new Set<string>();
    fc.assert(
      fc.property(companies, (files) => {
        const workspace = workspaceOf(files);
        const expected = theLongWay(workspace);
        expect(findingsOf(workspace)).toEqual(expected);
        for (const { code, place, related, members = [] } of [...expected.values()].flat()) {
          const places = [...related, ...members.flatMap((one) => one.related)].map((one) => one.place.file);
          if (places.some((file) => file !== place.file && !file.endsWith('shared.release'))) codes.add(code);
        }
      }),
      { numRuns: 60 },
    );
    expect(ACROSS.filter((code) => !codes.has(code))).toEqual([]);
  });

  test('are judged after edits as from scratch, and whoever is not told to be changed has not', () => {
    fc.assert(
      fc.property(companies, edits, (files, all) => {
        const workspace = workspaceOf(files);
        let before = new Map(workspace.files().map((uri) => [uri, workspace.analysis(uri)]));
        workspace.changed();
        for (const one of all) {
          edit(workspace, one);
          const changed = new Set(workspace.changed());
          const after = new Map(workspace.files().map((uri) => [uri, workspace.analysis(uri)]));
          for (const [uri, analysis] of after) if (!changed.has(uri)) expect(analysis).toBe(before.get(uri));
          expect(findingsOf(workspace)).toEqual(findingsOf(anew(workspace)));
          before = after;
        }
      }),
      { numRuns: 30 },
    );
  });

  test('are judged the same when each is let go of as soon as it has told the others what they need', () => {
    fc.assert(
      fc.property(companies, (files) => {
        const workspace = workspaceOf(files);
        const expected = findingsOf(workspaceOf(files));
        for (const uri of workspace.files()) {
          workspace.publish(uri);
          workspace.letGo(uri);
        }
        const found = new Map<string, readonly Finding[]>();
        for (const uri of workspace.files()) {
          found.set(uri, workspace.analysis(uri).findings);
          workspace.letGo(uri);
        }
        expect(found).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test('tell copies apart: what is tried in one is not told in the other', () => {
    fc.assert(
      fc.property(companies, edits, (files, all) => {
        const workspace = workspaceOf(files);
        const before = findingsOf(workspace);
        const copy = workspace.fork();
        for (const one of all) edit(copy, one);
        expect(findingsOf(copy)).toEqual(findingsOf(anew(copy)));
        expect(findingsOf(workspace)).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });
});

test('an edit that moves nothing concerns its own file alone, and one that moves a clash the others of it', () => {
  const night = (name: string, person: string, hour: string) =>
    `import "shared.release"\nrelease ${name} {\n  kind standard\n  zone Europe/Berlin\n  window Sat 2026-12-05 ${hour} .. 23:59\n` +
    `  run {\n    task t "Do it" 30m by ${person}\n  }\n}\n`;
  const workspace = workspaceOf(
    new Map([
      ['shared.release', 'person priya\nperson jonas\n'],
      ['a.release', night('a', 'priya', '22:00')],
      ['b.release', night('b', 'priya', '22:15')],
      ['c.release', night('c', 'jonas', '22:00')],
    ]),
  );
  findingsOf(workspace);
  const changed = () => workspace.changed().map((uri) => uri.slice(FOLDER.length, -'.release'.length));
  expect(changed().sort()).toEqual(['a', 'b', 'c', 'shared']);
  workspace.set(`${FOLDER}a.release`, `${night('a', 'priya', '22:00')}// Done.\n`);
  expect(changed()).toEqual(['a']);
  workspace.set(`${FOLDER}a.release`, night('a', 'priya', '22:10'));
  expect(changed().sort()).toEqual(['a', 'b']);
  workspace.set(`${FOLDER}a.release`, night('a', 'jonas', '20:00'));
  expect(changed().sort()).toEqual(['a', 'b']);
  expect(changed()).toEqual([]);
});
