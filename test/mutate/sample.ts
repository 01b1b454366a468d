/** Which places are tried: so many in each room, spread over its files by chance, the same for the same seed. */
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type Mutant, mutantsOf } from './mutants.ts';

export const ROOMS = ['plan', 'language', 'service', 'server'] as const;
export type Room = (typeof ROOMS)[number];

export const ROOT = join(import.meta.dirname, '../..');

/** Only what hosts run in a process of its own, and what is generated, is not tried. */
const LEFT_OUT = /^language\/generated\/|^service\/main\.ts$|^server\/(main|node|web|client-files|files)\.ts$/;

export function sourcesOf(room: Room): string[] {
  return globSync(`${room}/**/*.ts`, { cwd: ROOT })
    .map((file) => file.split(sep).join('/'))
    .filter(isTried)
    .sort();
}

/** Whether a file, by its path below the root, is one of those that are changed. */
export function isTried(file: string): boolean {
  return ROOMS.some((room) => file.startsWith(`${room}/`)) && file.endsWith('.ts') && !LEFT_OUT.test(file);
}

/** At most one mutant of a place, and of every file as many as its share of all places, rounded by chance. @param under how the path of a file begins */
export function sample(room: Room, count: number, seed: number, under = ''): Mutant[] {
  const next = random(seed);
  const sources = sourcesOf(room).filter((file) => file.startsWith(under));
  const all = sources.flatMap((file) => mutantsOf(file, readFileSync(join(ROOT, file), 'utf8')));
  const chosen = new Map<string, Mutant>();
  while (chosen.size < Math.min(count, all.length) && all.length > 0) {
    const [mutant] = all.splice(Math.floor(next() * all.length), 1) as [Mutant];
    const place = `${mutant.file}:${mutant.start}`;
    if (!chosen.has(place)) chosen.set(place, mutant);
  }
  return [...chosen.values()].sort((a, b) => a.file.localeCompare(b.file) || a.start - b.start);
}

/** Mulberry32. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
