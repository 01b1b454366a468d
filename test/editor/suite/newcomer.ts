/**
 * What somebody does who is here for the first time: from an empty window to a clean plan of a Saturday night, with walkthrough, completion and
 * picture alone. No test of the suite: it tells what it took (`node test/editor/run.ts --suite test/editor/suite/newcomer.ts`).
 */
import * as vscode from 'vscode';
import { ask, codeOf, cursorAt, diagnosticsOf, equal, eventually, preview, rangeOf } from './harness.ts';
import { runTests } from './runner.ts';

export function run(): Promise<void> {
  return runTests([{ name: 'a newcomer plans a Saturday night', run: plansANight }]);
}

const protocol: string[] = [];
let keys = 0;
let began = Date.now();

async function press(...pressed: string[]): Promise<void> {
  keys += pressed.length;
  await ask('press', { keys: pressed });
}

async function type(text: string): Promise<void> {
  keys += text.length;
  await ask('type', { text });
}

/** One thing is done: what it took, and what is found in the plan now. */
async function done(what: string, document?: vscode.TextDocument): Promise<void> {
  if (document) await new Promise((resolve) => setTimeout(resolve, 1500));
  const found = document ? diagnosticsOf(document).map((one) => `${one.range.start.line + 1} ${codeOf(one)}`) : [];
  const seconds = Math.round((Date.now() - began) / 100) / 10;
  protocol.push(
    `${what}: ${keys} keys, ${seconds} s${document ? `, ${found.length} findings ${found.join(', ')}` : ''}`,
  );
  await ask('screenshot', { name: `newcomer-${protocol.length}` });
  keys = 0;
  began = Date.now();
}

async function answer(words: string, text: string): Promise<void> {
  const box = `.quick-input-widget:has-text("${words}")`;
  await ask('see', { place: 'workbench', selector: box });
  await new Promise((resolve) => setTimeout(resolve, 800));
  const hasKeys = await ask('evaluate', {
    place: 'workbench',
    expression: "document.activeElement?.closest('.quick-input-widget') !== null",
  });
  if (!hasKeys) {
    protocol.push(`  hesitates: '${words}' has not the keyboard, and is clicked`);
    await ask('click', { place: 'workbench', selector: `${box} input` });
  }
  await type(text);
  if (words.startsWith('What') || words.startsWith('In which'))
    await ask('see', { place: 'workbench', selector: `.quick-input-list .focused:has-text("${text}")` });
  await press('Enter');
}

/** Takes what the list has first, and tells what that is. */
async function take(wanted: string): Promise<void> {
  const first = { place: 'workbench', selector: '.suggest-widget.visible .monaco-list-row .label-name' } as const;
  let seen: string[] = [];
  await eventually(
    `'${wanted}' in the list`,
    async () => {
      seen = await ask('texts', first);
      return seen.includes(wanted) || undefined;
    },
    () => seen.join(', '),
  );
  const place = seen.indexOf(wanted);
  protocol.push(`  ${wanted} is number ${place + 1} of ${seen.slice(0, 5).join(', ')}`);
  for (let i = 0; i < place; i++) await press('ArrowDown');
  await press('Tab');
  await new Promise((resolve) => setTimeout(resolve, 400));
}

/** Fills in a field of a snippet, and goes to the next, be it with what an open list has. */
async function field(text: string): Promise<void> {
  await type(text);
  await new Promise((resolve) => setTimeout(resolve, 600));
  await press('Tab');
}

async function plansANight(): Promise<void> {
  try {
    await act();
  } finally {
    console.log(protocol.join('\n'));
    const text = vscode.window.visibleTextEditors.map(({ document }) => document.getText()).join('\n=====\n');
    const folder = vscode.workspace.workspaceFolders![0]!.uri;
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(folder, 'newcomer.txt'),
      new TextEncoder().encode(`${protocol.join('\n')}\n\n${text}`),
    );
    await ask('screenshot', { name: 'newcomer-end' });
  }
}

/** The button of the first step of the walkthrough. */
const NEW = '.gettingStartedContainer .monaco-button:has-text("New release plan")';

async function act(): Promise<void> {
  const { executeCommand } = vscode.commands;
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  for (const [name] of await vscode.workspace.fs.readDirectory(folder))
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, name), { recursive: true });
  await executeCommand('workbench.action.closeAllEditors');
  began = Date.now();
  await executeCommand('workbench.action.openWalkthrough', 'release-plan.release-plan#start', false);
  await ask('see', { place: 'workbench', selector: NEW });
  await done('The walkthrough is open');
  await ask('click', { place: 'workbench', selector: NEW });
  await answer('What do you plan?', 'Database');
  await answer('on which day', '');
  await answer('In which time zone', 'Europe/Berlin');
  await answer('who?', 'Mara Lind, Jonas Weber');
  const editor = await eventually(
    'the plan',
    () => {
      const { activeTextEditor } = vscode.window;
      return activeTextEditor?.document.getText().includes('database-upgrade-') ? activeTextEditor : undefined;
    },
    () => 'no editor',
  );
  const { document } = editor;
  await done('A plan for two people', document);

  await cursorAt(editor, rangeOf(document, 'team crew is mara, jonas').end);
  await press('Enter');
  await type('part');
  await take('party');
  await type('acme');
  await press('Tab');
  await type('Acme Ltd');
  await press('Tab');
  await type('+49 30 5550100');
  await press('Escape');
  await done('The client is a party', document);

  const uat = rangeOf(document, 'uat acceptance by mara');
  await cursorAt(editor, uat.end);
  for (let i = 0; i < 4; i++) await press('Backspace');
  await type(' ');
  await press('Control+Space');
  await take('acme');
  await done('The client accepts', document);

  await cursorAt(editor, rangeOf(document, 'via status-page after run').end);
  await press('Enter');
  await type('noti');
  await take('notify');
  await field('acme');
  await type('Please test on Monday');
  await press('Tab');
  await field('mara');
  await press('Escape');
  await done('The client is told', document);

  await executeCommand('releasePlan.openPreview');
  await ask('see', { place: preview, selector: '.rp-names .rp-row' });
  await done('The picture is beside it', document);

  for (let round = 0; round < 3 && diagnosticsOf(document).length > 0; round++) {
    const [one] = diagnosticsOf(document);
    const was = diagnosticsOf(document).length;
    protocol.push(`  ${codeOf(one!)}: ${one!.message.slice(0, 160)}`);
    await cursorAt(editor, one!.range.start);
    await press('Control+.');
    const items = {
      place: 'workbench',
      selector: '.action-widget .action-list-item, .action-widget .monaco-list-row',
    } as const;
    await ask('see', items).catch(() => undefined);
    protocol.push(`  offered: ${(await ask('texts', items)).slice(0, 5).join(' | ').replace(/\n/g, ' ')}`);
    await press('Enter');
    await done(`Repaired (${was} before)`, document);
  }
  equal(diagnosticsOf(document).map(codeOf), [], 'findings at the end');
}
