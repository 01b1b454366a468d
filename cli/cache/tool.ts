/** What the answers of this program hang on, beside what it is asked: another program may find something else. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

let known: string | undefined;

/** The same for the same program with the same time zones. */
export function toolMark(): string {
  known ??= mark();
  return known;
}

function mark(): string {
  const hash = createHash('sha256');
  const { node, icu, tz, unicode } = process.versions;
  hash.update(JSON.stringify([node, icu, tz, unicode]));
  for (const file of programFiles()) hash.update(readFileSync(file));
  return hash.digest('hex');
}

/** One bundle; or the sources that findings come from. */
function programFiles(): readonly string[] {
  const own = import.meta.filename;
  if (!own.endsWith('.ts')) return [own];
  const root = resolve(dirname(own), '../..');
  return ['cli', 'language', 'plan', 'service', 'store']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(root, folder, path)),
    )
    .filter((path) => path.endsWith('.ts'))
    .sort();
}
