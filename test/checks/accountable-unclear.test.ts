import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { analyseText, messagesOf, repaired } from './marked.ts';

const CODE = 'accountable-unclear';

function plan({ by = 'jonas', lines = '', more = '' }): string {
  return standardRelease(
    `person priya
person jonas
person sam
person lena
team ops is jonas, sam, lena
team everybody is ops, priya
team staff is jonas
party cab
service web
${more}`,
    `${lines}
run {
  deploy web 10m by ${by} undo 5m
  verify web 10m by priya with ops
}`,
  );
}

const says = (about: Parameters<typeof plan>[0]) => messagesOf(CODE, plan(about));

describe('who answers for it', () => {
  test.each([
    ['2 of ops', '2 of `ops` answer for `deploy web`'],
    ['3 of ops', '3 of `ops` answer for `deploy web`'],
    ['everybody', '`everybody` answers for `deploy web`: these are 4 people'],
  ])('is nobody: by %s', (by, wanted) => {
    const found = says({ by });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(wanted);
    expect(messagesOf(CODE, repaired(CODE, plan({ by })))).toEqual([]);
  });

  test('is one, and the others stay with it', () => {
    expect(repaired(CODE, plan({ by: '2 of ops' }))).toContain('by jonas with 1 of ops undo');
    expect(repaired(CODE, plan({ by: '3 of ops' }))).toContain('by jonas with sam, lena undo');
    expect(repaired(CODE, plan({ by: 'everybody' }))).toContain('by jonas undo');
  });

  test.each(['jonas', 'ops', 'any of ops', '1 of ops', 'jonas else sam', 'cab', 'staff'])('is clear: by %s', (by) => {
    expect(says({ by })).toEqual([]);
  });

  test('is asked of all that somebody answers for, and of a block once', () => {
    const lines = `owner everybody
risk slow "Slow" by 2 of ops {
  likelihood low
  impact low
}
phase docs "Docs" by 2 of ops at T-4wd {
  task one "One" 1h
  task two "Two" 1h
}`;
    expect(says({ lines }).map((message) => message.split(',')[0])).toEqual([
      '`everybody` answers for the release `shop-2.1`: these are 4 people (`jonas`',
      '2 of `ops` answer for risk `slow`',
      '2 of `ops` answer for `one`',
    ]);
  });

  test('where two are named behind one `by` the line is read, and both are there', () => {
    const text = plan({ by: 'jonas else lena, sam' });
    expect(messagesOf(CODE, text)).toEqual([
      '2 answer for `deploy web`, `jonas else lena` and `sam`, so that nobody does; write `by jonas else lena with sam`.',
    ]);
    expect(repaired(CODE, text)).toContain('by jonas else lena with sam undo');
    const { findings, plan: read } = analyseText(text);
    expect(findings.map(({ code }) => code)).not.toContain('syntax');
    const [deploy] = read.releases[0]!.steps;
    expect(deploy).toMatchObject({ with: [{ ref: { name: 'sam' } }], undo: { text: '5m' } });
  });

  test.each([
    ['waive unused by jonas, sam until Fri 2026-12-18 because "It is so"', 'the exception to `unused`'],
    ['hypercare T .. T+2d {\n  cover by jonas, sam otherwise\n}', '`hypercare`'],
    ['confirmed by jonas, sam on Mon 2026-10-05', 'the confirmation'],
  ])('of what takes no `with` one is to be named: `%s`', (lines, what) => {
    expect(says({ lines })).toEqual([
      `2 answer for ${what}, \`jonas\` and \`sam\`, so that nobody does; name the one who does.`,
    ]);
  });

  test('is what the policy says of the names that mean nobody', () => {
    const more = 'policy {\n  check accountable-unclear warning nobody ops\n}';
    expect(says({ by: 'ops', more })).toHaveLength(1);
    expect(says({ by: 'everybody', more })).toEqual([]);
  });
});
