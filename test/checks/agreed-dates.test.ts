/** The date that somebody said yes to, held against the one the plan has now. */
import { expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { analyseText } from './marked.ts';

const plan = (confirmed: string) =>
  standardRelease(
    `
    policy standard {
      check date-unconfirmed warning
    }
    person priya
    party hosting
    service web
    `,
    `
    ${confirmed}
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by priya with hosting
    }
    `,
  );
const found = (confirmed: string) =>
  analyseText(plan(confirmed)).findings.flatMap(({ code, message }) =>
    ['date-unconfirmed', 'syntax', 'weekday-mismatch'].includes(code) ? [message] : [],
  );

test.each<[string, readonly string[]]>([
  ['approved by priya on Thu 2026-10-01 for Sat 2026-12-05 22:00', []],
  ['approved by priya on Thu 2026-10-01 for Sat 2026-12-05', []],
  [
    'approved by priya on Thu 2026-10-01 for Sat 2026-11-28 22:00',
    [
      '`CHG0042137` was approved by `priya` on Thu 2026-10-01 for Sat 2026-11-28 22:00 Europe/Berlin, and the release begins ' +
        'Sat 2026-12-05 22:00 Europe/Berlin; have it approved again, and write the date that it is approved for now.',
    ],
  ],
  ['approved for priya', ['Behind `for` stands the date that was agreed to: `change CHG0042137 approved by cab']],
])('a change %s', (approval, expected) => {
  const text = plan('confirmed by hosting on Thu 2026-10-01').replace(
    'change CHG0042137',
    `change CHG0042137 ${approval}`,
  );
  const messages = analyseText(text).findings.flatMap(({ code, message }) =>
    ['change-record-missing', 'syntax'].includes(code) ? [message] : [],
  );
  expect(messages).toHaveLength(expected.length);
  for (const [i, one] of expected.entries()) expect(messages[i]).toContain(one);
});

const STALE = 'and the release begins Sat 2026-12-05 22:00 Europe/Berlin; ask again';

test.each<[string, readonly string[]]>([
  ['confirmed by hosting on Thu 2026-10-01', []],
  ['confirmed by hosting on Thu 2026-10-01 for Sat 2026-12-05 22:00', []],
  ['confirmed by hosting on Thu 2026-10-01 for Sat 2026-12-05 21:00 UTC', []],
  ['confirmed by hosting on Thu 2026-10-01 for Sat 2026-12-05', []],
  ['confirmed by hosting on Thu 2026-10-01 for T', []],
  ['confirmed by hosting on Thu 2026-10-01 for tbd', []],
  [
    'confirmed by hosting on Thu 2026-10-01 for Sat 2026-11-28 22:00',
    [`\`hosting\` said yes on Thu 2026-10-01 to Sat 2026-11-28 22:00 Europe/Berlin, ${STALE}`],
  ],
  ['confirmed by hosting for Sat 2026-11-28', [`\`hosting\` said yes to Sat 2026-11-28, ${STALE}`]],
  ['confirmed by hosting for Sat 2026-12-05 20:00', [STALE]],
  // Whoever is not asked may have said yes to another date all the same.
  ['confirmed by priya for Sat 2026-11-28', [`\`priya\` said yes to Sat 2026-11-28, ${STALE}`, '`hosting` is needed']],
  ['confirmed by hosting for priya', ['Behind `for` stands the date that was agreed to']],
  ['confirmed by hosting for Sun 2026-12-05', ['2026-12-05 is a Saturday']],
])('%s', (confirmed, expected) => {
  const messages = found(confirmed);
  expect(messages).toHaveLength(expected.length);
  for (const [i, text] of expected.entries()) expect(messages[i]).toContain(text);
});
