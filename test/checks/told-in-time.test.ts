/** Who must know early enough: audiences, those who approve, and those who have to answer. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf, NOW, repaired } from './marked.ts';

const CAST = `calendar boston {
  zone    America/New_York
  working Mon..Fri 09:00 .. 17:00
  holiday Thu 2026-11-26 "Thanksgiving"
  holiday Fri 2026-11-27 "Day after"
}
person mara
person priya
service web
`;

const RUN = 'run {\n  deploy web 10m by priya undo 5m\n  verify web 10m by mara\n}';

describe('notice', () => {
  const CODE = 'notice-too-short';
  const text = (audience: string, messages: string, run = RUN) =>
    standardRelease(
      `${CAST}audience shops {\n  ${audience}\n}`,
      `${messages}\n${run}\nnotify shops "Live" by mara after run`,
    );
  const says = (audience: string, messages: string) => messagesOf(CODE, text(audience, messages));

  test('is counted in the working days of the audience', () => {
    // Thanksgiving and the day after it are none in Boston: of the eight days before T four are left to read it.
    const [message, ...others] = says(
      'notice 6wd\n calendar boston',
      'notify shops "Soon" by mara at Fri 2026-11-27 10:00',
    );
    expect(message).toBe(
      '`shops` is due 6 working days of notice and gets 5 working days: `notify shops` goes out Fri 2026-11-27 10:00 ' +
        'Europe/Berlin, and Wed 2026-11-25 was the last day for it (America/New_York); move it to `T-6wd`.',
    );
    expect(others).toEqual([]);
    expect(says('notice 6wd', 'notify shops "Soon" by mara at Fri 2026-11-27 10:00')).toEqual([]);
  });

  test.each([
    ['on the last minute of the last day', 'notice 5wd', 'notify shops "Soon" by mara at Mon 2026-11-30 23:59'],
    ['in hours', 'notice 48h', 'notify shops "Soon" by mara at Thu 2026-12-03 22:00'],
    ['in days', 'notice 10d', 'notify shops "Soon" by mara at T-10d'],
    [
      'by the first of several messages',
      'notice 5wd',
      'notify shops "Soon" by mara at T-5wd\nnotify shops "Now" by mara at T-1wd',
    ],
    ['by one that was sent', 'notice 5wd', 'notify shops "Soon" by mara at T-1wd done'],
    ['of nobody who is not told before, which is another finding', 'notice 5wd', ''],
    ['of an audience that asks for none', 'zone UTC', 'notify shops "Soon" by mara at T-1h'],
  ])('is kept %s', (_, audience, messages) => {
    expect(says(audience, messages)).toEqual([]);
  });

  test.each([
    ['a minute late', 'notice 5wd', 'notify shops "Soon" by mara at Tue 2026-12-01 00:00'],
    ['an hour late', 'notice 48h', 'notify shops "Soon" by mara at Thu 2026-12-03 23:00'],
    ['with the hour of the message', 'notice 2w', 'notify shops "Soon" by mara at T-1w'],
    ['relative to something', 'notice 5wd', 'notify shops "Soon" by mara at T-3wd 14:00'],
  ])('that is %s is moved by the quick fix', (_, audience, messages) => {
    expect(says(audience, messages)).toHaveLength(1);
    expect(messagesOf(CODE, repaired(CODE, text(audience, messages)))).toEqual([]);
  });

  test('keeps its hour when it is moved', () => {
    const late = text('notice 5wd', 'notify shops "Soon" by mara at T-3wd 14:00');
    expect(repaired(CODE, late)).toContain('at T-5wd 14:00');
  });

  test('cannot be repaired any more once the last day has passed', () => {
    const late = text('notice 5wd', 'notify shops "Soon" by mara at T-1wd');
    const tooLate = Date.UTC(2026, 11, 2, 8) / 60_000;
    expect(messagesOf(CODE, late, tooLate)[0]).toContain('agree the shorter notice with them, or move the window');
    expect(() => repaired(CODE, late, tooLate)).toThrow('no quick fix');
    expect(() => repaired(CODE, late, NOW)).not.toThrow();
  });

  test('is not asked of an emergency, nor while the date is open', () => {
    const late = text('notice 5wd', 'notify shops "Soon" by mara at T-1wd');
    expect(messagesOf(CODE, late.replace('kind   standard', 'kind   emergency'))).toEqual([]);
    expect(messagesOf(CODE, late.replace(/window .*/, 'window tbd'))).toEqual([]);
  });
});

