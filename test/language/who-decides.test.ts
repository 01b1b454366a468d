/** `by` and `with` on a trigger say who decides; `with` on a block, who is there for all of it. */
import { describe, expect, test } from 'vitest';
import { analyseText, messagesOf } from '../checks/marked.ts';

function plan(lines: string): string {
  return `person ann
person bob
person cid
service web
release r-1 {
  kind   standard
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change C1
${lines}
  rollback back {
    deploy web 5m by ann
  }
}
`;
}

const RUN = '  run {\n    deploy web 10m by ann\n    verify web 10m by bob\n  }';
const trigger = (clauses: string) => plan(`${RUN}\n  when "Sums are wrong" > 4h ${clauses}then rollback back`);

describe('a trigger', () => {
  test('that somebody decides needs no source to be read from', () => {
    expect(messagesOf('criterion-untestable', trigger(''))).toHaveLength(1);
    expect(messagesOf('criterion-untestable', trigger('by cid '))).toEqual([]);
    expect(messagesOf('syntax', trigger('by cid with ann, bob during T .. T+3h '))).toEqual([]);
  });

  test('uses those it names, and leaves open who is `tbd`', () => {
    expect(messagesOf('unused', trigger(''))[0]).toContain('`cid`');
    expect(messagesOf('unused', trigger('by bob with cid '))).toEqual([]);
    expect(messagesOf('still-open', trigger('by tbd '))).toHaveLength(1);
  });

  test('is decided by one', () => {
    expect(messagesOf('accountable-unclear', trigger('by bob, cid '))[0]).toContain('so that nobody does');
  });
});

describe('a block', () => {
  const withOf = (lines: string) =>
    analyseText(plan(lines)).plan.releases[0]!.steps.map((step) => step.with.map(({ ref }) => ref.name));

  test('is with all of its steps that say none, and with none that take no time', () => {
    expect(
      withOf(
        '  run with cid {\n    deploy web 10m by ann\n    verify web 10m by bob with ann\n    wait soak 5m\n    notify cid "Done" by ann\n  }',
      ),
    ).toEqual([['cid'], ['ann'], [], [], []]);
  });

  test('may say so on a line of its own, and the nearest one counts', () => {
    expect(
      withOf(
        '  run {\n    with cid\n    deploy web 10m by ann\n    sequence with bob {\n      task look 5m by ann\n    }\n  }',
      ),
    ).toEqual([['cid'], ['bob'], []]);
  });

  test('takes the time of whoever it names', () => {
    const start = (block: string) => {
      const text = plan(
        `  run${block} {\n    deploy web as out 10m by ann\n  }\n  meet talk 1h by cid at Sat 2026-12-05 22:00`,
      );
      return Object.values(analyseText(text).schedules[0]!.steps)[0]!.start;
    };
    expect(start(' with cid') - start('')).toBe(60);
  });
});

test('who answers in a second level is led to a roster of its own', () => {
  const text = plan(`${RUN}\n  hypercare T .. T+5d {\n    cover   by ann\n    respond P2 within 1h by bob\n  }`);
  expect(messagesOf('syntax', text)).toEqual([
    'Who answers is who covers: `cover by …`. A second level with times of its own is a roster of its own: `roster level-2 during … {`, with its `cover` and `respond P2 within …`.',
  ]);
});

test.each([
  [
    'a condition behind a lag with one side',
    '  run {\n    deploy web as out 10m by ann\n    task look 5m by bob only if out - 4h.. and out and "Wanted" = "yes"\n  }',
  ],
])('%s is read', (_, lines) => {
  expect(messagesOf('syntax', plan(lines)).filter((message) => message.includes('and'))).toEqual([]);
});

test('a parameter with a lag is a point of the plan', () => {
  const text = `runbook again(what) {\n  deploy what 10m by ann\n  task look 5m by ann after deploy what + 5m\n}\n${plan('  run {\n    use again(web)\n  }')}`;
  expect(messagesOf('syntax', text)).toEqual([]);
});
