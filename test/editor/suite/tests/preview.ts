import * as vscode from 'vscode';
import {
  ask,
  cursorAt,
  diagnostic,
  equal,
  eventually,
  open,
  preview,
  rangeOf,
  replace,
  settled,
  useTheme,
  workspaceFile,
} from '../harness.ts';
import type { EditorTest } from '../runner.ts';

export const previews: EditorTest[] = [
  {
    name: 'the button of the editor opens the preview beside it, with bars and a checklist',
    async run() {
      const editor = await open('night.release');
      await ask('click', { place: 'workbench', selector: 'a[aria-label^="Open Preview to the Side"]' });
      await rows('tables', 'payments-api');
      await eventually(
        'two editor groups, the focus in the text',
        () =>
          (vscode.window.tabGroups.all.length === 2 &&
            vscode.window.activeTextEditor?.document.uri.path === editor.document.uri.path) ||
          undefined,
        () => `${vscode.window.tabGroups.all.length} groups, ${vscode.window.activeTextEditor?.document.uri.path}`,
      );
      await shows(
        'two bars of changes',
        `document.querySelectorAll('${chart} rect.rp-change').length`,
        (bars) => Number(bars) >= 2,
      );
      await ask('click', { place: preview, selector: 'role=tab[name="Checklist"]' });
      await ask('see', { place: preview, selector: '.rp-checklist .rp-entry >> text=payments-api' });
    },
  },
  {
    name: 'the command “Show Checklist” opens the preview on its checklist',
    async run() {
      await open('night.release');
      await vscode.commands.executeCommand('releasePlan.showChecklist');
      await ask('see', { place: preview, selector: '.rp-checklist .rp-entry >> text=Order tables' });
    },
  },
  {
    name: 'a click on a bar leads to its line',
    async run() {
      const editor = await previewOf('night.release');
      const line = rangeOf(editor.document, 'deploy  payments-api').start.line;
      await ask('click', { place: preview, selector: `${chart} .rp-row[data-line="${line}"] > g` });
      await eventually(
        'the cursor on the line of the bar',
        () => (vscode.window.activeTextEditor === editor && editor.selection.active.line === line) || undefined,
        () => `line ${editor.selection.active.line + 1}`,
      );
    },
  },
  {
    name: 'the preview tells of a shorter run, and its button puts the order into the text',
    async run() {
      const { document } = await previewOf('lanes.release');
      await ask('see', { place: preview, selector: '.rp-advice >> text=The run can end 10 min earlier' });
      await ask('screenshot', { name: 'shorter-run' });
      await ask('click', { place: preview, selector: '.rp-advice button' });
      await eventually(
        'the order in the text',
        () => document.getText().includes('task s3-1 45m by p1 with p2 after s1-1') || undefined,
        () => document.getText(),
      );
      await ask('see', { place: preview, selector: '.rp-summary >> text=23:55' });
      await shows(
        'no advice once it is taken',
        `document.querySelectorAll('.rp-advice').length`,
        (found) => found === 0,
      );
    },
  },
  {
    name: 'the row of the cursor is marked in the picture',
    async run() {
      const editor = await previewOf('night.release');
      for (const text of ['verify  payments-api', 'migrate orders-db']) {
        const at = rangeOf(editor.document, text).start;
        editor.selection = new vscode.Selection(at, at);
        await marked(at.line);
      }
    },
  },
  {
    name: 'the picture follows the text as it is typed',
    async run() {
      const editor = await previewOf('night.release');
      const at = rangeOf(editor.document, '"Smoke').end;
      await cursorAt(editor, at);
      await ask('type', { text: ' of mirrors' });
      await rows('Smoke of mirrors');
    },
  },
  {
    name: 'a file that cannot be drawn keeps the last picture under a banner that leads to the line',
    async run() {
      const editor = await previewOf('night.release');
      await replace(editor, 'release night-1.0', 'releese night-1.0');
      await diagnostic(editor.document, 'syntax', 'releese');
      const line = rangeOf(editor.document, 'releese').start.line;
      await ask('see', { place: preview, selector: `#banner button >> text=Go to line ${line + 1}` });
      await rows('tables', 'payments-api');
      await ask('click', { place: preview, selector: '#banner button' });
      await eventually(
        'the cursor on the line of the trouble',
        () => editor.selection.active.line === line || undefined,
        () => `line ${editor.selection.active.line + 1}`,
      );
      await replace(editor, 'releese night-1.0', 'release night-1.0');
      await shows('no banner', `document.getElementById('banner').textContent`, (text) => text === '');
      await rows('tables', 'payments-api');
    },
  },
  {
    name: 'a tick in the checklist is recorded in the text, and one undo takes it back',
    async run() {
      const { document } = await previewOf('night.release');
      const deploy = 'deploy  payments-api         "Payments"     15m by ops undo 10m';
      const line = rangeOf(document, deploy).start.line;
      const box = `#checklist [data-line="${line}"] .rp-entry > [role=checkbox]`;
      const checked = `document.querySelector('${box}')?.getAttribute('aria-checked')`;
      await ask('click', { place: preview, selector: 'role=tab[name="Checklist"]' });
      await ask('click', { place: preview, selector: box });
      await shows('the box ticked', checked, (found) => found === 'true');
      equal(document.lineAt(line).text.trim(), `${deploy} done`, 'the line of the step');
      await ask('click', { place: preview, selector: box });
      await shows('the box open again', checked, (found) => found === 'false');
      equal(document.lineAt(line).text.trim(), deploy, 'the line of the step');
      await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
      await vscode.commands.executeCommand('undo');
      await shows('the box ticked by undo', checked, (found) => found === 'true');
    },
  },
  {
    name: 'a bar that is moved changes the text, and one undo takes it back exactly',
    async run() {
      const { document } = await previewOf('night.release');
      const before = document.getText();
      const row = '#schedule .rp-names .rp-row[aria-label^="deploy payments-api"]';
      await ask('evaluate', { place: preview, expression: `document.querySelector('${row}').focus()` });
      await shows('the script that moves bars', `'releasePlanHands' in globalThis`, (found) => found === true);
      const press = (key: string, more: string) =>
        inPreview(
          `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true, cancelable: true, ${more} }))`,
        );
      await press('ArrowRight', 'altKey: true');
      await shows('what would come of it', `document.querySelector('.rp-card > b')?.textContent`, (text) =>
        /^Sat \d/.test(String(text)),
      );
      equal(document.getText(), before, 'the text while it is only shown');
      await press('Enter', '');
      await eventually(
        'the start in the text',
        () => /deploy +payments-api.* not before \d\d:\d\d/.test(document.getText()) || undefined,
        () => document.getText(),
      );
      await shows('no card', `document.querySelectorAll('.rp-card').length`, (found) => found === 0);
      await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
      await vscode.commands.executeCommand('undo');
      equal(document.getText(), before, 'the text after one undo');
    },
  },
  {
    name: 'titles with markup stay text',
    async run() {
      await previewOf('markup.release');
      await rows('<img src=x', '& <i>more</i>');
      await ask('click', { place: preview, selector: 'role=tab[name="Checklist"]' });
      await ask('see', { place: preview, selector: '.rp-checklist .rp-entry' });
      await shows('the checklist line as text', `document.querySelector('.rp-lines').textContent`, (text) =>
        String(text).includes('</li></ol><h1>Harm</h1>'),
      );
      const made = `[...document.querySelectorAll('img, h1:not(#strip > h1), i, b')].filter(
        (one) => one.tagName !== 'B' || one.textContent === 'Operations',
      ).length`;
      equal(await inPreview(made), 0, 'elements made of titles');
      equal(
        await inPreview(`[...document.scripts].filter((each) => each.textContent.includes('harm')).length`),
        0,
        'scripts',
      );
      equal(await inPreview(`document.title.includes('harm')`), false, 'a script of a title ran');
    },
  },
  {
    name: 'a document that was never saved has a preview too',
    async run() {
      const { document: saved } = await open('hotfix.release');
      const unsaved = await vscode.workspace.openTextDocument({ language: 'release', content: saved.getText() });
      const editor = await vscode.window.showTextDocument(unsaved);
      await vscode.commands.executeCommand('releasePlan.openPreview');
      await rows('before-fix');
      await replace(editor, 'before-fix', 'before-night');
      await rows('before-night');
    },
  },
  {
    name: 'the preview is readable in every theme',
    async run() {
      await previewOf('night.release');
      try {
        for (const [theme, style] of Object.entries(bodyClasses)) {
          await useTheme(theme as keyof typeof bodyClasses);
          await shows(`the class ${style}`, 'document.body.className', (found) =>
            String(found).split(' ').includes(style),
          );
          await shows('the ground of the editor', groundIsTheEditors, (found) => found === true);
          await contrast('.rp-label', 4.5);
          await contrast('.rp-detail, .rp-sub', 4.5);
          await ask('screenshot', { name: `preview ${theme}` });
        }
      } finally {
        await vscode.workspace
          .getConfiguration('workbench')
          .update('colorTheme', undefined, vscode.ConfigurationTarget.Global);
      }
    },
  },
  {
    name: 'a group folds into one row, and is folded after a reload of the window',
    async run() {
      await previewOf('night.release');
      await inPreview(
        `(() => { const by = document.getElementById('grouping'); by.value = 'person'; by.dispatchEvent(new Event('change')); })()`,
      );
      await shows('groups', opened, (found) => Number(found) > 0);
      await ask('click', { place: preview, selector: '#fold' });
      await shows('every group folded', groups, (found) => Number(found) > 0);
      await shows('none open', opened, (found) => found === 0);
    },
    async afterReload() {
      await shows('every group folded', groups, (found) => Number(found) > 0);
      await ask('click', { place: preview, selector: '#fold' });
      await shows('all open', groups, (found) => found === 0);
    },
  },
  {
    name: 'a line from one bar to another is in the text by keyboard, and one undo takes it back exactly',
    async run() {
      const { document } = await previewOf('lanes.release');
      const before = document.getText();
      const row = (name: string) => `#schedule .rp-names .rp-row[aria-label^="task ${name}"]`;
      await ask('evaluate', {
        place: preview,
        expression: `document.querySelector('${row('s1-1')}').dispatchEvent(new MouseEvent('click', { bubbles: true }))`,
      });
      await shows('the script that draws lines', `'releasePlanHands' in globalThis`, (found) => found === true);
      const press = (key: string) =>
        inPreview(
          `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true, cancelable: true }))`,
        );
      await ask('evaluate', { place: preview, expression: `document.querySelector('${row('s1-1')}').focus()` });
      await press('a');
      await shows('what to do', `document.getElementById('hands-said').textContent`, (text) =>
        String(text).startsWith('Go to the step'),
      );
      await press('End');
      await shows('what would come of it', `document.querySelector('.rp-card > b')?.textContent`, (text) =>
        /\d/.test(String(text)),
      );
      equal(document.getText(), before, 'the text while it is only shown');
      await ask('screenshot', { name: 'a line is drawn' });
      await press('Enter');
      await eventually(
        'what waits in the text',
        () => (document.getText() !== before && /after s1-1/.test(document.getText())) || undefined,
        () => document.getText(),
      );
      await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
      await vscode.commands.executeCommand('undo');
      equal(document.getText(), before, 'the text after one undo');
    },
  },
  {
    name: 'the preview goes with the editor to another plan, stays when it is pinned, and goes along again when it is not',
    async run() {
      await previewOf('night.release');
      await open('hotfix.release');
      await previewCalled('Preview hotfix.release');
      await vscode.commands.executeCommand('releasePlan.pinPreview');
      await open('lanes.release');
      // It would have gone along when the editor was there: what is asked of the window behind that is answered behind that.
      await settled();
      await previewCalled('Preview hotfix.release');
      await vscode.commands.executeCommand('releasePlan.unpinPreview');
      await open('night.release');
      await previewCalled('Preview night.release');
    },
  },
  {
    name: '“Open With…” shows the picture in the place of the text',
    async run() {
      await vscode.commands.executeCommand('vscode.openWith', workspaceFile('night.release'), 'releasePlan.picture');
      await ask('see', { place: preview, selector: '#schedule .rp-row' });
      await rows('tables', 'payments-api');
      await ask('screenshot', { name: 'the picture as an editor' });
    },
  },
  {
    name: 'the preview survives a reload of the window, with its tab and its zoom, and stays pinned',
    async run() {
      await previewOf('night.release');
      await ask('click', { place: preview, selector: '#zoom-in' });
      await ask('click', { place: preview, selector: 'role=tab[name="Checklist"]' });
      await ask('see', { place: preview, selector: '.rp-checklist .rp-entry' });
      await vscode.commands.executeCommand('releasePlan.pinPreview');
    },
    async afterReload() {
      await ask('see', { place: preview, selector: '.rp-checklist .rp-entry >> text=payments-api' });
      equal(await inPreview(`document.getElementById('schedule').hidden`), true, 'the schedule is the hidden tab');
      await ask('click', { place: preview, selector: 'role=tab[name="Schedule"]' });
      await rows('tables', 'payments-api');
      const [shown, wide] = await inPreview<[number, number]>(
        `[document.getElementById('schedule').clientWidth, document.querySelector('.rp-panel').offsetWidth]`,
      );
      if (wide < shown * 1.15) throw new Error(`The picture is ${wide} px wide in ${shown} px: the zoom is lost.`);
      await open('hotfix.release');
      await settled();
      await previewCalled('Preview night.release');
    },
  },
];

