/** Who stands in is a chain, and the first of it who can is enough. */
import { describe, expect, test } from 'vitest';
import { lookup } from '../../plan/model.ts';
import { withoutPeople } from '../../plan/what-if/absence.ts';
import { analyseText, found, messagesOf } from './marked.ts';

const leave = (name: string, away: boolean) =>
  `person ${name}${away ? ' {\n  leave Sat 2026-12-05 .. Sun 2026-12-06\n}' : ''}\n`;

/** Priya does the one step of the night; jonas and sam stand in for her. */
function night(jonasAway: boolean, samAway: boolean, by = 'priya else jonas else sam', shared = ''): string {
  return `person priya
${leave('jonas', jonasAway)}${leave('sam', samAway)}service web
${shared}release r-1 {
  kind   normal
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  run {
    deploy web 10m by ${by} undo 5m
  }
}
`;
}

describe.each([
  ['of the slot', 'priya else jonas else sam', ''],
  ['of a role', 'dba', 'role dba is priya else jonas else sam\n'],
])('a chain %s', (_, by, shared) => {
  test('names nobody unknown, and all of it is used', () => {
    const codes = found(analyseText(night(false, false, by, shared)).findings).join();
    expect(codes).not.toMatch(/syntax|unknown-name|unused/);
  });

  test.each([
    [false, false, []],
    [true, false, []],
    [false, true, []],
    [
      true,
      true,
      [
        'None of those who stand in for `priya` is free while `deploy web` runs (Sat 2026-12-05 22:00 Europe/Berlin): `jonas` is on ' +
          'leave and `sam` is on leave; name somebody else.',
      ],
    ],
  ])('jonas away: %s, sam away: %s', (jonas, sam, told) => {
    expect(messagesOf('no-deputy', night(jonas, sam, by, shared))).toEqual(told);
  });

  test('without the first two the third does it', () => {
    const { plan } = analyseText(night(false, false, by, shared));
    const doer = (absent: readonly string[]) => {
      const tried = withoutPeople(plan, new Set(absent)).plan;
      const [release] = tried.releases;
      const who = release!.steps[0]?.by?.ref.name ?? '';
      const named = lookup(tried, release, who);
      return named?.kind === 'role' ? named.holder?.name : who;
    };
    expect(doer(['priya'])).toBe('jonas');
    expect(doer(['priya', 'jonas'])).toBe('sam');
    expect(doer(['priya', 'jonas', 'sam'])).toSatisfy((name) => !name);
  });
});

test('behind the `by` of a play or rollback, an `else` that names one is what comes next', () => {
  const { plan, findings } = analyseText(`person ann
person bob
release r-1 {
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  run {
    task a 5m by ann
    when "Queue" > 5 from ann then play drain
  }
  play drain until 23:00 by ann else bob else call-all {
    task b 5m
  }
  play call-all by ann {
    task c 5m
  }
  rollback quick due Sun 2026-12-06 01:00 by bob else full {
    task d 5m
  }
  rollback full by ann else bob {
    task e 5m
  }
}
`);
  expect(findings.filter(({ code }) => code === 'syntax' || code === 'unknown-name')).toEqual([]);
  const blocks = plan.releases[0]!.blocks.filter(({ kind }) => kind === 'play' || kind === 'rollback');
  expect(
    blocks.map(({ name, by, otherwise }) => [name, by?.otherwise?.map((one) => one.name), otherwise?.name]),
  ).toEqual([
    ['drain', ['bob'], 'call-all'],
    ['call-all', undefined, undefined],
    ['quick', undefined, 'full'],
    ['full', ['bob'], undefined],
  ]);
});
