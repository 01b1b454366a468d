/** A plan inside somebody else's page: the schedule of each release with what an approver asks first, ready to be shown. */
import type { Analysis } from '../../plan/analysis.ts';
import { releaseOf } from '../../plan/release-of.ts';
import type { Instant } from '../../plan/time/model.ts';
import type { Found } from '../../plan/what-if/find.ts';
import { drawnOf } from '../../view/doubt.ts';
import { element, escapeText } from '../../view/markup.ts';
import { factsOf, renderSummary } from '../../view/page/summary.ts';
import { shownRisk } from '../../view/renderers.ts';
import { layout } from '../../view/schedule/layout.ts';
import { renderSvg } from '../../view/schedule/paint/svg.ts';

export interface InlineAsk {
  /** Pixels there are. */
  readonly width: number;
  /** All ids begin with it: several plans may stand on one page. */
  readonly ids: string;
  readonly now?: Instant;
}

/** Markup whose every text of the plan is escaped; it needs the style of pages around it. */
export function inlineOf(analysis: Analysis, { width, ids, now }: InlineAsk): Found<{ readonly markup: string }> {
  if (analysis.schedules.length === 0) {
    const error = analysis.findings.find(({ severity }) => severity === 'error');
    return { trouble: error ? error.message : 'This text declares no release, so there is nothing to draw.' };
  }
  const figures = analysis.schedules.map((schedule, index) => {
    const drawn = drawnOf(analysis, schedule);
    const { doubt, release } = drawn;
    const risk = shownRisk(drawn);
    const scene = layout(analysis, schedule, { width, now, doubt, risk });
    return element(
      'figure',
      { class: 'rp-inline' },
      element('figcaption', {}, escapeText(releaseOf(analysis, schedule).title ?? release.name)),
      renderSummary(factsOf(analysis, schedule, drawn, { now, risk })),
      renderSvg(scene, { use: 'inline', idPrefix: `${ids}-${index}` }),
    );
  });
  return { markup: figures.join('') };
}
