import * as vscode from 'vscode';
import { ask, equal, eventually, open, pictures, workspaceFile } from '../harness.ts';
import type { EditorTest } from '../runner.ts';

export const exchange: EditorTest[] = [
  {
    name: 'a table is imported: its columns are shown and put right, then the plan is a document that is not saved',
    async run() {
      await open('night.release');
      const done = vscode.commands.executeCommand('releasePlan.import', workspaceFile('sheet.csv'));
      await choose('What does sheet.csv become?', 'A new plan');
      await choose('What is in the csv?', 'A run sheet');
      await choose('no column is known to say what is done', 'Step');
      await choose('What is the column', 'title');
      await see('sheet.csv: 1 row read');
      await pictures('import-mapping');
      await choose('sheet.csv: 1 row read', 'Who does it');
      await choose('What is the column', 'by');
      await choose('sheet.csv: 1 row read', 'Remember what the columns are');
      await choose('sheet.csv: 1 row read', 'Take it so');
      await done;
      const { document } = await eventually(
        'the plan',
        () => {
          const { activeTextEditor } = vscode.window;
          return activeTextEditor?.document.getText().includes('Smoke tests again') ? activeTextEditor : undefined;
        },
        () => vscode.window.activeTextEditor?.document.getText() ?? 'no editor',
      );
      equal(document.isUntitled, true, 'not saved yet');
      equal(document.languageId, 'release', 'language');
      equal(/by Priya/.test(document.getText()), true, 'the column that was put right');
      await pictures('import-plan');
      const kept = workspaceFile('.release-plan-map');
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(kept));
      await vscode.workspace.fs.delete(kept);
      equal(/^Who does it=by$/m.test(text), true, 'what is remembered of the columns');
    },
  },
  {
    name: 'a plan is exported over what was there, in a format that is chosen from all there are',
    async run() {
      const { document } = await open('night.release');
      const target = workspaceFile('night.ics');
      try {
        for (const number of ['first', 'second']) {
          const done = vscode.commands.executeCommand('releasePlan.export', document.uri, target);
          await see('as what?');
          if (number === 'first') await pictures('export-format');
          await choose('as what?', 'ics');
          await done;
        }
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
        equal(text.startsWith('BEGIN:VCALENDAR'), true, 'a calendar');
        equal(/SEQUENCE:[1-9]/.test(text), false, 'what is the same keeps its number');
      } finally {
        await vscode.workspace.fs.delete(target);
      }
    },
  },
  {
    name: 'what one person does is exported under their name, where the dialog says',
    async run() {
      const { document } = await open('night.release');
      const settings = vscode.workspace.getConfiguration('files');
      await settings.update('simpleDialog.enable', true, vscode.ConfigurationTarget.Global);
      const target = workspaceFile('night-priya.ics');
      try {
        const done = vscode.commands.executeCommand('releasePlan.export', document.uri);
        await choose('as what?', 'ics');
        await see('or for one person?');
        await pictures('export-person');
        await choose('or for one person?', 'Priya');
        await see('Export as');
        await ask('press', { keys: ['Enter'] });
        await done;
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
        equal(text.includes('SUMMARY:Order tables'), true, 'what she does');
        equal(text.includes('Smoke'), false, 'what somebody else does');
      } finally {
        await settings.update('simpleDialog.enable', undefined, vscode.ConfigurationTarget.Global);
        await vscode.workspace.fs.delete(target);
      }
    },
  },
];

function see(words: string): Promise<unknown> {
  return ask('see', { place: 'workbench', selector: `.quick-input-widget:has-text("${words}")` });
}

/** Types words of a choice under a question, and takes it. */
async function choose(question: string, label: string): Promise<void> {
  await see(question);
  await ask('type', { text: label });
  await ask('see', { place: 'workbench', selector: `.quick-input-list .focused:has-text("${label}")` });
  await ask('press', { keys: ['Enter'] });
}
