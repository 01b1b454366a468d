/** What a simulation says can go to another thread and come back: it speaks of the plan by its ids. */
import { expect, test } from 'vitest';
import { find } from '../../plan/ids.ts';
import { planned, riskIn } from './told.ts';

const WINDOW = 'window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00';
const RISKS = `${WINDOW}
risk slow "Slower than rehearsed" by ann {
  likelihood 30 %
  impact     10m..20m..60m
  threatens  tables
}
risk vague "Nobody knows" by ann {
  likelihood low
  impact     high
  threatens  tables
}`;
const RUN = 'task tables 20m..25m..50m by ann\ntask more 10m..30m by ann\ntask open 10m.. by ann';

test('the answers survive the way from another thread, and speak of the plan that is here', () => {
  const risk = riskIn(planned(RUN, RISKS))!;
  expect([risk.swings.length, risk.risks.length, risk.notSimulated.length, risk.oneSided.length]).toEqual([3, 1, 1, 1]);
  expect(structuredClone(risk)).toEqual(risk);
  expect(JSON.parse(JSON.stringify(risk))).toEqual(risk);
  const here = planned(RUN, RISKS);
  expect(risk).toEqual(riskIn(here));
  const { steps, risks } = here.release;
  for (const { subject } of risk.swings) expect([...steps, ...risks]).toContain(find(here.release, subject));
  expect(risk.oneSided).toEqual(['r/open']);
  expect([...risk.risks, ...risk.notSimulated].map((one) => one.risk)).toEqual(['r/slow', 'r/vague']);
});
