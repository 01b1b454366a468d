/**
 * Questions that follow each other. The next one is there before the one that was answered goes: else the keyboard would be given back to whatever
 * had it before, as the walkthrough, which keeps it.
 */
import { type InputBox, type QuickInput, type QuickPick, type QuickPickItem, window } from 'vscode';

export interface PickWords {
  readonly title: string;
  readonly placeHolder: string;
  readonly matchOnDescription?: boolean;
}

export interface InputWords {
  readonly title: string;
  readonly prompt: string;
  readonly placeHolder: string;
  readonly value?: string;
}

export interface Questions {
  /** Undefined: nothing was picked, and nobody is to be asked more. */
  pick<Item extends QuickPickItem>(items: readonly Item[], words: PickWords): Promise<Item | undefined>;
  /** `troubleOf`: why an answer cannot be meant, asked while it is typed; such a one is not taken. */
  input(words: InputWords, troubleOf: (text: string) => Promise<string | null>): Promise<string | undefined>;
  /** The last one goes, too. */
  end(): void;
}

export function createQuestions(): Questions {
  let current: QuickInput | undefined;

  function shown<Answer>(next: QuickInput, ask: (answer: (one: Answer | undefined) => void) => void) {
    return new Promise<Answer | undefined>((answer) => {
      // What asks is not gone when something else takes the keyboard.
      next.ignoreFocusOut = true;
      next.onDidHide(() => answer(undefined));
      ask(answer);
      next.show();
      current?.dispose();
      current = next;
    });
  }

  return {
    pick<Item extends QuickPickItem>(items: readonly Item[], words: PickWords) {
      const box: QuickPick<Item> = window.createQuickPick<Item>();
      box.title = words.title;
      box.placeholder = words.placeHolder;
      box.matchOnDescription = words.matchOnDescription ?? false;
      box.items = items;
      return shown<Item>(box, (answer) => box.onDidAccept(() => answer(box.selectedItems[0])));
    },
    input({ title, prompt, placeHolder, value }, troubleOf) {
      const box: InputBox = window.createInputBox();
      box.title = title;
      box.prompt = prompt;
      box.placeholder = placeHolder;
      box.value = value ?? '';
      const judge = async (text: string): Promise<boolean> => {
        const trouble = await troubleOf(text);
        // What was typed meanwhile is judged by itself.
        if (box.value === text) box.validationMessage = trouble ?? undefined;
        return trouble === null;
      };
      box.onDidChangeValue(judge);
      return shown<string>(box, (answer) =>
        box.onDidAccept(async () => {
          const { value: text } = box;
          if (await judge(text)) answer(text);
        }),
      );
    },
    end() {
      current?.dispose();
    },
  };
}
