import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

function says({ promise = 'outage 60m', estimate = '30m', policy = '', lines = '' }): string[] {
  const text = standardRelease(
    `${policy}person priya\nperson jonas\nservice web`,
    `promise ${promise}
${lines}
run {
  task before "Before" 2h by priya
  outage {
    deploy web as ship ${estimate} by priya undo 5m
    verify web 20m by jonas
  }
}`,
  );
  return messagesOf('outage-promise', text);
}

describe('a promised outage', () => {
  test('is told by how much the plan exceeds it', () => {
    expect(says({ estimate: '55m' })).toEqual([
      'The outage is planned with 1 h 15 min, 15 min more than the promised 1 h; take steps out of it, or promise what it takes.',
    ]);
  });

  test('that holds only when nothing takes longer is told with how often it holds', () => {
    const [message, ...others] = says({ estimate: '20m..35m..90m' });
    expect(message).toMatch(
      /^The promised outage of 1 h holds with \d\d %, and 90 % are asked for: it is planned with 55 min/,
    );
    expect(others).toEqual([]);
  });

  test.each([
    ['what is planned without a spread fits', { estimate: '40m' }],
    ['the whole range fits', { estimate: '20m..30m..40m' }],
    ['nearly all of it does', { estimate: '20m..25m..45m' }],
    ['it is a promise of something else', { promise: 'rto 10m', estimate: '55m' }],
    [
      'the policy is content with less',
      { estimate: '20m..35m..90m', policy: 'policy {\n  check outage-promise warning share 40\n}\n' },
    ],
  ])('is left alone where %s', (_, about) => {
    expect(says(about)).toEqual([]);
  });

  test('counts the risks of the register', () => {
    const lines = 'risk slow "Slow" by priya {\n  likelihood 40 %\n  impact 30m..40m..50m\n  threatens ship\n}';
    expect(says({ estimate: '35m' })).toEqual([]);
    expect(says({ estimate: '35m', lines })).toHaveLength(1);
  });
});
