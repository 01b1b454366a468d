/** What the search in the background proposes is a schedule of the very text it would make. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { orderEdits } from '../../plan/schedule/run/order-edits.ts';
import { refinedReleases, searchReleases } from '../../service/refine.ts';
import { analyseText, FILE } from '../checks/marked.ts';
import { scheduledOf } from '../support/scheduled.ts';
import { checkSchedule } from './check-schedule.ts';
import { offShiftWithoutNeed, type Shifts } from './off-shift.ts';

interface Line {
  readonly minutes: number;
  readonly by: number;
  readonly with?: number;
}

const PEOPLE = 3;
const line: fc.Arbitrary<Line> = fc.record(
  {
    minutes: fc.integer({ min: 1, max: 10 }).map((n) => 5 * n),
    by: fc.nat({ max: PEOPLE - 1 }),
    with: fc.nat({ max: PEOPLE - 1 }),
  },
  { requiredKeys: ['minutes', 'by'] },
);
const lanes = fc.array(fc.array(line, { minLength: 2, maxLength: 4 }), { minLength: 3, maxLength: 5 });

/** Every second lane deploys, so that its steps have no names of their own. */
function textOf(plan: readonly (readonly Line[])[]): string {
  const lanesOf = plan.map((steps, lane) => {
    const lines = steps.map(({ minutes, by, with: other }, i) => {
      const what = lane % 2 === 0 ? `task s${lane}-${i}` : `deploy web`;
      return `        ${what} ${minutes}m by p${by}${other === undefined || other === by ? '' : ` with p${other}`}`;
    });
    return `      sequence {\n${lines.join('\n')}\n      }`;
  });
  const people = Array.from({ length: PEOPLE }, (_, i) => `person p${i}`).join('\n');
  const window = 'Sat 2026-12-05 22:00 .. Mon 2026-12-07 22:00';
  return `${people}\nservice web\nrelease r {\n  window ${window}\n  run {\n    parallel {\n${lanesOf.join('\n')}\n    }\n  }\n}\n`;
}

function refined(text: string) {
  const workspace = createWorkspace({ roots: [] });
  workspace.set(FILE, text);
  const analysis = workspace.analysis(FILE);
  // As another thread gets it.
  const search = searchReleases(structuredClone({ plan: analysis.plan, schedules: analysis.schedules }), 300);
  for (;;) {
    const { done, value } = search.next();
    if (done) return refinedReleases(workspace, analysis, structuredClone(value))[0]!;
  }
}

test('while one types, several rules are tried and the shortest night is kept', () => {
  const lanesFile = resolve(import.meta.dirname, '../editor/fixtures/workspace/lanes.release');
  const { run } = analyseText(readFileSync(lanesFile, 'utf8')).schedules[0]!;
  // By latest start alone it takes 215 min; 175 min is the shortest there is.
  expect(run!.end - run!.start).toBeLessThan(215);
});

test('a proposal ends the run when it says, holds every constraint, and is the same every time', () => {
  let proposals = 0;
  fc.assert(
    fc.property(lanes, (plan) => {
      const text = textOf(plan);
      const before = analyseText(text).schedules[0]!;
      const found = refined(text);
      expect(found.found).toBeLessThanOrEqual(found.planned);
      expect(found.found).toBeGreaterThanOrEqual(found.bound!);
      if (!found.proposal) return;
      proposals++;
      const { edits, end } = found.proposal;
      const { plan: changed, schedules, findings } = analyseText(applyTextEdits(text, edits));
      const after = schedules[0]!;
      expect(end).toEqual({ before: before.run!.end, after: after.run!.end });
      expect(after.run!.end - after.run!.start).toBe(found.found);
      expect(checkSchedule(changed, changed.releases[0]!, after)).toEqual([]);
      expect(findings.filter(({ code }) => code === 'syntax' || code === 'unknown-name')).toEqual([]);
      expect(refined(text)).toEqual(found);
    }),
    { numRuns: 150, seed: 7 },
  );
  expect(proposals).toBeGreaterThan(0);
});

test('with a proposal, too, whoever is chosen off shift is chosen because everybody on shift is busy', () => {
  const shifts: Shifts = [
    ['p0', '20:00', '00:30'],
    ['p1', '23:00', '04:00'],
    ['p2', '01:00', '12:00'],
  ];
  const said = (name: string) => {
    const [, from, to] = shifts.find(([one]) => one === name)!;
    return `person ${name} { shift Mon..Sun ${from} .. ${to} }`;
  };
  let proposals = 0;
  fc.assert(
    fc.property(lanes, fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }), (plan, isChoice) => {
      let line = 0;
      const text = `team all is p0, p1, p2\n${textOf(plan)}`
        .replace(/^person (p\d)$/gm, (_, name: string) => said(name))
        .replace(/by p\d$/gm, (by) => (isChoice[line++ % 20] ? 'by any of all' : by));
      const found = refined(text);
      const edits = found.proposal?.edits ?? [];
      if (edits.length > 0) proposals++;
      const { plan: changed, schedules } = analyseText(applyTextEdits(text, edits));
      const after = schedules[0]!;
      expect(after.run!.end - after.run!.start).toBe(found.found);
      expect(checkSchedule(changed, changed.releases[0]!, after)).toEqual([]);
      const steps = scheduledOf(changed.releases[0]!, after);
      expect(offShiftWithoutNeed(steps, shifts, ({ step }) => step.by?.count !== undefined)).toEqual([]);
    }),
    { numRuns: 60, seed: 11 },
  );
  expect(proposals).toBeGreaterThan(0);
});

test('a step that its verb and target cannot tell apart gets a name to wait for', () => {
  const text = textOf([[], [{ minutes: 45, by: 2 }], [], [{ minutes: 30, by: 1 }]]);
  const { plan } = analyseText(text);
  const [release] = plan.releases;
  const [first, second] = release!.steps;
  const edits = textEdits(orderEdits(release!, [{ step: second!.id, after: first!.id }]), () => text);
  const changed = applyTextEdits(text, edits);
  expect(changed).toContain('deploy web 45m by p2 as deploy-web\n');
  expect(changed).toContain('deploy web 30m by p1 after deploy-web\n');
  const [before, after] = Object.values(analyseText(changed).schedules[0]!.steps);
  expect(after!.start).toBe(before!.end);
});
