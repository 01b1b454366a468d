/** Work that hangs on a condition or may be left out: what it proves, and how much is made of what is wrong with it. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { active, analyseText, messagesOf } from './marked.ts';

const plan = (run: string) =>
  standardRelease(
    `person priya
person jonas
service web
server app
database db on app`,
    `run {\n${run}\n}`,
  );

describe('what is perhaps not done protects nothing', () => {
  test.each([
    ['backup-missing', 'backup db 10m by priya § { tested }\nmigrate db 20m by priya undo 5m\nverify db 5m by jonas'],
    ['snapshot-missing', 'snapshot app 10m by priya §\nconfigure app 20m by priya undo 5m\nverify app 5m by jonas'],
    ['verify-missing', 'deploy web 10m by priya undo 5m\nverify web 10m by jonas §'],
  ])('%s', (code, run) => {
    expect(messagesOf(code, plan(run.replace('§', '')))).toEqual([]);
    for (const clause of ['optional', 'only if "Somebody asks for it"']) {
      const said = messagesOf(code, plan(run.replace('§', clause)));
      expect(said).toHaveLength(1);
      expect(said[0]).toContain('perhaps not done');
    }
  });

  test('but what hangs on it as well', () => {
    const run = (clause: string) => `sequence both ${clause} {
  backup db 10m by priya { tested }
  migrate db 20m by priya undo 5m
  verify db 5m by jonas
}`;
    const found = (clause: string) => analyseText(plan(run(clause))).findings.map(({ code }) => code);
    expect(found('only if "The notes are merged"')).not.toContain('backup-missing');
    expect(found('only if "The notes are merged"')).not.toContain('verify-missing');
  });
});

test('changes that nothing behind them verifies are one finding, whatever there is instead', () => {
  const text = plan(
    'verify web as early 5m by jonas\ndeploy web 10m by priya undo 5m\nconfigure app 5m by priya undo 5m',
  );
  const found = analyseText(text).findings.filter(({ code }) => code === 'verify-missing');
  expect(found.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^2 changes of `run` are verified by nothing that comes after them: `deploy web` \(`early` does not wait for it\) and `configure app`; put/,
    ),
  ]);
});

test('what is said of work that may be left out is for information', () => {
  const severities = (clause: string) =>
    active(
      analyseText(plan(`deploy web 10m by priya undo 5m\nverify web 10m by jonas\ntask more "More" by jonas ${clause}`))
        .findings,
    )
      .filter(({ code }) => code === 'estimate-missing')
      .map(({ severity }) => severity);
  expect(severities('')).toEqual(['warning']);
  expect(severities('optional')).toEqual(['information']);
  expect(severities('only if "Somebody asks for it"')).toEqual(['warning']);
});

test('a condition that cannot be read off is told, one that people answer is not', () => {
  const said = (condition: string) =>
    messagesOf('criterion-untestable', plan(`task more 5m by jonas only if ${condition} likely 30 %`));
  expect(said('"Notes merged" = "yes"')).toEqual([]);
  expect(said('"Notes merged"')).toEqual([]);
  expect(said('"Open P1" > 3 and "Open P2" > 5 from jira')).toHaveLength(1);
  expect(said('"Open P1" > 3 from jira')).toEqual([]);
});
