/** One temporary folder for a whole run of the tests, gone with it: for what is made once and only read. */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    scratch: string;
  }
}

export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'release-plan-tests-')));
  provide('scratch', folder);
  return () => rm(folder, { recursive: true, force: true });
}
