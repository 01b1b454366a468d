/** What a file that is read may hold at most: more is no plan, and is refused with its number before it costs anything. */

/** Thrown by readers: the file is none of its format, or holds too much. The sentence is told, and nothing is written. */
export class Unreadable extends Error {}

export const MOST_ROWS = 20_000;
export const MOST_COLUMNS = 500;
export const MOST_DEPTH = 32;
/** What Excel takes in a cell. */
export const LONGEST_TEXT = 32_767;
/** Of what is packed, when it is unpacked. */
export const MOST_INFLATED = 32 * 1024 * 1024;

export function atMost(count: number, most: number, what: string, file: string): void {
  if (count > most)
    throw new Unreadable(
      `${file} has ${count.toLocaleString('en')} ${what}: at most ${most.toLocaleString('en')} are read.`,
    );
}

/** Text of bytes in UTF-8, or in UTF-16 with its mark, which Excel writes; anything else is refused. */
export function textIn(bytes: Uint8Array, file: string): string {
  const [first, second] = bytes;
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const encoding = isWide ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Told below.
  }
  const asWindows = !isWide && !bytes.includes(0);
  if (asWindows) return new TextDecoder('windows-1252').decode(bytes);
  throw new Unreadable(`${file} is no text: bytes of 0 stand in it.`);
}
