/** What says only by when: how late it is, wherever it stands. */
import { describe, expect, test } from 'vitest';
import { analyseText } from '../checks/marked.ts';
import { toldOf } from './told.ts';

const read = (lines: string, window = 'Mon 2026-12-07 09:00 .. Fri 2027-01-29 17:00') => {
  const { plan, schedules, findings } = analyseText(
    `person ann\nperson bob\nrelease r {\n  kind standard\n  zone UTC\n  window ${window}\n${lines}\n}\n`,
  );
  const told = (code: string) => findings.filter((one) => one.code === code).map(({ message }) => message);
  return { times: toldOf(plan.releases[0]!, schedules[0]!), told };
};

describe('a gate is held by its due, and not on the first day of its phase', () => {
  const HEADS = ['T .. T+2w', '2w at T', 'at T', 'at T due T+3w'];
  const BESIDE = ['', 'task look 5m by bob', 'task work 1d by bob at T'];
  const phase = (head: string, beside: string, verb: string) =>
    `phase two ${head} by ann {\n${beside}\n${verb} g 1h by ann due T+2w\n}`;

  test.each(HEADS.flatMap((head) => BESIDE.map((beside) => [head, beside] as const)))(
    'phase two %s { %s }',
    (head, beside) => {
      for (const verb of ['gate', 'meet']) {
        const lines = phase(head, beside, verb);
        expect(read(lines).times.g).toBe('Fri 18 16:00 .. Fri 18 17:00');
        // In a run hours are no working hours, whether or not it has a date.
        const run = `run {\n${lines}\nphase three T+2w .. T+4w {\ngate h 1h by bob due T+4w\n}\ntask last 5m by ann\n}`;
        expect(read(run).times).toMatchObject({ g: 'Mon 21 08:00 .. Mon 21 09:00', h: 'Mon 4 08:00 .. Mon 4 09:00' });
        expect(read(run, 'tbd').times).toMatchObject({ g: 'Wed 14 23:00 .. Thu 15 00:00' });
      }
    },
  );

  test('not where it says more, or stands in the run itself', () => {
    const says = (lines: string) => read(`run {\n${lines}\n}`).times.g;
    expect(says('phase p T .. T+2w {\ngate g 1h by ann not before T due T+2w\n}')).toBe('Mon 7 09:00 .. Mon 7 10:00');
    expect(says('gate g 1h by ann due T+2w')).toBe('Mon 7 09:00 .. Mon 7 10:00');
    expect(says('sequence T .. T+2w {\ngate g 1h by ann due T+2w\n}')).toBe('Mon 7 09:00 .. Mon 7 10:00');
  });
});

describe('what is due behind T', () => {
  const line = 'task look 1h by ann due Fri 2026-12-11\ntask plain 1h by bob\ntask soon 1h by ann due Fri 2026-12-04';
  test.each([
    ['stands in the release', line.split('\n')[0]!, { look: 'Fri 11 16:00 .. Fri 11 17:00' }],
    [
      'in a phase that says no begin is by its due, and the others by T',
      `phase p {\n${line}\n}`,
      { look: 'Fri 11 16:00 .. Fri 11 17:00', plain: 'Fri 4 16:00 .. Fri 4 17:00', soon: 'Fri 4 16:00 .. Fri 4 17:00' },
    ],
    [
      'in a stream as well',
      `stream p {\n${line}\n}`,
      { look: 'Fri 11 16:00 .. Fri 11 17:00', soon: 'Fri 4 16:00 .. Fri 4 17:00' },
    ],
    [
      'in a phase that itself is due says the earlier of the two',
      `phase p due Thu 2026-12-10 {\n${line}\n}`,
      { look: 'Thu 10 16:00 .. Thu 10 17:00' },
    ],
  ])('%s', (_, lines, expected) => {
    const { times, told } = read(lines);
    expect(times).toMatchObject(expected);
    expect([...told('not-scheduled'), ...told('due-missed')]).toEqual([]);
  });

  test('in what prepares is planned by T, and told', () => {
    const { times, told } = read(`prepare {\n${line}\n}`);
    expect(times.look).toMatch(/^Fri 4 /);
    expect(told('not-scheduled')).toEqual([
      '`look` is planned by T, for `prepare` is over then, though it is due later; write it outside of `prepare`, or let it be due before T.',
    ]);
    expect(read('prepare {\ntask look 1h by ann due Fri 2026-12-04\n}').told('not-scheduled')).toEqual([]);
  });
});
