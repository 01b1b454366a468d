/** Conditions of a step, consent by silence, and who is called, as JSON. */
import { expect, test } from 'vitest';
import { jsonReport } from '../../exchange/json/json.ts';
import { analyseText } from '../checks/marked.ts';

function stepsOf(lines: string) {
  const analysis = analyseText(`person ann
person bob
release r-1 {
  kind standard
  zone UTC
  window Sat 2026-12-05 22:00 .. 23:00
${lines}
  run {
    task go 10m by ann
    task a "A" 5m by ann only if "Merged" = "yes" and "Ready" likely 30 %
    task b "B" 5m by bob optional
  }
}
`);
  const report = jsonReport([analysis], String, { fixesOf: () => [] });
  return report.files[0]!.releases[0]!.steps;
}

test('what is said, and only that', () => {
  const steps = stepsOf(`  notify bob "Yes?" by ann via mail at Mon 2026-11-30 10:00 {
    acknowledge by ann within 1d then approve go
    escalate bob, ann within 2h
  }`);
  const [notify, go, a, b] = steps as [(typeof steps)[0], (typeof steps)[0], (typeof steps)[0], (typeof steps)[0]];
  expect(notify).toMatchObject({
    consent: { at: '2026-12-01T10:00Z', approves: 'go' },
    escalate: { to: ['bob', 'ann'], within: '2h' },
  });
  expect(a).toMatchObject({ onlyIf: { conditions: ['Merged = yes', 'Ready'], likely: 0.3 } });
  expect(b).toMatchObject({ optional: true });
  for (const key of ['onlyIf', 'optional', 'consent', 'escalate']) expect(go).not.toHaveProperty(key);
});
