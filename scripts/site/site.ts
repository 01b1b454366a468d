/**
 * The site: the playground and the documentation, as files that any server serves from any folder. Every address in them is relative,
 * nothing of them asks another machine for anything.
 */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { previewStyle } from '../../client/webview/document.ts';
import type { SearchedSection } from '../../site/searched.ts';
import { element } from '../../view/markup.ts';
import { variables } from '../../view/style.ts';
import { bundle } from '../build.ts';
import { type Rendered, renderDocument } from './document.ts';
import { frame } from './frame.ts';
import { examples, plansOf } from './plans.ts';
import { playgroundPage, previewFrame } from './playground-page.ts';
import { searchIndex } from './search-index.ts';
import { isCopied, relative, type SitePage, sitePages } from './site-map.ts';

export interface SiteOptions {
  readonly root: string;
  readonly folder: string;
  readonly isDevelopment?: boolean;
}

/** Gives the paths of all pages. */
export async function buildSite({ root, folder, isDevelopment = false }: SiteOptions): Promise<readonly string[]> {
  await rm(folder, { recursive: true, force: true });
  await bundle({ isDevelopment, folder, parts: ['site'] });
  const put = async (path: string, text: string) => {
    await mkdir(dirname(resolve(folder, path)), { recursive: true });
    await writeFile(resolve(folder, path), text);
  };
  const pages = sitePages(root);
  const bySource = new Map(pages.map((page) => [page.source, page]));
  const rendered = new Map<SitePage, Rendered>();
  for (const page of pages) {
    const text = await readFile(resolve(root, page.source), 'utf8');
    rendered.set(page, await renderDocument({ text, page, pages: bySource, plansOf: plansOf(root, page.source) }));
  }
  const contents = [...rendered].filter(([{ path }]) => !/^docs\/(checks|tutorials)\/(?!index)/.test(path));
  const nav = (from: string) =>
    element(
      'nav',
      { class: 'contents', 'aria-label': 'Documentation' },
      ...contents.map(([{ path }, { title }]) =>
        element('a', { href: relative(from, path), 'aria-current': path === from ? 'page' : undefined }, title),
      ),
    );
  for (const [{ path }, { title, html }] of rendered) {
    const main = element('div', { class: 'document' }, nav(path), element('main', {}, html));
    await put(path, frame({ path, title: `${title} – Release Plan`, main }));
  }
  await put('docs/index.html', contentsPage([...rendered]));
  await put('index.html', await homePage(root, bySource));
  await put('playground.html', playgroundPage());
  await put('preview.html', previewFrame());
  await put('search-index.js', searchIndex([...rendered].flatMap(([page, one]) => searched(page, one))));
  await put('examples.js', `export const examples = ${JSON.stringify(examples(root))};\n`);
  await put('site.css', `${variables()}\n${await readFile(resolve(root, 'site/site.css'), 'utf8')}`);
  await put('playground.css', await readFile(resolve(root, 'site/playground/playground.css'), 'utf8'));
  await put('preview.css', previewStyle());
  await cp(resolve(root, 'client/icons/icon.svg'), resolve(folder, 'icon.svg'));
  await cp(resolve(root, 'docs'), resolve(folder, 'docs'), {
    recursive: true,
    filter: (path) => !/\.\w+$/.test(path) || isCopied(path.slice(root.length + 1).replaceAll('\\', '/')),
  });
  return ['index.html', 'playground.html', 'preview.html', 'docs/index.html', ...pages.map(({ path }) => path)];
}

function searched({ path }: SitePage, { title, sections }: Rendered): readonly SearchedSection[] {
  return sections.map(({ heading, anchor, text }) => ({
    href: anchor === undefined || heading === title ? path : `${path}#${anchor}`,
    title,
    heading,
    text,
  }));
}

function contentsPage(rendered: readonly (readonly [SitePage, Rendered])[]): string {
  const path = 'docs/index.html';
  const entries = (of: readonly (readonly [SitePage, Rendered])[]) =>
    of.map(([page, { title, sections }]) => {
      const lead = sections.find(({ heading }) => heading === title)?.text.trim() ?? '';
      return element(
        'li',
        {},
        element('a', { href: relative(path, page.path) }, title),
        element('span', {}, firstSentence(lead)),
      );
    });
  const isTutorial = ([{ path: one }]: readonly [SitePage, Rendered]) => one.startsWith('docs/tutorials/');
  const isCheck = ([{ path: one }]: readonly [SitePage, Rendered]) => /^docs\/checks\/(?!index)/.test(one);
  const main = element(
    'main',
    { class: 'contents-page' },
    element('h1', {}, 'Documentation'),
    element('ul', {}, ...entries(rendered.filter((one) => !isTutorial(one) && !isCheck(one)))),
    element('h2', {}, 'For who builds on it'),
    element('ul', {}, ...entries(rendered.filter(isTutorial))),
  );
  return frame({ path, title: 'Documentation – Release Plan', main });
}

function firstSentence(text: string): string {
  return /^.*?[.:](?=\s|$)/s.exec(text.replace(/\s+/g, ' '))?.[0]?.slice(0, 240) ?? '';
}

/** What the README says first, and where to try it. */
async function homePage(root: string, pages: ReadonlyMap<string, SitePage>): Promise<string> {
  const readme = await readFile(resolve(root, 'README.md'), 'utf8');
  const text = readme.slice(0, readme.indexOf('\n## Try it'));
  const page: SitePage = { source: 'README.md', path: 'index.html' };
  const { html } = await renderDocument({ text, page, pages, plansOf: plansOf(root, page.source) });
  const call = element(
    'p',
    { class: 'call' },
    element('a', { class: 'first', href: 'playground.html' }, 'Try it here'),
    element('a', { href: 'playground.html#example=mistakes' }, 'See everything it finds'),
    element('a', { href: 'docs/language.html' }, 'Learn the language'),
  );
  const [title, rest] = [html.slice(0, html.indexOf('</h1>') + 5), html.slice(html.indexOf('</h1>') + 5)];
  return frame({
    path: 'index.html',
    title: 'Release Plan',
    main: element('main', { class: 'home-page' }, title, call, rest),
  });
}