const groups = `document.querySelectorAll('#schedule .rp-row[aria-expanded=false]').length`;
const opened = `document.querySelectorAll('#schedule .rp-row[aria-expanded=true]').length`;

/** The part of the picture that holds the bars, and not the names beside them. */
const chart = 'svg:not(.rp-names)';

const bodyClasses = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  'high contrast': 'vscode-high-contrast',
  'high contrast light': 'vscode-high-contrast-light',
};

const groundIsTheEditors = `(() => {
  const probe = document.createElement('i');
  probe.style.color = 'var(--vscode-editor-background)';
  document.body.append(probe);
  const wanted = getComputedStyle(probe).color;
  probe.remove();
  return getComputedStyle(document.body).backgroundColor === wanted;
})()`;

async function previewOf(path: string): Promise<vscode.TextEditor> {
  const editor = await open(path);
  await vscode.commands.executeCommand('releasePlan.openPreview');
  await ask('see', { place: preview, selector: '#schedule .rp-row' });
  return editor;
}

async function previewCalled(wanted: string): Promise<void> {
  const labels = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
  await eventually(
    wanted,
    () => labels().includes(wanted) || undefined,
    () => labels().join(', '),
  );
}

function inPreview<T>(expression: string): Promise<T> {
  return ask('evaluate', { place: preview, expression }) as Promise<T>;
}

