/** What is written as JSON is what the schemas say, no more and no less, and what they said before still holds. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyTextEdits } from '../../language/edit/edits.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import type { Answers } from '../../service/answers.ts';
import { createWorkspace } from '../../service/files/plan-workspace.ts';
import { createPlanService, type PlanService } from '../../service/service.ts';
import { AT, createWorkplace, FINE, type Workplace } from '../cli/command.ts';
import { breaksOf } from './breaks.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PRESENT = join(ROOT, 'docs/schemas');
/** As they were when a major version was released. */
const STABLE = join(import.meta.dirname, 'stable/1');
const NAMES = readdirSync(PRESENT).map((file) => file.replace(/\.json$/, '')) as (keyof Answers)[];

const ajv = new Ajv2020({ allErrors: true });
const strict = new Map(NAMES.map((name) => [name, ajv.compile(closed(schemaIn(PRESENT, name)))]));

function expectValid(name: keyof Answers, answer: unknown, about: string): void {
  const validate: ValidateFunction = strict.get(name)!;
  // What would be lost on the way to another program is none of the answer.
  expect(JSON.parse(JSON.stringify(answer)), about).toEqual(answer);
  expect(structuredClone(answer), about).toEqual(answer);
  validate(JSON.parse(JSON.stringify(answer)));
  expect(
    ajv.errorsText(
      validate.errors?.map((one) => ({ ...one, message: `${one.message} ${JSON.stringify(one.params)}` })),
    ),
    about,
  ).toBe('No errors');
}

function open(uri: string, text: string, others: Readonly<Record<string, string>> = {}): PlanService {
  const workspace = createWorkspace({ now: () => new Date('2026-11-23T12:00Z') });
  for (const [other, content] of Object.entries(others)) workspace.set(other, content);
  workspace.set(uri, text);
  return createPlanService(workspace);
}

const FILE = 'file:///plans/night.release';

/** What breaks each check, with what passes as what it said before, and every example there is. */
const TEXTS = [
  ...checks.map(({ code, example }) => [`what breaks ${code}`, FILE, example.breaks, example.passes] as const),
  ...readdirSync(join(ROOT, 'examples'))
    .filter((name) => name.endsWith('.release'))
    .map((name) => {
      const path = join(ROOT, 'examples', name);
      const text = readFileSync(path, 'utf8');
      return [
        name,
        pathToFileURL(path).href,
        text,
        text.replace(/\b(\d+)m\b/, '7m').replace(/\n {4}verify .*/, ''),
      ] as const;
    }),
];

const SHARED = Object.fromEntries(
  readdirSync(join(ROOT, 'examples/shared')).map((name) => {
    const path = join(ROOT, 'examples/shared', name);
    return [pathToFileURL(path).href, readFileSync(path, 'utf8')];
  }),
);

test.each(TEXTS)('%s', (about, uri, text, earlier) => {
  const plans = open(uri, text, SHARED);
  expectValid('report', plans.check(uri), about);
  expectValid('report', plans.schedule(uri, { risk: { runs: 20 } }), about);
  expectValid('diff', plans.diff({ [uri]: earlier }), about);
  expectValid('diff', plans.diff({ [uri]: null }), about);
  expectValid('preview', plans.preview(uri), about);
  expectValid('edit', plans.edit(uri, { kind: 'format' }), about);
  const held = plans.policy(uri);
  if (Array.isArray(held)) expectValid('policy', held, about);
  else expect([held, plans.preview(uri).releases]).toEqual([{ trouble: expect.stringContaining('no release') }, []]);
  expectValid('policy', plans.policy(uri, { kind: 'emergency' }), about);
  const lines = text.split('\n');
  for (const [line, content] of lines.entries()) {
    const position = { line, character: content.search(/\S|$/) + 1 + (line % 7) };
    const hover = plans.hover(uri, position);
    if (hover) expectValid('hover', hover, about);
  }
  const last = lines.length - 1;
  expectValid('complete', plans.complete(uri, { line: last >> 1, character: 4 }), about);
});

