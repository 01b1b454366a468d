/** A document of a webview: what it shows stands in its body, under a policy that runs one script and one style. */
import { element } from '../../view/markup.ts';
import { documentFrame } from '../../view/page/frame.ts';

export interface ShellOptions {
  /** A fresh random word for each document, of letters and digits. */
  readonly nonce: string;
  /** Where the script is, as the webview may load it. */
  readonly scriptUri: string;
}

export interface Shell {
  readonly title: string;
  readonly style: string;
  /** Markup. */
  readonly body: string;
  /** Further attributes of the script. */
  readonly data?: Readonly<Record<`data-${string}`, string>>;
  /** What the script is. */
  readonly isModule?: boolean;
}

export function shellDocument(
  { nonce, scriptUri }: ShellOptions,
  { title, style, body, data, isModule }: Shell,
): string {
  return documentOf({
    title,
    policy: `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`,
    style: element('style', { nonce }, style),
    body: body + element('script', { nonce, src: scriptUri, type: isModule ? 'module' : undefined, ...data }, ''),
  });
}

export interface ShellParts {
  readonly title: string;
  readonly policy: string;
  /** Markup. */
  readonly style: string;
  readonly body: string;
}

export function documentOf(parts: ShellParts): string {
  return documentFrame({ ...parts, bodyClass: 'rp-page rp-shell' });
}
