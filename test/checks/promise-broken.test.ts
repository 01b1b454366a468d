/** What was promised for the worst night, against the way back and the backups that the plan has for it. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

const CAST = `person priya
person jonas
server db-01
database orders on db-01
database stock
service shop {
  uses orders
}`;

const says = (lines: string) => messagesOf('promise-broken', standardRelease(CAST, lines));

describe('rto', () => {
  const night = (rto: string, lines = '') => `promise rto ${rto}
run {
  deploy shop as first 10m by priya undo 20m
  deploy shop as second 10m by priya undo 15m
  verify shop 10m by jonas
  ${lines}
}`;

  test('is held against the longest way back there is, to the minute', () => {
    expect(says(night('35m'))).toEqual([]);
    expect(says(night('34m'))).toEqual([
      'The way back takes 35 min once `second` has begun (Sat 2026-12-05 22:10 Europe/Berlin), 1 min longer than the promised ' +
        '34 min (rto); make it shorter, or promise what it takes.',
    ]);
  });

  test('asks nothing behind a point of no return, where there is no way back', () => {
    const late = night('20m').replace('  deploy shop as second', '  point of no return\n  deploy shop as second');
    expect(says(late)).toEqual([]);
    expect(says(late.replace('rto 20m', 'rto 19m'))).toHaveLength(1);
  });

  test('names the rollback, and says nothing where nobody has decided how long', () => {
    const back = `${night('tbd').replaceAll(/ undo \d+m/g, '')}
rollback home {
  deploy shop 40m by priya
}`;
    expect(says(back)).toEqual([]);
    expect(says(back.replace('tbd', '30m'))[0]).toContain('The way back, `home`, takes 40 min once `first` has begun');
  });
});

describe('rpo', () => {
  const copy = 'backup orders as copy 10m by priya';
  const night = (rpo: string, ...lines: readonly string[]) => `promise rpo ${rpo}
run {
  ${lines.join('\n  ')}
  verify orders 10m by jonas
}`;
  const migrate = 'migrate orders 10m by priya undo 5m';
  const between = 'wait soak 1h';

  test('is held against the age of the newest backup at the change, to the minute', () => {
    expect(says(night('1h', copy, between, migrate))).toEqual([]);
    expect(says(night('59m', copy, between, migrate))).toEqual([
      '`copy` ends Sat 2026-12-05 22:10 Europe/Berlin, 1 h before `migrate orders` (Sat 2026-12-05 23:10 Europe/Berlin): what is ' +
        'entered in between is lost on the way back, and at most 59 min were promised (rpo); put a backup right before it, ' +
        'stop what writes to it first, or promise more.',
    ]);
    expect(says(night('1m', copy, between, 'backup orders as newer 5m by priya', migrate))).toEqual([]);
  });

  test('nothing is lost once nobody writes any more', () => {
    expect(says(night('1m', 'stop shop 5m by priya', copy, between, migrate))).toEqual([]);
    expect(says(night('1m', 'outage {', copy, between, migrate, '}'))).toEqual([]);
    expect(says(night('1m', copy, 'outage {', between, migrate, '}'))).toEqual([]);
    expect(says(night('1m', copy, between, 'stop shop 5m by priya', 'wait quiet 10m', migrate))[0]).toContain(
      '1 h 5 min before `orders` is left alone for `migrate orders` (Sat 2026-12-05 23:15 Europe/Berlin)',
    );
  });

  test('a copy of the machine below counts, one of another database does not, and no copy at all is told elsewhere', () => {
    expect(says(night('1m', 'snapshot db-01 10m by priya', migrate))).toEqual([]);
    expect(says(night('1m', copy, between, 'backup stock 5m by priya', migrate))).toHaveLength(1);
    expect(says(night('1m', between, migrate))).toEqual([]);
  });

  test('a way back that names its copy takes no newer one', () => {
    const back = (from: string) => `${night('10m', copy, between, 'backup orders as newer 5m by priya', migrate)}
rollback {
  restore orders 10m by priya from ${from}
}`;
    expect(says(back('newer'))).toEqual([]);
    expect(says(back('copy'))[0]).toContain('`copy` ends');
  });

  test('one fact is one finding: a copy from before the stop is told by what was promised, where something was', () => {
    const text = (promise: string) =>
      standardRelease(
        CAST,
        `${night('1h', copy, between, 'stop shop 5m by priya', migrate).replace('promise rpo 1h', promise)}
rollback {
  restore orders 10m by priya from copy
}`,
      );
    expect(messagesOf('backup-retention', text('promise rpo 2h'))).toEqual([]);
    expect(messagesOf('promise-broken', text('promise rpo 30m'))).toHaveLength(1);
    expect(messagesOf('backup-retention', text('promise rpo 30m'))).toEqual([]);
    expect(messagesOf('backup-retention', text('promise outage 2h'))).toHaveLength(1);
  });

  test('each database is a fact of its own', () => {
    const both = night('1m', copy, 'backup stock 5m by priya', between, migrate, 'migrate stock 5m by priya undo 5m');
    expect(says(both)).toHaveLength(2);
  });

  test('is counted from T while the date is open', () => {
    const text = standardRelease(CAST, night('1m', copy, between, migrate)).replace(/window .*/, 'window tbd');
    expect(messagesOf('promise-broken', text)[0]).toContain('`copy` ends T + 10 min, 1 h before');
  });
});
