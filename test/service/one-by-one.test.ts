/** Plans judged one after the other: every report says what it says of plans that are all held at once. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatsOf } from '../../exchange/formats.ts';
import { baselineOf } from '../../exchange/reports/baseline.ts';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import { factsOf } from '../../plan/findings/findings.ts';
import { identityKey } from '../../plan/findings/identity.ts';
import { helping, Sending } from '../../service/files/helping.ts';
import { type Helpers, judgeOneByOne } from '../../service/files/one-by-one.ts';
import { identitiesIn, judge } from '../../service/findings/check.ts';
import { judgeMerge } from '../../service/versions/merge.ts';
import { folding } from '../../store/memory.ts';
import { companies, type Files } from '../support/company.ts';

const FOLDER = 'file:///company/';
const NOW = Date.UTC(2026, 10, 30, 8) / 60_000;
const pathOf = (uri: string) => uri.slice(FOLDER.length);

function workspaceOf(files: Files): Workspace {
  const workspace = createWorkspace({ roots: [FOLDER], now: () => NOW, folding });
  for (const [name, text] of files) workspace.set(FOLDER + name, text);
  return workspace;
}

/** Two who get one plan at a time, and of whom one gives up after so many. */
function helpersOf(workspace: Workspace, tired: number): Helpers {
  const both = [0, 1].map(() => ({
    sending: new Sending(workspace),
    answer: helping({ roots: [FOLDER], now: NOW, pathOf, folding }),
    left: tired,
  }));
  return {
    async ask(list, got, near) {
      const undone: string[] = [];
      for (let i = 0; list.length > 0; i++) {
        const uri = list.pop()!;
        const one = both[i % 2]!;
        const batch = one.sending.batch([uri], near);
        if (i % 2 === 1 && one.left-- <= 0) undone.push(uri);
        else for (const part of one.answer(JSON.parse(JSON.stringify(batch)))) got(JSON.parse(JSON.stringify(part)));
        await null;
      }
      const rest = near ? [] : both.flatMap(({ answer, sending }) => answer(sending.rest()));
      for (const part of rest) got(JSON.parse(JSON.stringify(part)));
      list.push(...undone);
    },
    breathe: async () => undefined,
  };
}

/** Those that tell findings; JSON tells the plans as well, and has them whole. */
const FORMATS = formatsOf('findings').filter(({ name }) => name !== 'json');

test('in every format, with a baseline and without, however few plans are held', async () => {
  expect(FORMATS.length).toBeGreaterThan(3);
  await fc.assert(
    fc.asyncProperty(companies, fc.nat(3), fc.boolean(), fc.nat(4), async (files, held, hasBaseline, tired) => {
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
        folding,
        // They see the same plans through JSON, and one day they see none any more.
        ...(tired > 0 && { helpers: helpersOf(lean, tired), worth: 1 }),
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

test('after a merge: what neither side has alone, as if all of it were judged three times', async () => {
  const report = { problems: [], version: '1', pathOf, shownAs: pathOf };
  const countsIn = (workspace: Workspace, uris = workspace.files()) => {
    const analyses = uris.map((uri) => workspace.analysis(uri));
    const { known } = baselineOf(identitiesIn(workspace, analyses, pathOf));
    return new Map(known.map(({ count, ...one }) => [identityKey(one), count]));
  };
  let found = 0;
  await fc.assert(
    fc.property(
      companies,
      companies,
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      (ours, theirs, taken) => {
        const both = [...new Set([...ours.keys(), ...theirs.keys()])];
        const after = new Map(
          both.flatMap((name, i) => {
            const text = (taken[i % taken.length] ? ours : theirs).get(name);
            return text === undefined ? [] : [[name, text] as const];
          }),
        );
        const own = workspaceOf(ours);
        for (const uri of own.unpublished()) own.publish(uri);
        const beside = (files: Files) => {
          const fork = own.fork();
          for (const uri of own.files()) if (!files.has(pathOf(uri))) fork.remove(uri);
          for (const [name, text] of files) fork.set(FOLDER + name, text);
          return fork;
        };
        const sides = {
          ours: { name: 'HEAD', workspace: own },
          theirs: { name: 'main', workspace: beside(theirs) },
          merged: beside(after),
          isAsked: () => true,
        };
        const news = { theirs: sides.theirs.workspace.changed(), merged: sides.merged.changed() };
        const { analyses, identities } = judgeMerge({ ...sides, news }, report);
        const told = factsOf(analyses.flatMap(({ findings }) => findings)).filter(({ waived }) => !waived);
        const expected: string[] = [];
        const [before, other] = [countsIn(workspaceOf(ours)), countsIn(workspaceOf(theirs))];
        for (const [key, count] of countsIn(workspaceOf(after))) {
          const left = count - Math.max(before.get(key) ?? 0, other.get(key) ?? 0);
          for (let i = 0; i < left; i++) expected.push(key);
        }
        expect(told.map((fact) => identityKey(identities.get(fact)!)).sort()).toEqual(expected.sort());
        for (const { findings } of analyses)
          for (const { message, waived } of findings)
            if (!waived) expect(message).toContain('Neither side has it alone: HEAD changes ');
        found += expected.length;
      },
    ),
    { numRuns: 15 },
  );
  expect(found).toBeGreaterThan(10);
});
