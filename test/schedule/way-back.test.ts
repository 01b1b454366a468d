import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { jsonReport } from '../../exchange/json/json.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { analyse } from '../../plan/analysis.ts';
import { find } from '../../plan/ids.ts';
import { type Release, rootBlock } from '../../plan/model.ts';
import type { RollbackItem, RollbackStage, RunRollback } from '../../plan/schedule/model.ts';
import { itemsOf } from '../../plan/schedule/rollback/items.ts';
import { runLength } from '../../plan/schedule/run/run.ts';
import { scheduledOf, type Timed } from '../support/scheduled.ts';

vi.setConfig({ testTimeout: 600_000 });

const numRuns = Number(process.env.WAY_BACK_RUNS ?? 150);

/** What leaves a system other than it was; the others change nothing that has to be taken back. */
const CHANGING = ['migrate', 'deploy', 'configure', 'switch', 'restore', 'stop', 'start'];
const ACCESS = ['grant', 'revoke'];
/** What each stands on. */
const GROUNDS: Readonly<Record<string, readonly string[]>> = { web: ['web', 'rack'], db: ['db'], rack: ['rack'] };
const STILL = ['backup', 'snapshot', 'verify', 'record', 'wait', 'meet', 'task', 'notify'];

const line = fc.record({
  verb: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...CHANGING) },
    { weight: 1, arbitrary: fc.constantFrom(...ACCESS) },
    { weight: 2, arbitrary: fc.constantFrom(...STILL) },
  ),
  target: fc.constantFrom('web', 'db', 'rack'),
  minutes: fc.constantFrom(0, 5, 20, 60),
  undo: fc.constantFrom('', '', ' undo 5m', ' undo 30m'),
  by: fc.constantFrom(' by ann', ' by bob', ''),
});
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;

const plans = fc.record({
  first: fc.array(line, { minLength: 1, maxLength: 5 }),
  more: fc.array(line, { maxLength: 3 }),
  second: fc.array(line, { maxLength: 4 }),
  backs: fc.array(fc.array(line, { minLength: 1, maxLength: 4 }), { maxLength: 2 }),
  noReturn: fc.constantFrom(-1, -1, 0, 1, 2),
  parallel: fc.boolean(),
});

function scheduled(spec: typeof plans extends fc.Arbitrary<infer T> ? T : never) {
  let count = 0;
  const named = ['wait', 'meet', 'task', 'notify'];
  const text = ({ verb, target, minutes, undo, by }: Line, canUndo: boolean) => {
    const name = `s${count++}`;
    const head = named.includes(verb)
      ? verb === 'notify'
        ? `notify ann as ${name}`
        : `${verb} ${name}`
      : `${verb} ${target} as ${name}`;
    return `${head}${minutes > 0 ? ` ${minutes}m` : ''}${by}${canUndo ? undo : ''}`;
  };
  const lines = (list: readonly Line[], canUndo = true) => list.map((one) => text(one, canUndo));
  const first = lines(spec.first);
  if (spec.noReturn >= 0) first.splice(spec.noReturn, 0, 'point of no return');
  const night = spec.parallel && spec.noReturn < 0 ? ['parallel {', ...first, '}'] : first;
  const block = (head: string, body: readonly string[]) =>
    body.length > 0 ? `${head} {\n${body.join('\n')}\n}\n` : '';
  const uri = 'file:///plans/a.release';
  const workspace = createWorkspace({ roots: ['file:///plans/'] });
  workspace.set(
    uri,
    `person ann
person bob
server rack
service web on rack
database db
release r {
window Sat 2026-12-05 22:00 .. Sun 2026-12-06 03:00
window second Thu 2026-12-10 22:00 .. Fri 2026-12-11 01:00
${block('run', night)}${block('run', lines(spec.more))}${block('run later in second', lines(spec.second))}${spec.backs
  .map((back, i) => block(`rollback back-${i}`, lines(back, false)))
  .join('')}}
`,
  );
  const analysis = analyse(workspace.plan(uri), { checks: [] });
  const release = analysis.plan.releases[0]!;
  const schedule = analysis.schedules[0]!;
  return { analysis, text: workspace.text(uri)!, release, schedule, steps: scheduledOf(release, schedule) };
}

