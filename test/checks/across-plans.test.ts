/** What two plans of a workspace do to each other: people, environments, systems and freezes that both of them see. */
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { active, NOW } from './marked.ts';

const SHARED = `person priya
person jonas
person mara
environment production
environment preprod {
  exclusive
}
environment sandbox
server   app-01  in production
service  web     in production on app-01
service  billing in production
`;

interface Content {
  readonly window?: string;
  readonly person?: string;
  readonly system?: string;
  /** Other lines of the release. */
  readonly lines?: string;
  /** Before the release; default: the import. */
  readonly head?: string;
}

/** A release that deploys one system from 22:00 to 22:30 and verifies it to 22:40. */
function release(name: string, content: Content): string {
  const { window = 'Sat 2026-12-05 22:00 .. 23:30', person = 'priya', system = 'web', lines = '', head } = content;
  return `${head ?? 'import "shared.release"'}

release ${name} {
  kind   standard
  zone   Europe/Berlin
  window ${window}
  change CHG-${name}
  ${lines}
  run {
    deploy ${system} 30m by ${person} undo 5m
    verify ${system} 10m by ${person}
  }
}
`;
}

function workspaceOf(files: Readonly<Record<string, string>>) {
  const workspace = createWorkspace({ roots: ['file:///plans/'], now: () => NOW });
  for (const [name, text] of Object.entries(files)) workspace.set(`file:///plans/${name}.release`, text);
  return {
    workspace,
    /** `file: code: message` of the findings of one code. */
    messages: (code: string) =>
      Object.keys(files).flatMap((name) =>
        active(workspace.analysis(`file:///plans/${name}.release`).findings)
          .filter((finding) => finding.code === code)
          .map(({ message }) => `${name}: ${message}`),
      ),
  };
}

/** The messages of two plans, `a` and `b`. */
function messages(code: string, a: Content, b: Content, shared = SHARED): string[] {
  return workspaceOf({ shared, a: release('a', a), b: release('b', b) }).messages(code);
}

const LATER = 'Sat 2026-12-05 22:20 .. 23:50';
const OTHER = { person: 'jonas', system: 'billing' };

