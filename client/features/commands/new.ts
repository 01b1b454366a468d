/** `New Release Plan…`: what, when, where and who, then a plan to begin with as a document that is not saved yet. */
import { commands, type QuickPickItem, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests, NewPlanChoices, NewPlanWish, NewQuestion } from '../../../server/protocol.ts';

type Answer<Method extends keyof ClientRequests> = ClientRequests[Method]['answer'];

/** Escape at any question ends it, and nothing has happened. */
export async function newRelease(client: BaseLanguageClient): Promise<void> {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const choices = await client.sendRequest<NewPlanChoices>('release/newChoices', { zone: here });
  const kind = await pickKind(choices);
  if (!kind) return;
  const wish: NewPlanWish = { kind: kind.id, zone: here, people: '' };
  const date = await ask(client, 'date', wish, {
    title: `${kind.title}: on which day?`,
    prompt: 'The next day that leaves enough time is proposed.',
    value: kind.date,
    placeHolder: '2026-12-05',
  });
  if (date === undefined) return;
  const zone = await pickZone(choices, here);
  if (zone === undefined) return;
  const people = await ask(client, 'people', wish, {
    title: `${kind.title}: who?`,
    prompt: 'The first one answers for it, the second one changes things, the third one looks whether it works.',
    placeHolder: 'Mara Lind, Jonas Weber, Priya Raman',
  });
  if (people === undefined) return;
  const plan = await client.sendRequest<Answer<'release/new'>>('release/new', { kind: kind.id, date, zone, people });
  if ('trouble' in plan) {
    await window.showErrorMessage(plan.trouble);
    return;
  }
  await window.showTextDocument(await workspace.openTextDocument({ language: 'release', content: plan.text }));
  // The step of the walkthrough is done now, and not with the first question, of which it would take the keyboard.
  await commands.executeCommand('setContext', 'releasePlan.begun', true);
}

/** What asks is not gone when something else takes the keyboard. */
const STAYS = { ignoreFocusOut: true } as const;

async function pickKind({ kinds }: NewPlanChoices): Promise<NewPlanChoices['kinds'][number] | undefined> {
  const items = kinds.map((kind) => ({ label: kind.title, description: kind.detail, chosen: kind }));
  const picked = await window.showQuickPick(items, {
    title: 'What do you plan?',
    placeHolder: 'A kind, or a word of what happens in it',
    ...STAYS,
    matchOnDescription: true,
  });
  return picked?.chosen;
}

/** That of this machine first. */
async function pickZone({ zones }: NewPlanChoices, here: string): Promise<string | undefined> {
  const items: QuickPickItem[] = [
    { label: here, description: 'where you are' },
    ...zones.filter((zone) => zone !== here).map((label) => ({ label })),
  ];
  return (
    await window.showQuickPick(items, {
      title: 'In which time zone?',
      placeHolder: 'Of every time in the plan',
      ...STAYS,
    })
  )?.label;
}

interface Question {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly placeHolder: string;
}

/** The server says of each answer, while it is typed, why it cannot be meant. */
function ask(
  client: BaseLanguageClient,
  question: NewQuestion,
  wish: NewPlanWish,
  words: Question,
): Thenable<string | undefined> {
  return window.showInputBox({
    ...words,
    ...STAYS,
    async validateInput(text) {
      const { trouble } = await client.sendRequest<Answer<'release/newTrouble'>>('release/newTrouble', {
        question,
        wish: { ...wish, [question]: text },
      });
      return trouble ?? undefined;
    },
  });
}
