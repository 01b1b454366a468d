/** What the preview of a plan shows. */
import * as vscode from 'vscode';
import { ask, eventually, open, preview } from './harness.ts';

/** Opens a plan and its preview beside it. */
export async function previewOf(path: string): Promise<vscode.TextEditor> {
  const editor = await open(path);
  await vscode.commands.executeCommand('releasePlan.openPreview');
  await ask('see', { place: preview, selector: '#schedule .rp-row' });
  return editor;
}

/** Waits until a tab is called so. */
export async function previewCalled(wanted: string): Promise<void> {
  const labels = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
  await eventually(
    wanted,
    () => labels().includes(wanted) || undefined,
    () => labels().join(', '),
  );
}

/** The value of an expression in the preview. */
export function inPreview<T>(expression: string): Promise<T> {
  return ask('evaluate', { place: preview, expression }) as Promise<T>;
}

/** Waits until an expression in the preview has a value that fits. */
export async function shows(what: string, expression: string, fits: (value: unknown) => boolean): Promise<void> {
  let seen: unknown;
  await eventually(
    what,
    async () => {
      seen = await inPreview(expression);
      return fits(seen) || undefined;
    },
    () => JSON.stringify(seen),
  );
}

/** Waits until all these texts are in the rows of the schedule. */
export function rows(...texts: string[]): Promise<void> {
  return shows(
    `'${texts.join("' and '")}' in the rows`,
    `[...document.querySelectorAll('#schedule .rp-names .rp-row')].map((row) => row.textContent + ' ' + row.getAttribute('aria-label'))`,
    (found) => texts.every((text) => (found as string[]).some((row) => row.includes(text))),
  );
}
