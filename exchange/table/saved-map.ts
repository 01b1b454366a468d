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

/** With what was said before, of which the same head is said anew. */
export function mapText(before: readonly string[], maps: readonly string[]): string {
  const headOf = (one: string) => one.slice(0, one.lastIndexOf('=')).trim().toLowerCase();
  const all = new Map([...before, ...maps].map((one) => [headOf(one), one] as const));
  return `${['# What columns of tables in this folder are, as `release-plan import --remember` was told.', ...all.values()].join('\n')}\n`;
}
