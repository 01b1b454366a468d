import * as vscode from 'vscode';
import { ask } from './ask.ts';
import { eventually, workspaceFile } from './harness.ts';

export interface EditorTest {
  name: string;
  run(): Promise<void>;
  /** The second half of a test that is about what survives: runs in the window that has been reloaded after `run`. */
  afterReload?(): Promise<void>;
  /** Seconds until the test, or each half of it, counts as failed; 240 unless told: only what hangs takes so long. */
  seconds?: number;
}

/** Runs the tests one after the other, each in a window without open editors, and reports each as it ends. */
export async function runTests(tests: EditorTest[]): Promise<void> {
  const names = tests.map((test) => test.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`Two tests are called '${twice}'.`);
  const { run, reloaded } = await ask('hello', { tests: names, host });
  let failed = 0;
  for (const test of tests.filter(({ name }) => run.includes(name))) {
    const start = Date.now();
    const error = await outcome(test, test.name === reloaded);
    if (error !== undefined) failed++;
    await ask('result', { name: test.name, milliseconds: Date.now() - start, error });
  }
  if (failed > 0) throw new Error(`${failed} failed`);
}

/** `vscode.extensions` lists only the extensions of its own host, so this is the host of the extension under test too. */
const host = 'WorkerGlobalScope' in globalThis ? 'web' : 'Node';

/** What went wrong, with a picture of it; nothing when the test passed. */
async function outcome(test: EditorTest, second: boolean): Promise<string | undefined> {
  try {
    if (!second) await startAfresh();
    await within(test.seconds ?? 240, second ? test.afterReload!() : test.run());
    if (test.afterReload && !second) await reload(test);
    return undefined;
  } catch (error) {
    const picture = await ask('screenshot', { name: `failed ${test.name}` }).catch((problem) => `none: ${problem}`);
    return `${error instanceof Error ? (error.stack ?? error.message) : error}\npicture: ${picture}`;
  }
}

/** The window takes this very program with it, so there is nothing to come back to but an error. */
async function reload(test: EditorTest): Promise<never> {
  await ask('reloading', { test: test.name });
  await vscode.commands.executeCommand('workbench.action.reloadWindow');
  await new Promise((resolve) => setTimeout(resolve, 120_000));
  throw new Error('The window did not reload within 120 s.');
}

/** No editor, nothing unsaved, the fixture's files as they were. */
async function startAfresh(): Promise<void> {
  for (const document of unsaved()) {
    // Refused where the window opens another editor meanwhile, as it does while it starts.
    await eventually(
      `an editor of ${document.uri.path}`,
      () => vscode.window.showTextDocument(document).then(undefined, () => undefined),
      () => 'another one',
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await vscode.commands.executeCommand('notifications.clearAll');
  for (const path of await ask('restore', {})) await readAgain(workspaceFile(path));
}

/** Settings of the window that VS Code itself is writing are none of ours. */
function unsaved(): vscode.TextDocument[] {
  const isOurs = ({ uri }: vscode.TextDocument) =>
    uri.scheme === 'untitled' || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return vscode.workspace.textDocuments.filter((each) => each.isDirty && isOurs(each));
}

/** VS Code keeps a closed document for a while; the next test must not see it as it was. */
async function readAgain(uri: vscode.Uri): Promise<void> {
  const text = await vscode.workspace.fs.readFile(uri).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
  const stale = () =>
    vscode.workspace.textDocuments.some((each) => `${each.uri}` === `${uri}` && each.getText() !== text);
  await eventually(
    `${uri.path} as it was`,
    () => (text === undefined || !stale() ? true : undefined),
    () => 'the text of the last test',
  );
}

async function within(seconds: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`still running after ${seconds} s`)), seconds * 1000);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
