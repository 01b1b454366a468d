/** A release as one HTML document that needs nothing else: to send, to print, to open on the night. */
import type { Analysis } from '../../plan/analysis.ts';
import { releaseTitle, type Step } from '../../plan/model.ts';
import { releaseOf } from '../../plan/release-of.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import { drawnOf, renderDoubt } from '../doubt.ts';
import { element, escapeText } from '../markup.ts';
import { renderView, type Shown, shownRisk } from '../renderers.ts';
import type { ScheduleOptions } from '../schedule/layout.ts';
import type { Grouping } from '../schedule/rows.ts';
import { renderTable } from '../tables/html.ts';
import { titleOfPerson } from '../tables/person.ts';
import { nightOf } from '../tables/tabled.ts';
import { NOTHING, VIEWS, type ViewId } from '../views.ts';
import { documentFrame } from './frame.ts';
import { pageStyle } from './page-style.ts';
import { fileName, findingsOf, renderFindings } from './release-findings.ts';
import { factsOf, renderSummary } from './summary.ts';
import { renderWaivers, waiversOf } from './waivers.ts';

export interface PageOptions extends Pick<Shown, 'riskOf'> {
  /** The only one of the views; default: all of them. */
  readonly view?: ViewId;
  /** The name of somebody: their night, and nothing else. */
  readonly person?: string;
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
  const releases = analysis.schedules.map((schedule) => releaseOf(analysis, schedule));
  const titles = releases.map(({ title, name }) => title ?? name);
  const body = analysis.schedules.map((schedule, index) => {
    const was = options.before?.schedules[index];
    const before = was && ((step: Step) => was.steps[step.id]);
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
  /** It may be shown where nothing runs, and no style but its own counts: a fresh random word. */
  readonly nonce?: string;
  /** Beside the style of all pages. */
  readonly style?: string;
}

/** A document that needs nothing else; `title` is text. */
export function htmlDocument(title: string, { theme, script, main, style, nonce }: HtmlDocument): string {
  const themed = theme === undefined || theme === 'reader' ? '' : ` rp-${theme}`;
  return documentFrame({
    title,
    policy: nonce === undefined ? undefined : policyOf(nonce),
    style: element('style', { nonce }, style === undefined ? pageStyle() : `${pageStyle()}\n${style}`),
    body:
      element('main', {}, main) + (script === undefined ? '' : element('script', {}, script.replaceAll('</', '<\\/'))),
    bodyClass: `rp-page${themed}`,
  });
}

function policyOf(nonce: string): string {
  return `default-src 'none'; style-src 'nonce-${nonce}'`;
}

function renderRelease(
  analysis: Analysis,
  schedule: Schedule,
  options: ScheduleOptions & Pick<PageOptions, 'view' | 'person' | 'riskOf'>,
  ids: string,
  earlier: Analysis | undefined,
): string {
  const release = releaseOf(analysis, schedule);
  const drawn = drawnOf(analysis, schedule, earlier);
  const { doubt } = drawn;
  const shown: Shown = { ...drawn, source: 'none', picture: options, riskOf: options.riskOf, ids };
  if (options.person !== undefined) return renderNight(options.person, shown, options);
  const views = VIEWS.filter(({ id }) => options.view === undefined || id === options.view).flatMap(({ id, title }) => {
    const markup = renderView(id, shown);
    if (markup !== '') return [element('h2', {}, title), markup];
    return options.view ? [element('h2', {}, title), element('p', {}, NOTHING)] : [];
  });
  const kind = [`${release.releaseKind} release`, release.name, fileName(analysis.plan.file)].join(' · ');
  const found = [
    element('h2', {}, 'Findings'),
    renderFindings(findingsOf(analysis, release), { source: 'none' }),
    renderWaivers(waiversOf(analysis, release), { source: 'none', heading: 'h2' }),
  ];
  return element(
    'article',
    {},
    element('h1', {}, escapeText(releaseTitle(release))),
    element('p', { class: 'rp-kind' }, escapeText(kind)),
    doubt ? renderDoubt(doubt, analysis.plan.file) : '',
    renderSummary(factsOf(analysis, schedule, drawn, { now: options.now, risk: shownRisk(shown) })),
    // Whoever asks for one view has come for it.
    ...(options.view ? views : found),
    ...(options.view ? (options.view === 'summary' ? [] : found) : views),
  );
}

/** To carry in one's pocket: no findings, since whoever works at night cannot repair the plan. */
function renderNight(name: string, shown: Shown, { now }: ScheduleOptions): string {
  const { release, schedule, doubt, analysis } = shown;
  return element(
    'article',
    { class: 'rp-night' },
    element('h1', {}, escapeText(titleOfPerson(shown, name))),
    element('p', { class: 'rp-kind' }, escapeText(releaseTitle(release))),
    doubt ? renderDoubt(doubt, analysis.plan.file) : '',
    renderSummary(
      factsOf(analysis, schedule, shown, { now, risk: shownRisk(shown) }).filter(({ label }) => label !== 'Findings'),
    ),
    renderTable(nightOf(name, shown, shown.picture), { source: 'none' }),
  );
}

function planOnly(analysis: Analysis): string {
  return (
    element('h1', {}, escapeText(fileName(analysis.plan.file))) +
    element('p', { class: 'rp-kind' }, 'This file declares no release.') +
    renderFindings(analysis.findings, { source: 'none' })
  );
}
