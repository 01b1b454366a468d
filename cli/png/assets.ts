import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** What draws pixels, and with which letters, as packages have it. A bundle has copies beside it: see `scripts/build.ts`. */
export const ASSETS = [
  '@resvg/resvg-wasm/index_bg.wasm',
  '@expo-google-fonts/ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf',
  '@expo-google-fonts/ibm-plex-sans/600SemiBold/IBMPlexSans_600SemiBold.ttf',
] as const;

export type Asset = (typeof ASSETS)[number];

export function asset(name: Asset): Promise<Uint8Array> {
  return readFile(createRequire(import.meta.url).resolve(name));
}
