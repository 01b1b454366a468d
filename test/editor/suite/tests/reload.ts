import * as vscode from 'vscode';
import { ask, equal, open, preview, settled, workspaceFile } from '../harness.ts';
import { inPreview, previewCalled, previewOf, rows, shows } from '../in-preview.ts';
import type { EditorTest } from '../runner.ts';
import { openRun } from './night.ts';
import { calendarOfTwo } from './portfolio.ts';

const isWeb = 'WorkerGlobalScope' in globalThis;

/** A window takes longer to load than most tests take: whatever is to survive that is looked at after the same one. */
export const reload: EditorTest[] = [
  {
    name: 'the preview with its tab, its zoom and its folded groups, and pinned, the calendar and the board survive a reload of the window',
    async run() {
      await previewOf('night.release');
      // What is drawn for the wishes below comes behind it, and so it is kept by then.
      await vscode.commands.executeCommand('releasePlan.pinPreview');
      await inPreview(
        `(() => { const by = document.getElementById('grouping'); by.value = 'person'; by.dispatchEvent(new Event('change')); })()`,
      );
      await shows('groups', opened, (found) => Number(found) > 0);
      await ask('click', { place: preview, selector: '#fold' });
      await shows('every group folded', folded, (found) => Number(found) > 0);
      await shows('none open', opened, (found) => found === 0);
      await ask('click', { place: preview, selector: '#zoom-in' });
      await ask('click', { place: preview, selector: 'role=tab[name="Checklist"]' });
      await ask('see', { place: preview, selector: '.rp-checklist .rp-entry' });
      // One of the three is seen at a time.
      await vscode.window.showTextDocument(workspaceFile('lanes.release'), { viewColumn: vscode.ViewColumn.Two });

      await calendarOfTwo();
      await vscode.commands.executeCommand('releasePlan.showCalendar');
      await ask('see', { place: preview, selector: '.rp-calendar .rp-c-label:has-text("second")' });

      await open('night.release');
      await vscode.commands.executeCommand('releasePlan.openBoard');
      if (!isWeb) return openRun();
      await ask('see', { place: preview, selector: '#board >> text=it needs a desktop' });
    },
    async afterReload() {
      await ask('see', { place: preview, selector: isWeb ? '#board >> text=it needs a desktop' : 'header .dot.on' });
      await openTab('Calendar of Changes');
      await ask('see', { place: preview, selector: '.rp-c-label:has-text("second")' });
      await vscode.window.showTextDocument(workspaceFile('night.release'), { viewColumn: vscode.ViewColumn.One });

      await openTab('Preview night.release');
      await ask('see', { place: preview, selector: '.rp-checklist .rp-entry >> text=payments-api' });
      equal(await inPreview(`document.getElementById('schedule').hidden`), true, 'the schedule is the hidden tab');
      await ask('click', { place: preview, selector: 'role=tab[name="Schedule"]' });
      await shows('every group folded', folded, (found) => Number(found) > 0);
      await ask('click', { place: preview, selector: '#fold' });
      await shows('all open', folded, (found) => found === 0);
      await rows('tables', 'payments-api');
      const [shown, wide] = await inPreview<[number, number]>(
        `[document.getElementById('schedule').clientWidth, document.querySelector('.rp-panel').offsetWidth]`,
      );
      if (wide < shown * 1.15) throw new Error(`The picture is ${wide} px wide in ${shown} px: the zoom is lost.`);
      await vscode.window.showTextDocument(workspaceFile('hotfix.release'), { viewColumn: vscode.ViewColumn.One });
      await settled();
      await previewCalled('Preview night.release');
      await vscode.workspace.fs.delete(workspaceFile('year'), { recursive: true });
    },
  },
];

const folded = `document.querySelectorAll('#schedule .rp-row[aria-expanded=false]').length`;
const opened = `document.querySelectorAll('#schedule .rp-row[aria-expanded=true]').length`;

function openTab(label: string): Promise<unknown> {
  return ask('click', { place: 'workbench', selector: `.tab[aria-label^="${label}"]` });
}
