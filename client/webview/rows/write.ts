/** Writes what differs: what is written as it was is styled and laid out again by the browser all the same. */

export function writeAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

export function writeText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A property that is an attribute, too. */
export function writeFlag(
  element: HTMLElement & { disabled?: boolean },
  name: 'hidden' | 'disabled',
  is: boolean,
): void {
  if (element[name] !== is) element[name] = is;
}
