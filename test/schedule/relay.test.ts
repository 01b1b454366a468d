/** A step handed over at every shift: who has it when, and what follows for each of them. */
import { describe, expect, test } from 'vitest';
import { layout } from '../../view/schedule/layout.ts';
import { active, analyseText, described, messagesOf } from '../checks/marked.ts';

const shift = (name: string, hours: string) => `person ${name} { zone Europe/Berlin\n shift ${hours} }\n`;
const THREE = ['Mon..Sun 06:00 .. 14:00', 'Mon..Sun 14:00 .. 22:00', 'Mon..Sun 22:00 .. 06:00'];

const plan = (run: string, { shifts = THREE, who = 'relay of movers', others = 'person dan', more = '' } = {}) => `
${shifts.map((hours, i) => shift(['ann', 'bob', 'cid', 'eve'][i]!, hours)).join('')}${others}
team movers is ${['ann', 'bob', 'cid', 'eve'].slice(0, shifts.length).join(', ')}
release shop-2.1 "Shop" {
  kind   standard
  zone   Europe/Berlin
  window Wed 2026-12-09 20:00 .. Fri 2026-12-11 06:00
  change CHG0042137
  ${more}
  run {
    task load 20h by ${who}
    ${run}
  }
}
`;

const parts = (text: string): string[] => {
  const { steps } = analyseText(text).schedules[0]!;
  const { relay = [] } = steps['shop-2.1/load']!;
  const clock = (at: number) => new Date((at + 60) * 60_000).toISOString().slice(8, 16).replace('T', ' ');
  return relay.map(({ name, start, end }) => `${name} ${clock(start)}..${clock(end)}`);
};

describe('a relay', () => {
  test('goes from shift to shift, for as long as the step lasts', () => {
    expect(parts(plan(''))).toEqual([
      'bob 09 20:00..09 22:00',
      'cid 09 22:00..10 06:00',
      'ann 10 06:00..10 14:00',
      'bob 10 14:00..10 16:00',
    ]);
    const { steps } = analyseText(plan('')).schedules[0]!;
    expect(steps['shop-2.1/load']).toMatchObject({ by: ['bob', 'cid', 'ann'] });
  });

  test('takes of two on shift the one who stays longer, and of equals the first', () => {
    const shifts = [
      'Mon..Sun 18:00 .. 22:00',
      'Mon..Sun 18:00 .. 02:00',
      'Mon..Sun 02:00 .. 18:00',
      'Mon..Sun 02:00 .. 18:00',
    ];
    expect(parts(plan('', { shifts }))).toEqual(['bob 09 20:00..10 02:00', 'cid 10 02:00..10 16:00']);
  });

  test('passes over whoever is busy', () => {
    const shifts = ['Mon..Sun 00:00 .. 24:00', 'Mon..Sun 00:00 .. 12:00'];
    // Twelve hours of the one and ten of the other, who is taken for two of them.
    const text = plan('', { shifts, more: 'meet talk 2h by ann at Thu 2026-12-10 13:00' });
    expect(parts(text).slice(-2)).toEqual([expect.stringMatching(/\.\.10 13:00$/), 'ann 10 15:00..10 16:00']);
    expect(messagesOf('shift-handover', text)).toEqual([
      expect.stringContaining('Nobody of `movers` is free (`ann` on shift) Thu 2026-12-10 13:00 .. 15:00'),
    ]);
  });

  test('takes the time of each of them, and of nobody longer than they have it', () => {
    const next = 'task next 1h by any of movers alongside load';
    const { steps } = analyseText(plan(next, { shifts: ['Mon..Sun 00:00 .. 24:00', 'Mon..Sun 00:00 .. 24:00'] }))
      .schedules[0]!;
    const [one, other] = [steps['shop-2.1/load']!, steps['shop-2.1/next']!];
    expect(other.start).toBe(one.start);
    expect(one.relay![0]!.name).not.toBe(other.by[0]);
  });

  test('of people of whom nothing says when they work is done by the first', () => {
    expect(
      parts(plan('', { shifts: [], others: 'person dan\nperson fay' }).replace('movers is ', 'movers is dan, fay')),
    ).toEqual(['dan 09 20:00..10 16:00']);
  });

  test('keeps the clock on the night that is an hour longer', () => {
    const text = plan('').replace(
      'Wed 2026-12-09 20:00 .. Fri 2026-12-11 06:00',
      'Sat 2026-10-24 20:00 .. Mon 2026-10-26 06:00',
    );
    const { relay } = analyseText(text).schedules[0]!.steps['shop-2.1/load']!;
    expect(relay!.map(({ name, start, end }) => `${name} ${end - start}`)).toEqual([
      'bob 120',
      'cid 540',
      'ann 480',
      'bob 60',
    ]);
  });

  test('has no parts while nobody knows the date', () => {
    expect(parts(plan('').replace(/window .*/, 'window tbd'))).toEqual([]);
  });
});