describe('an approval', () => {
  const CODE = 'change-lead-time';
  const text = (change: string, kind = 'normal', more = '') =>
    standardRelease(CAST, `${RUN}\n${more}`)
      .replace('change CHG0042137', `change CHG0042137 ${change}`)
      .replace('kind   standard', `kind   ${kind}`);

  test('is late by its working days', () => {
    expect(messagesOf(CODE, text('approved by mara on Tue 2026-12-01'))).toEqual([
      '`CHG0042137` is approved 4 working days before T (Sat 2026-12-05 22:00 Europe/Berlin), and the lead time is 5 ' +
        'working days: Mon 2026-11-30 was the last day; move the window, or have the short lead time agreed.',
    ]);
  });

  test.each([
    ['on the last day', 'approved by mara on Mon 2026-11-30', 'normal'],
    ['without a date', 'approved by mara', 'normal'],
    ['that is not written', '', 'normal'],
    ['of a standard change, which was approved once for all', 'approved by mara on Fri 2026-12-04', 'standard'],
  ])('%s is in time', (_, change, kind) => {
    expect(messagesOf(CODE, text(change, kind))).toEqual([]);
  });

  test('of a major release has two weeks', () => {
    expect(messagesOf(CODE, text('approved by mara on Mon 2026-11-30', 'major'))).toHaveLength(1);
    expect(messagesOf(CODE, text('approved by mara on Mon 2026-11-23', 'major'))).toEqual([]);
  });

  test('has the lead time that the policy says', () => {
    const policy = 'policy {\n  check change-lead-time warning lead 1wd\n}\n';
    expect(messagesOf(CODE, policy + text('approved by mara on Fri 2026-12-04'))).toEqual([]);
  });

  test('after the begin of the window is none, in an emergency either', () => {
    const [message] = messagesOf(CODE, text('approved by mara on Mon 2026-12-07'));
    expect(message).toContain('after the window has begun');
    const review = 'follow-up {\n  task review "Post-mortem" 1h by mara\n}';
    expect(messagesOf(CODE, text('approved by mara on Mon 2026-12-07', 'emergency', review))).toHaveLength(1);
    expect(messagesOf(CODE, text('approved by mara on Sat 2026-12-05', 'emergency', review))).toEqual([]);
  });

  test.each([
    ['in a block of its own', ''],
    ['in the block that is there', 'follow-up {\n  task tidy "Tidy up" 1h by mara\n}'],
  ])('of an emergency is followed by a review: %s', (_, more) => {
    const before = text('approved by mara on Sat 2026-12-05', 'emergency', more);
    expect(messagesOf(CODE, before)).toHaveLength(1);
    expect(messagesOf(CODE, repaired(CODE, before))).toEqual([]);
  });
});

describe('a message that others rely on', () => {
  const CODE = 'message-unmonitored';
  const text = (message: string, after = '') =>
    standardRelease(
      `${CAST}audience shops`,
      RUN.replace('  deploy', `  notify ${message}\n  deploy`).replace('undo 5m', `undo 5m ${after}`),
    );
  const says = (message: string, after?: string) => messagesOf(CODE, text(message, after));

  test('is one that a step waits for by name', () => {
    const found = says('shops as close "Close" by mara', 'after close');
    expect(found).toEqual([
      '`deploy web` waits for `close`, and nobody watches whether it arrives; add `acknowledge by mara within 15m`.',
    ]);
    expect(says('shops as close "Close" by mara')).toEqual([]);
  });

  test('is one with a tag', () => {
    expect(says('shops "Close" by mara tags critical')[0]).toContain('is tagged `critical`');
    expect(says('shops "Close" by mara tags evening')).toEqual([]);
  });

  test('is one that a gate needs', () => {
    const gate = 'gate go 5m by mara {\n    needs close\n  }\n  deploy';
    const found = messagesOf(CODE, text('shops as close "Close" by mara').replace('deploy', gate));
    expect(found[0]).toContain('`go` waits for `close`');
  });

  test.each([
    ['acknowledge by priya', 'its acknowledgement has no deadline', 'acknowledge by priya within 15m'],
    ['acknowledge within 5m', 'nobody watches its acknowledgement', 'acknowledge within 5m by mara'],
  ])('with half an acknowledgement lacks the other half: %s', (line, wanted, after) => {
    const before = text(`shops as close "Close" by mara {\n ${line}\n }`, 'after close');
    expect(messagesOf(CODE, before)[0]).toContain(wanted);
    expect(repaired(CODE, before)).toContain(after);
    expect(messagesOf(CODE, repaired(CODE, before))).toEqual([]);
  });

  test('is not one that only other messages follow', () => {
    const text = standardRelease(
      `${CAST}audience shops`,
      `${RUN}\nnotify shops as soon "Soon" by mara at T-5wd\nnotify shops "Again" by mara after soon + 2h`,
    );
    expect(messagesOf(CODE, text)).toEqual([]);
  });
});
