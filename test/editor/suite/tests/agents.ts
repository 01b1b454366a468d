import * as vscode from 'vscode';
import { ask, eventually, open, pictures, replace, workspaceFile } from '../harness.ts';
import type { EditorTest } from '../runner.ts';

const isWeb = 'WorkerGlobalScope' in globalThis;

/** Agents of the editor meet the plan that people have before them. */
export const agents: EditorTest[] = [
  {
    name: 'an agent is told the plan as it stands in the editor, not saved, and what is found in it',
    async run() {
      const editor = await open('hotfix.release');
      await replace(editor, '10m by qa', '10m by nobody-knows-me');
      const told = await eventually(
        'the finding in what an agent is told',
        async () => {
          const plan = await openPlan({});
          return plan.findings.some(({ message }) => message.includes('nobody-knows-me')) ? plan : undefined;
        },
        async () => JSON.stringify(await openPlan({})),
      );
      if (told.isSaved || told.text !== editor.document.getText() || told.file !== 'hotfix.release')
        throw new Error(`Told: ${JSON.stringify(told)}`);
      const other = await openPlan({ file: 'nowhere.release' });
      if (other.trouble !== 'No such plan is open.') throw new Error(`Told: ${JSON.stringify(other)}`);
    },
  },
  {
    name: 'where the command line is installed its tools are offered to agents',
    async run() {
      if (isWeb) return;
      await open('hotfix.release');
      const program = workspaceFile('node_modules/release-plan-as-code/dist/cli.js');
      await vscode.workspace.fs.writeFile(program, new TextEncoder().encode(''));
      // Installed in a terminal; then somebody comes back to an editor.
      await open('night.release');
      void vscode.commands.executeCommand('workbench.mcp.listServer');
      await ask('see', { place: 'workbench', selector: '.quick-input-list >> text=Release Plan' });
      await pictures('mcp');
      await ask('press', { keys: ['Escape'] });
      await vscode.workspace.fs.delete(workspaceFile('node_modules'), { recursive: true });
    },
  },
];

interface Told {
  readonly trouble?: string;
  readonly file: string;
  readonly isSaved: boolean;
  readonly text: string;
  readonly findings: readonly { readonly message: string }[];
}

async function openPlan(input: object): Promise<Told> {
  const { content } = await vscode.lm.invokeTool('releasePlan_openPlan', { input, toolInvocationToken: undefined });
  const [part] = content as [vscode.LanguageModelTextPart];
  return JSON.parse(part.value) as Told;
}
