/** What is done to a step in a picture becomes text that says just that, or is refused with the reason. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyTextEdits } from '../../../language/edit/edits.ts';
import { format } from '../../../language/format.ts';
import { type Step, stepLabel } from '../../../plan/model.ts';
import { releaseOf } from '../../../plan/release-of.ts';
import type { SourceFile } from '../../../service/files/source-file.ts';
import type { StepEdit, StepEdited } from '../../../service/step-edit/model.ts';
import { editStep } from '../../../service/step-edit/step-edit.ts';
import { MAIN, NIGHT, openFiles } from '../../server/source-file.ts';

type Wish = Omit<StepEdit, 'release' | 'step'>;

function stepOf({ plan }: SourceFile, label: string): Step {
  return plan.releases[0]!.steps.find((step) => stepLabel(step) === label)!;
}

function edited(text: string, label: string, wish: Wish, others: Record<string, string> = {}) {
  const { file } = openFiles(text, others);
  const found = editStep(file, { release: file.plan.releases[0]!.name, step: stepOf(file, label).id, ...wish });
  return { file, found };
}

/** The texts with the edits, by their names. */
function texts({ workspace }: SourceFile, { edits }: StepEdited): Record<string, string> {
  const names = new Set(edits.map(({ file }) => file));
  return Object.fromEntries(
    [...names].map((name) => {
      const own = edits.filter(({ file }) => file === name);
      return [name, applyTextEdits(workspace.text(name)!, own)];
    }),
  );
}

/** The line of the text that is another one, without the space it is laid out with, and what comes of it. */
function lineOf(typed: string, label: string, wish: Wish): string {
  const text = format(typed);
  const { file, found } = edited(text, label, wish);
  if ('trouble' in found) return found.trouble;
  const before = text.split('\n').map(bare);
  const after = texts(file, found)[MAIN]!.split('\n').map(bare);
  return after.filter((line, i) => line !== before[i]).join('\n');
}

function bare(line: string): string {
  return line.trim().replace(/\s+/g, ' ');
}

const at = (clock: string, day = '05') => Date.parse(`2026-12-${day}T${clock}:00+01:00`) / 60_000;

describe('a start', () => {
  test.each<[step: string, was: string, is: string]>([
    ['deploy web', '', 'deploy web 15m by mara not before 23:10 undo 10m'],
    ['deploy web', 'not before 23:00', 'deploy web 15m by mara not before 23:10 undo 10m'],
    ['deploy web', 'at 23:00', 'deploy web 15m by mara at 23:10 undo 10m'],
    ['deploy web', 'at Sat 23:00', 'deploy web 15m by mara at Sat 23:10 undo 10m'],
    ['deploy web', 'at T+1h', 'deploy web 15m by mara at T+1h10m undo 10m'],
    ['deploy web', 'at Sat 2026-12-05 23:00', 'deploy web 15m by mara at Sat 2026-12-05 23:10 undo 10m'],
    [
      'deploy web',
      'at 2026-12-05 22:00 Europe/London',
      'deploy web 15m by mara at 2026-12-05 22:10 Europe/London undo 10m',
    ],
    ['deploy web', 'at tables + 10m', 'deploy web 15m by mara at tables + 20m undo 10m'],
  ])('of %s with `%s` becomes %s', (label, was, is) => {
    const text = NIGHT.replace('web 15m by mara', `web 15m by mara ${was}`);
    expect(lineOf(text, label, { start: at('23:10') })).toBe(is);
  });

  test('takes out a clause that would say nothing, and what cannot be earlier says why', () => {
    const text = NIGHT.replace('web 15m by mara', 'web 15m by mara not before 23:00');
    expect(lineOf(text, 'deploy web', { start: at('22:20') })).toBe('deploy web 15m by mara undo 10m');
    expect(lineOf(NIGHT, 'deploy web', { start: at('22:20') })).toBe(
      '`deploy web` cannot start earlier. Starts after tables. What holds it is to be moved.',
    );
  });

  test('of what is prepared as late as possible is written as `at`, and moves with the window where its neighbours do', () => {
    const prepared = (line: string) => NIGHT.replace('  run {', `  prepare {\n    ${line}\n  }\n\n  run {`);
    const day = { start: at('10:00', '03') };
    expect(lineOf(prepared('task index "Build it" 2h by jonas'), 'index', day)).toBe(
      'task index "Build it" 2h by jonas at Thu 2026-12-03 10:00',
    );
    expect(lineOf(prepared('task index "Build it" 2h by jonas due T-1d'), 'index', day)).toBe(
      'task index "Build it" 2h by jonas at T-2d 10:00 due T-1d',
    );
    expect(lineOf(prepared('task index "Build it" 2h by jonas at T-2wd 14:00'), 'index', day)).toBe(
      'task index "Build it" 2h by jonas at T-2wd 10:00',
    );
  });

  test('is refused, with the reason, where it would say something else', () => {
    const used = `runbook patch(host) {\n  stop host 5m\n}\n${NIGHT.replace('  run {', '  run {\n    use patch(web)')}`;
    expect(lineOf(used, 'stop web', { start: at('23:00') })).toContain('comes from `patch`');
    const again = NIGHT.replace('web 15m by mara', 'web 15m by mara every 1d until Tue 2026-12-08');
    expect(lineOf(again, 'deploy web', { start: at('23:30') })).toContain('comes round again');
    const done = NIGHT.replace('undo 10m\n    verify', 'undo 10m done\n    verify');
    expect(lineOf(done, 'deploy web', { start: at('23:30') })).toContain('is done');
    const broken = NIGHT.replace('    verify', '    verfiy it\n    verify');
    expect(lineOf(broken, 'deploy web', { start: at('23:30') })).toContain('cannot be read');
  });
});

