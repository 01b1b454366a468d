/** What the site has: which document of the repository is which page, and where its links lead there. */
import { globSync } from 'node:fs';
import { posix, sep } from 'node:path';

export interface SitePage {
  /** In the repository. */
  readonly source: string;
  /** In the site. */
  readonly path: string;
}

/** Documents in the order in which people need them; what is not named here stands at the end. */
const ORDER = [
  'language',
  'how-to-say',
  'practices',
  'checks/README',
  'policies',
  'views',
  'diff',
  'exchange',
  'night',
  'ci',
  'agents',
  'embedding',
  'editors',
  'lsp',
];

export function sitePages(root: string): readonly SitePage[] {
  const sources = globSync('docs/**/*.md', { cwd: root }).map((path) => path.split(sep).join('/'));
  const rank = (source: string) => {
    const at = ORDER.findIndex((name) => source === `docs/${name}.md`);
    return at < 0 ? ORDER.length : at;
  };
  return sources
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map((source) => ({ source, path: pathOf(source) }));
}

/** Files that pages lead to and that are served as they are. */
export function isCopied(path: string): boolean {
  return /^docs\/(schemas\/.*\.json|[^/]*\.(svg|png))$/.test(path);
}

function pathOf(source: string): string {
  return source.replace(/README\.md$/, 'index.html').replace(/\.md$/, '.html');
}

/** Where a link of a document leads on the site, relative to its page; undefined: what it leads to is not there. */
export function hrefOf(href: string, from: SitePage, pages: ReadonlyMap<string, SitePage>): string | undefined {
  if (/^(https?:|#)/.test(href)) return href;
  const [path = '', anchor] = href.split('#');
  const target = posix.normalize(posix.join(posix.dirname(from.source), path));
  const behind = anchor === undefined ? '' : `#${anchor}`;
  const page = pages.get(target);
  if (page) return `${relative(from.path, page.path)}${behind}`;
  const example = /^examples\/([^/]+)\.release$/.exec(target)?.[1];
  if (example !== undefined) return `${relative(from.path, 'playground.html')}#example=${encodeURIComponent(example)}`;
  return isCopied(target) ? relative(from.path, target) : undefined;
}

export function relative(from: string, to: string): string {
  return posix.relative(posix.dirname(from), to) || posix.basename(to);
}
