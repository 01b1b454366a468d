/** Which characters a font has: its table `cmap`, as the OpenType specification describes formats 4 and 12. */

/** Whether a code point has a letter of its own in the font. */
export function lettersOf(font: Uint8Array): (code: number) => boolean {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = tableAt(view, 'cmap');
  if (cmap === undefined) return () => false;
  const tables = Array.from(
    { length: view.getUint16(cmap + 2) },
    (_, i) => cmap + view.getUint32(cmap + 4 + i * 8 + 4),
  );
  const readers = tables.flatMap((at) => {
    const format = view.getUint16(at);
    return format === 12 ? [groups(view, at)] : format === 4 ? [segments(view, at)] : [];
  });
  return (code) => readers.some((has) => has(code));
}

/** A file of one font begins with the list of its tables: name, checksum, place, length. */
function tableAt(view: DataView, name: string): number | undefined {
  for (let i = 0; i < view.getUint16(4); i++) {
    const entry = 12 + i * 16;
    const tag = String.fromCharCode(...Array.from({ length: 4 }, (_, k) => view.getUint8(entry + k)));
    if (tag === name) return view.getUint32(entry + 8);
  }
  return undefined;
}

/** Format 12: first and last code point of each group, and the glyph of the first. */
function groups(view: DataView, at: number): (code: number) => boolean {
  return (code) => {
    for (let i = 0, entry = at + 16; i < view.getUint32(at + 12); i++, entry += 12) {
      if (code >= view.getUint32(entry) && code <= view.getUint32(entry + 4)) {
        return view.getUint32(entry + 8) + code - view.getUint32(entry) !== 0;
      }
    }
    return false;
  };
}

/** Format 4: four lists of as many segments, up to U+FFFF; a glyph is counted from the code, or looked up. */
function segments(view: DataView, at: number): (code: number) => boolean {
  const twice = view.getUint16(at + 6);
  const [ends, starts, deltas, offsets] = [14, 16 + twice, 16 + twice * 2, 16 + twice * 3].map((from) => at + from);
  return (code) => {
    for (let i = 0; i < twice; i += 2) {
      if (code > view.getUint16(ends! + i)) continue;
      const start = view.getUint16(starts! + i);
      if (code < start) return false;
      const offset = view.getUint16(offsets! + i);
      const delta = view.getUint16(deltas! + i);
      if (offset === 0) return ((code + delta) & 0xffff) !== 0;
      const glyph = view.getUint16(offsets! + i + offset + (code - start) * 2);
      return glyph !== 0 && ((glyph + delta) & 0xffff) !== 0;
    }
    return false;
  };
}
