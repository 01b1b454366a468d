import type { Workspace } from '../language/workspace.ts';

/** Gives the workspace all that its files import, as far as there is something to read; says what it asked for. */
export async function loadImports(
  workspace: Workspace,
  read: (uri: string) => Promise<string | undefined>,
): Promise<readonly string[]> {
  const asked: string[] = [];
  for (let wanted = workspace.wanted(); wanted.length > 0; wanted = workspace.wanted()) {
    asked.push(...wanted);
    const texts = await Promise.all(wanted.map(read));
    wanted.forEach((uri, index) => {
      const text = texts[index];
      if (text === undefined) workspace.markMissing(uri);
      else workspace.set(uri, text);
    });
  }
  return asked;
}
