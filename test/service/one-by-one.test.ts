/** Plans judged one after the other: every report says what it says of plans that are all held at once. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baselineOf } from '../../exchange/baseline.ts';
import { formatsOf } from '../../exchange/formats.ts';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import { identitiesIn, judge } from '../../service/check.ts';
import { judgeOneByOne } from '../../service/one-by-one.ts';
import { companies, type Files } from '../support/company.ts';

const FOLDER = 'file:///company/';
const NOW = Date.UTC(2026, 10, 30, 8) / 60_000;
const pathOf = (uri: string) => uri.slice(FOLDER.length);

function workspaceOf(files: Files): Workspace {
  const workspace = createWorkspace({ roots: [FOLDER], now: () => NOW });
  for (const [name, text] of files) workspace.set(FOLDER + name, text);
  return workspace;
}

/** Those that tell findings; JSON tells the plans as well, and has them whole. */
const FORMATS = formatsOf('findings').filter(({ name }) => name !== 'json');

test('in every format, with a baseline and without, however few plans are held', async () => {
  expect(FORMATS.length).toBeGreaterThan(3);
  await fc.assert(
    fc.asyncProperty(companies, fc.nat(3), fc.boolean(), async (files, held, hasBaseline) => {
      const [whole, lean] = [workspaceOf(files), workspaceOf(files)];
      const uris = whole.files();
      const analyses = uris.map((uri) => whole.analysis(uri));
      const all = identitiesIn(whole, analyses, pathOf);
      // Every second finding is known, so that bundles are made anew of what is left.
      const baseline = hasBaseline ? baselineOf(new Map([...all].filter((_, i) => i % 2 === 0))) : undefined;
      const judging = { baseline, problems: [], version: '1', pathOf, shownAs: pathOf };
      const progress: number[] = [];
      const found = await judgeOneByOne(lean, uris, {
        pathOf,
        read: () => undefined,
        rest: async () => undefined,
        progress: (share) => progress.push(share),
        held,
      });
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
      const expected = judge(whole, analyses, judging).report;
      const { report } = judge(lean, found.analyses, judging, found);
      for (const format of FORMATS) expect(await format.write(report)).toBe(await format.write(expected));
      expect(report.exitCode).toBe(expected.exitCode);
    }),
    { numRuns: 25 },
  );
});
