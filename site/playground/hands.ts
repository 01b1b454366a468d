/** What is done to steps and findings in the pictures: asked of the engine, and put into the texts as one change. */
import type { Diagnostic, TextEdit } from 'vscode-languageserver-protocol';
import type { FromPreview, ToPreview } from '../../client/webview/messages.ts';
import type { ListedFinding } from '../../server/protocol.ts';
import type { Engine } from './engine.ts';
import type { PlanDocument } from './files/workspace.ts';
import { reasonOf } from './reason.ts';

export type HandsAsk = Extract<
  FromPreview,
  { type: 'try-step' | 'edit-step' | 'choices' | 'findings' | 'repairs' | 'repair' }
>;

/** What the pictures ask of the engine. */
export type Asked = Pick<Engine, 'ask' | 'repairs' | 'apply' | 'reorder'>;

/** A text that is looked at. */
export type Looked = Pick<PlanDocument, 'uri' | 'version'>;

export interface HandsOptions {
  readonly engine: Asked;
  /** What is looked at. */
  file(): Looked | undefined;
  release(): string | undefined;
  say(message: ToPreview): void;
}

export function createHands({ engine, file, release, say }: HandsOptions): (asked: HandsAsk) => void {
  /** Those that the preview was told last: it means them by their number. */
  let told: readonly ListedFinding[] = [];
  return (asked) => {
    if (asked.type === 'findings') void list();
    else if (asked.type === 'choices') void offer();
    else if (asked.type === 'repairs' || asked.type === 'repair') void repair(asked);
    else void editStep(asked);
  };

  async function editStep({ type, asked, version, edit }: Extract<HandsAsk, { type: 'try-step' | 'edit-step' }>) {
    const refuse = (message: string) => say({ type: 'step-refused', asked, message });
    const shown = file();
    if (!shown) return;
    try {
      const isTrial = type === 'try-step';
      const answer = await engine.ask('release/editStep', { uri: shown.uri, version, edit, isTrial });
      if ('trouble' in answer) return refuse(answer.trouble);
      const { says, outcome, edits } = answer;
      if (isTrial) return say({ type: 'step-tried', asked, says, outcome });
      if (shown.version !== version) return refuse('The text has changed since; the picture follows.');
      const changes: Record<string, TextEdit[]> = {};
      for (const { file: uri, range, newText } of edits) changes[uri] = [...(changes[uri] ?? []), { range, newText }];
      if (engine.apply({ changes })) say({ type: 'step-edited', asked, says });
      else refuse('The text cannot be changed.');
    } catch (error) {
      refuse(`It was not done: ${reasonOf(error)}`);
    }
  }

  function shownRelease() {
    const shown = file();
    const name = release();
    return shown && { uri: shown.uri, ...(name !== undefined && { release: name }) };
  }

  async function offer(): Promise<void> {
    const shown = shownRelease();
    const answer = shown && (await engine.ask('release/choices', shown));
    if (answer) say({ type: 'choices', ...answer });
  }

  async function list(): Promise<void> {
    const shown = shownRelease();
    if (!shown) return;
    told = (await engine.ask('release/findings', shown))?.findings ?? [];
    say({ type: 'found', findings: told });
  }

  async function repair(asked: Extract<HandsAsk, { type: 'repairs' | 'repair' }>): Promise<void> {
    const { finding: index } = asked;
    const none = (message: string) => say({ type: 'repairs', finding: index, titles: [], message });
    const finding = told[index];
    if (!finding) return none('This finding is gone.');
    try {
      const { code, message, range } = finding;
      const repairs = await engine.repairs(finding.file, { code, message, range } as Diagnostic);
      if (asked.type === 'repairs') {
        if (repairs.length === 0) none('Nothing can be done about it unasked; go to its line.');
        else say({ type: 'repairs', finding: index, titles: repairs.map(({ title }) => title) });
        return;
      }
      const edit = repairs.find(({ title }) => title === asked.title)?.edit;
      if (!edit) none('The text has changed since, and this repair is offered no more.');
      else if (!engine.apply(edit)) none('The text cannot be changed.');
    } catch (error) {
      none(`It was not repaired: ${reasonOf(error)}`);
    }
  }
}
