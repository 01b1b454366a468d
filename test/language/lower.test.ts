/** What the text says is what the plan holds: the parts that are more than copying. */

import { describe, expect, test } from 'vitest';
import { childrenOf } from '../../plan/children.ts';
import type { Block, Release, Step, Time } from '../../plan/model.ts';
import { formatInstant } from '../../plan/time/format.ts';
import { planOf } from '../support/inventory.ts';

function release(text: string) {
  return planOf(`release r {\n${text}\n}\n`).releases[0]!;
}

function at(time: Time | undefined): string | undefined {
  return time?.kind === 'instant' ? `${formatInstant(time.at, 'UTC')}${time.dateOnly ? ' (day)' : ''}` : time?.kind;
}

function trees(one: Release): string[] {
  return one.blocks.map((block) => tree(one, block));
}

function tree(one: Release, block: Block): string {
  const children = childrenOf(one, block).map((child) =>
    'verb' in child
      ? (child.name ?? `${child.verb} ${child.targets.map((to) => to.name).join('+')}`)
      : 'children' in child
        ? tree(one, child)
        : child.kind,
  );
  return `${block.name ?? block.kind}(${children.join(' ')})`;
}

describe('times', () => {
  test('a zone behind a time, of the release, of the file', () => {
    const plan = planOf(`zone Asia/Tokyo
freeze f of web from 2026-12-18 until 2026-12-20
release r {
  zone Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
  uat u during Thu 2026-11-26 09:00 .. Fri 2026-11-27 17:00 Europe/London
}
release s {
  window Sat 2026-12-05 22:00
}
`);
    const [r, s] = plan.releases;
    const freeze = plan.names.get('f');
    expect(freeze?.kind === 'freeze' && at(freeze.from)).toBe('Thu 2026-12-17 15:00 (day)');
    expect([at(r!.windows[0]!.from), at(r!.windows[0]!.to)]).toEqual(['Sat 2026-12-05 21:00', 'Sun 2026-12-06 03:00']);
    expect([at(r!.uats[0]!.during?.from), at(r!.uats[0]!.during?.to)]).toEqual([
      'Thu 2026-11-26 09:00',
      'Fri 2026-11-27 17:00',
    ]);
    expect(at(s!.windows[0]!.from)).toBe('Sat 2026-12-05 13:00');
  });

  test('an hour alone at the end of a range is the next such hour', () => {
    const windows = release(
      '  window a Sat 2026-12-05 22:00 .. 04:00\n  window b Sat 2026-12-05 02:00 .. 04:00',
    ).windows;
    expect(windows.map((window) => at(window.to))).toEqual(['Sun 2026-12-06 04:00', 'Sat 2026-12-05 04:00']);
  });

  test('the night the clocks change: what is skipped and what comes twice', () => {
    const plan = planOf('release r {\n  zone Europe/Berlin\n  window Sun 2026-03-29 02:30 .. Sun 2026-10-25 02:30\n}');
    expect(
      plan.writtenTimes
        .filter((time) => time.problem)
        .map(({ problem, readings }) => [problem, readings?.map((one) => formatInstant(one, 'UTC'))]),
    ).toEqual([
      ['nonexistent', ['Sun 2026-03-29 00:30', 'Sun 2026-03-29 01:30']],
      ['ambiguous', ['Sun 2026-10-25 00:30', 'Sun 2026-10-25 01:30']],
    ]);
  });

  test('an abbreviation is read with its offset, whatever the season', () => {
    expect(at(release('  window Fri 2026-07-03 20:00 EST').windows[0]!.from)).toBe('Sat 2026-07-04 01:00');
  });

  test('what is no date is told and stays unknown', () => {
    const plan = planOf('release r {\n  window Mon 2026-02-30 10:00 .. 25:00\n}');
    expect(plan.writtenTimes.map((time) => time.problem)).toEqual(['no-such-date', 'no-such-clock']);
    expect(at(plan.releases[0]!.windows[0]!.from)).toBe('unknown');
  });

  test('a range may begin at a named point', () => {
    const during = release('  phase p during merge - 1d .. T+1d {\n  }\n  milestone merge Mon 2026-06-01').blocks[0]!
      .during;
    expect([during?.from?.kind, during?.to?.kind]).toEqual(['point', 'offset']);
  });
});

describe('blocks', () => {
  test('are the tree of the page', () => {
    expect(
      trees(
        release(`
  run {
    backup db
    parallel {
      deploy a
      outage {
        stop b
        point of no return
      }
    }
  }`),
      ),
    ).toEqual(['run(backup db parallel(deploy a outage(stop b point-of-no-return)))']);
  });

  test('give their steps who does them, unless a step says otherwise', () => {
    const steps = release('  stream docs by anna {\n    task a\n    task b by bob\n  }').steps;
    expect(steps.map((step) => step.by?.ref.name)).toEqual(['anna', 'bob']);
  });

  test('are left out for other kinds of release', () => {
    const text = '  run {\n    meet board only for major\n    deploy a only for normal, major\n  }';
    expect(release(`  kind normal\n${text}`).steps.map((step) => step.verb)).toEqual(['deploy']);
    expect(release(`  kind major\n${text}`).steps).toHaveLength(2);
  });

  test('whose word is mistyped keep their steps', () => {
    expect(trees(release('  run {\n    paralel {\n      deploy a\n      deploy b\n    }\n  }'))).toEqual([
      'run(parallel(deploy a deploy b))',
    ]);
  });
});

