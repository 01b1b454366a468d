/** Gives a workspace what its files import, wherever the host reads it from. */
import type { PlanWorkspace, Unread } from './plan-workspace.ts';

/** The text of a file, or why there is none. */
export type ReadImport = { readonly text: string } | { readonly problem: Unread };

/**
 * Reads all that the files of a workspace import, and what that imports, as far as there is something to read; says what it
 * asked for. `read` is asked for each file once.
 */
export async function loadImports(
  workspace: PlanWorkspace,
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
