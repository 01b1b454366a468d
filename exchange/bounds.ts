/** What a file that is read may hold at most: more is no plan, and is refused with its number before it costs anything. */

/** Thrown by readers: the file is none of its format, or holds too much. The sentence is told, and nothing is written. */
export class Unreadable extends Error {}

/** Thrown where it is one of ours and holds too much: nothing of it is read. */
export class TooMuch extends Unreadable {}

/** Of a file as it comes, where its format has no bound of its own. */
export const MOST_BYTES = 8 * 1024 * 1024;
export const MOST_ROWS = 20_000;
export const MOST_COLUMNS = 500;
export const MOST_DEPTH = 32;
/** Of all of a table, be it empty. */
export const MOST_CELLS = 1_000_000;
/** Of all texts that are read: two hundred for each row. */
export const MOST_CHARACTERS = 4_000_000;
/** What Excel takes in a cell. */
export const LONGEST_TEXT = 32_767;
/** Of what is packed, when it is unpacked. */
export const MOST_INFLATED = 32 * 1024 * 1024;

export function atMost(count: number, most: number, what: string, file: string): void {
  if (count > most)
    throw new TooMuch(
      `${file} has ${count.toLocaleString('en')} ${what}: at most ${most.toLocaleString('en')} are read.`,
    );
}

/** Before they are taken apart. */
export function atMostLines(text: string, most: number, file: string): void {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  atMost(count, most, 'lines', file);
}

/** Text of bytes in UTF-8, in UTF-16 with its mark, which Excel writes, or of Windows; anything else is refused. */
export function textIn(bytes: Uint8Array, file: string): string {
  return [...textsIn(bytes, file)].join('');
}

/** The same piece by piece, for what is read as it comes. */
export function* textsIn(bytes: Uint8Array, file: string): Generator<string> {
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let at = 0; at < bytes.length; at += PIECE) {
    const text = decoder.decode(bytes.subarray(at, at + PIECE), { stream: at + PIECE < bytes.length });
    if (text.includes('\0')) throw new Unreadable(`${file} is no text: bytes of 0 stand in it.`);
    yield text;
  }
}

/** Longer ones stay until all memory is looked through. */
const PIECE = 64 * 1024;

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : WINDOWS;
}

/** What old programs of the West write; nothing in the file says so. */
const WINDOWS = 'windows-1252';

/** Whether its letters are only taken to be those. */
export function isEncodingGuessed(bytes: Uint8Array): boolean {
  return encodingOf(bytes) === WINDOWS;
}

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += PIECE)
      decoder.decode(bytes.subarray(at, at + PIECE), { stream: at + PIECE < bytes.length });
    return true;
  } catch {
    return false;
  }
}
