/** Kinds of mistakes that public plans had, and the ways in which those plans are written. */
import { describe, expect, test } from 'vitest';
import { analyseText, messagesOf } from './marked.ts';

const plan = (lines: string, shared = '', window = 'Thu 2026-12-10 20:00 .. 23:00') => `person ann
person bob
service old
service new
database shop-db
${shared}
release r {
  kind   standard
  zone   UTC
  window ${window}
  change CHG-1
  ${lines}
}
`;

describe('what users enter meanwhile', () => {
  test('is lost where the source is closed after it was copied', () => {
    const moved = (second: string) =>
      plan(`prepare {
        migrate shop-db 1h by ann due T-3d from old
        stop old 10m by bob due T-1d
        ${second}
      }`);
    expect(messagesOf('writes-lost', moved(''))).toEqual([
      '`migrate shop-db` copies `old` before `stop old` closes it: what is entered into it in between is copied by nothing. Copy it once more behind that, or close it before.',
    ]);
    expect(messagesOf('writes-lost', moved('migrate shop-db as rest 10m by ann after stop old from old'))).toEqual([]);
  });

  test('is not lost where nobody can enter anything while it is copied, whenever the source is taken away', () => {
    const night = (before: string, copy: string) =>
      plan(`run {
        ${before}
        ${copy}
      }
      follow-up {
        stop old 10m by bob at T+30d
      }`);
    const copy = 'migrate shop-db 1h by ann from old';
    expect(messagesOf('writes-lost', night('', copy))).toHaveLength(1);
    expect(messagesOf('writes-lost', night('', `outage {\n${copy}\n}`))).toEqual([]);
    expect(messagesOf('writes-lost', night('stop old as shut 5m by bob', copy))).toEqual([]);
  });

  test.each([
    ['Thu 2026-12-10 20:00 .. 23:00', 1],
    ['tbd', 1],
  ])('is lost where one goes back a day later and takes nothing along: %s', (window, count) => {
    const night = (back: string) =>
      plan(
        `run {\n migrate shop-db 1h by ann\n verify shop-db 10m by bob\n}
        gate day-one 10m by ann at T+24h {\n no-go then rollback quick\n}
        rollback quick {\n ${back}\n switch new 5m by bob to old\n}`,
        '',
        window,
      );
    expect(messagesOf('writes-lost', night(''))).toHaveLength(count);
    expect(messagesOf('writes-lost', night('task out "Export what is new" 10m by ann'))).toEqual([]);
  });
});

test('a way back that leads to what the run has stopped is told, until it is started', () => {
  const night = (back: string) =>
    plan(`run {
      stop old 5m by ann
      switch old 5m by ann to new
      verify new 5m by bob
    }
    rollback {
      ${back}
      switch new 5m by ann to old
    }`);
  expect(messagesOf('rollback-missing', night('')).join()).toContain('leads back to `old`, which `stop old`');
  expect(messagesOf('rollback-missing', night('start old 5m by ann'))).toEqual([]);
});

test('all of the traffic of one is none of the other', () => {
  const back = (share: string) =>
    plan(`run {
      switch new as some 5m by ann to 10 %
      switch new as all 5m by ann to 100 %
      verify new 5m by bob
    }
    rollback {
      switch old 5m by ann to ${share}
    }`);
  expect(messagesOf('rollback-missing', back('100 %'))).toEqual([]);
  expect(messagesOf('rollback-missing', back('50 %'))).toHaveLength(2);
});

test('a share that is tried while the users are cut off is tried on nobody', () => {
  const night = (block: string) =>
    plan(`run {
      ${block} {
        switch new as some 5m by ann to 10 % undo 5m
      }
      switch new as all 5m by ann to 100 % undo 5m
      verify new 5m by bob
    }`);
  expect(messagesOf('traffic-share', night('outage'))).toHaveLength(1);
  expect(messagesOf('traffic-share', night('sequence'))).toEqual([]);
});

test('what a step of a trigger says behind what follows counts as before it', () => {
  const night = (when: string) =>
    analyseText(
      plan(`${when}\nrun {\n deploy new 5m by ann\n verify new 5m by bob\n}\nrollback x {\n deploy new 5m by ann\n}`),
    );
  const behind = night('when "Errors" > 5 % from grafana then rollback x by ann with bob during T .. T+2d').plan;
  const before = night('when "Errors" > 5 % from grafana by ann with bob during T .. T+2d then rollback x').plan;
  const said = ({ releases }: typeof behind) => {
    const { by, with: others, then } = releases[0]!.triggers[0]!;
    return [by?.ref.name, others?.map(({ ref }) => ref.name), then.map(({ action }) => action)];
  };
  expect(said(behind)).toEqual(said(before));
  expect(behind.problems).toEqual([]);
});

describe('a freeze', () => {
  const freeze = (range: string) => analyseText(plan(`freeze code of new ${range}\nrun {\n task x 5m by ann\n}`));

  test.each(['Mon 2026-12-07 .. Wed 2026-12-09', 'during Mon 2026-12-07 .. Wed 2026-12-09', 'from T-3d'])(
    'says when: %s',
    (range) => {
      const { plan: read, schedules } = freeze(range);
      expect(read.problems).toEqual([]);
      const dated = schedules[0]!.dated.find(({ what }) => what === 'freeze')!;
      expect(dated.start).toBeLessThan(dated.end!);
    },
  );
});

test('what comes round by its own clock holds nothing up in a run', () => {
  const { schedules, findings } = analyseText(
    plan('run {\n task look 5m by ann every 15m from T until T+2h\n task work 30m by bob\n task more 5m by bob\n}'),
  );
  const { steps } = schedules[0]!;
  expect(steps['r/work' as keyof typeof steps]!.start).toBe(schedules[0]!.T);
  expect(findings.filter(({ code }) => code === 'starts-too-early')).toEqual([]);
});

test('a sign-off of the week after is no late go/no-go', () => {
  const text = plan(
    'run {\n deploy new 5m by ann undo 5m\n verify new 5m by bob\n}\nfollow-up {\n gate sign-off 10m by ann at T+7d\n}',
  ).replace('standard', 'normal');
  expect(messagesOf('gate-missing', text)).toEqual([]);
});
