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

/** What axe cannot tell and was looked at by hand, with what was seen. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  'color-contrast': 'words of an SVG, or over something else: colours.test.ts computes each pair',
  'label-content-name-mismatch': 'a sign and no word: ✓ is called done, − and + say what they do',
  'th-has-data-cells': 'heads of groups go over all columns: the cells below have the heads of theirs',
};

/** What it calls a violation, and what it cannot tell and nobody has looked at: a line each. */
export async function violationsIn(page: Page): Promise<readonly string[]> {
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
    for (const one of await violationsNow(page)) found.push(`${theme} ${one}`);
  }
  return found;
}

/** The same of a page as it stands, whatever its policy. */
export async function violationsNow(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations, incomplete } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  const unsure = incomplete.filter(({ id }) => !(id in LOOKED_AT));
  return [...violations, ...unsure].flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
