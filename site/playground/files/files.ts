/** Plans to and from the disk of whoever sits here. */
import { strToU8, unzipSync, zipSync } from 'fflate';
import { MOST_FILES, type PlanText, troubleWithName } from './share.ts';

/** One file as it is, several as a ZIP archive. */
export function download(files: readonly PlanText[]): void {
  const [only] = files;
  const isOne = files.length === 1 && only;
  if (isOne) save(only.name.slice(only.name.lastIndexOf('/') + 1), only.text);
  else save('plans.zip', zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)]))));
}

/** As a file of this name, where the browser puts what is downloaded. */
export function save(name: string, content: string | Uint8Array): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content as BlobPart]));
  link.download = name;
  link.click();
  // The browser has begun to write by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const MOST_BYTES = 4_000_000;

/** Plans, and archives of them as `download` makes them. */
export async function filesIn(chosen: Iterable<File>): Promise<{ files: PlanText[] } | { trouble: string }> {
  const files = new Map<string, string>();
  for (const file of chosen) {
    if (file.size > MOST_BYTES) return { trouble: `${file.name} is too large to be opened here.` };
    const bytes = new Uint8Array(await file.arrayBuffer());
    const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
    try {
      for (const [name, content] of isArchive ? inside(bytes) : [[file.name, bytes] as const])
        files.set(name, new TextDecoder('utf-8', { fatal: true }).decode(content));
    } catch {
      return { trouble: `${file.name} is no text that can be read.` };
    }
  }
  const trouble = [...files.keys()].map(troubleWithName).find((one) => one !== undefined);
  if (trouble !== undefined) return { trouble };
  if (files.size > MOST_FILES)
    return { trouble: `These are ${files.size} files; at most ${MOST_FILES} are opened here.` };
  return { files: [...files].map(([name, text]) => ({ name, text })) };
}

/** What unpacks to too much is not unpacked. */
function inside(bytes: Uint8Array): readonly (readonly [string, Uint8Array])[] {
  let left = MOST_BYTES;
  const entries = unzipSync(bytes, {
    filter({ name, originalSize }) {
      left -= originalSize;
      if (left < 0) throw new RangeError('The archive holds too much.');
      return name.endsWith('.release');
    },
  });
  return Object.entries(entries);
}
