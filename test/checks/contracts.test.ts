/** The end of the contract with a party: whoever counts on it later is told. */
import { expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

const plan = (until: string, lines = '') =>
  standardRelease(
    `person ann\nparty vendor${until}\nservice web`,
    `run {\n  deploy web 10m by vendor undo 5m\n  verify web 10m by ann\n}\n${lines}`,
  );
const says = (...about: Parameters<typeof plan>) => messagesOf('vendor-unavailable', plan(...about));

test('what it does after the end of its contract', () => {
  expect(says('')).toEqual([]);
  expect(says(' until 2026-12-31')).toEqual([]);
  const [message, ...others] = says(' until 2026-11-30');
  expect(others).toEqual([]);
  expect(message).toMatch(
    /^`vendor` is needed for `deploy web` \(Sat 2026-12-05 22:00 Europe\/Berlin\), and the contract ends Tue 2026-12-01 01:00 .*; prolong it/,
  );
});

test('the hours that it covers, and whom an escalation calls', () => {
  const hypercare = (who: string) => `hypercare T .. T+30d {\n  ${who}\n}`;
  for (const who of ['cover by vendor otherwise', 'cover by ann otherwise\n  escalate ann, vendor']) {
    const [message, ...others] = says(' until 2026-12-31', hypercare(who));
    expect(others).toEqual([]);
    expect(message).toContain('`vendor` is counted on for hypercare, which goes on until Mon 2027-01-04 22:00');
  }
});
