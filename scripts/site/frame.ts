/** The frame of every page: its policy, its head, and the way to all others. No page runs anything that is not a file of the site. */
import { element } from '../../view/markup.ts';
import { relative } from './site-map.ts';

export interface FrameOptions {
  /** In the site. */
  readonly path: string;
  readonly title: string;
  /** Ready markup. */
  readonly main: string;
  /** Files of the site, besides those of all pages. */
  readonly styles?: readonly string[];
  readonly scripts?: readonly string[];
  /** Where images come from besides: the editor has its squiggles in its styles. */
  readonly images?: string;
  /** What the page may do besides, as directives of a policy. */
  readonly allow?: string;
  readonly body?: Readonly<Record<string, string>>;
}

export function frame({
  path,
  title,
  main,
  styles = [],
  scripts = [],
  images = '',
  allow = '',
  body = {},
}: FrameOptions): string {
  const to = (target: string) => relative(path, target);
  const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src ${`'self' ${images}`.trim()}; base-uri 'none'; form-action 'none'${allow}`;
  const links = [
    ['playground.html', 'Playground'],
    ['docs/index.html', 'Documentation'],
    ['docs/checks/index.html', 'Checks'],
  ] as const;
  const head = [
    element('meta', { charset: 'utf-8' }),
    element('meta', { name: 'viewport', content: 'width=device-width,initial-scale=1' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    element('title', {}, title),
    element('link', { rel: 'icon', href: to('icon.svg') }),
    ...['site.css', ...styles].map((file) => element('link', { rel: 'stylesheet', href: to(file) })),
    ...['search.js', ...scripts].map((file) => element('script', { type: 'module', src: to(file) }, '')),
  ];
  const header = element(
    'header',
    { class: 'site-bar' },
    element('a', { class: 'home', href: to('index.html') }, 'Release Plan'),
    element(
      'nav',
      { 'aria-label': 'Site' },
      ...links.map(([target, words]) =>
        element('a', { href: to(target), 'aria-current': target === path ? 'page' : undefined }, words),
      ),
    ),
    element(
      'form',
      { id: 'search', class: 'search', role: 'search' },
      element('input', {
        type: 'search',
        'aria-label': 'Search the documentation',
        placeholder: 'Search',
        autocomplete: 'off',
        spellcheck: 'false',
      }),
      element(
        'ol',
        { id: 'results', class: 'results', 'aria-live': 'polite', 'aria-label': 'Found', hidden: 'hidden' },
        '',
      ),
    ),
  );
  return `<!doctype html>\n${element(
    'html',
    { lang: 'en' },
    element('head', {}, ...head),
    element('body', body, header, main),
  )}\n`;
}
