/**
 * `docs/language.md` says nothing that is not so: its examples are read, laid out and scheduled, its tables computed,
 * and no word of the language is missing from it.
 */
import { describe, expect, test } from 'vitest';
import { CLAUSES, clausesOf } from '../../language/clauses-of.ts';
import { format } from '../../language/format.ts';
import { LINES } from '../../language/lines.ts';
import { CLAUSE_WORDS, STATEMENT_WORDS } from '../../language/parse/lexer.ts';
import { tokenize } from '../../language/parse/parser.ts';
import type { Analysis } from '../../plan/analysis.ts';
import type { PointRef, Time } from '../../plan/model.ts';
import { pointLookup } from '../../plan/order/points.ts';
import { whenIs } from '../../plan/schedule/dated/when-is.ts';
import { WHOSE_DAYS } from '../../plan/schedule/dated/whose-days.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { addDuration, formatDuration, parseDuration, parseEstimate } from '../../plan/time/duration.ts';
import { formatInstant } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';
import { clausesTable, linesTable } from '../../scripts/generated/word-tables.ts';
import { type Fence, fileOf, referencePage, tableOf } from '../../scripts/site/reference-page.ts';
import { analyseFiles, described, found, marks } from '../checks/marked.ts';

const page = referencePage();
const BERLIN = 'Europe/Berlin';
const NAMED = Object.fromEntries(
  page.fences.flatMap((fence) => {
    const name = /^file (\S+)$/.exec(fence.marker)?.[1];
    return name ? [[uriOf(name), fence.text]] : [];
  }),
);

describe.each(page.fences.map((fence) => [fence.line, fence] as const))('the example on line %i', (_, fence) => {
  test('is laid out as the formatter lays it out', () => {
    const file = fileOf(fence);
    expect(format(file)).toBe(file);
  });

  test('is understood, every name of it resolves', () => {
    const { findings, plan } = analysisOf(fence);
    const form = findings.filter(({ code }) => code === 'syntax' || code === 'internal-error');
    expect(found(form), described(form).join('\n')).toEqual(
      ownMarks(fence).filter((mark) => mark.endsWith(': syntax')),
    );
    const unknown = plan.references.filter(({ target }) => !target);
    expect(unknown.map(({ name, place }) => `${place.range.start.line + 1}: ${name}`)).toEqual([]);
    expect(plan.placeholders).toEqual([]);
    const twice = ownMarks(fence).filter((mark) => mark.endsWith(': duplicate-name'));
    expect(plan.duplicates).toHaveLength(twice.length);
  });

  test('can happen as it is written', () => {
    // That a date is open is what some examples are about.
    const conflicts = analysisOf(fence).schedules.flatMap((schedule) => schedule.conflicts);
    expect(conflicts.filter(({ kind }) => kind !== 'unknown-time').map(({ kind, steps }) => [kind, ...steps])).toEqual(
      [],
    );
  });

  if (fence.marker === 'checked')
    test('has exactly the findings that it marks', () => {
      // That something of the cast is not used here is no fault of the example.
      const { findings } = analysisOf(fence);
      expect(found(findings).sort(), described(findings).join('\n')).toEqual(ownMarks(fence).sort());
    });

  if (fence.table)
    test('happens when the table below it says', () => {
      const { plan, schedules } = analysisOf(fence);
      const schedule = schedules[0]!;
      const [release] = plan.releases;
      const find = pointLookup(plan, release!);
      const rows = fence.table!.rows.map(([what]) => {
        const { start, end } = whenIs(schedule, find(pointOf(what!), 'start')?.thing);
        return [what, shown(start, release!.zone), shown(end, release!.zone)];
      });
      expect(rows).toEqual(fence.table!.rows);
    });
});

describe('the page', () => {
  test('has an example of every word that can open a line', () => {
    expect(unseen(STATEMENT_WORDS)).toEqual([]);
  });

  test('has an example of every word that can open a clause', () => {
    expect(unseen(CLAUSE_WORDS)).toEqual([]);
  });

  test('begins with a plan of twelve lines', () => {
    const [first] = page.fences;
    expect(first!.text.trimEnd().split('\n')).toHaveLength(12);
  });

  test('lists what stands where', () => {
    expect(tableOf(page, 'in').rows).toEqual(linesTable());
  });

  test('lists which clauses a line takes', () => {
    expect(tableOf(page, 'line').rows).toEqual(clausesTable());
  });

  test('lists every word that can open a line, and every clause', () => {
    const lines = new Set(Object.values(LINES).flat());
    for (const word of STATEMENT_WORDS) expect(lines).toContain(word);
    const clauses = new Set([...lines].flatMap((word) => clausesOf(word)));
    expect(CLAUSES.filter((clause) => !clauses.has(clause))).toEqual([]);
  });
});

