/** How many a gate asks for, against who is invited and can be there. */
import { expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { analyseText, messagesOf } from './marked.ts';

const night = (rule: string, invited: string, away = false) =>
  standardRelease(
    `person ann
person bob
person cid${away ? ' {\n  leave Sat 2026-12-05 .. Sun 2026-12-06\n}' : ''}
team board is ann, bob, cid
service web
`,
    `run {\n  gate go 5m by ann with ${invited} {\n    ${rule}\n  }\n  deploy web 10m by bob undo 5m\n}`,
  );

test.each([
  ['quorum 3', 'all of board', false, []],
  ['quorum 4', 'all of board', false, ['asks for 4 people, and only 3 are invited (`ann`, `bob` and `cid`)']],
  ['quorum 2', 'all of board', true, []],
  ['quorum all', 'all of board', false, []],
  [
    'quorum all',
    'all of board',
    true,
    ['asks for all 3 of them, and 2 of the 3 invited can be there: `cid` is on leave'],
  ],
  ['unanimous', 'all of board', true, ['asks for all 3 of them']],
  ['quorum all', 'bob', true, []],
  ['quorum 3', 'any of board', false, ['only 2 are invited']],
])('%s with %s, cid away: %s', (rule, invited, away, told) => {
  const text = night(rule, invited, away);
  expect(messagesOf('quorum-unreachable', text)).toEqual(told.map((part) => expect.stringContaining(part)));
  const codes = analyseText(text).findings.map(({ code }) => code);
  expect(codes).not.toContain('syntax');
  expect(codes).not.toContain('unknown-name');
});

test('`all of` is everybody of a team, whichever slot it stands in', () => {
  const { schedules, plan } = analyseText(
    standardRelease(
      'person ann\nperson bob\nteam crew is ann, bob\n',
      'run {\n  task a 5m by all of crew\n  task b 5m by any of crew\n  task all 5m by ann\n  task c 5m by bob after all\n}',
    ),
  );
  const by = plan.releases[0]!.steps.map(({ id }) => schedules[0]!.steps[id]!.by.length);
  expect(by).toEqual([2, 1, 1, 1]);
});

test('who answers for it is unclear then, but for who covers', () => {
  const lines = 'run {\n  task a 5m by all of crew\n}\nhypercare T .. T+2d {\n  cover by all of crew otherwise\n}';
  const told = messagesOf(
    'accountable-unclear',
    standardRelease('person ann\nperson bob\nteam crew is ann, bob\n', lines),
  );
  expect(told).toEqual([expect.stringMatching(/^All of `crew` answer for `a`/)]);
});

test.each([
  ['veto dan', ['`dan` has a veto at `go`, and is not invited; add `with dan`.']],
  ['veto bob, ann', []],
  ['quorum 2 including dan', ['`dan` must be among those who say yes at `go`, and is not invited; add `with dan`.']],
  ['quorum 2 including board', []],
  ['quorum 2 including dan\n    veto dan', ['`dan` must be among those who say yes']],
])('whose word counts is invited: %s', (rule, told) => {
  const text = `person dan\n${night(rule, 'bob, cid')}`;
  expect(messagesOf('quorum-unreachable', text)).toEqual(told.map((part) => expect.stringContaining(part)));
});
