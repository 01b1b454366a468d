import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { analyseText, messagesOf, repaired } from './marked.ts';

const CODE = 'backup-retention';
const HYPERCARE = 'hypercare T .. T+5d {\n  cover by jonas\n}';
const ROLLBACK = 'rollback {\n  restore orders-db 40m by priya from copy\n}';

/** The backup is made from 22:00 to 22:30; hypercare ends Thu 2026-12-10 22:00. */
function plan({
  keep = '',
  to = 'vault',
  things = '',
  hypercare = HYPERCARE,
  rollback = ROLLBACK,
  policy = '',
}): string {
  return standardRelease(
    `${policy}person priya
person jonas
server db-01
server vault-01
storage san
database orders-db on db-01
service web
${things || 'store vault on vault-01'}`,
    `run {
  backup orders-db as copy 30m by priya to ${to} {
    tested 10m
    ${keep}
  }
  migrate orders-db 20m by priya
  deploy web 10m by priya undo 5m
  verify web, orders-db 10m by jonas
}
${rollback}
${hypercare}`,
  );
}

const says = (about: Parameters<typeof plan>[0]) => messagesOf(CODE, plan(about));

describe('a copy that is behind', () => {
  const night = (lines: string, uses = 'orders-db') =>
    standardRelease(
      `person priya
person jonas
database orders-db
service web {
  uses ${uses}
}
service search`,
      `run {
${lines}
  migrate orders-db 20m by priya
  start web 5m by priya
  verify web, orders-db 10m by jonas
}
rollback {
  restore orders-db 40m by priya from copy
}`,
    );
  const COPY = 'backup orders-db as copy 30m by priya {\n    tested 10m\n  }';
  const STOP = 'stop web 5m by jonas';

  test('of what is still written to is told, with what writes', () => {
    expect(messagesOf(CODE, night(`  ${COPY}\n  task look 45m by jonas\n  ${STOP}`))).toEqual([
      '`copy` is over 45 min before `stop web`, and `web` may write to `orders-db` until then: that is gone once `restore orders-db` goes ' +
        'back to it; make it after `stop web`, or a second one.',
    ]);
  });

  test('is told without an hour where it is made in another block', () => {
    const open = night(`  ${STOP}`)
      .replace('run {', `prepare {\n${COPY.replace(' by priya', ' by priya at T-1h')}\n}\nrun {`)
      .replace(/window .*/, 'window tbd');
    expect(messagesOf(CODE, open)).toEqual([expect.stringContaining('`copy` is over before `stop web`')]);
  });

  test('may be so by half an hour, or by what a policy says', () => {
    const text = night(`  ${COPY}\n  task look 29m by jonas\n  ${STOP}`);
    expect(messagesOf(CODE, text)).toEqual([]);
    expect(messagesOf(CODE, `policy {\n  check backup-retention behind 5m\n}\n${text}`)).toHaveLength(1);
  });

  test.each([
    ['made once nobody writes', night(`  ${STOP}\n  ${COPY}`)],
    ['of what those who are stopped do not need', night(`  ${COPY}\n  task look 45m by jonas\n  ${STOP}`, 'search')],
    [
      'that nobody goes back to',
      night(`  ${COPY}\n  task look 45m by jonas\n  ${STOP}`).replace(
        'restore orders-db 40m by priya from copy',
        'start web 5m by priya',
      ),
    ],
    ['where nobody is stopped', night(`  ${COPY}\n  task look 45m by jonas`)],
  ])('is none when it is %s', (_, text) => {
    expect(messagesOf(CODE, text)).toEqual([]);
  });
});

describe('a backup', () => {
  test.each([
    ['2d', '2 d 23 h later'],
    ['4d', '23 h 30 min later'],
    ['24h', '3 d 23 h later'],
    ['3wd', '23 h 30 min later'],
  ])('kept for %s is gone too early', (keep, wanted) => {
    const text = plan({ keep: `keep ${keep}` });
    expect(messagesOf(CODE, text)).toHaveLength(1);
    expect(messagesOf(CODE, text)[0]).toContain(wanted);
    expect(messagesOf(CODE, repaired(CODE, text))).toEqual([]);
  });

  test.each(['5d', '2w', '1mo', '10d..20d'])('kept for %s is there', (keep) => {
    expect(says({ keep: `keep ${keep}` })).toEqual([]);
  });

  test('is kept to the end of the window, where there is no hypercare', () => {
    expect(says({ keep: 'keep 2h', hypercare: '' })[0]).toContain('the window ends Sun 2026-12-06 02:00');
    expect(says({ keep: 'keep 4h', hypercare: '' })).toEqual([]);
    expect(says({ hypercare: '' })).toEqual([]);
  });

  test('is kept as much longer as the policy says', () => {
    const policy = 'policy {\n  check backup-retention warning margin 7d\n}\n';
    expect(says({ keep: 'keep 10d', policy })).toHaveLength(1);
    expect(says({ keep: 'keep 12d', policy })).toEqual([]);
  });

  test('of which nobody says how long it is kept is told as information', () => {
    const text = plan({});
    const findings = analyseText(text).findings.filter(({ code }) => code === CODE);
    expect(findings.map(({ severity }) => severity)).toEqual(['information']);
    expect(repaired(CODE, text)).toContain('keep 5d');
    expect(messagesOf(CODE, repaired(CODE, text))).toEqual([]);
  });

  test('of what nobody changes and no rollback needs may be kept as you like', () => {
    const text = plan({ keep: 'keep 1d', rollback: '' }).replace('migrate orders-db 20m by priya', '');
    expect(messagesOf(CODE, text)).toEqual([]);
  });

  test.each([
    ['on the server of the database', 'store vault on db-01', 'vault', '`db-01`'],
    ['on the server itself', 'service other', 'db-01', '`db-01`'],
    ['on a disk that both stand on', 'server x on san\ndatabase more on x\nstore vault on more', 'vault', undefined],
  ])('%s is lost with it', (_, things, to, wanted) => {
    const found = says({ keep: 'keep 5d', things, to });
    if (!wanted) return expect(found).toEqual([]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`stands on ${wanted}`);
  });

  test('shares what is under both, through any number of floors', () => {
    const text = plan({ keep: 'keep 5d', things: 'server x on san\nstore vault on x' }).replace(
      'server db-01',
      'server db-01 on san',
    );
    expect(messagesOf(CODE, text)[0]).toContain('which stands on `san` like what it protects');
  });
});
