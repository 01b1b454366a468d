import { describe, expect, test } from 'vitest';
import { factsOf } from '../../plan/findings/findings.ts';
import { analyseText, found, NOW } from './marked.ts';

const DAY = 1440;

function plan(...waivers: string[]): string {
  return `person priya
service web
service shop

release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137
  run {
    deploy web as web-step 10m by priya undo 5m
    deploy shop 10m by priya undo 5m
  }
  ${waivers.join('\n  ')}
}
`;
}

const BECAUSE = 'until Thu 2026-12-31 because "monitored"';
const WEB = '11: verify-missing';
const SHOP = '12: verify-missing';

function codes(text: string, now: number = NOW): string[] {
  return found(analyseText(text, now).findings).sort();
}

describe('a waiver', () => {
  test('without a subject silences all findings of its check', () => {
    expect(codes(plan())).toEqual([WEB, SHOP]);
    expect(codes(plan(`waive verify-missing ${BECAUSE}`))).toEqual([]);
  });

  test('silences what is about the thing it names', () => {
    expect(codes(plan(`waive verify-missing for web ${BECAUSE}`))).toEqual([SHOP]);
    expect(codes(plan(`waive verify-missing for web, shop ${BECAUSE}`))).toEqual([]);
  });

  test('silences what stands inside the thing it names: a step, an unnamed step, a block', () => {
    expect(codes(plan(`waive verify-missing for web-step ${BECAUSE}`))).toEqual([SHOP]);
    expect(codes(plan(`waive verify-missing for deploy shop ${BECAUSE}`))).toEqual([WEB]);
    expect(codes(plan(`waive verify-missing for run ${BECAUSE}`))).toEqual([]);
  });

  test('keeps the finding listed, with the reason', () => {
    const { findings } = analyseText(plan(`waive verify-missing ${BECAUSE}`));
    expect(findings).toHaveLength(1);
    expect(factsOf(findings).map(({ code, waived }) => [code, waived?.because])).toEqual([
      ['verify-missing', 'monitored'],
      ['verify-missing', 'monitored'],
    ]);
  });

  test('leaves other checks alone and says when it silences nothing', () => {
    expect(codes(plan(`waive snapshot-missing ${BECAUSE}`))).toEqual([WEB, SHOP, '14: waiver-unused'].sort());
    expect(codes(plan(`waive verify-missing for priya ${BECAUSE}`))).toEqual([WEB, SHOP, '14: waiver-unused'].sort());
  });

  test('holds through its last day and is an error from the next one on', () => {
    const text = plan('waive verify-missing until Mon 2026-10-05 because "monitored"');
    const lastMinute = Date.UTC(2026, 9, 5, 21, 59) / 60_000;
    expect(codes(text, lastMinute)).toEqual([]);
    expect(codes(text, lastMinute + 1)).toEqual([WEB, SHOP, '14: waiver-expired'].sort());
    expect(codes(text, lastMinute + DAY)).toEqual([WEB, SHOP, '14: waiver-expired'].sort());
  });

  test('never expires where nobody says what time it is', () => {
    const { findings } = analyseText(plan('waive verify-missing until Wed 2020-01-01 because "monitored"'), null);
    expect(found(findings)).toEqual([]);
  });

  test('without a reason or an end silences nothing and says so', () => {
    expect(codes(plan('waive verify-missing until Thu 2026-12-31'))).toEqual(
      [WEB, SHOP, '14: waiver-incomplete'].sort(),
    );
    expect(codes(plan('waive verify-missing because "monitored"'))).toEqual(
      [WEB, SHOP, '14: waiver-incomplete'].sort(),
    );
  });

  test('of a check that does not exist is an error', () => {
    expect(codes(plan(`waive verify-mising ${BECAUSE}`))).toEqual([WEB, SHOP, '14: unknown-check'].sort());
  });

  test('whose subject is a time silences nothing, and says so', () => {
    const text = plan(`waive verify-missing for Sat 2026-12-05 ${BECAUSE}`);
    expect(codes(text)).toEqual([WEB, SHOP, '14: syntax'].sort());
  });

  test('outside of a release holds for all releases of the file', () => {
    expect(codes(`waive verify-missing for shop ${BECAUSE}\n${plan()}`)).toEqual(['12: verify-missing']);
  });

  test('cannot silence what says that the plan cannot be read', () => {
    const text = plan('promise outage', `waive syntax ${BECAUSE}`);
    expect(codes(text)).toContain('14: syntax');
  });
});
