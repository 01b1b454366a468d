/** Releases in two versions as one HTML document that needs nothing else: what matters, the schedules, everything else. */
import { element, escapeText } from '../markup.ts';
import { type HtmlDocument, htmlDocument } from '../page/page.ts';
import { renderPicture } from '../schedule/picture.ts';
import { type Headline, MARKS } from './headlines.ts';
import { renderDiff } from './html.ts';
import { newsOf, type ReleaseNews } from './news.ts';
import type { PictureOptions, PlanVersions } from './picture.ts';
import { DIFF_STYLE, HEADLINE_STYLE } from './style.ts';
import { versionsOf } from './versions.ts';

export function differencePage(
  plans: readonly PlanVersions[],
  { base, head, grouping, nonce }: Omit<PictureOptions, 'width'> & Pick<HtmlDocument, 'nonce'>,
): string {
  const articles = plans.map((plan, index) => {
    const { path, headlines, sections, releases } = newsOf(plan);
    const isOfFile = headlines.length + sections.length > 0 || releases.length === 0;
    return [
      isOfFile ? article(path, '', headlines, renderDiff(sections, { source: 'none' })) : '',
      ...releases.map((release, i) => {
        const picture = pictureOf(plan, release, { grouping }, `d${index}r${i}`);
        const report = renderDiff(release.sections, { source: 'none' });
        return article(release.difference.name, path, release.headlines, `${picture}${report}`);
      }),
    ].join('');
  });
  const main = [
    element('p', { class: 'rp-kind' }, escapeText(`Release plans: ${base} → ${head}`)),
    ...articles,
    articles.length === 0 ? element('p', {}, 'No release plan is different.') : '',
  ].join('');
  return htmlDocument(`Release plans: ${base} → ${head}`, { main, nonce, style: `${DIFF_STYLE}\n${HEADLINE_STYLE}` });
}

function article(title: string, path: string, headlines: readonly Headline[], rest: string): string {
  const items = headlines.map(({ text, tone }) =>
    element('li', { class: `rp-${tone}` }, escapeText(`${MARKS[tone]} ${text}`)),
  );
  return element(
    'article',
    {},
    element('h1', {}, escapeText(title)),
    path === '' ? '' : element('p', { class: 'rp-kind' }, escapeText(path)),
    items.length === 0 ? '' : element('ul', { class: 'rp-headlines' }, ...items),
    rest,
  );
}

function pictureOf(
  { base, head }: PlanVersions,
  { difference }: ReleaseNews,
  options: Pick<PictureOptions, 'grouping'>,
  ids: string,
): string {
  const versions = versionsOf(base, head, difference);
  return versions ? renderPicture(versions.analysis, versions.schedule, { ...options, ...versions.options }, ids) : '';
}
