/** A document of HTML around what it shows. */
import { element, escapeText } from '../markup.ts';

export interface FramedDocument {
  /** Text. */
  readonly title: string;
  /** What the page may load and run; missing: as whoever serves it says. */
  readonly policy?: string | undefined;
  /** Markup. */
  readonly style: string;
  readonly body: string;
  readonly bodyClass: string;
}

export function documentFrame({ title, policy, style, body, bodyClass }: FramedDocument): string {
  return `<!doctype html>\n${element(
    'html',
    { lang: 'en' },
    element(
      'head',
      {},
      element('meta', { charset: 'utf-8' }),
      element('meta', { name: 'viewport', content: 'width=device-width,initial-scale=1' }),
      policy === undefined ? '' : element('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
      element('title', {}, escapeText(title)),
      style,
    ),
    element('body', { class: bodyClass }, body),
  )}\n`;
}
