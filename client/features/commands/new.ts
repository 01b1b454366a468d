/** `New Release Plan…`: what, when, where and who, then a plan to begin with as a document that is not saved yet. */
import { commands, type QuickPickItem, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests, NewPlanChoices, NewPlanWish, NewQuestion } from '../../../server/protocol.ts';
import { createQuestions, type InputWords, type Questions } from './questions.ts';

type Answer<Method extends keyof ClientRequests> = ClientRequests[Method]['answer'];

export async function newRelease(client: BaseLanguageClient): Promise<void> {
  const questions = createQuestions();
  const wish = await wished(client, questions).finally(() => questions.end());
  if (!wish) return;
  const plan = await client.sendRequest<Answer<'release/new'>>('release/new', wish);
  if ('trouble' in plan) {
    await window.showErrorMessage(plan.trouble);
    return;
  }
  await window.showTextDocument(await workspace.openTextDocument({ language: 'release', content: plan.text }));
  // The step of the walkthrough is done now, and not with the first question, of which it would take the keyboard.
  await commands.executeCommand('setContext', 'releasePlan.begun', true);
}

/** Escape at any question ends it, and nothing has happened. */
async function wished(client: BaseLanguageClient, questions: Questions): Promise<NewPlanWish | undefined> {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const choices = await client.sendRequest<NewPlanChoices>('release/newChoices', { zone: here });
  const kind = await pickKind(questions, choices);
  if (!kind) return undefined;
  const wish: NewPlanWish = { kind: kind.id, zone: here, people: '' };
  const ask = (question: NewQuestion, words: InputWords) =>
    questions.input({ ...words, title: `${kind.title}: ${words.title}` }, async (text) => {
      // The server says of each answer, while it is typed, why it cannot be meant.
      const asked = { question, wish: { ...wish, [question]: text } };
      return (await client.sendRequest<Answer<'release/newTrouble'>>('release/newTrouble', asked)).trouble;
    });
  const date = await ask('date', {
    title: 'on which day?',
    prompt: 'The next day that leaves enough time is proposed.',
    value: kind.date,
    placeHolder: '2026-12-05',
  });
  if (date === undefined) return undefined;
  const zone = await pickZone(questions, choices, here);
  if (zone === undefined) return undefined;
  const people = await ask('people', {
    title: 'who?',
    prompt: 'The first one answers for it, the second one changes things, the third one looks whether it works.',
    placeHolder: 'Mara Lind, Jonas Weber, Priya Raman',
  });
  return people === undefined ? undefined : { kind: kind.id, date, zone, people };
}

async function pickKind(
  questions: Questions,
  { kinds }: NewPlanChoices,
): Promise<NewPlanChoices['kinds'][number] | undefined> {
  const items = kinds.map((kind) => ({ label: kind.title, description: kind.detail, chosen: kind }));
  const picked = await questions.pick(items, {
    title: 'What do you plan?',
    placeHolder: 'A kind, or a word of what happens in it',
    matchOnDescription: true,
  });
  return picked?.chosen;
}

/** That of this machine first. */
async function pickZone(questions: Questions, { zones }: NewPlanChoices, here: string): Promise<string | undefined> {
  const items: QuickPickItem[] = [
    { label: here, description: 'where you are' },
    ...zones.filter((zone) => zone !== here).map((label) => ({ label })),
  ];
  return (await questions.pick(items, { title: 'In which time zone?', placeHolder: 'Of every time in the plan' }))
    ?.label;
}
