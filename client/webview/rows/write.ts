/** Writes what differs: what is written as it was is styled and laid out again by the browser all the same. */

export function writeAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

export function writeText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A property that is an attribute, too. */
export function writeFlag<E extends HTMLElement, N extends 'hidden' | 'disabled'>(
  element: E & Record<N, boolean>,
  name: N,
  is: boolean,
): void {
  if (element[name] !== is) Object.assign(element, { [name]: is });
}
