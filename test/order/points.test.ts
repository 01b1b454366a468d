/** What has a time: what others hang on, and what is told where something has none. */
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { lookup } from '../../plan/model.ts';
import { hasTime } from '../../plan/order/points.ts';
import { statementOf } from '../../plan/schedule/dated/statements.ts';

const FILE = 'file:///a.release';
const TIMELESS = `
calendar berlin { zone Europe/Berlin }
person ann { calendar berlin }
person bob
party hosts
team ops is ann, bob
role lead is ann
audience users
environment staging
service shop
channel mail
register cmdb
fund money 10 EUR
policy strict-too
criteria good { criterion "Open" = 0 from jira }
text words "Hello"
`;
const TIMED = `
party vendor until 2027-01-01
certificate tls until 2027-06-30
freeze quiet of x during Mon 2026-12-07 .. Tue 2026-12-08
maintenance patches of x during Mon 2026-12-07 .. Tue 2026-12-08
event fair during Mon 2026-12-07 .. Tue 2026-12-08
`;

const read = (lines: string, shared = `${TIMELESS}${TIMED}`) => {
  const workspace = createWorkspace({ roots: [] });
  workspace.set(
    FILE,
    `${shared}
release r-1 {
  kind standard
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  window second Sat 2026-12-12 22:00 .. Sun 2026-12-13 02:00
  milestone soon T+1h
  rehearsal dress by ann in staging at T-3d 10:00
  uat looks by bob during Tue 2026-12-01 .. Wed 2026-12-02
  roster phones during T .. T+1d { cover by ann otherwise }
  scope { must P-1 "One" due T-1d }
  issue leak "Leaks" by ann due T-1d
  risk slow by ann { review due T-1d }
  benefit faster by ann { review at T+30d }
${lines}
  run night { task look 10m by ann }
}
`,
  );
  return workspace.analysis(FILE);
};

test('a kind of thing has a time where the schedule can read one of it', () => {
  const { plan } = read('');
  const [release] = plan.releases;
  const names = [...new Set([...plan.names.keys(), ...release!.names.keys()])];
  expect(names.length).toBeGreaterThan(30);
  const differ = names.filter((name) => {
    const named = lookup(plan, release, name)!;
    const isScheduled = named.kind === 'step' || named.kind === 'block';
    const { at, during, until, due } = statementOf(named) ?? {};
    return hasTime(named) !== (isScheduled || [at, during?.from, until, due].some((time) => time !== undefined));
  });
  expect(differ).toEqual([]);
});

const CLAUSES = ['after', 'at', 'not before', 'due', 'alongside'];
const NAMES = [...TIMELESS.matchAll(/^[a-z]+ ([a-z-]+)/gm)].map(([, name]) => name!).concat('r-1');

test.each(CLAUSES)(
  'what has no time stands behind no `%s`: that is told once, and the rest goes on without',
  (clause) => {
    const steps = NAMES.map((name, i) => `    task t${i} 1m by ann ${clause} ${name}`).join('\n');
    const { plan, findings, schedules } = read(`  run first {\n${steps}\n  }`);
    const told = findings.filter(({ code }) => code === 'unknown-name' || code === 'not-scheduled');
    expect(
      told.map(
        ({ code, message }) =>
          `${code} ${/^`([^`]+)` is an? .*; here stands something with a time/.exec(message)?.[1]}`,
      ),
    ).toEqual(NAMES.map((name) => `unknown-name ${name}`));
    expect(plan.releases[0]!.steps.filter(({ id }) => !schedules[0]!.steps[id])).toEqual([]);
  },
);

test('what has one stands there', () => {
  const names = [...TIMED.matchAll(/^[a-z]+ ([a-z-]+)/gm)].map(([, name]) => name!);
  const own = ['second', 'soon', 'dress', 'looks', 'phones', 'P-1', 'leak', 'slow', 'faster', 'night', 'look'];
  const lines = [...names, ...own].map((name, i) => `  task t${i} 1m by bob after ${name}`).join('\n');
  const codes = read(lines).findings.map(({ code }) => code);
  expect(codes).not.toContain('unknown-name');
});
