/** How large a package may be that people wait for. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';

/** Says how large it is; fails where it is larger than it may be. */
export async function heldTo(mostKilobytes: number, path: string): Promise<string> {
  const kilobytes = Math.ceil((await stat(path)).size / 1000);
  const told = `${basename(path)}: ${kilobytes} kB of at most ${mostKilobytes} kB`;
  if (kilobytes > mostKilobytes) throw new Error(`${told}. Find out what has come into it.`);
  console.log(told);
  return path;
}
