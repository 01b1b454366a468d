/** Texts of a plan in Markdown for a comment at a pull request, where they must stay text. */

/** A comment at GitHub has at most 65,536 characters. */
const LONGEST = 60_000;

/** The blocks with a line between them; of a comment that would be too long the last ones are left out, and `rest` says so. */
export function fitted(blocks: readonly string[], rest: string): string {
  const shown: string[] = [];
  let length = 0;
  for (const block of blocks) {
    length += block.length + 2;
    if (length > LONGEST) break;
    shown.push(block);
  }
  if (shown.length < blocks.length) shown.push(rest);
  return `${shown.join('\n\n')}\n`;
}

/**
 * Text of a plan as text: no markup, no link, no mention of anybody, in one line. What a message has between backquotes is
 * code.
 */
export function prose(text: string): string {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return plain(text);
  return parts.map((part, index) => (index % 2 === 1 ? code(part) : plain(part))).join('');
}

/** The same with backquotes as they are: what reads it gets every character back. */
export function literal(text: string): string {
  return text
    .split(/\s*\n\s*/)
    .map(plain)
    .join('<br>');
}

/** As code, and as nothing else. */
export function code(text: string): string {
  return `<code>${inert(text)}</code>`;
}

function plain(text: string): string {
  // GitHub looks for mentions and issues after everything else: only markup between sign and name stops it.
  return inert(text).replace(/(&#64;|&#35;)(?=[\p{L}\p{N}_])/gu, '$1<!-- -->');
}

/**
 * Every character that can mean something in the middle of a line, as a character reference: to Markdown, to a table, to
 * HTML, to the mathematics and the emoji (`:tada:`) of GitHub, and to what turns addresses into links.
 */
function inert(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[&<>`*_~\\[\]#|@$]|:(?=[^\s\d])/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