describe('how long it takes', () => {
  test.each<[was: string, end: string, is: string]>([
    ['15m', '23:30', '40m'],
    ['15m', '22:55', '5m'],
    ['10m..15m..50m', '23:30', '35m..40m..1h15m'],
    ['10m..20m', '23:10', '15m..25m'],
    ['15m..', '23:30', '40m..'],
    ['', '23:30', '40m'],
  ])('of `%s` until %s is %s', (was, end, is) => {
    const text = NIGHT.replace('web 15m by mara', `web ${was} by mara`);
    expect(lineOf(text, 'deploy web', { end: at(end) })).toBe(`deploy web ${is} by mara undo 10m`);
  });

  test('is written as it is typed, and what is no duration says so', () => {
    expect(lineOf(NIGHT, 'deploy web', { duration: '20m..40m' })).toBe('deploy web 20m..40m by mara undo 10m');
    expect(lineOf(NIGHT, 'deploy web', { duration: 'tbd' })).toBe('deploy web tbd by mara undo 10m');
    expect(lineOf(NIGHT, 'deploy web', { duration: 'long' })).toContain('duration=long cannot be read');
  });

  test('of a step of a runbook stands in its line, for all that use it, or in the `use`', () => {
    const text = NIGHT.replace('  run {', '  run {\n    use patch(web, 20m)');
    const runbook = 'runbook patch(host, soak) {\n  stop host 5m\n  task wait-for-it soak\n}\n';
    expect(lineOf(runbook + text, 'stop web', { end: at('22:12') })).toBe('stop host 12m');
    expect(lineOf(runbook + text, 'patch.wait-for-it', { duration: '30m' })).toBe('use patch(web, 30m)');
    const { file, found } = edited(
      `import "shared.release"\n${text}`,
      'stop web',
      { end: at('22:12') },
      { 'shared.release': runbook },
    );
    expect(found).toMatchObject({
      says: ['Line 2 of shared.release changes, of runbook `patch`: so do all steps that are made of it.'],
    });
    expect(Object.keys(texts(file, found as StepEdited))).toEqual(['file:///plans/shared.release']);
  });
});

