/** Whoever reads the title of a step or release says so: nobody else looks again where only that changes. */
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { judged, publishAll, scheduleAll } from '../../plan/analysis.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import type { Check } from '../../plan/checks/check.ts';
import { soundsLike } from '../../plan/facts/heard.ts';
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

/** Words that some listen to and others do not. */
const SPOKEN = [
  'Set up',
  'Two servers, 40 %',
  'Test the rollback, then resume the alerts',
  'Maintenance mode off: open to users again',
  'Review: completed, the old one is removed',
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

const LOOK = `person ann
service web
release r {
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  run {
    deploy web 10m by ann
    verify web as works "It works" 10m by ann
    when works.failed then rollback back
  }
  rollback back {
    deploy web as older 10m by ann
  }
}
`;

const texts = [
  ...checks.flatMap(({ code, example }) => [[`${code}, breaks`, example.breaks] as const]),
  ...TOLD_NAMES.map((name) => [name, toldText(name)] as const),
  ['a look that a rollback hangs on', LOOK] as const,
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

const listened = new Set(checks.filter(({ readsTitlesOf }) => readsTitlesOf?.includes('step')).map(({ code }) => code));
const speaking = texts.filter(([name]) => TOLD_NAMES.includes(name) || listened.has(name.split(',')[0]!));

test.each(speaking)('a title that says the same to whoever listens leaves all: %s', (_, text) => {
  const before = planOf(text);
  const schedules = scheduleAll(before);
  const found = judged(before, { schedules, now: NOW }).analysis.findings;
  for (const title of SPOKEN) {
    const plan = planOf(text);
    const steps = plan.releases.flatMap((release) => release.steps.map((step) => ({ release, step })));
    const changed = steps.filter(({ release, step }, i) => {
      if (!worded(plan).includes(step)) return false;
      const was = step.title;
      // Nobody says the same as somebody else.
      const other = { release, step: { ...step, title: `${title} (${'x'.repeat(i + 1)})` } };
      if (!soundsLike({ release, step }, other)) return false;
      Object.assign(step as Worded, { title: other.step.title });
      return step.title !== was;
    });
    if (changed.length > 0)
      expect(difference(judged(plan, { schedules, now: NOW }).analysis.findings, found)).toBeUndefined();
  }
});

/**
 * Whoever calls a step as it is called, walks through all that is said of it, or tells with a date what it is of. What is compared as a
 * whole is told by `heardAmong`.
 */
const NOT_LISTENING =
  /stepLabel|facts\/(things|open\/open)\.ts|schedule\/(dated\/statements|messages)\.ts|checks\/placeholder\.ts/;

/** The functions that are under way, and their files; a whole stack takes ten times as long. */
function callers(): string {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_, sites) =>
    sites.map((one) => `${one.getFunctionName()} ${one.getFileName()}`).join('\n');
  const { stack = '' } = new Error();
  Error.prepareStackTrace = prepareStackTrace;
  return stack;
}

test('nobody reads the words of a step but by listening', () => {
  const past: string[] = [];
  for (const [name, text] of texts) {
    const plan = planOf(text);
    const schedules = scheduleAll(plan);
    const published = publishAll(plan, schedules);
    let looking: Check | undefined;
    for (const step of plan.releases.flatMap((release) => release.steps)) {
      const { title } = step;
      const get = () => {
        const stack = looking && callers();
        if (stack && !stack.includes('facts/heard.ts') && !NOT_LISTENING.test(stack))
          past.push(`${looking!.code} in ${name}: ${stack}`);
        return title;
      };
      Object.defineProperty(step, 'title', { get, enumerable: true });
    }
    const watched = checks.map((check): Check => {
      if (check.of === 'exceptions') return check;
      const find = (subject: never) => {
        looking = check;
        const all = [...check.find(subject)];
        looking = undefined;
        return all;
      };
      return { ...check, find } as Check;
    });
    judged(plan, { schedules, published, now: NOW, checks: watched });
  }
  expect(past).toEqual([]);
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
