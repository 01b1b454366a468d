/** The files there are: which one is in the editor, another one, and away with one. */
import { MOST_FILES, troubleWithName } from './share.ts';
import type { PlanDocument, PlanFiles } from './workspace.ts';

export interface FileBarOptions {
  readonly files: PlanFiles;
  readonly show: (file: PlanDocument) => void;
  readonly add: (name: string) => void;
  readonly remove: (file: PlanDocument) => void;
  readonly say: (message: string) => void;
}

export function createFileBar(host: HTMLElement, options: FileBarOptions): { draw(): void } {
  const { files, show, add, remove, say } = options;
  let drawn = '';

  const button = (label: string, act: () => void, name?: string): HTMLButtonElement => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = label;
    if (name !== undefined) made.setAttribute('aria-label', name);
    if (name !== undefined) made.title = name;
    made.addEventListener('click', act);
    return made;
  };

  const ask = () => {
    const name = window.prompt('The name of the new file, as imports write it', freeName())?.trim();
    if (!name) return;
    const trouble = files.named(name) ? `There is a file called ${name} already.` : troubleWithName(name);
    if (trouble !== undefined) say(trouble);
    else if (files.files.length >= MOST_FILES)
      say(`There are ${MOST_FILES} files already, as many as fit into a link.`);
    else add(name);
  };

  const freeName = () => {
    for (let i = 2; ; i++) if (!files.named(`plan-${i}.release`)) return `plan-${i}.release`;
  };

  return {
    draw() {
      const key = JSON.stringify([files.files.map(({ name }) => name), files.shown?.name]);
      if (key === drawn) return;
      drawn = key;
      const all = files.files.map((file) => {
        const one = button(file.name, () => show(file));
        one.setAttribute('aria-pressed', String(file === files.shown));
        return one;
      });
      const shown = files.shown;
      const away =
        shown && files.files.length > 1
          ? [
              button(
                '×',
                () => {
                  if (window.confirm(`Take ${shown.name} away? Its text is gone then.`)) remove(shown);
                },
                `Take ${shown.name} away`,
              ),
            ]
          : [];
      host.replaceChildren(...all, ...away, button('+', ask, 'New file'));
    },
  };
}
