import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf, repaired } from './marked.ts';

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

  test('is what the policy says of the names that mean nobody', () => {
    const more = 'policy {\n  check accountable-unclear warning nobody ops\n}';
    expect(says({ by: 'ops', more })).toHaveLength(1);
    expect(says({ by: 'everybody', more })).toEqual([]);
  });
});
