/** When triggers are armed: as a span or a moment in the picture, in words in the checklist. */
import { expect, test } from 'vitest';
import { renderChecklist } from '../../view/checklist.ts';
import { layout } from '../../view/schedule/layout.ts';
import { analyseText } from '../checks/marked.ts';

const analysed = (armed: string) => {
  const analysis = analyseText(`person ann
release autumn-1 {
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. 23:00
  run {
    task go 10m by ann
    when "Errors" > 1 % from x and "Ops agrees" ${armed} then stop
  }
}
`);
  return { analysis, schedule: analysis.schedules[0]! };
};

function bar(armed: string) {
  const { analysis, schedule } = analysed(armed);
  const scene = layout(analysis, schedule);
  const row = scene.panels.flatMap(({ rows }) => rows).find(({ label }) => label.includes('Errors'));
  return row && { detail: row.detail, shapes: row.bars.map(({ shape }) => shape) };
}

test('a trigger is drawn for as long as it is armed', () => {
  expect(bar('during T .. T+30m')).toEqual({ detail: 'then stop', shapes: ['range'] });
  expect(bar('at T+30m')).toEqual({ detail: 'then stop', shapes: ['point'] });
  expect(bar('')).toBeUndefined();
});

test('and the checklist says so', () => {
  const words = (armed: string) => {
    const { analysis, schedule } = analysed(armed);
    return /<b>If <\/b>(.*?)<b>/.exec(renderChecklist(analysis, schedule))?.[1];
  };
  const condition = 'Errors &gt; 1 %, from x and Ops agrees';
  expect(words('during T .. T+30m')).toBe(`${condition}, armed from Sat 2026-12-05 22:00 until Sat 2026-12-05 22:30`);
  expect(words('at T+30m')).toBe(`${condition}, looked at on Sat 2026-12-05 22:30`);
  expect(words('')).toBe(condition);
});

test('what becomes of a thing is said in words', () => {
  const words = (condition: string) => {
    const analysis = analyseText(`person ann
release autumn-1 {
  window Sat 2026-12-05 22:00 .. 23:00
  run {
    task go 10m by ann
    when ${condition} then stop
  }
}
`);
    return /<b>If <\/b>(.*?)<b>/.exec(renderChecklist(analysis, analysis.schedules[0]!))?.[1];
  };
  expect(words('go.late > 20m')).toBe('go is more than 20m late');
  expect(words('go.late')).toBe('go is late');
  expect(words('go.failed and "Ops agrees"')).toBe('go has failed and Ops agrees');
});
