import { describe, it } from 'vitest';
import { renderChecklist } from '../../view/checklist.ts';
import { renderPage } from '../../view/page.ts';
import { layout } from '../../view/schedule/layout.ts';
import type { Scene } from '../../view/schedule/scene.ts';
import { renderSvg } from '../../view/schedule/svg.ts';
import { summaryOf } from '../../view/summary.ts';
import { expectGolden } from '../support/golden.ts';
import { payments } from './payments.ts';
import { launch, relativeHotfix } from './plans.ts';

const golden = (actual: string, name: string) => expectGolden(actual, `./golden/${name}`, import.meta.url);

/** One line for each thing that is seen: small enough to be read in a review. */
function outline(scene: Scene): string {
  const lines: string[] = [];
  for (const panel of scene.panels) {
    lines.push(`# ${panel.title} | ${panel.subtitle}`);
    for (const axis of panel.axes)
      lines.push(
        `axis ${axis.label}: ${axis.ticks
          .map((tick) => tick.label)
          .filter((label) => label)
          .join(' ')}`,
      );
    for (const mark of panel.marks) lines.push(`mark ${mark.kind}: ${mark.label}`);
    for (const shade of panel.shades) lines.push(`shade ${shade.kind}: ${shade.label}`);
    for (const row of panel.rows) {
      const bars = row.bars.map(
        (bar) =>
          `${bar.shape}${bar.critical ? '!' : ''}${bar.tail ? '~' : ''}[${Math.round(bar.x)}+${Math.round(bar.width)}${bar.clipped === 'none' ? '' : ` ${bar.clipped}`}]`,
      );
      const words = [row.time, row.verb, row.label, row.detail].filter((word) => word).join(' ');
      lines.push(
        `${'  '.repeat(row.level)}${row.kind === 'group' ? '= ' : '- '}${words}${row.finding ? ` (${row.finding.severity})` : ''} ${bars.join(' ')}`.trimEnd(),
      );
    }
    for (const arrow of panel.arrows)
      lines.push(`arrow${arrow.critical ? '!' : ''} ${arrow.points.map(Math.round).join(' ')}`);
  }
  for (const { label, reason } of scene.undrawn) lines.push(`undrawn ${label}: ${reason}`);
  return `${lines.join('\n')}\n`;
}

describe('pictures of the whole release of the reference', () => {
  const { analysis, schedule } = payments();
  const now = schedule.T! + 70;

  it('as SVG, wide, with two zones and the now-line', () => {
    const scene = layout(analysis, schedule, { width: 1160, zones: ['Europe/London'], now });
    golden(outline(scene), 'payments.golden.txt');
    golden(renderSvg(scene, { use: 'file' }), 'payments.golden.svg');
  });

  it('by person and by system, narrow', () => {
    golden(outline(layout(analysis, schedule, { width: 600, grouping: 'person' })), 'payments-by-person.golden.txt');
    golden(outline(layout(analysis, schedule, { width: 600, grouping: 'system' })), 'payments-by-system.golden.txt');
  });

  it('as a checklist, a page and a summary', () => {
    golden(renderChecklist(analysis, schedule), 'payments-checklist.golden.html');
    golden(renderPage(analysis, { now, riskOf: () => undefined }), 'payments-page.golden.html');
    golden(
      `${summaryOf(analysis, schedule)
        .map((fact) => `${fact.label}: ${fact.value}${fact.tone === 'bad' ? ' !' : ''}`)
        .join('\n')}\n`,
      'payments-summary.golden.txt',
    );
  });
});

describe('pictures of other plans', () => {
  it('without a date', () => {
    const { analysis, schedule } = relativeHotfix();
    golden(outline(layout(analysis, schedule, { width: 900 })), 'hotfix.golden.txt');
  });

  it('over months, with a recurring step, a milestone and a step that has no time', () => {
    const { analysis, schedule } = launch();
    golden(outline(layout(analysis, schedule, { width: 900 })), 'launch.golden.txt');
    golden(renderSvg(layout(analysis, schedule, { width: 900 }), { use: 'file' }), 'launch.golden.svg');
  });
});
