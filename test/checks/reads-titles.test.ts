/** Whoever reads the title of a step or release says so: nobody else looks again where only that changes. */
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { judged, publishAll, scheduleAll } from '../../plan/analysis.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import type { Plan, Release, Step } from '../../plan/model.ts';
import { rewordedSchedules } from '../../plan/reworded/reworded.ts';
import { difference } from '../support/same.ts';
import { TOLD_NAMES, toldText } from '../support/told-texts.ts';

const NOW = 29_900_000;

/** Words that a check may take for something. */
const OTHERS = [
  { title: 'Review of 2026-12-05', note: 'Other words', links: ['https://a.example/other'] },
  { title: undefined, note: undefined, links: [] },
];

type Worded = { -readonly [K in 'title' | 'note' | 'links']?: (Step | Release)[K] };

function planOf(text: string): Plan {
  const workspace = createWorkspace({ roots: ['file:///w/'] });
  workspace.set('file:///w/a.release', text);
  return workspace.plan('file:///w/a.release');
}

/** What is called by its title is another thing with another one. */
function worded(plan: Plan): readonly (Step | Release)[] {
  const steps = plan.releases.flatMap((release) => release.steps);
  return [...plan.releases, ...steps.filter(({ name, targets }) => name || targets.length > 0)];
}

const texts = [
  ...checks.flatMap(({ code, example }) => [[`${code}, breaks`, example.breaks] as const]),
  ...TOLD_NAMES.map((name) => [name, toldText(name)] as const),
];

test.each(texts)('%s', (_, text) => {
  const before = planOf(text);
  const schedules = scheduleAll(before);
  const found = judged(before, { schedules, now: NOW }).found.by;
  for (const other of OTHERS) {
    for (const kind of ['step', 'release'] as const) {
      const plan = planOf(text);
      for (const one of worded(plan)) if (one.kind === kind) Object.assign(one as Worded, other);
      const now = judged(plan, { schedules, now: NOW }).found.by;
      const told = (by: typeof found) =>
        new Map(
          [...by].map(([{ code, readsTitlesOf }, all]) => [
            code,
            readsTitlesOf?.includes(kind) ? [] : all.map(({ finding }) => finding),
          ]),
        );
      expect(difference(told(now), told(found))).toBeUndefined();
    }

    const kept = planOf(text);
    for (const one of worded(kept)) {
      const changed = new Set(['title', 'note', 'links']);
      const move = { file: kept.file, line: 0, behind: 0, by: 0 };
      const isKept = rewordedSchedules(schedules, { kind: one.kind, of: one.id, changed, move }) !== undefined;
      Object.assign(one as Worded, isKept ? other : { ...other, title: one.title });
    }
    const anew = scheduleAll(kept);
    expect(difference(anew, schedules)).toBeUndefined();
    expect(difference(publishAll(kept, anew), publishAll(before, schedules))).toBeUndefined();
  }
});

test('notes and links no check reads', () => {
  for (const [, text] of texts) {
    const before = planOf(text);
    const schedules = scheduleAll(before);
    const plan = planOf(text);
    for (const one of worded(plan)) Object.assign(one as Worded, { ...OTHERS[0], title: one.title });
    expect(
      difference(judged(plan, { schedules }).analysis.findings, judged(before, { schedules }).analysis.findings),
    ).toBeUndefined();
  }
});
