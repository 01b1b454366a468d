/** One plan, judged before, in the middle of, during and after its release: what is said at each moment, and what no longer is. */
import { describe, expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { expectGolden } from '../support/golden.ts';
import { active, analyseText, messagesOf } from './marked.ts';

const at = (text: string) => Date.parse(text) / 60_000;

const CAST = `
person ann
person bob
person cid
service web
environment preprod
`;

/** `done`: what the plan says of its work. */
const plan = (done: string) => `${CAST}
release shop-2 {
  kind   normal
  owner  ann
  zone   Europe/Oslo
  window Sat 2027-03-13 20:00 .. 23:00
  change CHG0400004
  benefit fewer-calls "Fewer calls" by cid {
    assessed on Mon 2027-01-11
    target   40 calls -> 10 calls
    review   at T+30d
  }
  scope {
    must   S-1 "Search"  by bob due Fri 2027-02-12
    should S-2 "Filters" by bob due Fri 2027-02-12
    should S-3 "Colours" by bob due Fri 2027-02-12 deferred to shop-3
  }
  risk disk "Disk" by ann {
    likelihood high
    impact     high
    mitigation sheet
    review     due Mon 2027-03-01
  }
  issue printer "Printer driver" by bob due Mon 2027-03-01
  milestone web-ready Mon 2027-02-01 12:00${done}
  rehearsal first  2h by bob in preprod at Tue 2027-02-16 10:00
  rehearsal second 2h by bob in preprod at Tue 2027-02-23 10:00
  uat accept by cid in preprod {
    during   Mon 2027-03-01 09:00 .. 17:00
    sign-off by cid due Wed 2027-03-03
  }
  notify cid "We come" by ann at Mon 2027-03-01 09:00
  prepare {
    task sheet 2h by ann due Wed 2027-03-03${done} {
      - "Printed" by bob due Tue 2027-03-02
    }
  }
  run {
    gate go 10m by ann with bob {
      needs accept
      no-go then stop
    }
    deploy web 10m by bob undo 5m
    verify web 10m by ann
  }
  follow-up {
    meet lessons 1h by ann with bob at T+3d 10:00
  }
}
`;

const MOMENTS = [
  ['long before', '2026-12-01T09:00Z'],
  ['while it is prepared', '2027-02-20T09:00Z'],
  ['the day before', '2027-03-12T09:00Z'],
  ['during the night', '2027-03-13T20:00Z'],
  ['the morning after', '2027-03-14T08:00Z'],
  ['weeks after', '2027-04-20T09:00Z'],
] as const;

test('one plan at every moment of its life', () => {
  const lines = [['marks nothing as done', plan('')] as const, ['marks some of it', plan(' done')] as const].flatMap(
    ([how, text]) =>
      MOMENTS.flatMap(([when, moment]) => [
        `── ${when} (${moment}), a plan that ${how}`,
        ...analyseText(text, at(moment)).findings.flatMap(({ code, severity, message, related }) => [
          `  ${severity} ${code} ${message}`,
          ...related.map((one) => `    ${one.message}`),
        ]),
      ]),
  );
  expectGolden(`${lines.join('\n')}\n`, './golden/time-passed.golden.txt', import.meta.url);
});

test('nothing is overdue, over or ahead as long as nobody says what time it is', () => {
  const codes = analyseText(plan(' done'), null).findings.map(({ code }) => code);
  for (const code of ['overdue', 'result-in-future', 'release-over']) expect(codes).not.toContain(code);
});

const RUN = 'run {\n  deploy web 10m by ann undo 5m\n  verify web 10m by bob\n}';
const TRACKED = 'prepare {\n  task notes 1h by ann due Tue 2026-09-01 done\n}';
/** Mon 2026-11-30, the week of the release; the day after it. */
const WEEK = at('2026-11-30T09:00Z');
const AFTER = at('2026-12-06T09:00Z');

describe('overdue', () => {
  const of = (body: string, now = WEEK) => messagesOf('overdue', standardRelease(CAST, `${body}\n${RUN}`), now);

  test.each([
    [
      'an item',
      'scope {\n  must A-1 by bob due Fri 2026-11-27\n}',
      /^`A-1` was due Fri 2026-11-27 .*, 3 days ago, and is not marked/,
    ],
    ['an issue', 'issue leak by bob due Fri 2026-11-27', /^Issue `leak` was due .* still open; add `done`/],
    ['a rehearsal', 'rehearsal r in preprod at Fri 2026-11-27 10:00', /^Rehearsal `r` was due .* no result/],
    [
      'a sign-off',
      'uat u in preprod by cid {\n  sign-off due Fri 2026-11-27 by cid\n}',
      /^The sign-off of UAT `u` .* nobody has signed/,
    ],
    [
      'a risk',
      'risk r by bob {\n  likelihood low\n  review due Fri 2026-11-27\n}',
      /^The review of risk `r` .* nobody has looked/,
    ],
    ['a step', `${TRACKED}\ntask t 1h by bob due Fri 2026-11-27`, /^`t` was due .* not marked as done/],
    [
      'a message',
      `${TRACKED}\nnotify cid as m "Soon" by ann at Fri 2026-11-27 10:00`,
      /^`m` was due .* not marked as sent/,
    ],
    ['a meeting', `${TRACKED}\nmeet m 1h by ann at Fri 2026-11-27 10:00`, /^`m` was due .* not marked as held/],
    ['a gate', `${TRACKED}\ngate g 1h by ann at Fri 2026-11-27 10:00`, /^`g` was due .* not marked as decided/],
    ['a milestone', `${TRACKED}\nmilestone m Fri 2026-11-27 10:00`, /^Milestone `m` was due .* not marked as reached/],
    [
      'a line of a list',
      'task t 1h by bob due Tue 2026-12-01 done {\n  - "Copied" due Fri 2026-11-27\n}',
      /^"Copied" was due/,
    ],
    [
      'a block',
      `${TRACKED}\nphase early due Fri 2026-11-27 {\n  task build 1h by bob\n}`,
      /^`early` was due .* not all of its steps/,
    ],
    [
      'an answer',
      `${TRACKED}\nnotify cid as m "Come?" by ann at Thu 2026-11-26 10:00 done {\n  acknowledge by ann within 1d\n}`,
      /^The acknowledgement of `m` was due .* not there/,
    ],
    [
      'what is tbd',
      `${TRACKED}\ntask t 1h by tbd at Fri 2026-11-27 10:00 done\ntask u tbd by bob at Fri 2026-11-27 11:00`,
      /`tbd`/,
    ],
  ])('%s', (_, body, message) => {
    expect(of(body).join('\n')).toMatch(message);
  });

  test.each([
    ['an issue', 'issue leak by bob due Fri 2026-11-27 done'],
    ['an item that was put off', 'scope {\n  must A-1 by bob due Fri 2026-11-27 deferred to shop-3\n}'],
    ['an item that nobody wants', 'scope {\n  wont A-1 by bob due Fri 2026-11-27\n}'],
    ['a rehearsal', 'rehearsal r in preprod at Fri 2026-11-27 10:00 {\n  failed by bob on Fri 2026-11-27\n}'],
    ['a sign-off', 'uat u in preprod by cid {\n  sign-off due Fri 2026-11-27 by cid on Fri 2026-11-27\n}'],
    ['a risk', 'risk r by bob {\n  likelihood low\n  review due Fri 2026-11-27 done\n}'],
    ['work that may be left out', `${TRACKED}\ntask t 1h by bob due Fri 2026-11-27 optional`],
    [
      'an answer',
      `${TRACKED}\nnotify cid as m "Come?" by ann at Thu 2026-11-26 10:00 done {\n  acknowledge by ann within 1d done\n}`,
    ],
    [
      'silence that is consent',
      `${TRACKED}\nnotify cid as m "Come?" by ann at Thu 2026-11-26 10:00 done {\n  acknowledge by ann within 1d then approve\n}`,
    ],
  ])('%s that is answered', (_, body) => {
    expect(of(body)).toEqual([]);
  });

  test('two that are answered alike are told together', () => {
    const body = 'issue a by bob due Thu 2026-11-26\nissue b by cid due Fri 2026-11-27';
    const { findings } = analyseText(standardRelease(CAST, `${body}\n${RUN}`), WEEK);
    expect(findings.filter(({ code }) => code === 'overdue').map(({ message }) => message)).toEqual([
      expect.stringMatching(/^2 issues were due by now and are still open: Issue `a` .* and Issue `b` /),
    ]);
  });

  test('what is to do after the night stays, and what was before it is told with the release', () => {
    const body = `issue leak by bob due Fri 2026-11-27\nissue rest by bob due T+1d`;
    const later = at('2026-12-20T09:00Z');
    expect(of(body, later)).toEqual([expect.stringMatching(/^Issue `rest` /)]);
    expect(messagesOf('release-over', standardRelease(CAST, `${body}\n${RUN}`), later)).toEqual([
      expect.stringMatching(/nothing in it is marked as done, and 1 thing that was due before never got an answer/i),
    ]);
  });
});

describe('result-in-future', () => {
  const of = (body: string, now = WEEK) =>
    messagesOf('result-in-future', standardRelease(CAST, `${body}\n${RUN}`), now);

  test.each([
    ['a confirmation', 'confirmed by cid on Tue 2026-12-01'],
    ['money that is spent', 'spent "Hall" 10 EUR on Tue 2026-12-01'],
    ['an approval', 'budget 10 EUR approved by cid on Tue 2026-12-01'],
    ['a signature', 'uat u in preprod by cid {\n  sign-off by cid on Tue 2026-12-01\n}'],
    ['a result', 'rehearsal r in preprod at Fri 2026-11-27 10:00 {\n  passed by bob on Tue 2026-12-01\n}'],
    ['a rehearsal still to be held', 'rehearsal r in preprod at Tue 2026-12-01 10:00 {\n  passed by bob\n}'],
    ['an item', 'scope {\n  must A-1 by bob due T-1d added on Tue 2026-12-01\n}'],
    ['an assessment', 'benefit b by cid {\n  assessed on Tue 2026-12-01\n}'],
    ['a meeting', 'meet m 1h by ann at Tue 2026-12-01 10:00 done'],
    ['a milestone', 'milestone m Tue 2026-12-01 10:00 done'],
  ])('%s', (_, body) => {
    expect(of(body)).toEqual([expect.stringContaining('is dated Tue 2026-12-01, 1')]);
    expect(of(body, at('2026-12-01T00:30Z'))).toEqual([]);
  });

  test.each([
    ['work that is done before it is due', 'task t 1h by bob due Tue 2026-12-01 done'],
    ['a date that was agreed on', 'confirmed by cid on Mon 2026-11-30 for Sat 2026-12-05 22:00'],
    ['a freeze of the scope that is planned', 'scope {\n  frozen on Tue 2026-12-01\n}'],
  ])('%s claims nothing', (_, body) => {
    expect(of(body)).toEqual([]);
  });
});

describe('release-over', () => {
  test('what has no date yet is not over, nor what a phase still goes on with', () => {
    const over = (body: string, window = 'Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00') =>
      messagesOf(
        'release-over',
        standardRelease(CAST, `${RUN}\n${body}`).replace(/window .*/, `window ${window}`),
        AFTER,
      );
    expect(over('')).toHaveLength(1);
    expect(over('', 'tbd')).toEqual([]);
    expect(over('phase ramp-up {\n  task look 1h by ann at Wed 2026-12-09 10:00\n}')).toEqual([]);
  });

  test('what comes after it is judged as before, and access that is left open', () => {
    const text = standardRelease(
      CAST,
      'run {\n  grant web 5m by ann to bob\n  deploy web 10m by bob undo 5m\n}\nfollow-up {\n  task rest 1h at Wed 2026-12-09 10:00\n}',
    );
    const codes = (now: number) => active(analyseText(text, now).findings).map(({ code }) => code);
    expect(codes(WEEK)).toContain('verify-missing');
    expect(codes(AFTER)).not.toContain('verify-missing');
    expect(codes(AFTER)).toEqual(expect.arrayContaining(['access-not-revoked', 'unassigned', 'release-over']));
  });
});
