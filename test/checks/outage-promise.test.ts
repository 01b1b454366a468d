import { describe, expect, test } from 'vitest';
import { lengthIn } from '../../plan/facts/changes/told-outages.ts';
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

describe('the length of an outage in the words of a message', () => {
  test.each([
    ['We expect 90 minutes of downtime.', 90],
    ['There is an outage of about 2 hours.', 120],
    ['The downtime will last up to 1.5 h.', 90],
    ['The shop is unavailable for 30 min on Saturday.', 30],
    ['The downtime is expected to take 2 hours', 120],
    ['a 2-hour outage', 120],
    ['2-4 hours of downtime', undefined],
    ['2 to 4 hours of downtime', undefined],
    ['an outage of 2 to 4 hours', undefined],
    ['1 h 30 min of downtime', undefined],
    ['an outage of 1 h 30 min', undefined],
    ['unavailable for 2 hours, search down for 3 hours', undefined],
    ['The outage of 2 hours was last week.', undefined],
    ['It takes another 20 minutes of downtime.', undefined],
    ['Back in 2 hours', undefined],
    ['Without downtime. We work for 2 hours', undefined],
  ])('%s', (text, minutes) => {
    expect(lengthIn(text)?.minutes).toBe(minutes);
  });
});

describe('what users are told of an outage', () => {
  const notify = (name: string, days: number, text: string, whom = 'buyers') =>
    `notify ${whom} as ${name} by priya via mail at T-${days}d {\n  text "${text}"\n}`;
  const told = (lines: string, promise = '3h') =>
    says({
      promise: `outage ${promise}`,
      estimate: '70m',
      policy: 'channel mail\naudience buyers { channels mail }\naudience shops { channels mail }\n',
      lines,
    });

  test('is what is planned', () => {
    expect(told(notify('soon', 3, '1 hour of downtime'))).toEqual([
      '`soon` tells of an outage of `1 hour`, and it is planned with 1 h 30 min; tell what it takes, or take steps out of it.',
    ]);
    expect(told(notify('soon', 3, '90 minutes of downtime'))).toEqual([]);
  });

  test('is no more than what is promised', () => {
    expect(told(notify('soon', 3, '4 hours of downtime'))).toEqual([
      '`soon` tells of an outage of `4 hours`, and 3 h are promised; let them agree.',
    ]);
  });

  test('is the same in each message to the same readers', () => {
    const first = notify('first', 5, 'An outage of 2 hours.');
    expect(told(`${first}\n${notify('second', 3, 'A downtime of about 90 minutes.')}`)).toEqual([
      '`second` tells of an outage of `90 minutes`, and `first` has told the same readers `2 hours`; let them agree.',
    ]);
    expect(told(`${first}\n${notify('second', 3, 'A downtime of about 120 minutes.')}`)).toEqual([]);
    expect(told(`${first}\n${notify('second', 3, 'It is now a downtime of 90 minutes.')}`)).toEqual([]);
    expect(told(`${first}\n${notify('second', 3, 'A downtime of 30 minutes.', 'shops')}`)).toEqual([]);
  });
});
