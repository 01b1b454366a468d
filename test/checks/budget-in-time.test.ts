/** Money is approved before the work for it begins. */
import { expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

const plan = (budget: string, policy = '') =>
  standardRelease(
    `${policy}person ann\nperson mara\nservice web`,
    `${budget}
    prepare {
      task scripts "Scripts" 2h by ann at Mon 2026-11-23 10:00
    }
    run {
      deploy web 10m by ann undo 5m
      verify web 10m by mara
    }`,
  );
const says = (...about: Parameters<typeof plan>) => messagesOf('benefit-after-budget', plan(...about));

test('approved in time, or by nobody in particular', () => {
  expect(says('budget 900 EUR approved by mara on Mon 2026-11-16')).toEqual([]);
  expect(says('budget 900 EUR')).toEqual([]);
});

test('approved once the work has begun', () => {
  expect(says('budget 900 EUR approved by mara on Wed 2026-11-25')[0]).toMatch(
    /^The budget of 900 EUR is approved .* after `scripts` begins \(Mon 2026-11-23 10:00 Europe\/Berlin\)/,
  );
});

test('not so long before as a policy asks', () => {
  const policy = 'policy {\n  check benefit-after-budget lead 4w\n}\n';
  expect(says('budget 900 EUR approved by mara on Mon 2026-11-16', policy)[0]).toContain('4w before `scripts` begins');
});

test('to be approved, and nothing says that it is', () => {
  const text = plan('budget 900 EUR approved by mara').replace(/Mon 2026-11-23 10:00/, 'Mon 2026-09-14 10:00');
  expect(messagesOf('benefit-after-budget', text)[0]).toMatch(
    /^The budget of 900 EUR is to be approved by `mara`, and nothing says that it is/,
  );
});
