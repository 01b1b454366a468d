/** The table of practices: no row is empty, every line of it is language, every check of it exists. */
import { describe, expect, test } from 'vitest';
import { format } from '../../language/format.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { answer, isUpToDate, OWN, ofCheck, practicesPage } from '../../scripts/generated/docs-practices.ts';
import { PRACTICES, type Practice, VIEWS } from '../../scripts/generated/practices.ts';
import { analyseText } from './marked.ts';

const CODES = new Set(checks.map(({ code }) => code));

const CAST = `person priya
person jonas
person client-lead
team duty is priya, jonas
server app-01
database orders-db on app-01
service payments-api on app-01
environment production
environment staging
environment preprod
audience customers
`;

describe.each(PRACTICES.map((practice) => [practice.practice, practice] as const))('%s', (_, practice) => {
  test('has something in every column', () => {
    expect(practice.practice).toMatch(/^[A-Z].{10,}[^.]$/);
    expect(practice.construct).toMatch(/\S/);
    expect(practice.checks.length).toBeGreaterThan(0);
    expect(practice.views.length).toBeGreaterThan(0);
  });

  test('is written in the language, as the formatter would', () => {
    const text = fileOf(practice);
    const { plan, findings } = analyseText(text);
    const form = findings.filter(({ code }) => ['syntax', 'internal-error', 'unknown-name'].includes(code));
    expect(form.map(({ message }) => message)).toEqual([]);
    expect(plan.releases).toHaveLength(1);
    expect(format(text)).toBe(text);
  });

  test('is checked by checks that exist', () => {
    expect(practice.checks.filter((code) => !CODES.has(code))).toEqual([]);
    expect(new Set(practice.checks).size).toBe(practice.checks.length);
  });

  test('is seen in views that exist', () => {
    for (const view of practice.views) expect(VIEWS).toHaveProperty([view]);
  });
});

const SHOWN = PRACTICES.flatMap(({ shown }) => shown.map((one) => (typeof one === 'string' ? ofCheck(one) : one)));

describe.each(SHOWN.map((shown) => [shown.title, shown] as const))(
  'what is shown: %s',
  (_, { code, passes, breaks }) => {
    test('is done in one plan and fails in the other, as the page tells', () => {
      expect(answer(passes)).toMatch(/^No findings for \d releases? in 1 file\.\n$/);
      expect(answer(breaks)).toContain(`[${code}]`);
    });
  },
);

test('whatever is asked of everybody is in the table of it, and what is dangerous is not', () => {
  const table = practicesPage()
    .split('## ')
    .find((part) => part.startsWith('What is asked of everybody'))!;
  for (const check of checks) {
    const isAsked = check.of === 'release' && check.practice !== undefined;
    expect(table.includes(`| [${check.code}](checks/`), check.code).toBe(isAsked);
  }
  expect(OWN.filter((code) => !CODES.has(code))).toEqual([]);
});

test('no practice stands there twice', () => {
  expect(new Set(PRACTICES.map(({ practice }) => practice)).size).toBe(PRACTICES.length);
  expect(new Set(PRACTICES.map(({ construct }) => construct)).size).toBe(PRACTICES.length);
});

test('the page of the practices is up to date', () => {
  expect(isUpToDate()).toBe(true);
});

/** The lines of a practice in the smallest plan they can stand in. */
function fileOf({ construct, at }: Practice): string {
  const inside = (by: number) => construct.replace(/^(?=.)/gm, ' '.repeat(by));
  const run = at === 'run' ? `  run {\n    backup orders-db 5m by priya\n\n${inside(4)}\n  }\n` : '';
  const body = at === 'release' ? `\n${inside(2)}\n` : run && `\n${run}`;
  const release = `release payments-4.2 {\n  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00\n${body}}\n`;
  const before = at === 'file' ? `\n${construct}\n` : '';
  return `${format(CAST)}${before}\n${release}`;
}
