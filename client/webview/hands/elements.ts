/** Elements of words: whatever a plan says is text in them, never markup. */

type Child = Node | string | undefined | false;

export function made<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

export function button(
  words: string,
  act: () => void,
  attributes: Readonly<Record<string, string>> = {},
): HTMLButtonElement {
  const element = made('button', { type: 'button', ...attributes }, ...withCode(words));
  element.addEventListener('click', act);
  return element;
}

/** What stands between backticks is text of the plan, and looks like it. */
export function withCode(message: string): (string | HTMLElement)[] {
  return message
    .split('`')
    .map((part, i, parts) => (i % 2 === 0 ? part : i < parts.length - 1 ? made('code', {}, part) : `\`${part}`));
}
