/** The day of somebody who looks after plans: what is late, goes on, comes today, is decided next, and what nobody forgets. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { scheduledReleases } from '../../plan/analysis.ts';
import { AGENDA_PARTS } from '../../plan/facts/agenda/model.ts';
import { factsOf } from '../../plan/facts/facts.ts';
import { marksWork, overdueOf } from '../../plan/facts/passing/due.ts';
import { leftBehindIn } from '../../plan/facts/passing/over.ts';
import { Now } from '../../plan/time/now.ts';
import { jsonToday, type TodayWish, todayOf } from '../../service/today.ts';
import { type TodayGrouping, todayShown } from '../../service/today-list.ts';

const ZONE = 'Europe/Berlin';
const minutes = (text: string) => Date.parse(text) / 60_000;

const SHARED = `zone Europe/Berlin
person ann
person bob
person cid
team crew is ann, bob
service web
freeze year-end of web from 2026-12-07 until 2026-12-08
`;
const PLAN = `import "shared.release"
release shop-1.0 "The shop" {
  owner  ann
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  milestone ready "Ready" at Fri 2026-12-04 12:00 by cid
  issue printer "Prints nothing" by bob due Tue 2026-12-01
  prepare {
    task scripts "Scripts" 2h by bob due Mon 2026-11-30 done
    task texts   "Texts"   2h by cid due Fri 2026-12-04 17:00
  }
  run {
    gate   go by ann
    deploy web 1h by any of crew undo 5m
    verify web "Smoke" 30m by cid
    task   gift tbd by bob
  }
}
`;
const OTHER = PLAN.replace('shop-1.0', 'other-1.0')
  .replaceAll('2026-12-0', '2027-03-0')
  .replaceAll('2026-11-30', '2027-02-28');

function today(at: string, wish: Partial<TodayWish> = {}) {
  const workspace = createWorkspace({ roots: ['file:///'], now: () => minutes(at) });
  workspace.set('file:///p/shared.release', SHARED);
  workspace.set('file:///p/shop.release', PLAN);
  workspace.set('file:///p/other.release', OTHER.replace(/(?:Mon|Tue|Fri|Sat|Sun) /g, ''));
  return todayOf(workspace, { zone: ZONE, ...wish }, minutes(at));
}

function told(at: string, wish: Partial<TodayWish> = {}): readonly string[] {
  const found = today(at, wish);
  if ('trouble' in found) return [found.trouble];
  return jsonToday(found, (uri) => uri.replace('file:///p/', '')).items.map(
    ({ part, what, name, of, start, by, who }) =>
      `${part}: ${what} ${name}${of === undefined ? '' : ` of ${of}`} ${(start ?? by)!.slice(5, 16)} ${who.join('+')}`.trim(),
  );
}

describe('a day', () => {
  test('before the night has what is late first, then what comes, and a decision where one is due', () => {
    expect(told('2026-12-03T09:00Z')).toEqual([
      'overdue: issue printer of shop-1.0 12-01T17:00 bob',
      'decided: gate go of shop-1.0 12-05T22:00 ann',
      'decided: answer how long `gift` takes of shop-1.0 12-05T23:30 bob',
      'next: milestone ready of shop-1.0 12-04T12:00 cid',
      'next: step texts of shop-1.0 12-04T15:00 cid',
      'next: window shop-1.0 of shop-1.0 12-05T22:00',
      'next: freeze year-end 12-07T00:00',
    ]);
  });

  test('of one has the steps of a night that is some days away, too', () => {
    expect(told('2026-12-03T09:00Z', { for: ['cid'] })).toEqual([
      'next: milestone ready of shop-1.0 12-04T12:00 cid',
      'next: step texts of shop-1.0 12-04T15:00 cid',
      'next: step verify web of shop-1.0 12-05T23:00 cid',
    ]);
    expect(told('2026-12-03T09:00Z', { for: ['crew'], days: 0 })).toEqual([
      'overdue: issue printer of shop-1.0 12-01T17:00 bob',
    ]);
  });

  test('in the night has what goes on now, and what is still to come of it', () => {
    const all = told('2026-12-05T21:20Z', { days: 1 });
    expect(all.filter((line) => /now|today/.test(line))).toEqual([
      'now: step deploy web of shop-1.0 12-05T22:00 ann',
      'now: window shop-1.0 of shop-1.0 12-05T22:00',
      'today: step verify web of shop-1.0 12-05T23:00 cid',
      'today: step gift of shop-1.0 12-05T23:30 bob',
      'today: answer how long `gift` takes of shop-1.0 12-05T23:30 bob',
    ]);
  });

  test('in which nothing is to be done is empty, and a name that nobody has is told', () => {
    expect(told('2026-09-01T09:00Z')).toEqual([]);
    expect(told('2026-09-01T09:00Z', { for: ['crw'] })).toEqual(["Nothing here is called 'crw'. Did you mean crew?"]);
  });
});

describe('nothing is forgotten', () => {
  const root = join(import.meta.dirname, '../../examples');
  const names = readdirSync(root).filter((name) => name.endsWith('.release'));
  const workspace = createWorkspace({ roots: ['file:///'], now: () => minutes('2026-12-03T09:00Z') });
  for (const name of names) workspace.set(`file:///e/${name}`, readFileSync(join(root, name), 'utf8'));
  const releases = workspace.plans().flatMap(scheduledReleases);

  test.each([0, 30, 60, 64, 65, 66, 67, 90, 150, 250])(
    'of all examples, %d days after the first of October',
    (days) => {
      const now = minutes('2026-10-01T20:30Z') + days * 1440;
      const found = todayOf(workspace, { zone: ZONE, days: 3 }, now);
      if ('trouble' in found) throw new Error(found.trouble);
      const at = (place: { file: string; range: { start: { line: number } } }) =>
        `${place.file}:${place.range.start.line}`;
      const shown = new Set(found.items.map(({ place }) => at(place)));
      for (const one of releases) {
        const facts = factsOf(one, [], { now: new Now(now) });
        const isLeft = leftBehindIn(facts);
        const late = overdueOf(facts).filter((due) => !isLeft(due));
        // A plan that marks nothing has one line for all of it.
        for (const due of late) if (marksWork(one.release) || !due.isWork) expect(shown).toContain(at(due.place));
        const gone = late.some(({ isWork, by }) => isWork && by < now - 1440) && !marksWork(one.release);
        if (gone) expect(found.items.some(({ what, of }) => what === 'work' && of === one.release.name)).toBe(true);
        for (const { what, start, place, done, relative } of one.schedule.dated) {
          const isSoon = start !== undefined && start >= now && start < now + 3 * 1440;
          if (
            isSoon &&
            !done &&
            !relative &&
            ['gate', 'message', 'milestone', 'freeze', 'uat', 'rehearsal'].includes(what)
          ) {
            expect(shown, `${what} of ${one.release.name}`).toContain(at(place));
          }
        }
      }
      // Each once, in the order of parts.
      const parts = found.items.map(({ part }) => AGENDA_PARTS.indexOf(part));
      expect(parts).toEqual(parts.toSorted((a, b) => a - b));
    },
  );
});

describe('as a list for an editor', () => {
  const shown = (at: string, by: TodayGrouping) => {
    const found = today(at);
    if ('trouble' in found) throw new Error(found.trouble);
    return todayShown(found, by);
  };

  test('by time: part by part, each line with what, when, of what, who, and where it stands', () => {
    const { day, groups } = shown('2026-12-04T08:00Z', 'time');
    expect(day).toBe('Fri 2026-12-04');
    expect(groups.map(({ title }) => title)).toEqual([
      'Overdue',
      'Today',
      'Decided in the next 7 days',
      'In the next 7 days',
    ]);
    expect(groups[0]!.lines[0]).toEqual({
      ...{
        what: 'issue printer "Prints nothing", is still open',
        when: 'Tue 2026-12-01, 3 days ago',
        of: 'shop-1.0',
        who: 'bob',
      },
      ...{ isOverdue: true, uri: 'file:///p/shop.release', line: 6 },
    });
    expect(groups[1]!.lines.map(({ when, what }) => `${when} ${what}`)).toContain('12:00 milestone ready "Ready"');
  });

  test('by person: what several do is with each of them, and nothing is lost', () => {
    const byTime = shown('2026-12-04T08:00Z', 'time').groups.flatMap(({ lines }) => lines);
    const { groups } = shown('2026-12-04T08:00Z', 'person');
    const people = groups.map(({ title }) => title);
    expect(people).toEqual(expect.arrayContaining(['ann', 'bob', 'cid']));
    expect(people.slice(0, -1)).toEqual([...people.slice(0, -1)].sort());
    const key = ({ what, uri, line }: (typeof byTime)[number]) => `${what} ${uri} ${line}`;
    expect(new Set(groups.flatMap(({ lines }) => lines.map(key)))).toEqual(new Set(byTime.map(key)));
    expect(groups.find(({ title }) => title === 'cid')!.lines.map(({ what }) => what)).toContain(
      'milestone ready "Ready"',
    );
  });
});
