/** A checklist of a template that serves several kinds of release. */
import { expect, test } from 'vitest';
import { renderChecklist } from '../../view/checklist.ts';
import { analyseText, messagesOf } from '../checks/marked.ts';

const plan = (kind: string, line: string) => `person ann
release r-1 {
  kind   ${kind}
  window Wed 2026-12-09 20:00 .. 22:00
  change C1
  run {
    task work 30m by ann {
      - "Always"
      ${line}
    }
  }
}
`;

test('a line is only for releases of its kinds', () => {
  const texts = (kind: string, line: string) => {
    const analysis = analyseText(plan(kind, line));
    const html = renderChecklist(analysis, analysis.schedules[0]!);
    return [analysis.plan.releases[0]!.steps[0]!.checklist.map(({ text }) => text), html.includes('Off site')];
  };
  const line = '- "Off site" by ann only for major, normal { - "Its disk" }';
  expect(texts('normal', line)).toEqual([['Always', 'Off site'], true]);
  expect(texts('standard', line)).toEqual([['Always'], false]);
  expect(texts('standard', '- "Off site"')).toEqual([['Always', 'Off site'], true]);
});

test('a kind that there is not is told once', () => {
  expect(messagesOf('syntax', plan('normal', '- "Off site" only for mayor'))).toHaveLength(1);
});
