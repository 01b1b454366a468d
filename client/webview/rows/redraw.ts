/**
 * Markup that is shown again with little of it changed, as after every edit: what is the same stays in the document, and of the rest
 * attributes and words alone are written where that is all. Half of what an edit takes to the screen is otherwise parsing and laying out again
 * what had been there.
 *
 * It reads what `view/markup.ts` writes: quotes around every value, and `<`, `>`, `&` and quotes nowhere else but as entities.
 */

/** Makes what stands in an element, drawn as `before`, that of `now`. */
export function redraw(element: Element, before: string, now: string): void {
  if (before === now) return;
  const end = before === '' || now === '' ? 'other' : walk(element, element.firstChild, before, now);
  if (end === 'other') element.innerHTML = now;
  else removeFrom(end);
}

/** The same of an element that is all of the markup. */
export function redrawElement(element: Element, before: string, now: string): void {
  if (before !== now && walk(element.parentNode!, element, before, now) === 'other') element.outerHTML = now;
}

/** An element that shows one markup after another. */
export function drawnIn(element: Element): (markup: string) => void {
  let shown = '';
  return (markup) => {
    redraw(element, shown, markup);
    shown = markup;
  };
}

/** The node behind what was walked through; `other`: it is of other elements, and some of it may have been written. */
function walk(parent: Node, first: ChildNode | null, before: string, now: string): ChildNode | null | 'other' {
  const [was, all] = [tokensOf(before), tokensOf(now)];
  if (was.length !== all.length) return 'other';
  let around = parent;
  let at = first;
  for (let i = 0; i < all.length; i++) {
    const [old, token] = [was[i]!, all[i]!];
    if (token.startsWith('</')) {
      if (old !== token) return 'other';
      removeFrom(at);
      at = around.nextSibling as ChildNode | null;
      around = around.parentNode!;
    } else if (token.startsWith('<')) {
      const name = nameOf(token);
      if (!(at instanceof Element) || name !== at.localName || (old !== token && name !== nameOf(old))) return 'other';
      if (old !== token) writeAttributes(at, old, token);
      if (token.endsWith('/>')) at = at.nextSibling;
      else [around, at] = [at, at.firstChild];
    } else {
      if (!(at instanceof Text) || old.startsWith('<')) return 'other';
      if (old !== token) at.data = plain(token);
      at = at.nextSibling;
    }
  }
  return at;
}

/** What somebody put there besides was for what stood there before. */
function removeFrom(first: ChildNode | null): void {
  for (let at = first; at; ) {
    const next: ChildNode | null = at.nextSibling;
    at.remove();
    at = next;
  }
}

function tokensOf(markup: string): readonly string[] {
  return markup.match(/<[^>]*>|[^<]+/g) ?? [];
}

function nameOf(tag: string): string {
  return tag.slice(1, tag.search(/[\s/>]/));
}

function writeAttributes(element: Element, before: string, now: string): void {
  const was = attributesOf(before);
  for (const [name, value] of attributesOf(now)) {
    if (was.get(name) !== value) element.setAttribute(name, plain(value));
    was.delete(name);
  }
  for (const name of was.keys()) element.removeAttribute(name);
}

function attributesOf(tag: string): Map<string, string> {
  return new Map([...tag.matchAll(/\s([^\s=]+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));
}

function plain(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => CHARACTERS[entity]!);
}

const CHARACTERS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
