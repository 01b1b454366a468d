/** What may be offered as a repair, on the examples of all checks, judged at several moments. */
import { describe, expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { isSound, preferredFix, repair } from '../../language/edit/repair.ts';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import type { Fix } from '../../plan/findings/findings.ts';
import { stepLabel } from '../../plan/model.ts';
import { FILE } from '../checks/marked.ts';

const MOMENTS = {
  'weeks before': Date.UTC(2026, 9, 1, 12),
  'days before': Date.UTC(2026, 11, 3, 12),
  'in the night': Date.UTC(2026, 11, 5, 21, 30),
  'a year later': Date.UTC(2027, 11, 5),
};

function workspaceAt(text: string, now: number): Workspace {
  const workspace = createWorkspace({ roots: [], now: () => now / 60_000 });
  workspace.set(FILE, text);
  return workspace;
}

function after(workspace: Workspace, fix: Fix): Workspace {
  const trial = workspace.fork();
  const edits = textEdits(fix.edits, (uri) => workspace.text(uri));
  trial.set(FILE, applyTextEdits(workspace.text(FILE)!, edits));
  return trial;
}

/** Whatever has a time: `1234 deploy web`. */
function dates(workspace: Workspace): string[] {
  const { plan, schedules } = workspace.analysis(FILE);
  return plan.releases.flatMap((release, i) => {
    const { T, steps, rehearsals, uats, milestones } = schedules[i]!;
    if (T === undefined) return [];
    const started = [
      ...release.steps.map((one) => [one.done ? undefined : steps[one.id]?.start, stepLabel(one)]),
      ...release.rehearsals.map((one) => [one.result ? undefined : rehearsals[one.id]?.start, one.name]),
      ...release.uats.map(({ id, name }) => [uats[id]?.start, name]),
      ...release.milestones.map(({ id, name }) => [milestones[id], name]),
    ];
    return started.flatMap(([start, name]) => (start === undefined ? [] : [`${start} ${name}`]));
  });
}

describe.each(Object.entries(MOMENTS))('%s', (_, now) => {
  test('what is offered removes its finding, does no harm, and plans nothing new into the past', () => {
    let offered = 0;
    for (const { example } of checks) {
      const workspace = workspaceAt(example.breaks, now);
      const { findings } = workspace.analysis(FILE);
      for (const finding of findings) {
        for (const fix of workspace.fixesOf(FILE)(finding)) {
          if (!isSound(workspace, FILE, fix)) continue;
          offered++;
          const trial = after(workspace, fix);
          const left = trial.analysis(FILE).findings.filter(({ waived }) => !waived);
          expect(left.length, fix.title).toBeLessThan(findings.filter(({ waived }) => !waived).length);
          const known = new Set(dates(workspace).map((each) => each.split(' ')[0]));
          const fresh = dates(trial).filter((each) => !known.has(each.split(' ')[0]));
          expect(
            fresh.filter((each) => Number.parseInt(each, 10) < now / 60_000),
            fix.title,
          ).toEqual([]);
        }
      }
    }
    // What is over is told once, and nothing is planned into it.
    expect(offered).toBeGreaterThan(now > MOMENTS['days before'] ? 5 : 20);
  });

  test('what is made unasked is offered', () => {
    for (const { example } of checks) {
      const workspace = workspaceAt(example.breaks, now);
      const own = workspace
        .analysis(FILE)
        .findings.flatMap((finding) => preferredFix(finding, workspace.fixesOf(FILE)) ?? []);
      const { made, texts } = repair(workspace, [FILE]);
      if (texts.size === 0) continue;
      // Later rounds repair what earlier ones have uncovered; of the first one each stands alone.
      const first = own.find(({ title }) => title === made[0]!.fix.title);
      expect(first, made[0]!.fix.title).toBeDefined();
      if (made.length === 1) expect(isSound(workspace, FILE, first!), first!.title).toBe(true);
    }
  });
});

/** `jonas` works by a calendar, and is named with one letter too many. */
const NIGHT = (holiday: string) => `calendar berlin {
  zone Europe/Berlin
  working Mon..Sun 00:00 .. 24:00
  holiday ${holiday}
}
person mara
person jonas {
  calendar berlin
}
service web
release night {
  kind standard
  owner jonas
  zone UTC
  window Sat 2026-12-05 20:00 .. 23:00
  change CHG1
  run {
    deploy web 10m by mara undo 5m
    verify web 10m by jonass
  }
}
`;

describe('nobody is given work who is away', () => {
  test.each([
    ['at another time', '2026-12-12', true],
    ['then', '2026-12-05', false],
  ])('who has a holiday %s', (_, holiday, isOffered) => {
    const workspace = workspaceAt(NIGHT(holiday), MOMENTS['weeks before']);
    const fixes = workspace.analysis(FILE).findings.flatMap(workspace.fixesOf(FILE));
    const titles = fixes.filter((fix) => isSound(workspace, FILE, fix)).map(({ title }) => title);
    expect(fixes.some(({ title }) => title === 'Write `jonas`')).toBe(isOffered);
    expect(titles.includes('Write `jonas`')).toBe(isOffered);
    expect(repair(workspace, [FILE]).made.some(({ fix }) => fix.title === 'Write `jonas`')).toBe(isOffered);
  });
});

test('each is tried once for an analysis', () => {
  const workspace = workspaceAt(NIGHT('2026-12-12'), MOMENTS['weeks before']);
  const fix = workspace.analysis(FILE).findings.flatMap(workspace.fixesOf(FILE))[0]!;
  let forks = 0;
  const count = <T>(changed: T): T => {
    forks++;
    return changed;
  };
  const counted: Workspace = { ...workspace, fork: (changed) => workspace.fork(count(changed)) };
  for (let i = 0; i < 3; i++) isSound(counted, FILE, fix);
  expect(forks).toBe(1);
});
