import { describe, expect, test } from 'vitest';
import { active, analyseText } from './marked.ts';

function findings(body: string, before = ''): string[] {
  const text = `${before}person priya
audience users
audience staff
release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
${body}
}
`;
  const { findings: all } = analyseText(text);
  expect(all.filter(({ code }) => code === 'syntax')).toEqual([]);
  return active(all)
    .filter(({ code }) => code === 'placeholder')
    .map(({ message, place }) => `${text.split('\n')[place.range.start.line]!.trim()}: ${message}`);
}

const AGAIN = 'says the same as one above it';

describe('an entry that stands there twice', () => {
  test('is found among the scope', () => {
    const found = findings(
      'scope {\n  must a "Pay by card"\n  should b "pay  by card"\n  could c "Pay by gift card"\n}',
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^should b .*This scope item says the same/);
  });

  test('is found in one checklist, at any depth, and not across two', () => {
    const list = 'prepare {\n  task "One" 1h by priya {\n    - "Look"\n    - "Ask" {\n      - "Look"\n    }\n  }\n';
    expect(findings(`${list}  task "Two" 1h by priya {\n    - "Look"\n  }\n}`)).toEqual([]);
    const [only, ...others] = findings(`${list}  task "Two" 1h by priya {\n    - "Look"\n    - "Look"\n  }\n}`);
    expect(only).toContain(`line of the checklist ${AGAIN}`);
    expect(others).toEqual([]);
  });

  test('is found among messages: the same words to the same people at the same time', () => {
    const first = 'notify users "The shop is closed tonight" by priya at T-3d';
    expect(findings(`${first}\n${first}`)).toHaveLength(1);
    for (const other of [
      first.replace('T-3d', 'T-1d'),
      first.replace('users', 'staff'),
      first.replace('tonight', 'on Saturday night'),
    ]) {
      expect(findings(`${first}\n${other}`)).toEqual([]);
    }
  });

  test('is not told again where it is a placeholder anyway', () => {
    expect(findings('scope {\n  must a "TBD"\n  must b "TBD"\n}').map((line) => line.includes(AGAIN))).toEqual([
      false,
      false,
    ]);
  });

  test('of a runbook is not told at the line that uses it', () => {
    const runbook = 'runbook look(who) {\n  task "Look" 5m by who {\n    - "Twice"\n    - "Twice"\n  }\n}\n';
    expect(findings('run {\n  use look(priya)\n}', runbook)).toEqual([]);
  });
});
