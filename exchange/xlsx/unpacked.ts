/** What a workbook unpacks to, counted while it is unpacked: a small file may hold gigabytes. */
import { Unzip, UnzipInflate } from 'fflate';
import { atMost, MOST_INFLATED, MOST_ROWS, Unreadable } from '../bounds.ts';

const MOST_PARTS = 2000;
const MOST_STRINGS = 500_000;
const MOST_CELLS = 1_000_000;
/** Of what is packed, at once: it may unpack to a thousand times as much. */
const PIECE = 2048;

/** The texts of its parts, by their names. */
export function unpacked(bytes: Uint8Array, file: string): ReadonlyMap<string, string> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    throw new Unreadable(
      `${file} is no workbook of Excel (.xlsx)${bytes[0] === 0xd0 ? ': it is an old one (.xls); save it as .xlsx' : ''}.`,
    );
  const parts = new Map<string, Uint8Array[]>();
  let size = 0;
  const unzip = new Unzip((entry) => {
    atMost(parts.size + 1, MOST_PARTS, 'parts', file);
    const chunks: Uint8Array[] = [];
    parts.set(entry.name, chunks);
    entry.ondata = (error, chunk) => {
      if (error) throw error;
      size += chunk.length;
      if (size > MOST_INFLATED)
        throw new Unreadable(`${file} unpacks to more than ${MOST_INFLATED / 1024 / 1024} MB: no run sheet does.`);
      if (/\.(?:xml|rels)$/.test(entry.name)) chunks.push(chunk);
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  try {
    // In small pieces, so that what comes out is counted before the next goes in.
    for (let at = 0; at < bytes.length; at += PIECE)
      unzip.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(
      `${file} is no workbook that can be unpacked: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  const texts = new Map<string, string>();
  for (const [name, chunks] of parts) {
    const decoder = new TextDecoder();
    texts.set(name, chunks.map((chunk, i) => decoder.decode(chunk, { stream: i < chunks.length - 1 })).join(''));
    // Nobody needs both.
    chunks.length = 0;
  }
  for (const [name, text] of texts) {
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text))
      throw new Unreadable(`${file} declares a document type in ${name}: no program that writes workbooks does.`);
    if (name.startsWith('xl/worksheets/')) {
      atMost(countOf(text, '<row'), MOST_ROWS + 1, 'rows in one sheet', file);
      atMost(countOf(text, '<c'), MOST_CELLS, 'cells in one sheet', file);
    }
    if (name === 'xl/sharedStrings.xml') atMost(countOf(text, '<si'), MOST_STRINGS, 'texts', file);
  }
  if (!texts.has('xl/workbook.xml')) throw new Unreadable(`${file} is packed, and is no workbook.`);
  return texts;
}

export function countOf(text: string, tag: string): number {
  let count = 0;
  for (let at = text.indexOf(tag); at >= 0; at = text.indexOf(tag, at + tag.length))
    if (/[\s>/]/.test(text[at + tag.length] ?? '')) count++;
  return count;
}