describe('one person in two plans', () => {
  test('is double-booked, and both plans say so and lead to the other one', () => {
    const { workspace, messages } = workspaceOf({
      shared: SHARED,
      a: release('a', {}),
      b: release('b', { window: LATER, system: 'billing' }),
    });
    const found = messages('double-booked');
    expect(found.map((message) => message.slice(0, 42))).toEqual([
      'a: `priya` is in two places for 10 min: `d',
      'a: `priya` is in two places for 10 min: `v',
      'b: `priya` is in two places for 10 min: `d',
    ]);
    expect(found[0]).toContain('`deploy billing` of `b` (Sat 2026-12-05 22:20 .. 22:50 Europe/Berlin)');
    const [told, ...others] = workspace
      .analysis('file:///plans/a.release')
      .findings.filter(({ code }) => code === 'double-booked');
    expect(others).toEqual([]);
    expect(told!.message).toMatch(
      /^2 times `priya` is in two places at once: `deploy web` and `deploy billing` of `b` \(/,
    );
    for (const { related } of told!.members!)
      expect(related.map(({ place }) => place.file)).toEqual(['file:///plans/b.release']);
    workspace.remove('file:///plans/b.release');
    expect(workspace.analysis('file:///plans/a.release').findings.map(({ code }) => code)).not.toContain(
      'double-booked',
    );
  });

  test('is free when the one is over', () => {
    expect(messages('double-booked', {}, { window: 'Sat 2026-12-05 22:40 .. 23:50', system: 'billing' })).toEqual([]);
  });

  test('is two people where both files declare somebody of that name', () => {
    const own = { head: 'person priya\nservice billing\n', system: 'billing', window: LATER };
    expect(messages('double-booked', {}, own)).toEqual([]);
  });

  test('is busy with what the other plan has fixed: a rehearsal, a test', () => {
    const lines = 'rehearsal first 2h by priya in sandbox at Sat 2026-12-05 21:00';
    const [first] = messages('double-booked', {}, { ...OTHER, window: 'Sat 2026-12-12 22:00 .. 23:30', lines });
    expect(first).toContain('rehearsal `first` of `b`');
  });
});

describe('one system in two plans', () => {
  const code = 'environment-double-booked';

  test('is worked on by both at once', () => {
    const found = messages(code, {}, { person: 'jonas', window: 'Sat 2026-12-05 22:35 .. 23:50' });
    expect(found).toHaveLength(2);
    expect(found[0]).toContain(
      '`deploy web` (Sat 2026-12-05 22:00 .. 22:40 Europe/Berlin) and `deploy web` of `b` (Sat 2026-12-05 22:35 .. 23:15 ' +
        'Europe/Berlin) are at `web` at once for 5 min',
    );
  });

  test.each<[string, Content, string?]>([
    ['another system', OTHER],
    ['the same one, once the first has verified it', { person: 'jonas', window: 'Sat 2026-12-05 22:40 .. 23:50' }],
    ['one that only has the name', { head: 'service web\nperson jonas\n', person: 'jonas', window: LATER }],
    ['a release without a date', { person: 'jonas', window: 'tbd' }],
  ])('may be next to %s', (_, other) => {
    expect(messages(code, {}, other)).toEqual([]);
  });

  test('is told once for each other release, however many steps there are', () => {
    const b = release('b', { person: 'jonas' }).replace(
      'verify web',
      'configure web 5m by jonas undo 5m\n    verify web',
    );
    const { messages } = workspaceOf({ shared: SHARED, a: release('a', {}), b });
    expect(messages(code)).toHaveLength(2);
  });
});

describe('systems of two plans that need each other', () => {
  const code = 'dependency-clash';
  const NEEDS = `${SHARED.replace('service  billing in production', 'service  billing in production {\n  uses web\n}')}service shop in production {\n  uses billing\n}\n`;
  const own = (lines: string) => ({ ...OTHER, window: LATER, lines });

  test('are changed by both at once, and both plans say so', () => {
    const { workspace, messages } = workspaceOf({
      shared: NEEDS,
      a: release('a', {}),
      b: release('b', own('')),
    });
    expect(messages(code)).toEqual([
      'a: `deploy web` (Sat 2026-12-05 22:00 .. 22:40 Europe/Berlin) and `deploy billing` of `b` (Sat 2026-12-05 22:20 .. 23:00 ' +
        'Europe/Berlin) are at work at once for 20 min, and `billing` uses `web`: whoever verifies does not know whose change they ' +
        'see; move one of them.',
      'b: `deploy billing` (Sat 2026-12-05 22:20 .. 23:00 Europe/Berlin) and `deploy web` of `a` (Sat 2026-12-05 22:00 .. 22:40 ' +
        'Europe/Berlin) are at work at once for 20 min, and `billing` uses `web`: whoever verifies does not know whose change they ' +
        'see; move one of them.',
    ]);
    const [finding] = workspace.analysis('file:///plans/a.release').findings.filter((one) => one.code === code);
    expect(finding?.related.map(({ place }) => place.file)).toEqual(['file:///plans/b.release']);
  });

  test.each<[string, Content, Content, string?]>([
    ['the machine below', { system: 'app-01' }, { ...OTHER, system: 'web', window: LATER }, 'stands on `app-01`'],
    ['by way of another one', {}, { ...OTHER, system: 'shop', window: LATER }, '`shop` needs `web`'],
    ['the same system, told elsewhere', {}, { person: 'jonas', window: LATER }],
    ['once the other is over', {}, { ...OTHER, window: 'Sat 2026-12-05 22:40 .. 23:50' }],
    ['a release without a date', {}, { ...OTHER, window: 'tbd' }],
  ])('%s', (_, a, b, says) => {
    const found = messages(code, a, b, NEEDS);
    expect(found).toHaveLength(says ? 2 : 0);
    if (says) expect(found[0]).toContain(says);
  });

  test('two things on one machine do not need each other', () => {
    expect(messages(code, {}, own(''), SHARED)).toEqual([]);
  });

  test('a release that changes many of them is told once for each other release', () => {
    const b = release('b', { ...OTHER, window: LATER }).replace(
      'verify',
      'deploy shop 5m by jonas undo 5m\n    verify shop 5m by jonas\n    verify',
    );
    const [first, ...others] = workspaceOf({ shared: NEEDS, a: release('a', {}).replace('30m', '70m'), b }).messages(
      code,
    );
    expect(first).toContain('(and 1 more of their systems need each other)');
    expect(others).toHaveLength(1);
  });
});

describe('one change record of two plans', () => {
  const code = 'dependency-clash';
  const later = { ...OTHER, window: 'Sat 2026-12-12 22:00 .. 23:30', lines: 'change CHG-a' };

  test('is told to both, whenever they are', () => {
    expect(messages(code, {}, later)).toEqual([
      'a: `CHG-a` is the change record of `b`, too (T is Sat 2026-12-12 22:00 Europe/Berlin): what was approved for one of them was ' +
        'not for the other; give each its own.',
      'b: `CHG-a` is the change record of `a`, too (T is Sat 2026-12-05 22:00 Europe/Berlin): what was approved for one of them was ' +
        'not for the other; give each its own.',
    ]);
  });

  test('may stand in two texts of one release', () => {
    const { messages } = workspaceOf({ shared: SHARED, a: release('a', {}), copy: release('a', {}) });
    expect(messages(code)).toEqual([]);
  });
});

describe('one environment in two plans', () => {
  const rehearsal = (where: string, at: string) => `rehearsal first 2h by mara in ${where} at ${at}`;
  const uat = (where: string, day: string) =>
    `uat tasting by mara in ${where} {\n during ${day} 09:00 .. 17:00\n sign-off by mara due T-1wd\n }`;

  test('that takes one at a time is booked twice', () => {
    const found = messages(
      'environment-double-booked',
      { lines: rehearsal('preprod', 'Tue 2026-12-01 10:00') },
      { ...OTHER, lines: rehearsal('preprod', 'Tue 2026-12-01 11:00') },
    );
    expect(found).toHaveLength(2);
    expect(found[0]).toContain('are in `preprod` at once for 1 h');
  });

  test.each([
    ['that takes many', 'sandbox', 'Tue 2026-12-01 11:00'],
    ['that is free by then', 'preprod', 'Tue 2026-12-01 12:00'],
  ])('%s is no clash', (_, where, at) => {
    const a = { lines: rehearsal(where, 'Tue 2026-12-01 10:00') };
    expect(messages('environment-double-booked', a, { ...OTHER, lines: rehearsal(where, at) })).toEqual([]);
  });

  test('in which users test is nobody else’s, and it is said once', () => {
    const a = { lines: uat('sandbox', 'Tue 2026-12-01') };
    const b = { ...OTHER, lines: rehearsal('sandbox', 'Tue 2026-12-01 10:00') };
    const [found, ...more] = messages('uat-environment-busy', a, b);
    expect(found).toContain('a: UAT `tasting`');
    expect(found).toContain('for 2 h with rehearsal `first` of `b`');
    expect(more).toEqual([]);
    expect(messages('environment-double-booked', a, b)).toEqual([]);
  });

  test('in which two plans let users test is told to both', () => {
    const found = messages(
      'uat-environment-busy',
      { lines: uat('preprod', 'Tue 2026-12-01') },
      { ...OTHER, lines: uat('preprod', 'Tue 2026-12-01') },
    );
    expect(found.map((message) => message[0])).toEqual(['a', 'b']);
    expect(
      messages(
        'environment-double-booked',
        { lines: uat('preprod', 'Tue 2026-12-01') },
        { ...OTHER, lines: uat('preprod', 'Tue 2026-12-01') },
      ),
    ).toEqual([]);
  });
});

describe('a freeze', () => {
  test('of an imported file holds for every plan that imports it', () => {
    const shared = `${SHARED}freeze advent of production from Tue 2026-12-01 until Thu 2026-12-31\n`;
    const { messages } = workspaceOf({
      shared,
      a: release('a', {}),
      b: release('b', { ...OTHER, window: 'Sat 2026-11-28 22:00 .. 23:30' }),
      c: release('c', { head: 'person priya\nservice web\n' }),
    });
    const found = messages('freeze-violation');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^a: `deploy web` \(.*falls into the freeze `advent`/);
  });

  test('that another release has declared for what both know is told as its word', () => {
    const lines = 'freeze hands-off of web from Fri 2026-12-04 until Mon 2026-12-07 except by mara';
    const a = release('a', {});
    const b = release('b', { ...OTHER, window: 'Sat 2026-12-05 22:00 .. 23:30', lines });
    const { workspace, messages } = workspaceOf({ shared: SHARED, a, b });
    expect(messages('freeze-violation').map((message) => message.split(';')[0])).toEqual([
      'a: `deploy web` (Sat 2026-12-05 22:00 Europe/Berlin) falls into the freeze `hands-off` of the release `b` (Fri ' +
        '2026-12-04 .. Mon 2026-12-07)',
    ]);
    const { findings } = workspace.analysis('file:///plans/a.release');
    expect(findings.find(({ code }) => code === 'freeze-violation')?.severity).toBe('warning');
    workspace.set('file:///plans/a.release', a.replace('CHG-a', 'CHG-a approved by mara on Tue 2026-12-01'));
    expect(messages('freeze-violation')).toEqual([]);
  });

  test('of another release for a thing of that name is not ours', () => {
    const b = {
      head: 'person jonas\nservice web\nservice billing\n',
      ...OTHER,
      lines: 'freeze hands-off of web from Fri 2026-12-04 until Mon 2026-12-07',
    };
    expect(messages('freeze-violation', {}, b)).toEqual([]);
  });
});
