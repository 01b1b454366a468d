/** What a reviewer is told first. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../plan/analysis.ts';
import { compare } from '../../plan/diff/compare.ts';
import { headlinesOf } from '../../view/diff/headlines.ts';
import { newsOf } from '../../view/diff/news.ts';
import { planOf, planSpecs } from '../schedule/random-plans.ts';
import { NIGHT } from '../server/source-file.ts';
import { analysed } from '../what-if/tried.ts';

/** Without those that count findings, which each of these changes would bring some of. */
function headlines(base: string, head: string): readonly string[] {
  const all = compare(analysed(base), analysed(head)).releases.flatMap(headlinesOf);
  return all.map(({ text, tone }) => `${tone}: ${text}`).filter((text) => !/ (new|gone)$/.test(text));
}

const DEPLOY = '    deploy  web 15m by mara undo 10m\n';
const OUTAGE = NIGHT.replace(DEPLOY, `    outage {\n  ${DEPLOY}    }\n`);

describe('the night', () => {
  test('of which nothing is different', () => {
    expect(headlines(NIGHT, NIGHT)).toEqual([]);
    expect(headlines(NIGHT, `// A note\n${NIGHT}`)).toEqual([]);
  });

  test('goes live when the users are back', () => {
    expect(headlines(OUTAGE, OUTAGE.replace('web 15m', 'web 40m'))).toEqual([
      'worse: go-live moves 25 min later (Sat 2026-12-05 23:30 Europe/Berlin)',
      'worse: outage 15 min → 40 min',
      'worse: rollback margin 2 h 25 min → 2 h',
      'plain: 1 step changed',
    ]);
    expect(headlines(OUTAGE, OUTAGE.replace('"Smoke" 10m', '"Smoke" 30m'))).toEqual([
      'worse: the run ends 20 min later (Sat 2026-12-05 23:35 Europe/Berlin)',
      'worse: rollback margin 2 h 25 min → 2 h 5 min',
      'plain: 1 step changed',
    ]);
  });

  test('goes live at the milestone of that name', () => {
    const at = (clock: string) => NIGHT.replace('  run {', `  milestone go-live Sun 2026-12-06 ${clock}\n  run {`);
    expect(headlines(at('06:00'), at('08:00'))).toContain(
      'worse: go-live moves 2 h later (Sun 2026-12-06 08:00 Europe/Berlin)',
    );
  });

  test('is postponed, which makes it neither easier nor harder', () => {
    const later = NIGHT.replace(
      'Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00',
      'Sat 2026-12-12 22:00 .. Sun 2026-12-13 02:00',
    );
    expect(later).not.toBe(NIGHT);
    const [first, ...rest] = headlines(NIGHT, later);
    expect(first).toMatch(/^plain: go-live moves 7 d later \(Sat 2026-12-12/);
    expect(rest.join()).not.toMatch(/window|run ends/);
  });

  test('gets a date, and loses it', () => {
    const open = NIGHT.replace(/window.*/, 'window tbd');
    expect(headlines(open, NIGHT)[0]).toBe('plain: the date is set: Sat 2026-12-05 22:00 Europe/Berlin');
    expect(headlines(NIGHT, open)[0]).toBe('plain: the date is open again');
  });

  test('ends after its window', () => {
    expect(headlines(NIGHT, NIGHT.replace('web 15m', 'web 200m'))).toContain(
      'worse: the run ends 20 min after its window',
    );
  });
});

describe('people', () => {
  test('who rest too little now, and who rest again', () => {
    const rostered = (until: string) =>
      NIGHT.replace(
        /\}\n$/,
        `  roster watch {\n    cover by mara Sat 2026-12-05 22:00 .. Sun 2026-12-06 ${until}\n    cover by mara Sun 2026-12-06 12:00 .. 18:00\n  }\n}\n`,
      );
    expect(headlines(rostered('00:30'), rostered('03:00'))).toContain('worse: mara now rests too little');
    expect(headlines(rostered('03:00'), rostered('00:30'))).toContain('better: mara rests long enough again');
    expect(headlines(rostered('03:00'), rostered('04:00')).join()).not.toMatch(/mara (now )?rests/);
  });
});

describe('whatever the plans are', () => {
  const analyses = planSpecs({ people: true }).map((spec) => analyse(planOf(spec).plan));

  test('there is nothing to say of a plan and itself', () => {
    fc.assert(
      fc.property(analyses, (one) => {
        const news = newsOf({ status: 'changed', path: 'a.release', difference: compare(one, one) });
        expect([news.releases, news.headlines, news.sections]).toEqual([[], [], []]);
      }),
      { numRuns: 30 },
    );
  });

  test('what comes one way goes the other', () => {
    fc.assert(
      fc.property(analyses, analyses, (a, b) => {
        const [there, back] = [compare(a, b).releases[0]!, compare(b, a).releases[0]!];
        expect(there.findings.added.length).toBe(back.findings.gone.length);
        expect(there.findings.gone.length).toBe(back.findings.added.length);
        expect(there.run.goLive).toEqual(back.run.goLive && { from: back.run.goLive.to, to: back.run.goLive.from });
        const moves = (one: typeof there) => headlinesOf(one).filter(({ text }) => /go-live/.test(text)).length;
        expect(moves(there)).toBe(moves(back));
      }),
      { numRuns: 30 },
    );
  });
});
