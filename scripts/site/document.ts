/** A document of the repository as a page: its links lead to pages, its plans are coloured and open in the playground. */
import { Marked, type Token, type Tokens } from 'marked';
import { piecesOf } from '../../site/highlight.ts';
import { type Plans, pack } from '../../site/playground/files/share.ts';
import { element, escapeText } from '../../view/markup.ts';
import { hrefOf, relative, type SitePage } from './site-map.ts';

export interface DocumentOptions {
  readonly text: string;
  readonly page: SitePage;
  readonly pages: ReadonlyMap<string, SitePage>;
  /** The plans that a fence stands for, imports included; `marker` stands behind its language. */
  readonly plansOf: (text: string, marker: string) => Plans;
}

export interface Section {
  readonly heading: string;
  /** Of the heading; undefined: what stands before the first one. */
  readonly anchor?: string;
  /** Plain words, for search. */
  readonly text: string;
}

export interface Rendered {
  readonly title: string;
  readonly html: string;
  readonly sections: readonly Section[];
}

export async function renderDocument({ text, page, pages, plansOf }: DocumentOptions): Promise<Rendered> {
  const fragments = new Map<Token, string>();
  const anchorOf = anchors();
  const marked = new Marked({
    async: true,
    async walkTokens(token) {
      const [, marker] = /^release\b ?(.*)$/.exec(token.type === 'code' ? (token.lang ?? '') : '') ?? [];
      if (marker === undefined) return;
      const fragment = await pack(plansOf(`${(token as Tokens.Code).text}\n`, marker));
      if (fragment !== undefined) fragments.set(token, fragment);
    },
    renderer: {
      heading({ tokens, depth }) {
        const inner = this.parser.parseInline(tokens);
        const id = anchorOf(plainText(tokens));
        return `<h${depth} id="${escapeText(id)}">${inner}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens);
        const target = hrefOf(href, page, pages);
        return target === undefined ? inner : `<a href="${escapeText(target)}">${inner}</a>`;
      },
      image({ href, text: alt }) {
        const target = hrefOf(href, page, pages);
        return target === undefined ? escapeText(alt) : element('img', { src: target, alt });
      },
      table({ header, rows }) {
        const cell = (name: string, inner: string) => element(inner === '' ? 'td' : name, {}, inner);
        const cells = (name: string, row: readonly Tokens.TableCell[]) =>
          `<tr>${row.map(({ tokens }) => cell(name, this.parser.parseInline(tokens))).join('')}</tr>`;
        const body = rows.map((row) => cells('td', row)).join('\n');
        return `<div class="table" tabindex="0"><table><thead>${cells('th', header)}</thead><tbody>${body}</tbody></table></div>\n`;
      },
      code(token) {
        const isPlan = /^release\b/.test(token.lang ?? '');
        const code = element('code', {}, isPlan ? coloured(token.text) : escapeText(token.text));
        const pre = element('pre', { tabindex: '0' }, code);
        const fragment = fragments.get(token);
        if (fragment === undefined) return pre;
        const href = `${relative(page.path, 'playground.html')}#${fragment}`;
        return `${element('div', { class: 'plan' }, pre, element('a', { class: 'open', href }, 'Open in the playground'))}\n`;
      },
    },
  });
  const html = await marked.parse(text);
  const sections = sectionsOf(marked.lexer(text));
  return { title: sections.find(({ heading }) => heading !== '')?.heading ?? page.path, html, sections };
}

export function coloured(text: string): string {
  return piecesOf(text)
    .map((line) =>
      line
        .map(({ text: piece, colour }) =>
          colour ? element('span', { class: `c-${colour}` }, escapeText(piece)) : escapeText(piece),
        )
        .join(''),
    )
    .join('\n');
}

function sectionsOf(tokens: readonly Token[]): readonly Section[] {
  const anchorOf = anchors();
  const sections: { heading: string; anchor?: string; text: string }[] = [{ heading: '', text: '' }];
  for (const token of tokens) {
    if (token.type === 'heading') {
      const heading = plainText(token.tokens ?? []);
      sections.push({ heading, anchor: anchorOf(heading), text: '' });
    } else sections.at(-1)!.text += ` ${plainText([token])}`;
  }
  return sections.filter(({ heading, text }) => heading !== '' || text.trim() !== '');
}

/** Words alone; of plans in fences, too. */
function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token): string => {
      if (token.type === 'table') {
        const { header, rows } = token as Tokens.Table;
        return [header, ...rows]
          .flat()
          .map((cell) => plainText(cell.tokens))
          .join(' ');
      }
      if (token.type === 'list') return plainText((token as Tokens.List).items);
      if ('tokens' in token && token.tokens) return plainText(token.tokens);
      return 'text' in token ? String(token.text) : '';
    })
    .join(tokens.some(({ type }) => type === 'paragraph' || type === 'list_item') ? ' ' : '');
}

/** As hosting sites make them, so that links from one document into another hold on both. */
function anchors(): (heading: string) => string {
  const used = new Map<string, number>();
  return (heading) => {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-');
    const count = used.get(slug) ?? 0;
    used.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  };
}
