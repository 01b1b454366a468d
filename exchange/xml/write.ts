/**
 * XML from nested lists: each element is its name and its text, or what stands in it, in that order; undefined is left out. A line
 * for each, and no indentation, which would be a third of the file of a long plan.
 */
export type Written = readonly [name: string, content: string | number | readonly (Written | undefined)[] | undefined];

/** @param attributes of the first element, as they stand there */
export function xmlText([name, content]: Written, attributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${element([name, content], attributes)}`;
}

function element([name, content]: Written, attributes = ''): string {
  if (content === undefined) return '';
  if (typeof content !== 'object') return `<${name}${attributes}>${escaped(String(content))}</${name}>\n`;
  const inside = content.map((one) => (one === undefined ? '' : element(one))).join('');
  return inside === '' ? '' : `<${name}${attributes}>\n${inside}</${name}>\n`;
}

/** What no XML can hold is a space. */
function escaped(text: string): string {
  return (
    text
      .replace(/\p{Cs}/gu, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ' ')
      .replace(/[&<>\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  );
}
