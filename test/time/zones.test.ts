/** A zone in a range, whatever it is called; and what hangs on another time and comes out as no moment. */
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { offsetAt } from '../../plan/time/zone.ts';
import { ABBREVIATIONS } from '../../plan/time/zone-abbreviations.ts';
import { planOf } from '../support/inventory.ts';
import { at } from '../support/plan-builder.ts';

const ZONES = [
  ...ABBREVIATIONS.keys(),
  'UTC',
  'GMT',
  'AoE',
  'UTC-7',
  'UTC+5:30',
  '-07:00',
  '+05:30',
  'Europe/London',
  'America/Chicago',
  'Asia/Kolkata',
];

/** Where a range stands, with the ends of it. */
const RANGES: Readonly<Record<string, (from: string, to: string) => string>> = {
  window: (from, to) => `release r-1 {\n  window ${from} .. ${to}\n}`,
  event: (from, to) => `release r-1 {\n  event e during ${from} .. ${to}\n}`,
  uat: (from, to) => `release r-1 {\n  uat u {\n    during ${from} .. ${to}\n  }\n}`,
  hypercare: (from, to) => `release r-1 {\n  hypercare ${from} .. ${to} { cover ${from} .. ${to} by a }\n}`,
  step: (from, to) => `release r-1 {\n  run { task a 1h during ${from} .. ${to} }\n}`,
  leave: (from, to) => `person p { leave ${from} .. ${to} }`,
  freeze: (from, to) => `freeze f of x during ${from} .. ${to}`,
  'from until': (from, to) => `freeze f of x from ${from} until ${to}`,
  recurrence: (from, to) => `release r-1 {\n  run { task a 1h every 1d from ${from} until ${to} }\n}`,
};

describe('a zone at one end of a range holds for both', () => {
  test.each(Object.entries(RANGES))('%s', (_, range) => {
    for (const zone of ZONES) {
      for (const month of ['01', '07']) {
        const [from, to] = [`2026-${month}-09 00:01`, `2026-${month}-10 11:00`];
        const both = instants(range(`${from} ${zone}`, `${to} ${zone}`));
        expect(both.length).toBeGreaterThan(1);
        const offset = offsetAt(zone, at(from));
        expect([...new Set(both)].sort()).toEqual([at(from) - offset, at(to) - offset]);
        expect(instants(range(from, `${to} ${zone}`)), zone).toEqual(both);
        expect(instants(range(`${from} ${zone}`, to)), zone).toEqual(both);
      }
    }
  });

  test('a clock alone is the first such moment, in that zone', () => {
    for (const range of [
      RANGES.window!('2026-10-01 00:01', '11:00 EST'),
      RANGES.window!('2026-10-01 00:01 EST', '11:00'),
    ]) {
      expect(instants(range)).toEqual([at('2026-10-01 05:01'), at('2026-10-01 16:00')]);
    }
  });

  test('unless the other one names its own', () => {
    expect(instants(RANGES.window!('2026-10-01 00:01 EST', '2026-10-01 11:00 UTC'))).toEqual([
      at('2026-10-01 05:01'),
      at('2026-10-01 11:00'),
    ]);
  });
});

/** All instants of a plan, in the order of the text. */
function instants(text: string): number[] {
  const plan = planOf(`zone Europe/Berlin\n${text}\n`);
  expect(plan.problems).toEqual([]);
  return plan.writtenTimes.flatMap((time) => time.at ?? []);
}

describe('a time that hangs on another one, and is none', () => {
  const told = (zone: string, window: string, line: string) => {
    const workspace = createWorkspace({ roots: [] });
    workspace.set('file:///a.release', `release r-1 {\n  zone ${zone}\n  window ${window}\n  ${line}\n}\n`);
    const { findings } = workspace.analysis('file:///a.release');
    return findings
      .filter(({ code, place }) => /-time$/.test(code) && place.range.start.line === 3)
      .map(({ code, message }) => `${code}: ${message.slice(0, 90)}`);
  };
  const apia = (line: string) => told('Pacific/Apia', 'Thu 2011-12-29 22:00 .. 23:00', line);
  const none =
    'nonexistent-time: This time comes out as one that there is not: Fri 2011-12-30 does not exist in Pacific/Apia';

  test.each(['T+1d', 'T+1d 14:00', 'Fri of T', 'Fri of T 10:00'])('%s on a date that is left out', (time) => {
    expect(apia(`milestone m ${time}`).map((one) => one.slice(0, none.length - 8))).toEqual([none.slice(0, -8)]);
  });

  test('a recurrence passes it over, and says so', () => {
    expect(apia('run { task a 10m every 1d from T until Mon 2012-01-02 }')).toHaveLength(1);
    expect(apia('milestone m T+2d 14:00')).toEqual([]);
  });

  test('an hour that is skipped, or comes twice', () => {
    expect(told('Africa/Cairo', 'Fri 2027-04-30 20:00 .. 23:00', 'milestone m T 00:20')).toHaveLength(1);
    expect(told('Africa/Cairo', 'Sat 2027-05-01 00:20 .. 02:00', 'milestone m T-1d')).toHaveLength(1);
    expect(told('Europe/Berlin', 'Sat 2026-10-24 22:00 .. 23:00', 'milestone m T+1d 02:30')).toEqual([
      expect.stringMatching(/^ambiguous-time: This time comes out as 02:30 on Sun 2026-10-25, which comes twice/),
    ]);
    expect(told('Europe/Berlin', 'Sat 2026-10-24 22:00 .. 23:00', 'milestone m T+1d 03:30')).toEqual([]);
  });

  test('a year that no plan reaches', () => {
    expect(told('UTC', '2026-10-24 22:00 .. 23:00', 'milestone m T+90mo')).toEqual([]);
    expect(told('UTC', '2026-10-24 22:00 .. 23:00', 'milestone m T+900mo')).toEqual([
      expect.stringContaining('too far away'),
    ]);
    expect(told('UTC', '2026-10-24 22:00 .. 23:00', 'milestone m 9999-12-31')).toEqual([
      'nonexistent-time: 9999-12-31 is too far away: a plan holds dates from 1970 to 2099; correct the year.',
    ]);
  });
});
