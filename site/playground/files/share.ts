/**
 * Plans in the fragment of an address: no server sees them, and whoever has the address has the plans. What comes in is somebody
 * else's: it is bounded while it is unpacked, and names are names of files or nothing.
 */

export interface Plans {
  /** At least one, names as imports write them: `shared/acme.release`. */
  readonly files: readonly PlanText[];
  /** The name of the file that is looked at. */
  readonly open: string;
  /** The moment they are judged at, in minutes since the epoch; missing: now. */
  readonly at?: number;
}

export interface PlanText {
  readonly name: string;
  readonly text: string;
}

/** What a fragment begins with; another way of packing has another number. */
const VERSION = '1.';
/** Longer addresses are cut by mail and chat. */
export const LONGEST_LINK = 16_000;
export const MOST_FILES = 50;
const MOST_UNPACKED = 1_000_000;

/** The fragment, without `#`; undefined: it would be too long for an address. */
export async function pack(plans: Plans): Promise<string | undefined> {
  const files = plans.files.map(({ name, text }) => [name, text]);
  const open = plans.files.findIndex(({ name }) => name === plans.open);
  const said = { files, ...(open > 0 && { open }), ...(plans.at !== undefined && { at: plans.at }) };
  const packed = await through(new TextEncoder().encode(JSON.stringify(said)), new CompressionStream('deflate-raw'));
  const fragment = `${VERSION}${base64url(packed!)}`;
  return fragment.length > LONGEST_LINK ? undefined : fragment;
}

/** Undefined: the fragment says nothing of plans. */
export async function unpack(fragment: string): Promise<Plans | { readonly trouble: string } | undefined> {
  if (!/^\d+\./.test(fragment)) return undefined;
  if (!fragment.startsWith(VERSION)) return { trouble: 'This link was made by a later version of Release Plan.' };
  try {
    const bytes = bytesOf(fragment.slice(VERSION.length));
    const unpacked = await through(bytes, new DecompressionStream('deflate-raw'), MOST_UNPACKED);
    if (!unpacked) return { trouble: 'The plans in this link are too large to be opened.' };
    return plansIn(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(unpacked))) ?? BROKEN;
  } catch {
    return BROKEN;
  }
}

const BROKEN = { trouble: 'This link cannot be read: a part of it is missing. Ask for it once more.' };

/** Why no file can be called so; undefined: one can. */
export function troubleWithName(name: string): string | undefined {
  if (!name.endsWith('.release')) return `'${name}' does not end with .release, as plans do.`;
  if (
    name.length > 200 ||
    !/^[^\\:*?"<>|\p{Cc}]+$/u.test(name) ||
    name.split('/').some((part) => /^\.{0,2}$/.test(part))
  )
    return `No file can be called '${name}'.`;
  return undefined;
}

function plansIn(value: unknown): Plans | undefined {
  const { files, open = 0, at } = Object(value) as { files?: unknown; open?: unknown; at?: unknown };
  if (!Array.isArray(files) || files.length === 0 || files.length > MOST_FILES) return undefined;
  const texts = files.flatMap((one: unknown): PlanText[] => {
    const [name, text] = Array.isArray(one) ? (one as unknown[]) : [];
    return typeof name === 'string' && typeof text === 'string' && !troubleWithName(name) ? [{ name, text }] : [];
  });
  const shown = texts[Number(open)];
  if (texts.length < files.length || new Set(texts.map(({ name }) => name)).size < files.length || !shown)
    return undefined;
  return { files: texts, open: shown.name, ...(Number.isSafeInteger(at) && { at: at as number }) };
}

/** Undefined: more than `most` bytes came out. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: GenericTransformStream,
  most = Number.POSITIVE_INFINITY,
) {
  const reader = (new Blob([bytes]).stream().pipeThrough(stream) as ReadableStream<Uint8Array>).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    length += next.value.length;
    if (length <= most) continue;
    await reader.cancel();
    return undefined;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function base64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}
