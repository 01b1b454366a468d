/** Work that is perhaps not done looks so, and says why. */
import { expect, test } from 'vitest';
import { renderChecklist } from '../../view/checklist.ts';
import { layout } from '../../view/schedule/layout.ts';
import { renderSvg } from '../../view/schedule/paint/svg.ts';
import { analyseText } from '../checks/marked.ts';

const analysed = (clause: string, around = '') => {
  const analysis = analyseText(`person ann
release autumn-1 {
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. 23:00
  run {
    sequence both ${around} {
      task go 10m by ann ${clause}
    }
  }
}
`);
  return { analysis, schedule: analysis.schedules[0]! };
};

function drawn(clause: string, around?: string) {
  const { analysis, schedule } = analysed(clause, around);
  const scene = layout(analysis, schedule, { width: 1600 });
  const bars = scene.panels.flatMap(({ rows }) => rows.flatMap(({ bars: all }) => all));
  const step = bars.find(({ shape }) => shape === 'bar')!;
  const svg = renderSvg(scene, { use: 'inline' });
  return { perhaps: step.perhaps, text: step.text?.value, isDashed: svg.includes('class="rp-perhaps"') };
}

test('in the picture', () => {
  expect(drawn('')).toEqual({ perhaps: false, text: 'ann  10m', isDashed: false });
  expect(drawn('optional')).toEqual({ perhaps: true, text: expect.stringMatching(/^ann .*optional$/), isDashed: true });
  expect(drawn('only if "Notes merged" = "yes" likely 30 %')).toEqual({
    perhaps: true,
    text: expect.stringMatching(/^ann .*only if Notes merged = yes \(30 %\)$/),
    isDashed: true,
  });
  expect(drawn('', 'only if "X"')).toEqual({
    perhaps: true,
    text: expect.stringMatching(/^ann .*only if X$/),
    isDashed: true,
  });
});

test('in the checklist', () => {
  const words = (clause: string, around?: string) => {
    const { analysis, schedule } = analysed(clause, around);
    return renderChecklist(analysis, schedule).replace(/<[^>]*>/g, '');
  };
  expect(words('optional')).toContain('optional');
  expect(words('only if "Notes merged" likely 30 %')).toContain('only if Notes merged (30 %)');
  expect(words('', 'optional')).toContain('One after the other: both (optional)');
  expect(words('')).not.toContain('optional');
});
