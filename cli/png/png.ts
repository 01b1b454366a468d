/** Pictures as pixels, for whoever cannot show an SVG: chats, slides, documents. */
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { asset } from './assets.ts';
import { lettersOf } from './letters.ts';

export interface Pixels {
  readonly png: Uint8Array;
  /** Pixels of the PNG for one of the picture: 2, or 1 where that would be too many. */
  readonly scale: number;
  /** Characters of the picture that the font has no letters for: each leaves a gap. */
  readonly missing: readonly string[];
}

/** What one picture may hold: four bytes of memory each, several times over. */
export const MOST_PIXELS = 60_000_000;

/** @param svg one of our own: its size stands in it. Undefined where it would be more than `MOST_PIXELS`. */
export async function pngOf(svg: string): Promise<Pixels | undefined> {
  const [, width = '0', height = '0'] = /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  const scale = [2, 1].find((one) => Number(width) * Number(height) * one * one <= MOST_PIXELS);
  if (scale === undefined) return undefined;
  const [wasm, regular, bold] = await Promise.all([
    asset('@resvg/resvg-wasm/index_bg.wasm'),
    asset('@expo-google-fonts/ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf'),
    asset('@expo-google-fonts/ibm-plex-sans/600SemiBold/IBMPlexSans_600SemiBold.ttf'),
  ]);
  started ??= initWasm(wasm as Uint8Array<ArrayBuffer>);
  await started;
  const font = { fontBuffers: [regular, bold], defaultFontFamily: FAMILY, sansSerifFamily: FAMILY };
  const picture = new Resvg(svg, { font, fitTo: { mode: 'zoom', value: scale }, background: '#ffffff' });
  try {
    const image = picture.render();
    const png = image.asPng();
    image.free();
    return { png, scale, missing: missingIn(svg, lettersOf(regular)) };
  } finally {
    picture.free();
  }
}

/** Its figures are as wide as each other, and it has the arrows and ticks of our pictures. */
const FAMILY = 'IBM Plex Sans';

let started: Promise<void> | undefined;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What is drawn as text, and not merely said of it. */
function missingIn(svg: string, has: (code: number) => boolean): readonly string[] {
  const texts = [...svg.matchAll(/<text[^>]*>([\s\S]*?)<\/text>/g)].map(([, inner = '']) =>
    inner
      .replace(/<title>[\s\S]*?<\/title>|<[^>]*>/g, '')
      .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, code, hex, name) =>
        name ? (ENTITIES[name] ?? whole) : String.fromCodePoint(Number.parseInt(code ?? hex, code ? 10 : 16)),
      ),
  );
  const characters = new Set(texts.join(''));
  return [...characters].filter((one) => !/[\p{C}\p{Z}\p{Variation_Selector}]/u.test(one) && !has(one.codePointAt(0)!));
}
