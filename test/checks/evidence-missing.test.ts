/** What shows that a step was done: it is there once the step is done, is kept long enough, and whoever gives it is there. */
import { expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { renderView } from '../../view/renderers.ts';
import { active, analyseText, messagesOf } from './marked.ts';

const plan = (block: string, { head = '', top = '' } = {}) =>
  standardRelease(
    `
    ${top}
    calendar desk { working Mon..Fri 09:00 .. 17:00 }
    party client { calendar desk }
    person ann
    person bob
    service web
    `,
    `
    run {
      deploy web 10m by bob undo 5m
      verify web 10m by ann ${head} {
        ${block}
      }
    }
    `,
  );

const picture = (view: 'checklist' | 'schedule', text: string) => {
  const analysis = analyseText(text);
  const [release] = analysis.plan.releases;
  const [schedule] = analysis.schedules;
  return renderView(view, { analysis, release: release!, schedule: schedule!, source: 'none', picture: {}, ids: 'x' });
};

test('a step that is done has its evidence', () => {
  const told = (block: string, head = 'done') => messagesOf('evidence-missing', plan(block, { head }));
  expect(told('evidence "Screenshot" by bob')).toEqual([
    '`verify web` is done, and its evidence `Screenshot` is not there; get it from `bob` and mark it `done`.',
  ]);
  expect(told('evidence "Screenshot"')).toEqual([
    '`verify web` is done, and its evidence `Screenshot` is not there; get it from `ann` and mark it `done`.',
  ]);
  expect(told('evidence "Screenshot" done')).toEqual([]);
  expect(told('evidence "Screenshot"', '')).toEqual([]);
});

test('evidence is kept as long as a policy asks, from the end of the step on', () => {
  const told = (evidence: string) =>
    messagesOf('evidence-missing', plan(evidence, { top: 'policy { check evidence-missing kept 12mo }' }));
  expect(told('evidence "Log" { keep 6mo }')).toEqual([
    'The evidence `Log` of `verify web` is kept for `6mo`, and `12mo` is asked for; write `keep 12mo`.',
  ]);
  expect(told('evidence "Log"')).toEqual([
    'The evidence `Log` of `verify web` does not say how long it is kept, and `12mo` is asked for; write `keep 12mo`.',
  ]);
  expect(told('evidence "Log" { keep 365d }')).toEqual([]);
  expect(told('evidence "Log" { keep 364d }')).toHaveLength(1);
  expect(messagesOf('evidence-missing', plan('evidence "Log"'))).toEqual([]);
});

test('a party that gives evidence is needed then', () => {
  expect(messagesOf('vendor-unavailable', plan('evidence "Sum" by client'))).toEqual([
    expect.stringContaining('`client` is needed for `verify web` (Sat 2026-12-05 22:10 .. 22:20 Europe/Berlin)'),
  ]);
  expect(messagesOf('vendor-unavailable', plan('evidence "Sum" by bob'))).toEqual([]);
});

test('what is expected is a condition, and who does the step is its source', () => {
  const told = (block: string) => messagesOf('criterion-untestable', plan(block));
  expect(told('expect "Balance" = 0')).toEqual([]);
  expect(told('expect "It looks fine"')).toEqual([
    'What is expected, `It looks fine`, cannot be tested: it has no number; write for example `= 0`, or make it a line `- "…"`.',
  ]);
  expect(told('expect "Error rate" < 99.9 %')).toHaveLength(1);
});

test('checklist and picture say all of it, and no text becomes markup', () => {
  const text = plan(
    'how "Press <Start>"\n expect "Rows" = 7\n evidence "A & B" by bob link "https://a.example/x" { keep 6mo }',
  );
  for (const view of ['checklist', 'schedule'] as const) {
    const drawn = picture(view, text);
    expect(drawn).toMatch(/How: (<\/b>)?Press &lt;Start>|How: (<\/b>)?Press &lt;Start&gt;/);
    expect(drawn).toContain('Expect: Rows = 7');
    expect(drawn).toContain('Evidence: A &amp; B by bob, keep 6mo');
  }
  expect(picture('checklist', text)).toContain('https://a.example/x');
});

test('half a line says what it lacks, and the others are read', () => {
  const { plan: read, findings } = analyseText(
    plan('how\n expect\n evidence\n evidence "Sum" by tbd-or-so\n how "So"'),
  );
  expect(read.problems.map(({ message }) => message)).toEqual([
    '`how` says what: `how "Open the console, press Start"`.',
    '`expect` says what must be seen: `expect "Balance" = 0`.',
    '`evidence` says what: `evidence "Export of the balance" by WHO`.',
  ]);
  expect(active(findings).map(({ code }) => code)).toContain('unknown-name');
  const { proof } = read.releases[0]!.steps[1]!;
  expect(proof!.how).toEqual(['So']);
  expect(proof!.evidence.map(({ text }) => text)).toEqual(['Sum']);
});