/** From the minute after its start on a step counts; one that takes no time counts at its own. */
const hasBegun = ({ start, end }: Timed, { from }: RollbackStage) => (end > start ? start : start - 1) <= from;

/** Why something is done on the way back: what has begun of the run that makes it necessary. */
function reasons(
  release: Release,
  steps: readonly Timed[],
  { runs }: RunRollback,
  stage: RollbackStage,
  item: RollbackItem,
) {
  const run = steps.filter(({ step }) => runs.includes(rootBlock(step.block).id));
  const begun = run.filter((one) => hasBegun(one, stage));
  if (item.kind === 'undo') return begun.filter(({ step }) => step.id === item.step);
  const { verb, targets } = find(release, item.step);
  const changes = begun.filter(({ step }) => CHANGING.includes(step.verb));
  // Where the run changes one of its targets, or what runs on it, that is what it takes back.
  const touches = ({ step }: Timed) =>
    CHANGING.includes(step.verb) &&
    step.targets.some(({ name }) => targets.some((target) => GROUNDS[name]!.includes(target.name)));
  const isChanged = run.some(touches);
  if (isChanged && !ACCESS.includes(verb)) return changes.filter(touches);
  if (!ACCESS.includes(verb)) return changes;
  const opposite = verb === 'revoke' ? 'grant' : 'revoke';
  const isOf = (one: Timed) => one.step.targets.some(({ name }) => targets.some((target) => target.name === name));
  return [...changes, ...begun.filter((one) => one.step.verb === opposite && isOf(one))];
}

test('there is a decision where something takes something back, and only what has begun to change is taken back', () => {
  fc.assert(
    fc.property(plans, (spec) => {
      const { release, schedule, steps, text } = scheduled(spec);
      for (const rollback of schedule.rollbacks) {
        const { stages, ways, decision } = rollback;
        expect(decision !== undefined, text).toBe(stages.some(({ items }) => items > 0));
        for (const stage of [...stages, ...ways.flatMap((way) => way.stages)]) {
          const items = itemsOf(rollback, stage);
          expect(items, text).toHaveLength(stage.items);
          for (const item of items) expect(reasons(release, steps, rollback, stage, item), text).not.toEqual([]);
          if (stage.minutes > 0) expect(items, text).not.toEqual([]);
        }
      }
      for (const one of steps) {
        if (!one.rollback) expect(one.rollbackDecision, text).toBeUndefined();
      }
    }),
    { numRuns, seed: 20261206 },
  );
});

test('what runs in two windows is measured in each, and what is only called counts from the call', () => {
  fc.assert(
    fc.property(plans, (spec) => {
      const { analysis, release, schedule, steps, text } = scheduled(spec);
      const [json] = jsonReport([analysis], String, { fixesOf: () => [] }).files[0]!.releases;
      for (const { span, contingency, bound, window, blocks } of schedule.runs) {
        const length = span.end - span.start;
        const opens = schedule.windows[window === 'second' ? 'r/second' : 'r/window']!;
        expect(bound, text).toBeGreaterThanOrEqual(0);
        expect(bound, text).toBeLessThanOrEqual(length);
        expect(contingency, text).toBe(opens.end! - span.end);
        expect(span.start, text).toBeGreaterThanOrEqual(opens.start);
        // Nobody is waited for here but those of the run itself: all work, one thing after the other, is the longest it can take.
        const work = steps.reduce(
          (sum, { step, start, end }) => sum + (blocks.includes(rootBlock(step.block).id) ? end - start : 0),
          0,
        );
        expect(length, text).toBeLessThanOrEqual(work);
      }
      expect(json!.runMinutes, text).toBe(runLength(schedule));
      expect(json!.boundMinutes!, text).toBeLessThanOrEqual(json!.runMinutes!);
      for (const [i, step] of json!.steps.entries()) {
        const isCalled = step.block.startsWith('rollback');
        expect([step.start === null, step.afterCall !== undefined], `${release.steps[i]!.name} ${text}`).toEqual([
          isCalled,
          isCalled,
        ]);
        if (step.afterCall) expect(step.afterCall.startMinutes, text).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns, seed: 20261207 },
  );
});
