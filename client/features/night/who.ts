/** Who sits here in a night: asked once, and known in this workspace from then on. */
import { type Memento, window } from 'vscode';

export interface Who {
  readonly name: string | undefined;
  choose(name: string): void;
  /** Undefined: nobody was chosen. */
  ask(people: readonly string[]): Promise<string | undefined>;
}

const KEY = 'night.me';

export function whoSitsHere(memory: Memento): Who {
  const choose = (name: string) => void memory.update(KEY, name);
  return {
    get name() {
      return memory.get<string>(KEY);
    },
    choose,
    async ask(people) {
      const picked = await window.showQuickPick([...people], {
        title: 'The run is open: who are you in it?',
        placeHolder: 'What you tick is noted in its log under this name',
      });
      if (picked !== undefined) choose(picked);
      return picked;
    },
  };
}
