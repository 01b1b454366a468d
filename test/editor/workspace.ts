import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

const fixture = resolve(import.meta.dirname, 'fixtures/workspace');

/** Makes a folder equal to the workspace fixture; gives the files it had to write or delete. Others are not touched. */
export async function restoreWorkspace(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const [wanted, found] = [await filesOf(fixture), await filesOf(folder)];
  const restored: string[] = [];
  for (const [path, content] of wanted) {
    if (found.get(path) === content) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
    restored.push(path);
  }
  for (const path of [...found.keys()].filter((each) => !wanted.has(each))) {
    await rm(join(folder, path));
    restored.push(path);
  }
  return restored;
}

/** The text of every file below a folder, by its path in it. */
async function filesOf(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = paths.map(async (path) => [relative(folder, path), await readFile(path, 'utf8')] as const);
  return new Map(await Promise.all(contents));
}
