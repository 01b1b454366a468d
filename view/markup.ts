/** Markup as strings: everything a plan says passes through `escapeText`, so it is text wherever it is shown. */

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * An element of SVG or HTML. `children` is markup already; text goes through `escapeText` first. Attributes that are
 * undefined are left out, numbers are rounded to a hundredth.
 */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  let open = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key];
    if (value !== undefined) open += ` ${key}="${typeof value === 'number' ? rounded(value) : escapeText(value)}"`;
  }
  const inner = children.join('');
  // An empty `<div/>` is an open tag to an HTML parser: only what is void in both may be short.
  if (inner === '' && SHORT.has(name)) return `${open}/>`;
  return `${open}>${inner}</${name}>`;
}

/** What a pointer that rests on the element around it is shown. */
export function tooltip(text: string): string {
  return element('title', {}, escapeText(text));
}

/** Text for element content and for quoted attributes, of HTML as well as of XML. */
export function escapeText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(FORBIDDEN_IN_XML, '\uFFFD')
    .replace(TURNING, '\uFFFD')
    .replace(SPECIAL, (character) => ENTITIES[character as keyof typeof ENTITIES]);
}

/** A number as an attribute: two decimals at most. */
export function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Nearly all that is written: nothing in it is looked for again. */
const PLAIN = /^[\n\w !#$%()*+,\-./:;=?@[\\\]^`{|}~·…–—→]*$/;
const SHORT = new Set(['rect', 'path', 'line', 'circle', 'meta', 'br']);
const SPECIAL = /[&<>"']/g;
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const;
/** What turns the direction of whatever comes behind it, beyond its own text: it is seen, and turns nothing. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/g;
/** Control characters and halves of surrogate pairs, which no XML document may hold, not even as references. */
const FORBIDDEN_IN_XML =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
