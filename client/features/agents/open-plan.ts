/** What agents of the editor are told of the plan somebody has open: its text as it stands, saved or not, and what is found in it. */
import {
  type CancellationToken,
  type ExtensionContext,
  LanguageModelTextPart,
  type LanguageModelTool,
  LanguageModelToolResult,
  lm,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests, FoundInRelease } from '../../../server/protocol.ts';

/** Declared by the manifest. */
const OPEN_PLAN_TOOL = 'releasePlan_openPlan';

interface Asked {
  /** A part of its path, where several are open. */
  readonly file?: string;
}

export function activateOpenPlanTool(context: ExtensionContext, client: BaseLanguageClient): void {
  context.subscriptions.push(
    lm.registerTool<Asked>(OPEN_PLAN_TOOL, {
      prepareInvocation: () => ({ invocationMessage: 'Reading the open release plan' }),
      async invoke({ input }, token) {
        return told(await openPlan(client, input ?? {}, token));
      },
    } satisfies LanguageModelTool<Asked>),
  );
}

async function openPlan(client: BaseLanguageClient, { file }: Asked, token: CancellationToken): Promise<object> {
  const plans = workspace.textDocuments.filter(({ languageId }) => languageId === 'release');
  const names = plans.map(nameOf);
  const shown = window.activeTextEditor?.document;
  const plan =
    file === undefined
      ? (plans.find((document) => document === shown) ?? plans[0])
      : plans.find((document) => nameOf(document).includes(file));
  if (!plan) return { trouble: plans.length === 0 ? 'No plan is open.' : 'No such plan is open.', open: names };
  const ask: ClientRequests['release/findings']['ask'] = { uri: plan.uri.toString() };
  const found = await client.sendRequest<FoundInRelease | null>('release/findings', ask, token);
  return {
    file: nameOf(plan),
    isSaved: !plan.isDirty,
    ...(plan === shown && { cursorLine: window.activeTextEditor!.selection.active.line + 1 }),
    text: plan.getText(),
    findings: (found?.findings ?? []).map(({ severity, code, message, file: where, range, waived }) => ({
      severity,
      code,
      message,
      ...(where === plan.uri.toString() ? { line: range.start.line + 1 } : { in: where }),
      ...(waived !== undefined && { waived }),
    })),
    ...(plans.length > 1 && { open: names }),
  };
}

function nameOf(document: TextDocument): string {
  return workspace.asRelativePath(document.uri);
}

function told(answer: object): LanguageModelToolResult {
  return new LanguageModelToolResult([new LanguageModelTextPart(JSON.stringify(answer))]);
}