test('edits do what they say', () => {
  const text = FINE.replace(/\n {4}verify .*/, '');
  const plans = open(FILE, text);
  const [finding] = plans.check(FILE).files[0]!.releases[0]!.findings.filter(({ code }) => code === 'verify-missing');
  const ask = { kind: 'waive', code: 'verify-missing', line: finding!.range.start.line } as const;
  const waived = plans.edit(FILE, { ...ask, because: 'the vendor looks at it' }) as Answers['edit'];
  expectValid('edit', waived, 'a waiver');
  const after = open(
    FILE,
    applyTextEdits(
      text,
      waived.edits.map((edit) => ({ ...edit, file: edit.path })),
    ),
  );
  const found = after.check(FILE).files[0]!.releases[0]!.findings.find(({ code }) => code === 'verify-missing');
  expect(found?.waived).toBe('the vendor looks at it');
  expect(plans.edit(FILE, { ...ask, because: 'a "reason"' })).toHaveProperty('trouble');
  expect(plans.edit(FILE, { ...ask, line: 0, because: 'it' })).toEqual({
    trouble: 'There is no finding of verify-missing on line 1.',
  });
  expectValid('report', after.check(), 'waived');
});

test('a picture, a page, and a sentence where there is neither', async () => {
  const plans = open(FILE, `${FINE}\nrelease other {\n  window Sat 2027-02-06 22:00 .. 23:00\n}\n`);
  expect(await plans.render(FILE, { format: 'svg' })).toMatch(/^<svg /);
  const other = await plans.render(FILE, { format: 'html', release: 'other' });
  expect(other).toMatch(/^<!doctype html>/i);
  expect(other).not.toContain('night-1.0');
  for (const [ask, told] of [
    [{ format: 'png' }, /no format 'png'.*svg, html/],
    [{ format: 'svg', view: 'checklist' }, /checklist is no picture/],
    [{ format: 'html', view: 'gantt' }, /no view 'gantt'.*schedule, run-sheet, dates/],
    [{ format: 'svg', release: 'another' }, /no release 'another'.*night-1.0, other/],
  ] as const) {
    expect(await plans.render(FILE, ask)).toEqual({ trouble: expect.stringMatching(told) });
  }
  expect(plans.policy(FILE, { release: 'another' })).toEqual({ trouble: expect.stringContaining('night-1.0, other') });
});

test('repairs', () => {
  for (const { code, example, fixable } of checks) {
    if (fixable) expectValid('fix', open(FILE, example.breaks).fix(), code);
  }
});

test('what else is asked', () => {
  const plans = open(FILE, FINE);
  expectValid('explain', plans.explain(), 'all checks');
  expectValid('explain', plans.explain('cycle'), 'a check');
  expectValid('trouble', plans.explain('cylce'), 'no check');
  expectValid('what-if', plans.whatIf(FILE, { set: ['deploy web.duration=50m'] }), 'a duration');
  expectValid('what-if', plans.whatIf(FILE, { without: ['mara'] }), 'a person');
  expectValid('trouble', plans.whatIf(FILE, { set: ['deploy webb.duration=50m'] }), 'no step');
  const line = FINE.split('\n').findIndex((each) => each.includes('verify web'));
  expectValid('edit', plans.edit(FILE, { kind: 'tick', line }), 'a tick');
  expectValid(
    'edit',
    plans.edit(FILE, { kind: 'rename', position: { line: 0, character: 8 }, name: 'maria' }),
    'a name',
  );
  expectValid(
    'trouble',
    plans.edit(FILE, { kind: 'rename', position: { line: 3, character: 0 }, name: 'm' }),
    'no name',
  );
});

describe('the command line writes the same', () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await createWorkplace();
    await work.write({ 'night.release': FINE, 'later.release': FINE.replace('rollout 15m', 'rollout 40m') });
  });
  afterAll(() => work.remove());

  const json = async (...args: readonly string[]) => {
    const { stdout, stderr } = await work.run([...args, '--format', 'json']);
    expect(stderr).toBe('');
    return JSON.parse(stdout);
  };
  const own = () => {
    const uri = pathToFileURL(join(work.folder, 'night.release')).href;
    const workspace = createWorkspace({ now: () => new Date('2026-11-23T12:00Z') });
    workspace.set(uri, FINE);
    return { uri, plans: createPlanService(workspace, { pathOf: () => 'night.release' }) };
  };

  test('as the service gives', async () => {
    const { uri, plans } = own();
    expect(await json('check', 'night.release', ...AT)).toEqual(plans.check(uri));
    expect(await json('schedule', 'night.release', ...AT)).toEqual(plans.schedule(uri));
    const wanted = { set: ['deploy web.duration=50m'], without: ['jonas'], start: '+30m' };
    const words = ['--set', wanted.set[0]!, '--without', 'jonas', '--start', '+30m'];
    expect(await json('schedule', 'night.release', ...words, ...AT)).toEqual(plans.whatIf(uri, wanted));
    expect(await json('explain', '--list')).toEqual(plans.explain());
    expect(await json('explain', 'cycle')).toEqual(plans.explain('cycle'));
    const { base, head, ...news } = await json('diff', 'later.release', 'night.release', ...AT);
    expect({ base: base.commit, head: head.commit }).toEqual({ base: null, head: null });
    const { base: _, head: __, ...same } = plans.diff({ [uri]: FINE.replace('rollout 15m', 'rollout 40m') });
    expect(news).toEqual(same);
  });

  test('and what it alone writes has a schema too', async () => {
    expectValid('refine', await json('schedule', 'night.release', '--refine', '100', ...AT), 'refine');
    expectValid('policy', await json('policy', 'night.release'), 'policy');
    expectValid('diff', await json('diff', 'later.release', 'night.release', ...AT), 'diff');
    expectValid('today', await json('today', 'night.release', ...AT), 'today');
    expectValid('slot', await json('slot', 'night.release', ...AT), 'slot');
    const absence = ['--without', 'mara from 2026-12-01 until 2026-12-31'];
    const year = await json('calendar', 'night.release', ...absence, ...AT);
    expectValid('calendar', year, 'calendar');
    expect(year.broken.flatMap(({ findings }: { findings: object[] }) => findings)).not.toEqual([]);
  });
});

