import { describe, expect, test } from 'vitest';
import { analyse, judged } from '../../plan/analysis.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import type { PlanCheck, ReleaseCheck } from '../../plan/checks/check.ts';
import { analyseText, found, judgedText } from './marked.ts';

const TEXT = `person priya
service web

release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sun 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137
  run {
    deploy web 10m by priya undo 5m
    verify shop 10m by priya
  }
}
`;

const broken: ReleaseCheck = {
  ...(checks.find((check) => check.code === 'verify-missing') as ReleaseCheck),
  code: 'broken',
  *find({ release }) {
    yield { message: 'This one was found before it broke.', place: release.head };
    throw new Error('no such thing');
  },
};

describe('the analysis', () => {
  test('lists findings in the order of the text, whichever check found them', () => {
    expect(found(analyseText(TEXT).findings)).toEqual([
      '7: weekday-mismatch',
      '10: verify-missing',
      '11: unknown-name',
    ]);
  });

  test('says which release a finding belongs to, also for checks of the file', () => {
    const { findings } = analyseText(TEXT);
    expect(findings.map(({ release }) => release)).toEqual(['shop-2.1', 'shop-2.1', 'shop-2.1']);
  });

  test('gives the same answer when asked again', () => {
    const { plan, findings } = analyseText(TEXT);
    expect(analyse(plan).findings).toEqual(analyse(plan).findings);
    expect(analyse(plan).findings.map(({ code }) => code)).toEqual(findings.map(({ code }) => code));
  });

  test('contains a check that throws: what it found stays, all other checks hold, and it is named', () => {
    const { plan } = analyseText(TEXT);
    const { findings } = analyse(plan, { checks: [broken, ...checks] });
    expect(found(findings)).toEqual(
      ['4: broken', '4: internal-error', '7: weekday-mismatch', '10: verify-missing', '11: unknown-name'].sort(byLine),
    );
    const fault = findings.find(({ code }) => code === 'internal-error');
    expect(fault?.message).toContain('`broken`');
    expect(fault?.message).toContain('no such thing');
    expect(fault?.severity).toBe('error');
  });

  test('contains a check of the file that throws', () => {
    const { plan } = analyseText(TEXT);
    const fileCheck: PlanCheck = {
      ...(checks.find((check) => check.of === 'plan') as PlanCheck),
      code: 'broken',
      find: () => {
        throw new TypeError('oh');
      },
    };
    expect(found(analyse(plan, { checks: [fileCheck] }).findings)).toEqual(['1: internal-error']);
  });

  test('offers none of a repair that cannot be made, and keeps the finding', () => {
    const { plan } = analyseText(TEXT);
    const unmendable: ReleaseCheck = {
      ...(checks.find(({ code }) => code === 'verify-missing') as ReleaseCheck),
      code: 'unmendable',
      *find() {
        const fixes = () => {
          throw new Error('no repair');
        };
        yield { message: 'It is so.', place: plan.releases[0]!.head, fixes };
      },
    };
    const { analysis, fixesOf } = judged(plan, { checks: [unmendable] });
    expect(analysis.findings.map(({ message }) => message)).toEqual(['It is so.']);
    expect(fixesOf(analysis.findings[0]!)).toEqual([]);
  });

  test('offers no repair of a step whose text stands in a runbook, unless it repairs the line that uses it', () => {
    const text = TEXT.replace('release shop', 'runbook ship(what) {\n  deploy what 10m by priya\n}\n\nrelease shop')
      .replace('Sun 2026-12-05', 'Sat 2026-12-05')
      .replace('deploy web 10m by priya undo 5m', 'use ship(web)')
      .replace('verify shop', 'verify web');
    const { analysis, fixesOf } = judgedText(text);
    expect(found(analysis.findings)).toEqual(['14: rollback-missing']);
    expect(fixesOf(analysis.findings[0]!)).toEqual([]);
    const onServer = text.replace('service web', 'server app-01\nservice web on app-01');
    const other = judgedText(onServer);
    const snapshot = other.analysis.findings.find(({ code }) => code === 'snapshot-missing')!;
    expect(other.fixesOf(snapshot).flatMap(({ edits }) => edits.map(({ kind }) => kind))).toEqual(['insert-before']);
  });

  test('knows the other releases of the workspace', () => {
    const other = TEXT.replaceAll('shop-2.1', 'web-3').replace('person priya\nservice web\n', '');
    const { findings } = analyseText(TEXT + other);
    expect(findings.filter(({ code }) => code === 'double-booked').map(({ release }) => release)).toEqual([
      'shop-2.1',
      'web-3',
    ]);
  });
});

function byLine(a: string, b: string): number {
  return Number.parseInt(a, 10) - Number.parseInt(b, 10);
}
