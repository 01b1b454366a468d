/** Which field each column is, as it was said once for all tables of a folder: a line `HEAD=FIELD` each, behind `#` a remark. */

export const MAP_FILE = '.release-plan-map';
/** In bytes. */
export const LARGEST_MAP = 64 * 1024;

export function mapsIn(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The text of the file with what is said now: of a head that it knows, it is said anew. @param before its text; '': there is none yet */
export function mapText(before: string, maps: readonly string[]): string {
  const headOf = (one: string) => one.slice(0, one.lastIndexOf('=')).trim().toLowerCase();
  const all = new Map([...mapsIn(before), ...maps].map((one) => [headOf(one), one] as const));
  return `${['# What columns of tables in this folder are, as `release-plan import --remember` was told.', ...all.values()].join('\n')}\n`;
}
