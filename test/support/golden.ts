/** Golden files: what was right once, compared with what is now. `UPDATE_GOLDEN=1` writes them anew. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/** `path` is relative to the test: `expectGolden(svg, './golden/wide.golden.svg', import.meta.url)`. */
export function expectGolden(actual: string, path: string, test: string): void {
  const file = fileURLToPath(new URL(path, test));
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  if (!existsSync(file))
    throw new Error(`${file} is missing: run the test once with UPDATE_GOLDEN=1 and read what it wrote.`);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}
