import * as vscode from 'vscode';
import { testedExtension } from '../../protocol.ts';
import { equal, open } from '../harness.ts';
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
    name: 'a .release file opens as the language `release`',
    async run() {
      const { document } = await open('hotfix.release');
      equal(document.languageId, 'release', 'language');
    },
  },
  {
    name: 'opening a .release file activates the extension',
    async run() {
      await open('hotfix.release');
      await vscode.extensions.getExtension(testedExtension)!.activate();
    },
  },
];
