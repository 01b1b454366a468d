/** Whoever has subscribed sees what is, whatever was changed, moved, called off and taken up again in between, by two programs that nobody here wrote. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeChangeCalendar } from '../../exchange/ics/change-calendar.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { Span } from '../../plan/time/model.ts';
import { calendarOf, timeOfCalendar } from '../../service/calendar/calendar.ts';
import { exported } from '../../service/formats/export.ts';
import { type Seen, type SeenEvent, seenByIcalendar, seenByIcalJs } from '../support/subscriber.ts';

const BEGIN = Date.UTC(2026, 9, 20, 9) / 60_000;
const DAY = 1440;

/** What a release says at some time; undefined: it is off. */
const release = fc.option(
  fc.record({
    /** Seen at once, later, or when most of the others are over. */
    day: fc.constantFrom(3, 10, 50, 110),
    hour: fc.constantFrom(0, 10, 21),
    title: fc.constantFrom('Shop', 'Shop; "new", über uns', 'Ledger'),
    steps: fc.subarray(['deploy', 'verify', 'task']),
    long: fc.constantFrom(15, 90),
  }),
  { nil: undefined },
);
type Said = typeof release extends fc.Arbitrary<infer T> ? T : never;

const NAMES = ['one', 'two'];
const date = (day: number) => new Date((BEGIN + day * DAY) * 60_000).toISOString().slice(0, 10);

function textOf(name: string, said: NonNullable<Said>): string {
  const { day, hour, title, steps, long } = said;
  const line = (verb: string) =>
    verb === 'deploy'
      ? `deploy web ${long}m by ann undo 5m`
      : verb === 'verify'
        ? 'verify web 10m by ann'
        : 'task call 5m by ann';
  return `zone Europe/Berlin
person ann
service web
release ${name} ${JSON.stringify(title)} {
  zone Europe/Berlin
  window ${date(day)} ${String(hour).padStart(2, '0')}:00 .. ${date(day)} ${hour + 2}:00
  milestone frozen at T-2d
  run {
    task begin 5m by ann
${steps.map((verb) => `    ${line(verb)}\n`).join('')}  }
}
`;
}

/** Each time somebody says something else of a release, some days later. */
const lives = fc.array(fc.record({ of: fc.constantFrom(...NAMES), says: release, later: fc.constantFrom(0, 1, 30) }), {
  minLength: 2,
  maxLength: 7,
});

test('of the calendar of changes', async () => {
  const read: { readonly texts: readonly string[]; readonly seen: Seen }[] = [];
  await fc.assert(
    fc.asyncProperty(lives, async (life) => {
      const texts: string[] = [];
      const plans = new Map<string, string>();
      let now = BEGIN;
      for (const { of, says, later } of life) {
        now += later * DAY;
        if (says) plans.set(of, textOf(of, says));
        else plans.delete(of);
        const workspace = createWorkspace({ roots: ['file:///'], now: () => now });
        for (const [name, text] of plans) workspace.set(`file:///${name}.release`, text);
        const wish = { zone: 'Europe/Berlin', from: now };
        const within = timeOfCalendar({ ...wish, months: 2 }, now);
        const calendar = calendarOf(workspace, { ...wish, months: 24 }, now);
        if ('trouble' in calendar) throw new Error(calendar.trouble);
        const write = (at: number, before?: string) =>
          writeChangeCalendar({
            ...{ calendar, within, now: at },
            ...(before !== undefined && { before: new TextEncoder().encode(before) }),
          });
        texts.push(await write(now, texts.at(-1)));
        expect(await write(now + 5, texts.at(-1))).toBe(texts.at(-1));
        // Nobody has told the subscriber what it looks like but these files.
        const is = seenByIcalJs([await write(now)]);
        const all = seenByIcalJs([await writeChangeCalendar({ calendar, now })]);
        const seen = seenByIcalJs(texts);
        for (const [uid, event] of is) expect(seen.get(uid), uid).toEqual(event);
        // What they have seen before is told wherever it is by now; what is over stays as it was.
        for (const [uid, event] of seen) if (!isOver(event, calendar.within)) expect(event, uid).toEqual(all.get(uid));
        read.push({ texts: [...texts], seen });
      }
    }),
    { numRuns: 25 },
  );
  const theirs = await seenByIcalendar(read.map(({ texts }) => texts));
  expect(theirs).toEqual(read.map(({ seen }) => seen));
});

function isOver({ start }: SeenEvent, within: Span): boolean {
  return (typeof start === 'number' ? start : Date.parse(start) / 60_000) < within.start;
}

test('of one release, step by step', async () => {
  const read: { readonly texts: readonly string[]; readonly is: Seen }[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(release, { minLength: 2, maxLength: 6 }), async (life) => {
      const texts: string[] = [];
      for (const [i, says] of life.entries()) {
        if (!says) continue;
        const workspace = createWorkspace({ roots: [] });
        workspace.set('file:///one.release', textOf('one', says));
        const write = async (before?: string) => {
          const options = { format: 'ics', now: BEGIN + i * DAY } as const;
          const known = before === undefined ? {} : { before: new TextEncoder().encode(before) };
          const sent = await exported(workspace.analysis('file:///one.release'), 'one', { ...options, ...known });
          if ('trouble' in sent) throw new Error(sent.trouble);
          return sent.data as string;
        };
        texts.push(await write(texts.at(-1)));
        const is = seenByIcalJs([await write()]);
        expect(seenByIcalJs(texts)).toEqual(is);
        read.push({ texts: [...texts], is });
      }
    }),
    { numRuns: 15 },
  );
  const theirs = await seenByIcalendar(read.map(({ texts }) => texts));
  expect(theirs).toEqual(read.map(({ is }) => is));
});