test('a member that no schema names is a mistake here, and so is one that is missing', () => {
  const { edits } = open(FILE, `${FINE}  `).edit(FILE, { kind: 'format' }) as Answers['edit'];
  expect(edits.length).toBeGreaterThan(0);
  expect(() => expectValid('edit', { edits, more: 1 }, '')).toThrow('data must NOT have add');
  expect(() => expectValid('edit', { edits: [{ ...edits[0], path: undefined }] }, '')).toThrow(
    'data/edits/0 must have req',
  );
});

test('a file that nobody has put in is told', () => {
  expect(() => open(FILE, FINE).check('file:///other.release')).toThrow(
    "There is no text of file:///other.release. Put it in first: workspace.set('file:///other.release', text).",
  );
});

describe('what was stable is', () => {
  test('there', () => {
    expect(NAMES).toEqual(expect.arrayContaining(readdirSync(STABLE).map((file) => file.replace(/\.json$/, ''))));
  });

  test.each(readdirSync(STABLE))('as it was: %s', (file) => {
    const name = file.replace(/\.json$/, '');
    expect(breaksOf(schemaIn(STABLE, name), schemaIn(PRESENT, name))).toEqual([]);
  });

  const REPORT = schemaIn(PRESENT, 'report');
  const without = (name: string) => (release: Changeable) => {
    delete release.properties[name];
    return release;
  };
  const as = (name: string, schema: unknown) => (release: Changeable) => {
    release.properties[name] = schema;
    return release;
  };
  const optional = (name: string) => (release: Changeable) => {
    return { ...release, required: release.required.filter((each) => each !== name) };
  };

  test.each<[string, (release: Changeable) => Changeable, readonly string[]]>([
    ['nothing', (release) => release, []],
    ['a member more', as('cost', { type: 'number' }), []],
    ['a member less', without('zone'), ['zone is gone']],
    ['a member that may be missing', optional('end'), ['end may be missing']],
    ['another kind', as('outageMinutes', { type: 'string' }), ['outageMinutes was number, and is string']],
    ['one kind more', as('zone', { anyOf: [{ type: 'string' }, { type: 'null' }] }), ['zone may be null']],
    ['one kind less', as('title', { type: 'string' }), []],
  ])('%s', (_, change, expected) => {
    const copy = structuredClone(REPORT);
    const definitions = copy.$defs as Record<string, Changeable>;
    definitions.JsonRelease = change(definitions.JsonRelease!);
    expect(breaksOf(REPORT, copy)).toEqual(expected.map((what) => `answer.files[].releases[].${what}`));
  });
});

interface Changeable {
  properties: Record<string, unknown>;
  required: string[];
}

function schemaIn(folder: string, name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}

/** Published schemas let answers grow; here whatever they do not name is a mistake. */
function closed(schema: Record<string, unknown>): Record<string, unknown> {
  const close = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(close);
    if (typeof value !== 'object' || value === null) return value;
    const made = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, close(each)]));
    const isObject = (value as { type?: unknown }).type === 'object' && !('additionalProperties' in value);
    return isObject ? { ...made, additionalProperties: false } : made;
  };
  return close(schema) as Record<string, unknown>;
}