describe('runbooks', () => {
  const RUNBOOK = `runbook patch(host, who) {
  snapshot host as before 5m by who
  deploy host 10m by who after before
}
`;

  test('are written out where they are used, with what stands for their parameters', () => {
    const plan = planOf(
      `${RUNBOOK}release r {\n  run {\n    use patch(app-01, ann) as first\n    use patch(app-02, bob) as second\n  }\n}\n`,
    );
    const steps = plan.releases[0]!.steps;
    const said = (step: Step) =>
      `${step.name ?? '-'} ${step.verb} ${step.targets[0]?.name} by ${step.by?.ref.name} after ${step.after.map((one) => one.point.ref.name).join()}`;
    expect(steps.map(said)).toEqual([
      'first.before snapshot app-01 by ann after ',
      '- deploy app-01 by ann after first.before',
      'second.before snapshot app-02 by bob after ',
      '- deploy app-02 by bob after second.before',
    ]);
    // A finding about such a step is shown at the line that used it.
    expect(steps.map((step) => step.place.range.start.line)).toEqual([6, 6, 7, 7]);
    expect(plan.duplicates).toEqual([]);
    expect(plan.references.filter((reference) => !reference.target && reference.kinds.length === 0)).toEqual([]);
  });

  test('that use themselves are cut and told', () => {
    const plan = planOf('runbook a() {\n  deploy x\n  use a()\n}\nrelease r {\n  run {\n    use a()\n  }\n}\n');
    expect(plan.problems.map((problem) => problem.message).join()).toContain('uses itself');
    expect(plan.releases[0]!.steps.length).toBeGreaterThan(0);
  });

  test('want as many values as they have parameters', () => {
    expect(
      planOf(`${RUNBOOK}release r {\n  run {\n    use patch(app-01)\n  }\n}\n`).problems.map(
        (problem) => problem.message,
      ),
    ).toEqual(['Runbook `patch` takes 2 (host, who), and 1 are given.']);
  });
});

describe('names', () => {
  test('a vocabulary is open until one word of it is declared', () => {
    const unknown = (text: string) =>
      planOf(`${text}release r {\n  notify owner by ann via slack\n}\nperson ann\n`)
        .references.filter((one) => !one.target)
        .map((one) => one.name);
    expect(unknown('')).toEqual(['owner']);
    expect(unknown('channel email\n')).toEqual(['owner', 'slack']);
  });

  test('of a release hide those of the file, and two in one scope are told', () => {
    const plan = planOf(
      'team ops is ann\nperson ann\nrelease r {\n  team ops is ann\n  task x by ops\n  task x by ops\n}\n',
    );
    expect(
      plan.duplicates.map(({ name, first, second }) => [name, first.range.start.line, second.range.start.line]),
    ).toEqual([['x', 4, 5]]);
    expect(plan.references.find((one) => one.name === 'ops')?.target?.place.range.start.line).toBe(3);
  });

  test('a comment right above is a note', () => {
    const named = planOf('// The night watch.\n// Ask her first.\nperson ann\n\n// Nobody\n\nperson bob\n').names;
    expect([named.get('ann')?.note, named.get('bob')?.note]).toEqual(['The night watch.\nAsk her first.', undefined]);
  });
});

test('a policy has rules with severities and parameters', () => {
  const [policy] = planOf(
    'policy normal {\n  check rehearsal-missing error passed 2\n  check message-missing announced customers, sponsor reported none\n  check contingency-thin off\n}\n',
  ).policies;
  expect(policy?.releaseKinds).toEqual(['normal']);
  expect(
    policy?.rules.map(({ code, severity, parameters }) => [
      code.name,
      severity,
      parameters.map(({ name, values }) => [name.name, values.map((one) => one.text)]),
    ]),
  ).toEqual([
    ['rehearsal-missing', 'error', [['passed', ['2']]]],
    [
      'message-missing',
      undefined,
      [
        ['announced', ['customers', 'sponsor']],
        ['reported', ['none']],
      ],
    ],
    ['contingency-thin', 'off', []],
  ]);
});

test.each(['0', '0.1', '123456789012345678901234567890'])('%s of a team are no people, and it is told', (count) => {
  const text = `team ops\nrelease r {\n  run {\n    deploy web 5m by ${count} of ops\n  }\n}\n`;
  const plan = planOf(text);
  const [step] = plan.releases[0]!.steps;
  // It is still the team that does it.
  expect([step!.by!.ref.name, step!.by!.count]).toEqual(['ops', undefined]);
  expect(plan.problems.map(({ place, message }) => [place.range.start.line, message])).toEqual([
    [3, `\`${count}\` is no number of people; write how many of them it takes, such as \`2 of ops\`.`],
  ]);
  expect(planOf(text.replace(count, '2')).releases[0]!.steps[0]!.by!.count).toBe(2);
  expect(planOf(text.replace(count, '2')).problems).toEqual([]);
});
