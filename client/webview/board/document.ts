/** The document of the board: its frame, with the style of the page that a board server has, in the colours of the editor. */
import { element } from '../../../view/markup.ts';
import { type ShellOptions, shellDocument } from '../shell.ts';

/** @param style that of the page */
export function boardDocument(options: ShellOptions, style: string): string {
  return shellDocument(options, {
    title: 'Release board',
    style: `${style}\n${THEMED}`,
    body: element('div', { id: 'board' }, element('p', { class: 'loading' }, 'The board is loading.')),
    isModule: true,
  });
}

/** Light or dark is said by the theme, and not by the system. */
const THEMED = `body{padding:0}
:root:has(body.vscode-light),:root:has(body.vscode-high-contrast-light){color-scheme:light}
:root:has(body.vscode-dark),:root:has(body.vscode-high-contrast:not(.vscode-high-contrast-light)){color-scheme:dark}`;