describe('what is said of it', () => {
  test('nothing, where somebody is always there', () => {
    expect(described(active(analyseText(plan('', { others: '' })).findings))).toEqual([]);
  });

  test('a stretch in which nobody of them is on shift', () => {
    expect(messagesOf('shift-handover', plan('', { shifts: THREE.slice(0, 2) }))).toEqual([
      'Nobody of `movers` is on shift Wed 2026-12-09 22:00 .. Thu 2026-12-10 06:00 Europe/Berlin, 8 h of `load` (Wed 2026-12-09 20:00 .. Thu 2026-12-10 16:00 Europe/Berlin) in all; `bob` has nobody to hand it over to; add somebody of that shift, or begin at another hour.',
    ]);
  });

  test('duty and rest, of each for their own part', () => {
    expect(messagesOf('duty-too-long', plan(''))).toEqual([]);
    const long = ['Mon..Sun 20:00 .. 10:00', 'Mon..Sun 10:00 .. 20:00'];
    expect(messagesOf('duty-too-long', plan('', { shifts: long }))).toEqual([
      expect.stringMatching(/^`ann` is on duty for 14 h, .*their part of `load`/),
    ]);
    // He has it until ten, and does the next step at six.
    const short = plan('task next 30m by bob').replace('load 20h', 'load 10h');
    expect(messagesOf('rest-too-short', short)).toEqual([
      expect.stringMatching(/^`bob` ends their part of `load` Wed 2026-12-09 22:00 .* has 8 h of rest before `next`/),
    ]);
    expect(messagesOf('rest-too-short', short.replace('by bob', 'by ann'))).toEqual([]);
  });

  test('in the picture, each row of a person has their own part', () => {
    const analysis = analyseText(plan(''));
    const { panels } = layout(analysis, analysis.schedules[0]!, { grouping: 'person' });
    const rows = panels.flatMap(({ rows }) => rows);
    const bars = (name: string) => rows[rows.findIndex(({ label }) => label === name) + 1]!.bars;
    expect([bars('ann').length, bars('bob').length, bars('cid').length]).toEqual([1, 2, 1]);
    expect(bars('cid')[0]!.width).toBeLessThan(bars('ann')[0]!.x - bars('bob')[0]!.x);
    expect(rows.find(({ label }) => label === 'load')!.description).toContain(
      'By bob until Wed 2026-12-09 22:00, cid until Thu 2026-12-10 06:00',
    );
  });

  test('a relay is of one step, and the word a name elsewhere', () => {
    expect(messagesOf('syntax', plan('task more 1h by dan with relay of movers'))).toEqual([
      expect.stringContaining('`relay of`'),
    ]);
    const { findings } = analyseText('person relay\nrelease r-1 { run { task look 5m by relay } }\n');
    expect(active(findings).filter(({ code }) => code === 'syntax' || code === 'unknown-name')).toEqual([]);
  });
});
