/** Releases in two versions as one SVG that stands alone: what matters in words, and below it the schedule over the old one. */
import type { Analysis } from '../../plan/analysis.ts';
import type { Difference } from '../../plan/diff/model.ts';
import { element, escapeText } from '../markup.ts';
import { layout } from '../schedule/layout.ts';
import { renderSvg } from '../schedule/paint/svg.ts';
import type { Grouping } from '../schedule/rows.ts';
import { standaloneSvgStyle } from '../style.ts';
import { fitText } from '../text-width.ts';
import { type Headline, MARKS } from './headlines.ts';
import { newsOf, type PlanNews } from './news.ts';
import { versionsOf } from './versions.ts';

/** A plan in two versions, and where it lies. */
export interface PlanVersions extends Pick<PlanNews, 'status' | 'path' | 'was'> {
  readonly base: Analysis;
  readonly head: Analysis;
  readonly difference: Difference;
}

export interface PictureOptions {
  readonly width: number;
  readonly grouping?: Grouping;
  /** How the two versions are called. */
  readonly base: string;
  readonly head: string;
}

export function differencePicture(plans: readonly PlanVersions[], options: PictureOptions): string {
  const { width, base, head } = options;
  const parts: string[] = [];
  let y = MARGIN;
  const line = (text: string, style: string, size: number, x = MARGIN) => {
    y += size + 5;
    parts.push(element('text', { class: style, x, y }, escapeText(fitText(text, width - x - MARGIN, size))));
  };
  const say = (headlines: readonly Headline[]) => {
    for (const { text, tone } of headlines)
      line(`${MARKS[tone]} ${text}`, tone === 'worse' ? 'rp-group' : 'rp-sub', 12.5, 20);
  };
  if (plans.length === 0) line(`No release plan is different between ${base} and ${head}.`, 'rp-title', 15);
  for (const plan of plans) {
    const news = newsOf(plan);
    if (news.headlines.length > 0 || news.releases.length === 0) {
      line(plan.path, 'rp-title', 15);
      say(news.headlines);
      y += MARGIN;
    }
    for (const { difference, headlines } of news.releases) {
      line(`${difference.name}: ${base} → ${head}`, 'rp-title', 15);
      say(headlines);
      y += 2 * MARGIN;
      const versions = versionsOf(plan.base, plan.head, difference);
      if (!versions) continue;
      const { analysis, schedule, options: before } = versions;
      const scene = layout(analysis, schedule, { ...before, width, grouping: options.grouping });
      const picture = renderSvg(scene, { use: 'inline', idPrefix: `rp${parts.length}` });
      parts.push(element('g', { transform: `translate(0 ${y})` }, picture));
      y += scene.height + MARGIN;
    }
  }
  const height = Math.ceil(y + MARGIN);
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'rp-svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-labelledby': 'rp-t',
    },
    element('title', { id: 'rp-t' }, escapeText(`Release plans: ${base} → ${head}`)),
    element('style', {}, standaloneSvgStyle()),
    element('rect', { class: 'rp-ground', width: '100%', height: '100%' }),
    ...parts,
  )}\n`;
}

const MARGIN = 8;
