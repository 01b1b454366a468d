/** Who answers, who is called when nobody does, and what silence means. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { renderChecklist } from '../../view/checklist.ts';
import { analyseText, messagesOf } from './marked.ts';

const CAST = `person ann
person bob
person cid {
  leave Sat 2026-12-05 .. Sun 2026-12-06
}
person dan {
  zone  Europe/Berlin
  shift Mon..Sun 08:00 .. 16:00
}
team away is cid, dan
team crew is cid, bob
service web
`;
const codes = (text: string) => analyseText(text).findings.map(({ code }) => code);

describe('who is called when nobody answers', () => {
  const night = (escalate: string) =>
    standardRelease(CAST, `run {\n  deploy web 10m by ann undo 5m {\n    escalate ${escalate}\n  }\n}`);
  const reasons = (escalate: string) =>
    messagesOf('escalation-unreachable', night(escalate)).map((one) =>
      /^`(\w+)` .*, and (.*); name/.exec(one)?.slice(1),
    );

  test.each([
    ['bob within 10m', []],
    ['crew within 10m', []],
    ['cid, bob within 10m', [['cid', 'is on leave then']]],
    ['dan, bob', [['dan', 'is off shift then']]],
    ['ann, bob', [['ann', 'is the one who does it']]],
    ['away', [['away', 'is on leave then']]],
  ])('%s', (escalate, told) => {
    expect(reasons(escalate)).toEqual(told);
    expect(codes(night(escalate))).not.toContain('syntax');
  });

  test('stands in the checklist, in its order', () => {
    const analysis = analyseText(night('bob, crew within 10m'));
    const html = renderChecklist(analysis, analysis.schedules[0]!);
    expect(html).toContain('No answer within 10m: call bob, then crew.');
  });

  test.each([
    ['escalate within 10m', 'names who is called'],
    ['escalate nobody-here', 'not declared'],
  ])('`%s` is told', (line, why) => {
    const { findings } = analyseText(night('bob').replace('escalate bob', line));
    expect(
      findings.filter(({ code }) => code === 'syntax' || code === 'unknown-name').map(({ message }) => message),
    ).toEqual([expect.stringContaining(why)]);
  });

  test('of those who watch for an acknowledgement one is enough', () => {
    const watch = (by: string) =>
      messagesOf(
        'escalation-unreachable',
        standardRelease(
          CAST,
          `run {\n  notify bob as go "We go" by ann via radio {\n    acknowledge by ${by} within 10m\n  }\n  deploy web 10m by ann undo 5m\n}`,
        ),
      );
    expect(watch('cid else bob')).toEqual([]);
    expect(watch('cid else dan')).toHaveLength(1);
  });
});

describe('silence is consent', () => {
  const asked = (acknowledge: string, needs = 'ask') =>
    standardRelease(
      CAST,
      `prepare {
  task ask 10m by bob at Thu 2026-12-03 12:00 {
    acknowledge by bob else ann ${acknowledge}
  }
}
run {
  gate go 5m by ann {
    ${needs === '' ? '- "All there"' : `needs ${needs}`}
  }
  deploy web 10m by ann undo 5m
}`,
    );

  test.each([
    ['within 2d then approve', 'ask', []],
    ['within 3d then approve', 'ask', ['14 h 10 min after `go` begins']],
    ['within 3d', 'ask', []],
    ['within 3d then approve', '', []],
    ['within 3d then approve go', '', ['14 h 10 min after `go` begins']],
  ])('%s, and the gate needs %s', (acknowledge, needs, told) => {
    const found = messagesOf('consent-too-late', asked(acknowledge, needs));
    expect(found).toEqual(told.map((part) => expect.stringContaining(part)));
    expect(codes(asked(acknowledge, needs))).not.toContain('syntax');
  });

  test('the schedule knows from when on, and the checklist says it', () => {
    const analysis = analyseText(asked('within 2d then approve'));
    const [schedule] = analysis.schedules;
    const ask = schedule!.steps[analysis.plan.releases[0]!.steps[0]!.id]!;
    expect(ask.consent).toBe(ask.end + 2 * 24 * 60);
    expect(renderChecklist(analysis, schedule!)).toContain('Silence approves from Sat 2026-12-05 12:10 on.');
  });

  test.each([
    ['then approve', 'Silence approves after how long?'],
    ['within 3d then stop', 'What follows from silence is `approve`'],
  ])('`%s` is told', (acknowledge, why) => {
    const { findings } = analyseText(asked(acknowledge));
    expect(findings.filter(({ code }) => code === 'syntax').map(({ message }) => message)).toEqual([
      expect.stringContaining(why),
    ]);
  });
});
