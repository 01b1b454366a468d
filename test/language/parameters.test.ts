/** Parameters of runbooks: durations, titles, numbers, versions and names of blocks, each where it fits. */
import { describe, expect, test } from 'vitest';
import { format } from '../../language/format.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import { analyseText, FILE } from '../checks/marked.ts';

const plan = (runbook: string, uses: string) => `person ann
person bob
service web
source grafana
${runbook}
release r-1 {
  kind   standard
  window Wed 2026-12-09 20:00 .. 23:00
  change C1
  run {
    ${uses}
    verify web 10m by bob
  }
  rollback abort {
    switch web as back 1m by ann
  }
}
`;

const told = (runbook: string, uses: string) =>
  analyseText(plan(runbook, uses))
    .findings.filter(({ code }) => ['syntax', 'unknown-name'].includes(code))
    .map(({ place, message }) => `${place.file === FILE ? place.range.start.line + 1 : '?'}: ${message}`);
const stepsOf = (runbook: string, uses: string) => {
  const { plan: read, schedules } = analyseText(plan(runbook, uses));
  return read.releases[0]!.steps.map(({ id, name, title }) => {
    const at = schedules[0]!.steps[id];
    return `${name ?? '-'}${title ? ` "${title}"` : ''} ${at ? describeMinutes(at.end - at.start) : '-'}`;
  });
};

const CANARY = `runbook canary(share: percent, soak: duration, what: title, back: rollback) {
  switch web "{share} of the traffic" 2m by ann undo 1m
  wait watch what soak
  gate promote 5m by ann {
    criterion "Error rate" < 0.5 % over soak from grafana
    criterion "Share" = share from grafana
    no-go then rollback back
  }
}`;

test('every kind of value stands where it fits, in each use as it is given', () => {
  const uses =
    'use canary(10 %, 30m, "First tenth", abort) as ten\n    use canary(50 %, 1h, "Half of it", abort) as fifty';
  expect(told(CANARY, uses)).toEqual([]);
  expect(stepsOf(CANARY, uses).slice(0, 6)).toEqual([
    '- "10 % of the traffic" 2 min',
    'ten.watch "First tenth" 30 min',
    'ten.promote 5 min',
    '- "50 % of the traffic" 2 min',
    'fifty.watch "Half of it" 1 h',
    'fifty.promote 5 min',
  ]);
  const [, , gate] = analyseText(plan(CANARY, uses)).plan.releases[0]!.steps;
  expect(gate!.gate!.criteria.map(({ value, unit, over }) => [value, unit, over?.minutes])).toEqual([
    [0.5, '%', 30],
    [10, '%', undefined],
  ]);
  expect(gate!.gate!.noGo?.ref?.name).toBe('abort');
});

test('a parameter without a type is a name, or a duration where only one can stand', () => {
  const runbook = `runbook canary(what, soak, who) {
  switch what 2m by who undo soak
  wait soak soak
  backup what as saved soak by who
  verify what 5m by bob after backup what + soak
}`;
  expect(told(runbook, 'use canary(web, 20m, ann) as one')).toEqual([]);
  expect(stepsOf(runbook, 'use canary(web, 20m, ann) as one').slice(1, 3)).toEqual([
    'one.soak 20 min',
    'one.saved 20 min',
  ]);
});

test('a share leads the traffic, whether the runbook says that it is one or not', () => {
  for (const parameter of ['x', 'x: percent']) {
    const runbook = `runbook turn(${parameter}) {\n  switch web to x 2m by ann undo 5m\n}`;
    const shares = (uses: string) => {
      const { steps } = analyseText(plan(runbook, uses)).plan.releases[0]!;
      return steps.slice(0, 2).map(({ share, to }) => [share?.percent, to?.name]);
    };
    expect(told(runbook, 'use turn(10 %) as a\n    use turn(12.5%) as b')).toEqual([]);
    expect(shares('use turn(10 %) as a\n    use turn(12.5%) as b')).toEqual([
      [10, undefined],
      [12.5, undefined],
    ]);
    expect(told(runbook, 'use turn(120 %) as a')).toEqual([
      '13: `turn` takes `x` for a share between 0 and 100 %, and `120 %` is none.',
    ]);
  }
  const named = 'runbook turn(x) {\n  switch web to x 2m by ann undo 5m\n}';
  expect(analyseText(plan(named, 'use turn(east) as a')).plan.releases[0]!.steps[0]!.to?.name).toBe('east');
});

/** Each asks for a name, in words of its own. */
const NAMED = [
  'task a 5m by x',
  'task a 5m by ann with x',
  'deploy web 5m by ann in x undo 5m',
  'deploy x 5m by ann undo 5m',
  'migrate web 5m by ann to x undo 5m',
  'switch web to x 5m by ann undo 5m',
  'restore web 5m by ann from x',
  'notify x "Told" by ann',
  'notify ann "Told" by ann via x',
  'task a 5m by ann after x',
  'gate a 5m by ann {\n no-go then rollback x\n}',
];

