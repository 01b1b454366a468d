/** What a night has shown, written into its plan: nothing that was there is lost, and what was said is said once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import type { RunEvent } from '../../plan/log/events.ts';
import { logName, type Night, nightOf } from '../../plan/log/night.ts';
import { type Results, resultsOf } from '../../plan/log/results.ts';
import { stateOf } from '../../plan/log/run.ts';
import { event } from '../log/events.ts';
import { clock, SIX_LATE, said } from '../log/payments.ts';

const EXAMPLES = resolve(import.meta.dirname, '../../examples');
const uriOf = (path: string) => pathToFileURL(join(EXAMPLES, path)).href;
const workspace = createWorkspace({ roots: [pathToFileURL(EXAMPLES).href] });
for (const folder of ['', 'shared']) {
  for (const name of readdirSync(join(EXAMPLES, folder)).filter((one) => one.endsWith('.release'))) {
    workspace.set(uriOf(join(folder, name)), readFileSync(join(EXAMPLES, folder, name), 'utf8'));
  }
}

function nightIn(own: Workspace, uri: string, index = 0): Night {
  const { plan, schedules } = own.analysis(uri);
  return nightOf(plan, plan.releases[index]!, schedules[index]!);
}

function written(own: Workspace, uri: string, events: readonly RunEvent[], now: number, index = 0) {
  const night = nightIn(own, uri, index);
  const results = resultsOf(night, stateOf(night, events, now));
  const text = own.text(uri)!;
  const after = own.fork();
  after.set(
    uri,
    applyTextEdits(
      text,
      textEdits(results.edits, (file) => (file === uri ? text : undefined)),
    ),
  );
  return { results, text, after, read: after.text(uri)! };
}

const PAYMENTS = uriOf('payments-4.2.release');
const added = ({ text, read }: { text: string; read: string }) => {
  const old = new Set(text.split('\n'));
  return read.split('\n').flatMap((line) => (old.has(line) ? [] : line.trim()));
};
const rehearsed = SIX_LATE.map((one) =>
  'open' in one ? { ...one, open: 'rehearsal' as const, rehearsal: 'second' } : one,
);
const closed = (as: string) => said('23:50', 'mara', { close: as });

test('of a real night every step that was done says when', () => {
  const night = written(
    workspace,
    PAYMENTS,
    [...SIX_LATE, said('23:40', 'mara', { skip: 'deploy checkout-web' }, { because: 'not needed' }), closed('stopped')],
    clock('23:50'),
  );
  expect(added(night)).toContainEqual(
    expect.stringMatching(/^migrate +orders-db as refund-tables .* done on Sat 2026-12-05 23:29/),
  );
  expect(added(night).filter((line) => line.includes('done on'))).toHaveLength(night.results.lines.length);
  expect(night.results.left).toEqual(['deploy checkout-web was skipped (not needed): it is not marked.']);
});

test('of a rehearsal its block says how it went, and what it measured', () => {
  const passed = written(workspace, PAYMENTS, [...rehearsed, closed('done')], clock('23:50'));
  expect(added(passed)).toEqual([
    'rehearsal second in preprod at Tue 2026-12-01 10:00 {',
    'passed by mara on Sat 2026-12-05',
    'measured go 14m',
    'measured night-backup 38m',
    'measured snapshot app-01 10m',
    'measured snapshot app-02 10m',
    'measured stop checkout-web 5m',
    'measured refund-tables 31m',
  ]);
  const { measured, result } = nightIn(passed.after, PAYMENTS).release.rehearsals[1]!;
  expect(result).toMatchObject({ passed: true, by: { ref: { name: 'mara' } } });
  expect(measured).toHaveLength(6);
  // What is measured again takes the place of what was.
  const slower = [
    ...rehearsed,
    said('23:30', 'priya', { start: 'refund-tables' }),
    said('23:31', 'priya', { done: 'refund-tables' }),
    closed('rolled back'),
  ];
  const again = written(passed.after, PAYMENTS, slower, clock('23:50'));
  expect(added(again)).toEqual(['measured refund-tables 1m']);
  expect(again.results.left).toEqual(['The plan says already that second has passed.']);
});

test.each([
  [[], 'Nobody has closed the run: how the rehearsal went is not written.'],
  [[closed('postponed')], 'second was postponed: give it a new date.'],
])('a rehearsal without an end has no verdict', (more, told) => {
  const { results } = written(workspace, PAYMENTS, [...rehearsed, ...more], clock('23:50'));
  expect(results.left).toEqual([told]);
  expect(results.lines.filter((line) => /passed|failed/.test(line))).toEqual([]);
});

describe('whatever was done, in every example', () => {
  const nights = workspace
    .files()
    .flatMap((uri) => workspace.plan(uri).releases.map((release, index) => [release.name, uri, index] as const));

  test.each(nights)('%s keeps all its text, is read as before, and says everything once', (_, uri, index) => {
    const before = nightIn(workspace, uri, index);
    const steps = [...before.parts.keys()];
    const { start } = before;
    const begin = Number.isFinite(start) ? start : 29_000_000;
    const at = (minute: number) => new Date(minute * 60_000).toISOString().replace(/\.\d+Z/, 'Z');
    const acts = fc.array(
      fc.record({ step: fc.nat(), verb: fc.constantFrom('start', 'done', 'skip', 'tell'), minute: fc.nat(300) }),
      {
        maxLength: 25,
      },
    );
    fc.assert(
      fc.property(acts, fc.nat(5), (list, which) => {
        const rehearsal = before.release.rehearsals[which];
        const opened = rehearsal ? { open: 'rehearsal', rehearsal: rehearsal.name } : { open: 'real' };
        const events = [
          event(opened, { id: 0, at: at(begin) }),
          ...list.flatMap(({ step, verb, minute }, i) =>
            steps.length === 0
              ? []
              : event(
                  { [verb]: logName(before, steps[step % steps.length]!.id) },
                  { id: i + 1, at: at(begin + minute) },
                ),
          ),
          event({ close: 'done' }, { id: 99, at: at(begin + 301) }),
        ];
        const { results, text, after, read } = written(workspace, uri, events, begin + 301, index);
        const shorn = (one: string) => one.replace(/\s+/g, '');
        // Only what was measured anew is another number than it was.
        if (!results.edits.some(({ kind }) => kind === 'replace')) expect(isIn(shorn(text), shorn(read))).toBe(true);
        expect(after.plan(uri).problems.length).toBe(workspace.plan(uri).problems.length);
        const again = written(after, uri, events, begin + 301, index);
        expect(again.results.edits).toEqual([]);
        expect(doneIn(nightIn(after, uri, index))).toBe(doneIn(before) + (rehearsal ? 0 : marked(results)));
      }),
      { numRuns: 4 },
    );
  });
});

/** All its characters, in their order. */
function isIn(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of whole) if (letter === part[at]) at++;
  return at === part.length;
}

function doneIn({ release }: Night): number {
  return release.steps.filter(({ doneOn }) => doneOn).length;
}

function marked({ lines }: Results): number {
  return lines.filter((line) => line.includes('done on')).length;
}