describe('the tables of times', () => {
  test('dates and hours', () => {
    const { rows } = tableOf(page, 'written');
    expect(rows.length).toBeGreaterThan(20);
    const computed = rows.map(([written]) => {
      const { schedule, release } = timed(`milestone m at ${code(written!)}`, `issue i due ${code(written!)}`);
      const shownAt = (time: Time | undefined) => shown(schedule.moments[time!.id]?.at, BERLIN);
      return [written, shownAt(release.milestones[1]!.at), shownAt(release.issues[0]!.due)];
    });
    expect(computed).toEqual(rows);
  });

  test('ranges', () => {
    const { rows } = tableOf(page, 'range');
    const computed = rows.map(([written]) => {
      const { schedule, release } = timed(`event e during ${code(written!)}`);
      const { start, end } = whenIs(schedule, release.events[0]);
      return [written, shown(start, BERLIN), shown(end, BERLIN)];
    });
    expect(computed).toEqual(rows);
  });

  test('whose working days count', () => {
    const { rows } = tableOf(page, 'counted in the calendar of');
    const words = { release: 'the release', audience: 'the audience', doer: 'whoever does it' };
    const whose = (of: string) => Object.entries(WHOSE_DAYS).flatMap(([what, one]) => (one === of ? what : []));
    expect(rows).toEqual(Object.entries(words).map(([of, word]) => [word, whose(of).join(', ')]));
  });

  test('durations', () => {
    const { header, rows } = tableOf(page, 'duration');
    const begin = Date.UTC(2026, 9, 24, 10) / 60_000;
    expect(header[2]).toContain(formatInstant(begin, BERLIN));
    const computed = rows.map(([written, meaning]) => [
      written,
      meaning,
      formatInstant(addDuration(begin, parseDuration(code(written!))!, BERLIN), BERLIN),
    ]);
    expect(computed).toEqual(rows);
  });

  test('estimates', () => {
    const { rows } = tableOf(page, 'estimate');
    const computed = rows.map(([written]) => {
      const { min, likely, max } = parseEstimate(code(written!))!;
      return [written, ...[min, likely, max].map(formatDuration)];
    });
    expect(computed).toEqual(rows);
  });

  test('what comes round again', () => {
    const { rows } = tableOf(page, 'recurrence');
    const computed = rows.map(([written]) => {
      const { schedule } = timed(`meet weekly 30m by mara ${code(written!)}`);
      const moments = Object.values(schedule.steps)[0]!.occurrences.map(({ start }) => formatInstant(start, BERLIN));
      return [written, moments.join(', ')];
    });
    expect(computed).toEqual(rows);
  });
});

/** A release in which T is Thu 2026-12-03 20:00 and `go-live` an hour later, with more lines. */
function timed(...lines: readonly string[]) {
  const text = [
    'person mara',
    'release times-1.0 {',
    `  zone ${BERLIN}`,
    '  window Thu 2026-12-03 20:00 .. 23:00',
    '  milestone go-live at Thu 2026-12-03 21:00',
    ...lines.map((line) => `  ${line}`),
    '}',
  ].join('\n');
  const { plan, schedules } = analyseFiles({ [uriOf('times.release')]: text }, uriOf('times.release'));
  expect(plan.problems, text).toEqual([]);
  const schedule: Schedule = schedules[0]!;
  return { schedule, release: plan.releases[0]! };
}

function analysisOf(fence: Fence): Analysis {
  const uri = uriOf(/^file (\S+)$/.exec(fence.marker)?.[1] ?? 'example.release');
  return analyseFiles({ ...NAMED, [uri]: fileOf(fence) }, uri);
}

function ownMarks(fence: Fence): string[] {
  return marks(fileOf(fence));
}

function uriOf(name: string): string {
  return `file:///plans/${name}`;
}

/** `` `backup orders-db` `` is an unnamed step, `` `run` `` a name. */
function pointOf(cell: string): Pick<PointRef, 'ref' | 'target'> {
  const place = { file: '', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
  const [name, target] = code(cell).split(' ');
  return { ref: { name: name!, place }, target: target === undefined ? undefined : { name: target, place } };
}

function code(cell: string): string {
  return cell.replace(/^`|`$/g, '');
}

function shown(at: Instant | undefined, zone: string): string {
  return at === undefined ? 'not known' : formatInstant(at, zone);
}

/** Words of the language that no example uses as what they are. */
function unseen(words: ReadonlySet<string>): string[] {
  const seen = new Set(
    page.fences.flatMap((fence) => tokenize(fileOf(fence)).tokens.map((token) => token.tokenType.name)),
  );
  return [...words].filter((word) => !seen.has(word));
}
