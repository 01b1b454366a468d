import * as vscode from 'vscode';
import { ask, codeOf, diagnosticsOf, eventually, open, preview, settled } from './harness.ts';
import { type EditorTest, runTests } from './runner.ts';

/**
 * A suite of its own, `node test/editor/run.ts --soak MINUTES`: random edits, drags, refactorings, repairs, layouts and undos of one plan
 * with its picture beside it. Nothing may be thrown, each undo gives back the text to the letter, and the picture shows what the text says.
 */
export function run(): Promise<void> {
  const { minutes = 10, seed = 1 } = vscode.workspace.getConfiguration('soak') as { minutes?: number; seed?: number };
  const soak: EditorTest = {
    name: `soak of ${minutes} min, seed ${seed}`,
    seconds: minutes * 60 + 600,
    run: () => soakFor(minutes * 60_000, randomOf(seed)),
  };
  return runTests([soak]);
}

type Random = (below: number) => number;

/** Mulberry32: the same walk for the same seed. */
function randomOf(seed: number): Random {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

async function soakFor(milliseconds: number, random: Random): Promise<void> {
  const editor = await open('lanes.release');
  const { document } = editor;
  const first = document.getText();
  await vscode.commands.executeCommand('releasePlan.openPreview');
  await ask('see', { place: preview, selector: '#schedule .rp-row' });
  const counts = new Map<string, { tried: number; changed: number; undone: number }>();
  let compared = 0;
  const memory: number[] = [];
  const end = Date.now() + milliseconds;
  let nextSample = 0;
  const log: string[] = [];
  for (let i = 0; Date.now() < end; i++) {
    const [name, act] = ACTIONS[random(ACTIONS.length)]!;
    const count = counts.get(name) ?? { tried: 0, changed: 0, undone: 0 };
    counts.set(name, count);
    count.tried++;
    const before = document.getText();
    log.push(`${i} ${name}`);
    try {
      await act(editor, random);
      await settled();
      const after = document.getText();
      if (after !== before) {
        count.changed++;
        if (random(3) > 0) {
          await undo(editor, before, 'undo');
          count.undone++;
          if (random(3) === 0) {
            await undo(editor, after, 'redo');
            await undo(editor, before, 'undo');
          }
        }
      }
      if (random(4) === 0 && (await isSameAsPicture(editor))) compared++;
      const broken = diagnosticsOf(document).filter((each) => codeOf(each) === 'internal-error');
      if (broken.length > 0) throw new Error(broken[0]!.message);
    } catch (error) {
      throw new Error(
        `${error instanceof Error ? error.message : error}\nafter ${log.slice(-8).join(', ')}\nthe text before:\n${before}\nand now:\n${document.getText()}`,
      );
    }
    // Else nothing can be read of it after a while.
    if (i % 20 === 19 && document.getText() !== first) await replaceAll(editor, first);
    if (Date.now() > nextSample) {
      memory.push(await ask('memory', {}));
      nextSample = Date.now() + Math.max(milliseconds / 40, 5000);
    }
  }
  const said = [...counts].map(
    ([name, { tried, changed, undone }]) => `${name} ${tried} (${changed} changed the text, ${undone} undone)`,
  );
  const actions = [...counts.values()].reduce((sum, { tried }) => sum + tried, 0);
  await ask('result', {
    name: `${actions} actions: ${said.join(', ')}; text and picture compared ${compared} times; MiB of the server: ${memory.map((each) => Math.round(each / 1024)).join(' ')}`,
    milliseconds: 0,
  });
  const [warm, late] = [memory.slice(memory.length >> 2, memory.length >> 1), memory.slice(-(memory.length >> 2))];
  if (late.length > 2 && median(late) > 1.5 * median(warm))
    throw new Error(`The server grows: ${median(warm)} kB, later ${median(late)} kB.`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

type Action = (editor: vscode.TextEditor, random: Random) => Promise<void>;

const ACTIONS: readonly (readonly [string, Action])[] = [
  ['letters', (editor, random) => typeSomewhere(editor, random, 'abe 3m"{}'[random(9)]!)],
  ['a line', addLine],
  ['a line goes', removeLine],
  ['a length', changeLength],
  ['a drag', drag],
  ['a drag', drag],
  ['a refactoring', (editor, random) => act(editor, random, vscode.CodeActionKind.Refactor)],
  ['a repair', (editor, random) => act(editor, random, vscode.CodeActionKind.QuickFix)],
  ['layout', layOut],
  ['a rename', rename],
];

async function typeSomewhere(editor: vscode.TextEditor, random: Random, text: string): Promise<void> {
  const { document } = editor;
  const at = document.positionAt(random(document.getText().length));
  await editor.edit((edit) => edit.insert(at, text));
}

async function addLine(editor: vscode.TextEditor, random: Random): Promise<void> {
  const lines = stepLines(editor.document);
  if (lines.length === 0) return;
  const line = lines[random(lines.length)]!;
  const text = editor.document.lineAt(line).text.replace(/task \S+/, `task n${random(1000)}`);
  await editor.edit((edit) => edit.insert(new vscode.Position(line + 1, 0), `${text}\n`));
}

async function removeLine(editor: vscode.TextEditor, random: Random): Promise<void> {
  const lines = stepLines(editor.document);
  if (lines.length < 4) return;
  const { rangeIncludingLineBreak } = editor.document.lineAt(lines[random(lines.length)]!);
  await editor.edit((edit) => edit.delete(rangeIncludingLineBreak));
}

async function changeLength(editor: vscode.TextEditor, random: Random): Promise<void> {
  const { document } = editor;
  const found = [...document.getText().matchAll(/\b\d+m\b/g)];
  if (found.length === 0) return;
  const { index, 0: text } = found[random(found.length)]!;
  const range = new vscode.Range(document.positionAt(index), document.positionAt(index + text.length));
  await editor.edit((edit) => edit.replace(range, `${5 + 5 * random(12)}m`));
}

/** A bar in the picture, by some pixels; the text follows, or the picture says why not. */
async function drag(editor: vscode.TextEditor, random: Random): Promise<void> {
  const lines = (await pictured()).map(({ line }) => line);
  if (lines.length === 0) return;
  const line = lines[random(lines.length)]!;
  const before = editor.document.getText();
  const selector = `${CHART} .rp-row[data-line="${line}"] > g`;
  // A picture that is drawn anew under the hand drops what it held, as it should.
  await ask('drag', { place: preview, selector, by: { x: random(160) - 80, y: 0 } }).catch(() => null);
  await eventually(
    'the text',
    () => (editor.document.getText() !== before ? true : undefined),
    () => '',
    3,
  ).catch(() => undefined);
  await ask('press', { keys: ['Escape'] });
}

async function act(editor: vscode.TextEditor, random: Random, kind: vscode.CodeActionKind): Promise<void> {
  const { document } = editor;
  const from = random(document.lineCount);
  const to = Math.min(from + random(4), document.lineCount - 1);
  const range = new vscode.Range(from, 8, to, 8);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind.value,
  );
  // A file that is made cannot be taken back by an undo of the text alone.
  const own = actions.filter(
    ({ edit }) => edit && edit.size > 0 && edit.entries().every(([uri]) => `${uri}` === `${document.uri}`),
  );
  const action = own[random(Math.max(own.length, 1))];
  if (action?.edit) await vscode.workspace.applyEdit(action.edit);
}

async function layOut(editor: vscode.TextEditor): Promise<void> {
  await show(editor);
  await vscode.commands.executeCommand('editor.action.formatDocument');
}

async function rename(editor: vscode.TextEditor, random: Random): Promise<void> {
  const { document } = editor;
  const lines = stepLines(document);
  if (lines.length === 0) return;
  const line = lines[random(lines.length)]!;
  const column = document.lineAt(line).text.indexOf('task ') + 5;
  const edit = await vscode.commands
    .executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      new vscode.Position(line, column),
      `r${random(1000)}`,
    )
    // What is half typed has no name.
    .then(undefined, () => undefined);
  if (edit) await vscode.workspace.applyEdit(edit);
}

async function replaceAll(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const all = new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
  await editor.edit((edit) => edit.replace(all, text));
}

async function show(editor: vscode.TextEditor): Promise<void> {
  await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
  await settled();
}

/** One step back, or forth: to the letter. */
async function undo(editor: vscode.TextEditor, wanted: string, command: 'undo' | 'redo'): Promise<void> {
  await show(editor);
  await vscode.commands.executeCommand(command);
  await eventually(
    `the text after one ${command}`,
    () => editor.document.getText() === wanted || undefined,
    () => editor.document.getText(),
    20,
  );
}

const CHART = 'svg:not(.rp-names)';

/** The rows of the picture with their lines. */
async function pictured(): Promise<readonly { readonly line: number; readonly says: string }[]> {
  const expression = `[...document.querySelectorAll('#schedule .rp-names .rp-row[data-line]')].map((row) => ({ line: Number(row.dataset.line), says: row.getAttribute('aria-label') ?? '' }))`;
  return (await ask('evaluate', { place: preview, expression })) as { line: number; says: string }[];
}

/** False: a line cannot be read, and the picture is in doubt. Waits until every step has its row, and no row is of another line. */
async function isSameAsPicture({ document }: vscode.TextEditor): Promise<boolean> {
  let seen = '';
  let isRead = false;
  await eventually(
    'the picture of the text',
    async () => {
      isRead = !diagnosticsOf(document).some((each) => /syntax|unread|circular|duplicate|unknown/.test(codeOf(each)));
      if (!isRead) return true;
      const rows = await pictured();
      const names = stepLines(document).map((line) => ({
        line,
        name: /task\s+(\S+)/.exec(document.lineAt(line).text)?.[1] ?? '',
      }));
      const lost = names.filter(({ line, name }) => !rows.some((row) => row.line === line && row.says.includes(name)));
      // Steps of a runbook stand where it is used.
      const isOfStep = (line: number) =>
        line < document.lineCount && /^\s*(task|use)\b/.test(document.lineAt(line).text);
      const strange = rows.filter(({ line, says }) => says.startsWith('task') && !isOfStep(line));
      seen = JSON.stringify({ lost, strange, rows: rows.slice(0, 20) });
      return (lost.length === 0 && strange.length === 0) || undefined;
    },
    () => seen,
  );
  return isRead;
}

/** Lines of steps, outside of runbooks: those have rows where they are used. */
function stepLines(document: vscode.TextDocument): number[] {
  const runbook = Array.from({ length: document.lineCount }, (_, i) => i).find((i) =>
    /^runbook/.test(document.lineAt(i).text),
  );
  return Array.from({ length: runbook ?? document.lineCount }, (_, i) => i).filter((i) =>
    /^\s*task\s+[\w-]+/.test(document.lineAt(i).text),
  );
}
