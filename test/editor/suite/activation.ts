import * as vscode from 'vscode';
import { testedExtension } from '../protocol.ts';
import { type EditorTest, runTests } from './runner.ts';

/** A suite of its own: the extension is activated in a window that has just been reloaded, ten times; `bench/activation.ts` reads how long each took. */
export function run(): Promise<void> {
  return runTests(
    Array.from(
      { length: 10 },
      (_, i): EditorTest => ({
        name: `activation ${i + 1}`,
        run: async () => {},
        async afterReload() {
          await vscode.extensions.getExtension(testedExtension)!.activate();
        },
      }),
    ),
  );
}
