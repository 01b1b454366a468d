import { describe, expect, test } from 'vitest';
import { nightWithCascades } from '../support/night-with-cascades.ts';
import { analyseText, messagesOf } from './marked.ts';

const CODE = 'rollback-too-late';
const messages = (text: string) => messagesOf(CODE, text);
const found = (text: string) => analyseText(text).findings.filter(({ code }) => code === CODE);

test('says until when each of a cascade fits, and what it would take', () => {
  const [late] = found(nightWithCascades({ due: 'Sun 2026-12-06 00:30' }));
  expect(late?.message).toBe(
    'Once `verify orders-db` is done (Sun 2026-12-06 00:50 Europe/Berlin), taking everything back by `full` lasts ' +
      '1 h 20 min and ends Sun 2026-12-06 02:10 Europe/Berlin, 10 min after the window; decide by Sun 2026-12-06 00:40 ' +
      'Europe/Berlin, while it is going on (`quick` fits until Sun 2026-12-06 00:25 Europe/Berlin, then `full` until ' +
      'Sun 2026-12-06 00:40 Europe/Berlin, then nothing). Shorten the rollback, start earlier, or widen the window.',
  );
  expect(late?.related.map(({ message }) => message)).toEqual([
    'The window ends Sun 2026-12-06 02:00 Europe/Berlin',
    'Takes 5 min then: switch payments-api 5 min by jonas',
    'Takes 1 h 20 min then: restore orders-db 1 h by priya and deploy payments-api 20 min by jonas',
  ]);
});

test('a rollback that must be over before the window is measured by its own due', () => {
  const text = nightWithCascades({ due: 'Sun 2026-12-06 00:30' }).replace('quick else full', 'quick');
  expect(messages(text)[0]).toContain('5 min after its `due`; decide by Sun 2026-12-06 00:25');
  expect(messages(text)[0]).toContain('or let it end later');
});

test('an `else` whose turn never comes is odd', () => {
  const [odd] = found(nightWithCascades()).filter(({ message }) => message.includes('take over'));
  expect(odd?.severity).toBe('warning');
  expect(odd?.message).toBe(
    '`full` is to take over once `quick` no longer fits, but `quick` fits until Sun 2026-12-06 01:55 Europe/Berlin and ' +
      '`full` only until Sun 2026-12-06 00:40 Europe/Berlin: its turn never comes. Change their order, shorten `full`, ' +
      'or call it by a trigger of its own.',
  );
});

test('a play whose cascade ends in nothing while it may still be called', () => {
  const plays = found(nightWithCascades()).filter(({ message }) => message.startsWith('`drain`'));
  expect(plays.map(({ severity }) => severity)).toEqual(['warning']);
  expect(plays[0]!.message).toContain(
    'no longer ends in time when it is called after Sat 2026-12-05 23:00 Europe/Berlin',
  );
  expect(found(nightWithCascades().replace('play call-everybody until 23:30', 'play call-everybody')).length).toBe(1);
});

test('a no-go that comes when its rollback no longer fits', () => {
  const late = nightWithCascades()
    .replace('    gate go 10m by jonas {\n      no-go then rollback full\n    }\n', '')
    .replace(
      '    when "Error rate"',
      '    gate stay 10m by jonas {\n      no-go then rollback full\n    }\n    when "Error rate"',
    )
    .replace('orders-db    60m by priya from', 'orders-db    2h by priya from');
  expect(messages(late).find((message) => message.startsWith('`full` no longer'))).toContain(
    '`stay` decides only at Sun 2026-12-06 00:50',
  );
});

test('behind the point of no return nobody rolls back any more', () => {
  const night = nightWithCascades({ due: 'Sun 2026-12-06 00:30', noReturn: true });
  expect(messages(night).filter((message) => message.startsWith('Once'))).toEqual([]);
});

describe('a way back that nothing ends', () => {
  const plan = (window: string, rollback = 'rollback', more = '') =>
    `person priya
service web
release web-2 {
  kind standard
  window ${window}
  run {
    deploy web 10m by priya
    ${more}
    verify web 10m by priya
  }
  ${rollback} {
    deploy web 10m by priya
  }
}`;

  test('is told, with what would end it', () => {
    const [endless] = found(plan('Sat 2026-12-05 22:00'));
    expect(endless?.severity).toBe('warning');
    expect(endless?.message).toBe(
      'Nothing says until when `rollback` can be called: the window has no end, and no `point of no return` comes. Say when the ' +
        'window ends, or until when the way back is open: `due TIME`.',
    );
    expect(endless?.related.map(({ place }) => place.range.start.line)).toEqual([4]);
  });

  test.each([
    ['a window that ends', plan('Sat 2026-12-05 22:00 .. 24:00')],
    ['a date of its own', plan('Sat 2026-12-05 22:00', 'rollback due Sat 2026-12-05 23:30')],
    ['a point of no return', plan('Sat 2026-12-05 22:00', 'rollback', 'point of no return')],
    ['a date that nobody knows yet', plan('tbd')],
    ['what is called besides', plan('Sat 2026-12-05 22:00', 'play again')],
  ])('is none with %s', (_, text) => {
    expect(messages(text)).toEqual([]);
  });
});
