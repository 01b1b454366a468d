/**
 * How wide a text will be, without a browser to ask: the advance widths of common sans-serif faces, rounded up, so that
 * a text that fits here fits on the screen.
 */

/** Width in pixels at `size` pixels. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (let i = 0; i < text.length; i++) width += PLAIN[text.charCodeAt(i)] ?? wide(text[i]!);
  return width * size;
}

/** The text, cut with an ellipsis where it is wider than `width` pixels; empty where not even that fits. */
export function fitText(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const room = width - advance('…') * size;
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += advance(character) * size;
    if (used > room) break;
    kept += character;
  }
  return kept === '' ? '' : `${kept.trimEnd()}…`;
}

function advance(character: string): number {
  return PLAIN[character.charCodeAt(0)] ?? wide(character);
}

function wide(character: string): number {
  if ("iljI|!.,:;'`·".includes(character)) return 0.33;
  if ('frt()[]/-"* '.includes(character)) return 0.41;
  if ('mwMW@%…—'.includes(character)) return 0.98;
  if (character >= '0' && character <= '9') return 0.64;
  if (character >= 'A' && character <= 'Z') return 0.71;
  // East Asian characters are as wide as they are high, and so are pictures, which are two characters.
  return character < '\u1100' ? 0.62 : character >= '\udc00' && character < '\ue000' ? 0 : 1.05;
}

/** Of the characters that nearly all text is made of: thousands of labels are measured for one column. */
const PLAIN = Array.from({ length: 128 }, (_, code) => wide(String.fromCharCode(code)));