describe('words and order', () => {
  test.each<[wish: Wish, is: string]>([
    [{ title: 'New web' }, 'deploy web "New web" 15m by mara undo 10m'],
    [{ by: 'any of ops else jonas' }, 'deploy web 15m by any of ops else jonas undo 10m'],
    [{ by: '' }, 'deploy web 15m undo 10m'],
    [{ by: 'nobody-there' }, 'Nothing is called `nobody-there`.'],
    [{ title: 'a "b"' }, 'A title is one line of text without quotation marks.'],
    [{ title: 'New', duration: '20m', by: 'jonas' }, 'deploy web "New" 20m by jonas undo 10m'],
    [{ start: at('23:10'), end: at('23:40') }, 'deploy web 30m by mara not before 23:10 undo 10m'],
  ])('%j', (wish, is) => {
    expect(lineOf(NIGHT, 'deploy web', wish)).toBe(is);
  });

  test('a step waits for another one, and no more, unless the page says so', () => {
    const { file } = openFiles(NIGHT);
    const id = (label: string) => stepOf(file, label).id;
    expect(lineOf(NIGHT, 'verify web', { after: id('night-backup') })).toBe(
      'verify web "Smoke" 10m by jonas after night-backup',
    );
    expect(lineOf(NIGHT, 'night-backup', { after: id('verify web') })).toContain('would wait for itself');
    const text = NIGHT.replace('10m by jonas\n', '10m by jonas after night-backup, tables\n');
    expect(lineOf(text, 'verify web', { notAfter: id('night-backup') })).toBe(
      'verify web "Smoke" 10m by jonas after tables',
    );
    expect(lineOf(text, 'verify web', { notAfter: id('tables') })).toBe(
      'verify web "Smoke" 10m by jonas after night-backup',
    );
    expect(lineOf(NIGHT, 'verify web', { notAfter: id('deploy web') })).toContain('where the page is the order');
  });
});

test('what is promised are the end, the outage and the findings of that text', () => {
  const { found } = edited(NIGHT, 'deploy web', { start: at('01:50', '06') });
  expect(found).toMatchObject({
    says: ['The line says `not before 01:50`.'],
    outcome: {
      when: 'Sun 01:50 – 02:05 (15 min)',
      moved: [{ start: at('01:50', '06') }, { start: at('02:05', '06') }],
      facts: [
        { text: 'the run ends Sun 02:15, 3 h later', tone: 'worse' },
        { text: 'the run ends 15 min after its window', tone: 'worse' },
        { text: 'rollback margin 2 h 25 min → -35 min: rolling back ends after the window', tone: 'worse' },
        { text: expect.stringContaining('decide by'), tone: 'plain' },
      ],
      added: [{ code: 'outside-window', severity: 'error' }],
      gone: [],
    },
  });
});

// ------------------------------------------------------------------------------------------------ any plan, any drag

const PEOPLE = ['mara', 'jonas', 'dba', 'any of ops'];
const line = fc
  .record({
    what: fc.constantFrom('deploy web', 'task', 'stop web', 'migrate orders-db', 'verify web', 'backup orders-db'),
    title: fc.constantFrom('', '"Look at it"'),
    takes: fc.constantFrom('', '5m', '25m', '1h30m', '20m..25m..50m', '10m..30m', '1d', '2wd', 'tbd'),
    who: fc.constantFrom('', ...PEOPLE.map((name) => `by ${name}`)),
    when: fc.constantFrom(
      '',
      '',
      '',
      'not before 22:40',
      'at 23:00',
      'not before T+45m',
      'at Sat 2026-12-05 23:15',
      'not before Sat 23:00',
      'at s0 + 30m',
      'not before Sun 2026-12-06 00:10 UTC',
      'during 23:00 .. 23:40',
      'due 01:00',
      'every 1d until T+3d',
    ),
    done: fc.constantFrom('', '', '', 'done'),
    comment: fc.constantFrom('', '  // as agreed', ' {\n      - "Look"\n    }'),
  })
  .map((parts) => ({ ...parts }));
const before = fc.constantFrom(
  'at Thu 2026-12-03 14:00',
  'due T-1wd',
  'due T-2d',
  'at T-2wd 10:00',
  'not before T-4d due T-1d',
  '',
);

