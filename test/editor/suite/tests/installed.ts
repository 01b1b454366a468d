import * as vscode from 'vscode';
import { testedExtension } from '../../protocol.ts';
import { equal, eventually, open, workspaceFile } from '../harness.ts';
import type { EditorTest } from '../runner.ts';

export const installed: EditorTest[] = [
  {
    name: 'the extension under test is the installed package',
    async run() {
      const extension = vscode.extensions.getExtension(testedExtension);
      if (!extension) throw new Error(`${testedExtension} is not installed in this extension host.`);
      // `Development` would be the source tree, which users never get.
      if (!/\/extensions\/release-plan\.release-plan-[^/]+$/.test(extension.extensionUri.path)) {
        throw new Error(`${testedExtension} was loaded from ${extension.extensionUri}, not from an installed package.`);
      }
    },
  },
  {
    name: 'opening a .release file activates the extension',
    async run() {
      const extension = vscode.extensions.getExtension(testedExtension)!;
      // Nobody asks for it here, as `open` does: the language alone is to bring it.
      await vscode.window.showTextDocument(workspaceFile('hotfix.release'));
      await eventually(
        'the extension active',
        () => extension.isActive || undefined,
        () => 'inactive',
      );
    },
  },
  {
    name: 'a .release file opens as the language `release`',
    async run() {
      const { document } = await open('hotfix.release');
      equal(document.languageId, 'release', 'language');
    },
  },
];
