/** A file that is packed, part by part: each is unpacked when it is asked for, and counted while it comes, as a small file may hold gigabytes. */
import { Inflate } from 'fflate';
import { atMost, MOST_INFLATED, Unreadable } from '../bounds.ts';

const MOST_PARTS = 2000;
/** Of what is packed, at once: it may unpack to a thousand times as much. Where it does not, larger ones cost less, as each needs its own window. */
const [PIECE, LARGER_PIECE] = [2048, 8192];
/** That the bytes of a piece become, at most, before a larger one. */
const MILD = 16;
/** What is looked through before it is read. */
const MOST_LOOKED = MOST_INFLATED / 2;
const [END, ENTRY, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50];
/** The record at the end, and the longest comment behind it. */
const [LONG_END, LONGEST_COMMENT] = [22, 0xffff];

interface Entry {
  readonly isPacked: boolean;
  readonly at: number;
  readonly size: number;
}

export class Zip {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #file: string;
  readonly #entries = new Map<string, Entry>();
  /** Of all that was unpacked. */
  #size = 0;

  /** @throws Unreadable where it is none, or has too many parts */
  constructor(bytes: Uint8Array, file: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#file = file;
    try {
      this.#list();
    } catch (error) {
      if (error instanceof RangeError) throw this.#broken('it ends too early');
      throw error;
    }
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** @param take gets the text of a part as it comes; of one that is not there it gets none */
  read(name: string, take: (text: string) => void): void {
    const decoder = new TextDecoder();
    this.#unpack(name, (bytes) => {
      this.#size += bytes.length;
      if (this.#size > MOST_INFLATED)
        throw new Unreadable(
          `${this.#file} unpacks to more than ${MOST_INFLATED / 1024 / 1024} MB: no run sheet does.`,
        );
      if (bytes.length > 0) take(decoder.decode(bytes, { stream: true }));
      return true;
    });
  }

  /** Looks through the begin of a part before anything is made of it. @param take whether it wants more */
  look(name: string, take: (bytes: Uint8Array) => boolean): void {
    let size = 0;
    this.#unpack(name, (bytes) => {
      size += bytes.length;
      return take(bytes) && size < MOST_LOOKED;
    });
  }

  #unpack(name: string, take: (bytes: Uint8Array) => boolean): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    const { at, size, isPacked } = entry;
    const packed = this.#bytes.subarray(at, at + size);
    if (packed.length < size) throw this.#broken('it ends too early');
    let [isWanted, unpacked] = [true, 0];
    const got = (bytes: Uint8Array) => {
      unpacked += bytes.length;
      isWanted = take(bytes);
    };
    const inflate = isPacked ? new Inflate(got) : undefined;
    // In small pieces, so that what comes out is counted before the next goes in.
    for (let from = 0, length = PIECE; from < size && isWanted; ) {
      const piece = packed.subarray(from, from + length);
      from += length;
      unpacked = 0;
      if (!inflate) got(piece);
      else
        try {
          inflate.push(piece, from >= size);
        } catch (error) {
          if (error instanceof Unreadable) throw error;
          throw this.#broken(error instanceof Error ? error.message : String(error));
        }
      length = unpacked > MILD * length ? PIECE : LARGER_PIECE;
    }
  }

  /** From the list at its end. */
  #list(): void {
    const view = this.#view;
    const first = Math.max(0, view.byteLength - LONG_END - LONGEST_COMMENT);
    let end = view.byteLength - LONG_END;
    while (end >= first && view.getUint32(end, true) !== END) end--;
    if (end < first) throw this.#broken('it ends too early');
    const count = view.getUint16(end + 10, true);
    atMost(count, MOST_PARTS, 'parts', this.#file);
    let at = view.getUint32(end + 16, true);
    for (let i = 0; i < count; i++) {
      if (view.getUint32(at, true) !== ENTRY) throw this.#broken('its list of parts is broken');
      if ((view.getUint16(at + 8, true) & 1) === 1) throw this.#broken('it is protected by a password');
      const [long, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
        number,
        number,
        number,
      ];
      const name = new TextDecoder().decode(this.#bytes.subarray(at + 46, at + 46 + long));
      const local = view.getUint32(at + 42, true);
      if (view.getUint32(local, true) !== LOCAL) throw this.#broken('its list of parts is broken');
      this.#entries.set(name, {
        isPacked: view.getUint16(at + 10, true) !== 0,
        at: local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true),
        size: view.getUint32(at + 20, true),
      });
      at += 46 + long + extra + comment;
    }
  }

  #broken(why: string): Unreadable {
    return new Unreadable(`${this.#file} is no workbook that can be unpacked: ${why}.`);
  }
}