const plans = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 6 }),
  prepared: fc.array(before, { maxLength: 2 }),
  isParallel: fc.boolean(),
  hasUse: fc.boolean(),
  hasDate: fc.boolean(),
});

function textOf({
  lines,
  prepared,
  isParallel,
  hasUse,
  hasDate,
}: typeof plans extends fc.Arbitrary<infer P> ? P : never): string {
  const written = lines.map(({ what, title, takes, who, when, done, comment }, i) => {
    const named = what === 'task' ? `task s${i}` : `${what} as s${i}`;
    return `    ${[named, title, takes, who, when, done].filter(Boolean).join(i % 2 ? '  ' : ' ')}${comment}`;
  });
  const run = isParallel ? ['    parallel {', ...written, '    }'] : written;
  const prepare = prepared.map((when, i) => `    task p${i} 3h by jonas ${when}`);
  return [
    'runbook patch(host) {\n  stop host 5m\n  task look "Look" 10m by mara\n}',
    ...NIGHT.split('\n').flatMap((one) => {
      if (/^ {4}|^ {6}|^ {4}\}/.test(one)) return [];
      if (one.startsWith('  window') && !hasDate) return ['  window  tbd'];
      if (one !== '  run {') return [one];
      return [
        ...(prepare.length > 0 ? ['  prepare {', ...prepare, '  }'] : []),
        one,
        ...(hasUse ? ['    use patch(web)'] : []),
        ...run,
      ];
    }),
  ].join('\n');
}

test('any drag in any plan: the text can be read, only the line that is meant says something else, and the schedule is the one promised', () => {
  const tally = { made: 0, refused: 0 };
  fc.assert(
    fc.property(plans, fc.nat(), fc.integer({ min: -60, max: 60 }), fc.boolean(), (plan, which, fives, isEnd) => {
      const text = textOf(plan);
      const { file } = openFiles(text);
      const release = file.plan.releases[0]!;
      const schedule = file.analysis.schedules[0]!;
      const step = release.steps[which % release.steps.length]!;
      const now = schedule.steps[step.id];
      const by = fives === 0 ? 5 : fives * 5;
      const wish = isEnd ? { end: (now?.end ?? 0) + by } : { start: (now?.start ?? 0) + by };
      const found = editStep(file, { release: release.name, step: step.id, ...wish });
      expect(file.workspace.text(MAIN)).toBe(text);
      if ('trouble' in found) {
        tally.refused++;
        expect(found.trouble).toMatch(/^[A-Z`].*[.`]$/s);
        return;
      }
      tally.made++;
      const [changed] = Object.values(texts(file, found)) as [string];
      const { file: then } = openFiles(changed);
      expect(then.plan.problems).toEqual(file.plan.problems);
      const is = then.analysis.schedules[0]!;
      const after = releaseOf(then.analysis, is);
      // What is promised is what it is, of every step.
      const promised = new Map(found.outcome.moved.map((one) => [one.step, one]));
      for (const [i, one] of release.steps.entries()) {
        const [was, will] = [schedule.steps[one.id], is.steps[after.steps[i]!.id]];
        const said = promised.get(one.id) ?? was;
        expect([one.id, will?.start, will?.end]).toEqual([one.id, said?.start, said?.end]);
      }
      if (!isEnd && !step.notBefore && !step.at) {
        expect([wish.start, Math.max(wish.start!, now!.start + 1)]).toContain(
          Math.min(found.outcome.start, wish.start!),
        );
      }
      // One line says something else.
      const strip = (said: string) =>
        said
          .split('\n')
          .map((one) => one.replace(/\s+/g, ''))
          .filter(Boolean);
      const [old, fresh] = [strip(text), strip(changed)];
      const others = old.filter((one, i) => one !== fresh[i]);
      expect([others.length, fresh.length]).toEqual([1, old.length]);
      const own = text.split('\n')[step.head.range.start.line]!;
      if (!step.usedAt) expect(own.replace(/\s+/g, '')).toContain(others[0]!.slice(0, 8));
    }),
    { numRuns: 20 },
  );
  // Neither is a rare case.
  expect(Math.min(tally.made, tally.refused)).toBeGreaterThan(2);
});
