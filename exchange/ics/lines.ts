/** Lines of a calendar: escaped, without what would begin another line, and folded at 75 octets. */

const OCTETS = 75;
const encoder = new TextEncoder();

/** `name` empty: the text is a whole line. */
export function textLine(name: string, text: string, how: 'escaped' | 'as it is' = 'escaped'): string {
  const value = how === 'escaped' ? textValue(text) : text.replace(/\p{Cc}|[\u2028\u2029]/gu, '');
  return folded(name === '' ? value : `${name}:${value}`);
}

/** A lone CR, and whatever else ends a line somewhere, is a line break of the text. */
export function textValue(text: string): string {
  return text
    .replace(/\r\n|(?!\t)[\p{Cc}\p{Zl}\p{Zp}]/gu, '\n')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');
}

/** Never within a character. */
function folded(line: string): string {
  if (line.length * 3 <= OCTETS) return line;
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const length = encoder.encode(character).length;
    if (octets + length > OCTETS) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += length;
  }
  return [...lines, current].join('\r\n');
}
