/** As long as a release has no date, that is one fact; what is decided so long before T is decided before its run. */
import { expect, test } from 'vitest';
import { analyseText, messagesOf } from './marked.ts';

const plan = (gate: string, more = '') => `person ann
person bob
service web

release shop-2.1 "Shop 2.1" {
  kind   emergency
  zone   Europe/Berlin
  window tbd
  owner  ann
  change CHG0042137

  stream deciding {
    gate go "Go / no-go" 15m by ann with bob${gate} {
      criterion "Open P1" = 0 from jira
      no-go     then stop
    }
  }
  run {
    deploy web 10m by ann undo 5m
    verify web 10m by bob
  }
  ${more}
}
`;

test('a gate that is due before T decides before the run', () => {
  for (const when of [' at T-3d', ' due T-3d', ' during T-4d .. T-3d'])
    expect(messagesOf('gate-missing', plan(when)), when).toEqual([]);
  expect(messagesOf('gate-missing', plan(' due T+3d'))).toHaveLength(1);
});

test.each([
  [' at closed', 'milestone closed T-15d', undefined],
  [' due closed', 'milestone closed T-15d', undefined],
  [' at closed - 1d', 'milestone closed T', undefined],
  [' at closed', 'milestone first T-15d\nmilestone closed at first + 1d', undefined],
  [' at closed', 'milestone closed T+1d', '`go` decides later'],
  [' at closed + 20d', 'milestone closed T-15d', '`go` decides later'],
  [' after web-out', 'milestone web-out after run', '`go` decides later'],
  [' at closed', 'milestone closed tbd', 'nobody knows yet when `go` decides'],
  [' at closed', 'milestone closed at closed - 1d', 'nobody knows yet when `go` decides'],
])('a gate%s, %s, is said to decide later where it does, and with a date no other way', (when, milestone, words) => {
  const open = messagesOf('gate-missing', plan(when, milestone));
  expect(open.map((message) => /: (.*)\. Put/.exec(message)?.[1])).toEqual(words ? [words] : []);
  const dated = messagesOf(
    'gate-missing',
    plan(when, milestone).replace('tbd\n  owner', 'Sat 2026-12-12 22:00 .. 23:00\n  owner'),
  );
  const isLater = dated.some((message) => message.includes('decides later'));
  expect(isLater).toBe(words?.includes('later') ?? false);
});

test('that there is no date is told once, with what it leaves undone', () => {
  const text = plan(' due T-3d', 'task look 1h by ann at T+1d\nfollow-up {\n  task tidy 1h by bob due T+2wd\n}');
  const told = analyseText(text).findings.filter(({ code }) => code === 'not-scheduled');
  expect(told.map(({ message }) => message)).toHaveLength(1);
  expect(told[0]!.related!.length).toBeGreaterThan(1);
});

test.each(['wait calm 10m', 'verify web 10m by bob', 'task look 5m by bob'])(
  'until when `%s` comes round is told where no date can be known, on the way back',
  (line) => {
    const back = (more: string) =>
      messagesOf('not-scheduled', plan(' due T-3d', `rollback back {\n${line} every 30m${more}\n}`)).filter((message) =>
        message.includes('counts from when it is called'),
      );
    expect(back(' until Sat 2026-12-05 02:00')).toHaveLength(1);
    expect(back(' until tbd')).toEqual([]);
    expect(back(' until back.end')).toEqual([]);
  },
);
