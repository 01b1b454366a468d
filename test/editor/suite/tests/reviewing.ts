import * as vscode from 'vscode';
import { type Place, testedExtension } from '../../protocol.ts';
import { ask, eventually, open, pictures, preview, rangeOf, replace, useTheme, workspaceFile } from '../harness.ts';
import type { EditorTest } from '../runner.ts';

/** VS Code's own preview of Markdown. */
const markdown = { webviewOf: 'vscode.markdown-language-features' } satisfies Place;

const NOTES = `# Tonight

\`\`\`release
release fenced "Fence night" {
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00
  run {
    deploy cart "<script>globalThis.hacked = 1</script>" 20m
  }
}
\`\`\`

[the plan](night.release)
`;

/** Plans are seen where they are reviewed, and found where people look for them. */
export const reviewing: EditorTest[] = [
  {
    name: 'a fence and a link in the Markdown preview draw their schedule, as text, in light and dark',
    async run() {
      // The preview of Markdown asks the extensions of its own host. Where it lives in another one, it is asked for as it would.
      if (!vscode.extensions.getExtension(markdown.webviewOf)) return drawnByHand();
      const notes = workspaceFile('notes.md');
      await vscode.workspace.fs.writeFile(notes, new TextEncoder().encode(NOTES));
      await open('night.release');
      await vscode.commands.executeCommand('markdown.showPreview', notes);
      // The preview has other reasons to be drawn anew at that moment, and drops the one that it is asked for then.
      for (let i = 0; i < 20; i++) {
        await vscode.workspace.fs.writeFile(notes, new TextEncoder().encode(NOTES));
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await drawn('cart', 'payments-api', 'Ends');
      for (const theme of ['light', 'dark'] as const) {
        await useTheme(theme);
        await drawn('cart');
        await pictures(`markdown-${theme}`);
      }
      const hacked = await ask('evaluate', { place: markdown, expression: 'String(globalThis.hacked)' });
      if (hacked !== 'undefined') throw new Error('A title of the plan has run as a script.');
      await vscode.workspace.fs.delete(notes);
    },
  },
  {
    name: 'the button of a diff editor shows both schedules, with what is different marked',
    async run() {
      const before = workspaceFile('before.release');
      const { document } = await open('night.release');
      await vscode.workspace.fs.writeFile(before, new TextEncoder().encode(document.getText().replace('15m', '40m')));
      await vscode.commands.executeCommand('vscode.diff', before, document.uri);
      await ask('click', { place: 'workbench', selector: 'a[aria-label^="Compare Schedules"]' });
      await ask('see', { place: preview, selector: '.rp-svg .rp-ghost' });
      await ask('see', { place: preview, selector: '.rp-headlines li' });
      await pictures('compare');
      await vscode.workspace.fs.delete(before);
    },
  },
  {
    name: 'the releases of the folder are in the side bar, with date, state and findings, and lead to their line',
    async run() {
      await open('hotfix.release');
      await vscode.commands.executeCommand('releasePlan.releases.focus');
      const row = '[aria-label^="Orders night, Sat 2026-12-05 22:00 Europe/Berlin"]';
      await ask('see', { place: 'workbench', selector: row });
      await pictures('releases');
      await ask('click', { place: 'workbench', selector: row });
      await eventually(
        'the release in the editor',
        () => vscode.window.activeTextEditor?.document.uri.path.endsWith('night.release') || undefined,
        () => String(vscode.window.activeTextEditor?.document.uri),
      );
    },
  },
  {
    name: 'what has its time about now is in the side bar, by time or by person, and leads to its line',
    async run() {
      await open('hotfix.release');
      await vscode.commands.executeCommand('releasePlan.today.focus');
      const groups =
        '[id*="releasePlan.today"] [role="treeitem"][aria-level="1"], [role="tree"][aria-label*="Today"] [role="treeitem"][aria-level="1"]';
      await ask('see', { place: 'workbench', selector: groups });
      await pictures('today');
      await vscode.commands.executeCommand('releasePlan.todayByPerson');
      await ask('see', { place: 'workbench', selector: groups });
      await vscode.commands.executeCommand('releasePlan.todayByTime');
    },
  },
  {
    name: 'a task checks the plans of the folder by the command line, where there is one',
    async run() {
      await open('night.release');
      const found = await vscode.tasks.fetchTasks({ type: 'release-plan' });
      const isWeb = 'WorkerGlobalScope' in globalThis;
      const told = found.map(({ name, problemMatchers }) => `${name} ${problemMatchers}`).join();
      if (told !== (isWeb ? '' : 'check $release-plan')) throw new Error(`Tasks: ${told}`);
    },
  },
  {
    name: 'the run sheet, people and the summary are tabs, drawn when somebody looks at them, and as the text is then',
    async run() {
      const editor = await open('night.release');
      await vscode.commands.executeCommand('releasePlan.openPreview');
      await ask('see', { place: preview, selector: '#schedule .rp-row' });
      for (const [tab, id] of [
        ['Run sheet', 'run-sheet'],
        ['Coverage', 'coverage'],
        ['People', 'people'],
        ['Messages', 'communications'],
        ['Summary', 'summary'],
      ]) {
        await ask('click', { place: preview, selector: `role=tab[name="${tab}"]` });
        await ask('see', { place: preview, selector: `#${id} > *` });
        await pictures(`view-${id}`);
      }
      await ask('click', { place: preview, selector: 'role=tab[name="Run sheet"]' });
      await ask('see', { place: preview, selector: '#run-sheet tr >> text=Smoke' });
      await replace(editor, '"Smoke"', '"Fire"');
      await ask('see', { place: preview, selector: '#run-sheet tr >> text=Fire' });
      const line = rangeOf(editor.document, '"Fire"').start.line;
      await ask('click', { place: preview, selector: `#run-sheet tr[data-line="${line}"] .rp-verb` });
      await eventually(
        'the cursor on the line of the row',
        () => editor.selection.active.line === line || undefined,
        () => `line ${editor.selection.active.line + 1}`,
      );
    },
  },
];

/** Waits until the Markdown preview has all these words in its pictures; drawing them anew replaces its frame. */
async function drawn(...words: readonly string[]): Promise<void> {
  let seen: readonly string[] = [];
  await eventually(
    `'${words.join("' and '")}' in the Markdown preview`,
    async () => {
      seen = await ask('texts', { place: markdown, selector: '.rp-inline, .rp-clear' }).catch(() => []);
      return words.every((word) => seen.some((text) => text.includes(word))) || undefined;
    },
    () => seen.join('\n'),
  );
}

interface MarkdownIt {
  readonly renderer: { readonly rules: Record<string, ((...given: unknown[]) => string) | undefined> };
}

/** The fence as the preview of Markdown would have it drawn. */
async function drawnByHand(): Promise<void> {
  const exports = await vscode.extensions.getExtension(testedExtension)!.activate();
  const { renderer } = (exports as { extendMarkdownIt(it: MarkdownIt): MarkdownIt }).extendMarkdownIt({
    renderer: { rules: {} },
  });
  const content = /^```release\n(.*?)^```/ms.exec(NOTES)![1]!;
  const token = { type: 'fence', info: 'release', content, children: null };
  let seen = '';
  await eventually(
    'the schedule of the fence',
    () => {
      seen = renderer.rules.fence!([token], 0, {}, {}, {});
      return (seen.includes('rp-inline') && seen.includes('cart')) || undefined;
    },
    () => seen,
  );
  if (seen.includes('<script')) throw new Error('A title of the plan is markup.');
}