/** Waits until an expression in the preview has a value that fits. */
async function shows(what: string, expression: string, fits: (value: unknown) => boolean): Promise<void> {
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
function rows(...texts: string[]): Promise<void> {
  return shows(
    `'${texts.join("' and '")}' in the rows`,
    `[...document.querySelectorAll('#schedule .rp-names .rp-row')].map((row) => row.textContent + ' ' + row.getAttribute('aria-label'))`,
    (found) => texts.every((text) => (found as string[]).some((row) => row.includes(text))),
  );
}

/** Waits until the row of this line is the one that is marked. */
function marked(line: number): Promise<void> {
  return shows(
    `the row of line ${line + 1} marked`,
    `[...document.querySelectorAll('#schedule .rp-names .rp-here')].map((row) => Number(row.dataset.line))`,
    (found) => JSON.stringify(found) === JSON.stringify([line]),
  );
}

/** Waits until the fill of a text has at least this contrast to the ground (WCAG 2.2, relative luminance). */
function contrast(selector: string, least: number): Promise<void> {
  return shows(
    `a contrast of ${least} for ${selector}`,
    `(() => {
      const luminance = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((each) => {
          const share = each / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const text = luminance(getComputedStyle(document.querySelector('${selector}')).fill);
      const ground = luminance(getComputedStyle(document.body).backgroundColor);
      return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
    })()`,
    (found) => Number(found) >= least,
  );
}
