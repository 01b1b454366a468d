import * as vscode from 'vscode';
import { ask, eventually, open, pictures, preview, workspaceFile } from '../harness.ts';
import type { EditorTest } from '../runner.ts';

const isWeb = 'WorkerGlobalScope' in globalThis;

/** A night that is run from its plan, in the editor. */
export const night: EditorTest[] = [
  {
    name: 'the board of a night opens its run, ticks of the checklist go into its log and are taken back there, and the text stays as it was',
    async run() {
      const { document } = await open('night.release');
      const text = document.getText();
      await vscode.commands.executeCommand('releasePlan.openBoard');
      if (isWeb) return void (await ask('see', { place: preview, selector: '#board >> text=it needs a desktop' }));
      await openRun();

      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('releasePlan.showChecklist');
      const box = '#checklist .rp-entry:has-text("Order tables") > [role=checkbox]';
      await ask('see', { place: preview, selector: '#checklist >> text=noted in its log' });
      await ask('click', { place: preview, selector: box });
      await ask('see', { place: preview, selector: `${box}[aria-checked=true]` });
      await logged('"done":"tables"');
      await pictures('night-checklist', 'light', 'dark');
      await ask('click', { place: preview, selector: box });
      await ask('see', { place: preview, selector: `${box}[aria-checked=false]` });
      await logged('"correct":');
      await ask('click', { place: preview, selector: box });
      await ask('see', { place: preview, selector: `${box}[aria-checked=true]` });
      if (document.getText() !== text || document.isDirty) throw new Error('A tick of the night has changed the text.');

      // The preview stays beside; the board is what is seen.
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.closeOtherEditors');
      await vscode.commands.executeCommand('releasePlan.openBoard');
      for (const [view, seen] of [
        ['Now', 'main.is-now'],
        ['Timeline', 'main.is-timeline'],
        ['Log', 'main.is-log >> text=tables done'],
      ] as const) {
        await ask('click', { place: preview, selector: `nav a >> text=${view}` });
        await ask('see', { place: preview, selector: seen });
        await pictures(`night-${view}`, 'light', 'dark');
      }
    },
  },
];

/** On the board that is seen, by one of its people. */
export async function openRun(): Promise<void> {
  await ask('see', { place: preview, selector: '.ask >> text=The run is not open' });
  await choose('priya');
  await ask('click', { place: preview, selector: '.ask button >> text=Open the run' });
  await logged('"open":"real"');
  await ask('see', { place: preview, selector: 'header .dot.on' });
}

/** Whoever sits there says who they are. */
async function choose(name: string): Promise<void> {
  const expression = `(() => {
    const select = document.querySelector('header select');
    select.value = ${JSON.stringify(name)};
    select.dispatchEvent(new Event('change', { bubbles: true }));
    return select.value;
  })()`;
  await ask('evaluate', { place: preview, expression });
}

/** What is told to be noted lies beside the plan. */
async function logged(text: string): Promise<void> {
  let seen = '';
  await eventually(
    `${text} in the log`,
    async () => {
      const files = await vscode.workspace.fs.readDirectory(workspaceFile('.'));
      const logs = files.filter(([name]) => /^night-1\.0\..*\.runlog\.jsonl$/.test(name));
      const bytes = await Promise.all(logs.map(([name]) => vscode.workspace.fs.readFile(workspaceFile(name))));
      seen = bytes.map((one) => new TextDecoder().decode(one)).join('');
      return seen.includes(text) || undefined;
    },
    () => seen,
  );
}
