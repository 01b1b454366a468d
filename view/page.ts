/** A release as one HTML document that needs nothing else: to send, to print, to open on the night. */
import type { Analysis } from '../plan/analysis.ts';
import type { Step } from '../plan/model.ts';
import type { Schedule } from '../plan/schedule/model.ts';
import type { Instant, Zone } from '../plan/time/model.ts';
import { renderChecklist } from './checklist.ts';
import { renderDates } from './dates-table.ts';
import { drawnOf, renderDoubt } from './doubt.ts';
import { element, escapeText } from './markup.ts';
import { pageStyle } from './page-style.ts';
import { fileName, findingsOf, renderFindings } from './release-findings.ts';
import { layout, type ScheduleOptions } from './schedule/layout.ts';
import type { Grouping } from './schedule/rows.ts';
import type { Undrawn } from './schedule/scene.ts';
import { renderSvg } from './schedule/svg.ts';
import { factsOf, renderSummary } from './summary.ts';
import { renderWaivers, waiversOf } from './waivers.ts';

export interface PageOptions {
  readonly grouping?: Grouping;
  readonly zones?: readonly Zone[];
  readonly now?: Instant;
  readonly theme?: 'light' | 'dark' | 'reader';
  /** Markup above everything else, with its style. */
  readonly top?: { readonly markup: string; readonly style: string };
  /** The last version that could be read whole: while a line cannot be read, it is what is drawn. */
  readonly earlier?: Analysis;
  /** What is drawn is a change of this, with the same releases and steps: bars that moved are drawn over where they were. */
  readonly before?: Analysis;
  /** The source of a script that `preview` adds to reload the page; it becomes the last element of the body. */
  readonly script?: string;
}

/** One document with all releases of the analysis. */
export function renderPage(analysis: Analysis, options: PageOptions = {}): string {
  const titles = analysis.schedules.map(({ release }) => release.title ?? release.name);
  const body = analysis.schedules.map((schedule, index) => {
    const was = options.before?.schedules[index];
    const before = was && ((step: Step) => was.steps[step.index]);
    return renderRelease(analysis, schedule, { ...options, before }, `rp${index}`, options.earlier);
  });
  return htmlDocument(titles.join(' · ') || fileName(analysis.plan.file), {
    ...options,
    style: options.top?.style,
    main: [options.top?.markup ?? '', ...body, body.length === 0 ? planOnly(analysis) : ''].join(''),
  });
}

export interface HtmlDocument extends Pick<PageOptions, 'theme' | 'script'> {
  /** Markup. */
  readonly main: string;
  /** Beside the style of all pages. */
  readonly style?: string;
}

/** A document that needs nothing else; `title` is text. */
export function htmlDocument(title: string, { theme, script, main, style }: HtmlDocument): string {
  const themed = theme === undefined || theme === 'reader' ? '' : ` rp-${theme}`;
  return `<!doctype html>\n${element(
    'html',
    { lang: 'en' },
    element(
      'head',
      {},
      element('meta', { charset: 'utf-8' }),
      element('meta', { name: 'viewport', content: 'width=device-width,initial-scale=1' }),
      element('title', {}, escapeText(title)),
      element('style', {}, style === undefined ? pageStyle() : `${pageStyle()}\n${style}`),
    ),
    element(
      'body',
      { class: `rp-page${themed}` },
      element('main', {}, main),
      script === undefined ? '' : element('script', {}, script.replaceAll('</', '<\\/')),
    ),
  )}\n`;
}

/** Pixels of the two pictures of a page; see `.rp-wide` and `.rp-narrow` in its style. */
const WIDE = 1060;
const NARROW = 570;

function renderRelease(
  analysis: Analysis,
  schedule: Schedule,
  options: ScheduleOptions,
  ids: string,
  earlier: Analysis | undefined,
): string {
  const { release } = schedule;
  const drawn = drawnOf(analysis, schedule, earlier);
  const { doubt } = drawn;
  const picture = renderPicture(drawn.analysis, drawn.schedule, { ...options, doubt }, ids);
  const findings = findingsOf(analysis, release);
  const kind = [`${release.releaseKind} release`, release.name, fileName(analysis.plan.file)].join(' · ');
  return element(
    'article',
    {},
    element('h1', {}, escapeText(release.title ?? release.name)),
    element('p', { class: 'rp-kind' }, escapeText(kind)),
    doubt ? renderDoubt(doubt, analysis.plan.file) : '',
    renderSummary(factsOf(analysis, schedule, drawn)),
    element('h2', {}, 'Findings'),
    renderFindings(findings, { source: 'none' }),
    renderWaivers(waiversOf(analysis, release), { source: 'none', heading: 'h2' }),
    element('h2', {}, 'Schedule'),
    doubt?.isEarlier ? element('div', { class: 'rp-earlier' }, picture) : picture,
    ...(drawn.schedule.dated.length > 0 ? [element('h2', {}, 'Dates'), renderDates(drawn.schedule)] : []),
    element('h2', {}, 'Checklist'),
    renderChecklist(drawn.analysis, drawn.schedule, { doubt }),
  );
}

/** The schedule, and what has no place in it; `ids` begins all ids. */
export function renderPicture(analysis: Analysis, schedule: Schedule, options: ScheduleOptions, ids: string): string {
  const wide = layout(analysis, schedule, { ...options, width: WIDE });
  const narrow = layout(analysis, schedule, { ...options, width: NARROW });
  return [
    renderUndrawn(wide.undrawn, { source: 'none' }),
    // Text that shrinks with its picture cannot be read: a narrow page has a picture of its own.
    element('figure', { class: 'rp-picture rp-wide' }, renderSvg(wide, { use: 'inline', idPrefix: `${ids}w` })),
    element('figure', { class: 'rp-picture rp-narrow' }, renderSvg(narrow, { use: 'inline', idPrefix: `${ids}n` })),
  ].join('');
}

/** What has no place in the picture, and the line to look at. */
export function renderUndrawn(undrawn: readonly Undrawn[], options: { readonly source: 'lines' | 'none' }): string {
  if (undrawn.length === 0) return '';
  const entries = undrawn.map(({ label, reason, source }) =>
    element(
      'li',
      options.source === 'lines' ? { 'data-file': source.file, 'data-line': source.line, tabindex: -1 } : {},
      escapeText(`${label}: ${reason} (${fileName(source.file)}:${source.line + 1})`),
    ),
  );
  return element('div', { class: 'rp-undrawn', role: 'status' }, 'Not in the picture:', element('ul', {}, ...entries));
}

function planOnly(analysis: Analysis): string {
  return (
    element('h1', {}, escapeText(fileName(analysis.plan.file))) +
    element('p', { class: 'rp-kind' }, 'This file declares no release.') +
    renderFindings(analysis.findings, { source: 'none' })
  );
}
