/** A page of an editor as axe reads it, in every theme. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Ground and text of VS Code's own themes. */
const THEMES: readonly (readonly [theme: string, ground: string, text: string, focus: string])[] = [
  ['vscode-light', '#ffffff', '#3b3b3b', '#005fb8'],
  ['vscode-dark', '#1f1f1f', '#cccccc', '#0078d4'],
  ['vscode-high-contrast', '#000000', '#ffffff', '#f38518'],
  ['vscode-high-contrast-light', '#ffffff', '#292929', '#006bbd'],
];

/** A line each; the page is to be opened with `bypassCSP`. */
export async function violationsIn(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ content: AXE });
  const found: string[] = [];
  for (const [theme, ...colours] of THEMES) {
    await page.evaluate(
      ([name, ground, text, focus]) => {
        document.body.classList.remove(...[...document.body.classList].filter((one) => one.startsWith('vscode-')));
        document.body.classList.add(name!);
        const { style } = document.documentElement;
        style.setProperty('--vscode-editor-background', ground!);
        style.setProperty('--vscode-editor-foreground', text!);
        style.setProperty('--vscode-focusBorder', focus!);
      },
      [theme, ...colours] as const,
    );
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    found.push(
      ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${theme} ${id}: ${html.slice(0, 160)}`)),
    );
  }
  return found;
}
