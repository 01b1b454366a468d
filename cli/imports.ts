import type { Workspace } from '../language/workspace.ts';
import type { ReadImport } from '../server/files.ts';

/** Gives the workspace all that its files import, as far as there is something to read; says what it asked for. */
export async function loadImports(
  workspace: Workspace,
  read: (uri: string) => Promise<string | ReadImport | undefined>,
): Promise<readonly string[]> {
  const asked: string[] = [];
  for (let wanted = workspace.wanted(); wanted.length > 0; wanted = workspace.wanted()) {
    asked.push(...wanted);
    const texts = await Promise.all(wanted.map(read));
    wanted.forEach((uri, index) => {
      const read = texts[index];
      if (read === undefined) workspace.markMissing(uri);
      else if (typeof read === 'string') workspace.set(uri, read);
      else if ('text' in read) workspace.set(uri, read.text);
      else workspace.markMissing(uri, read.problem);
    });
  }
  return asked;
}
