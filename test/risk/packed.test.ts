import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { packRisk, unpackRisk } from '../../plan/risk/packed.ts';
import { riskOf } from '../../plan/risk/risk.ts';
import { analyseText } from '../checks/marked.ts';

const TEXT = `
person ann
service web
release r {
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00 Europe/Berlin
  risk slow "Slower than rehearsed" by ann {
    likelihood 30 %
    impact     10m..20m..60m
    threatens  tables
  }
  risk vague "Nobody knows" by ann {
    likelihood low
    impact     high
    threatens  tables
  }
  run {
    task tables 20m..25m..50m by ann
    task more   10m..30m by ann
    task open   10m.. by ann
  }
}
`;

test('the answers survive the way from another thread, and speak of the plan that is here', () => {
  const here = analyseText(TEXT);
  const there = analyseText(TEXT).schedules[0]!;
  const risk = riskOf(there)!;
  expect([risk.swings.length, risk.risks.length, risk.notSimulated.length, risk.oneSided.length]).toEqual([3, 1, 1, 1]);
  const [release] = here.plan.releases;
  const packed = structuredClone(packRisk(risk, there.release));
  expect(JSON.stringify(packed).length).toBeLessThan(5000);
  const unpacked = unpackRisk(packed, release!);
  expect(unpacked).toEqual(riskOf(here.schedules[0]!));
  for (const { subject } of unpacked.swings) expect([...release!.steps, ...release!.risks]).toContain(subject);
});

test('a release without risks of its own', () => {
  const payments = readFileSync(resolve(import.meta.dirname, '../../examples/payments-4.2.release'), 'utf8');
  const { schedules } = analyseText(payments);
  const risk = riskOf(schedules[0]!)!;
  expect(unpackRisk(structuredClone(packRisk(risk, schedules[0]!.release)), schedules[0]!.release)).toEqual(risk);
});