test.each(NAMED)('what is no name stands for none, and is told where it is given: `%s`', (line) => {
  for (const given of ['30m', '4.2.0', '"Text"', ...(line.startsWith('switch') ? [] : ['10 %'])]) {
    const found = told(`runbook odd(x) {\n${line}\n}`, `use odd(${given}) as one`);
    const text = given.replaceAll('"', '');
    expect(found.filter((one) => one.includes(`\`${text}\` is none.`))).toHaveLength(1);
  }
});

describe('what does not fit', () => {
  test('is one finding, at the argument', () => {
    expect(told(CANARY, 'use canary(10 %, "x", "First", abort) as one')).toEqual([
      '19: `soak` is a duration, and `x` is given; write for example `30m`.',
    ]);
    expect(told(CANARY, 'use canary(ann, 30m, "First", abort) as one')).toEqual([
      '19: `share` is a share, and the name `ann` is given; write for example `10 %`.',
    ]);
    expect(told(CANARY, 'use canary(10 %, 30m, "First", 5m) as one')).toEqual([
      '19: `back` is a rollback, and `5m` is given; write the name of a rollback.',
    ]);
    expect(told(CANARY, 'use canary(10 %, 200 %, "First", abort) as one')).toEqual([
      '19: `soak` is a duration, and `200 %` is given; write for example `30m`.',
    ]);
    expect(told(CANARY, 'use canary(10 %, 30m, "First", ann) as one')).toEqual([
      '19: `ann` is a person; here stands a rollback. Did you mean `abort`?'.replace(' Did you mean `abort`?', ''),
    ]);
    const untyped = 'runbook canary(soak) {\n  wait watch soak\n  task look soak by ann\n}';
    expect(told(untyped, 'use canary("x") as one')).toEqual([
      '14: `canary` takes `soak` for a duration, and `x` is none.',
    ]);
    expect(told(untyped, 'use canary(200 %) as one')).toEqual([
      '14: `canary` takes `soak` for a duration, and `200 %` is none.',
    ]);
    expect(told(untyped, 'use canary(ann) as one')).toEqual([
      '14: `canary` takes `soak` for a duration, and `ann` is none.',
    ]);
  });

  test('a kind that there is not is told where it is declared', () => {
    expect(told('runbook canary(soak: duraton) {\n  wait watch 5m\n}', 'use canary(5m) as one')).toEqual([
      expect.stringMatching(
        /^5: `duraton` is no kind of parameter; is `duration` meant\? There are `duration`, `title`/,
      ),
    ]);
    expect(told('runbook canary(soak: constructor) {\n  wait watch 5m\n}', 'use canary(5m) as one')).toHaveLength(1);
  });

  test('a rollback that the using release does not have is told where it is used', () => {
    const runbook = 'runbook canary() {\n  gate go 5m by ann {\n    no-go then rollback away\n  }\n}';
    expect(told(runbook, 'use canary() as one')).toEqual([
      '15: `canary` calls the rollback or play `away`, and this release has none of that name.',
    ]);
    expect(told(runbook.replace('away', 'abort'), 'use canary() as one')).toEqual([]);
  });
});

test('a runbook hands on what it is given', () => {
  const outer = `runbook inner(soak: duration) {\n  wait watch soak\n}\nrunbook outer(long: duration) {\n  use inner(long) as in-it\n}`;
  expect(told(outer, 'use outer(45m) as one')).toEqual([]);
  expect(stepsOf(outer, 'use outer(45m) as one')[0]).toMatch(/45 min$/);
});

test('outside of its runbook the word is a name like all others', () => {
  const text = plan(
    'runbook canary(soak: duration) {\n  wait watch soak\n}',
    'use canary(5m)\n    task soak "Soak" 5m by ann\n    task next "Next" 5m by bob after soak',
  );
  expect(analyseText(text).plan.problems).toEqual([]);
  expect(analyseText(text).plan.releases[0]!.steps.map(({ name }) => name)).toContain('soak');
});

test('the formatter writes the types behind their colons', () => {
  expect(format('runbook canary( share :percent ,soak ) {\n  wait   watch   soak\n}\n')).toBe(
    'runbook canary(share: percent, soak) {\n  wait watch soak\n}\n',
  );
});

test('a version may look like a number', () => {
  const up =
    'runbook up(old: version, new: version) {\n  deploy web "To {new}" 2m by ann version old -> new undo 1m\n}';
  for (const [old, next] of [
    ['1.2.3', '1.3.0'],
    ['23.11', '24.11'],
    ['7', '8'],
  ] as const) {
    expect(told(up, `use up(${old}, ${next})`)).toEqual([]);
    const [step] = analyseText(plan(up, `use up(${old}, ${next})`)).plan.releases[0]!.steps;
    expect([step?.title, step?.version?.from, step?.version?.to]).toEqual([`To ${next}`, old, next]);
  }
  expect(told(up, 'use up(10 %, 2h)')).toHaveLength(2);
});
