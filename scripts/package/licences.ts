/** The licences of whatever of others ends up in a bundle: what esbuild has taken in, and nothing that merely lies beside it. */
import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { append } from '../../plan/grouped.ts';

export const LICENCES = 'THIRD-PARTY-LICENSES.txt';

/** Those of the extension alone, which has no database, no fonts and no protocol of agents in it. */
export const LICENCES_OF_EXTENSION = 'extension-licenses.txt';

const RULE = '-'.repeat(100);

/** @param isIn whether a file that was made, by its path, is in what is handed on */
export async function thirdPartyLicences(
  root: string,
  bundles: readonly Metafile[],
  isIn: (output: string) => boolean = () => true,
): Promise<string> {
  const outputs = bundles.flatMap(({ outputs }) => Object.entries(outputs).filter(([path]) => isIn(path)));
  const inputs = outputs.flatMap(([, { inputs }]) => Object.entries(inputs));
  // What a bundle reads from another one is none of its own files, and stands there.
  const files = inputs
    .filter(([file, { bytesInOutput }]) => bytesInOutput > 0 && !/^[a-z]+:/.test(file))
    .map(([file]) => file);
  const packages = new Set(files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []));
  const all = await Promise.all([...packages].sort().map((folder) => licenceOf(resolve(root, folder), folder)));
  // Half of them stand under the words of another one.
  const texts = new Map<string, { readonly name: string }[]>();
  for (const one of all) append(texts, one.text, one);
  return [...texts].map(([text, of]) => `${of.map(({ name }) => name).join('\n')}\n\n${text}\n`).join(`\n${RULE}\n\n`);
}

/** `name`: with its version. */
async function licenceOf(folder: string, path: string): Promise<{ readonly name: string; readonly text: string }> {
  const { name, version, license } = JSON.parse(await readFile(resolve(folder, 'package.json'), 'utf8'));
  const files = await readdir(folder);
  // A package with a font has one for that, too.
  const own = files.filter((one) => /^(licen[cs]e|copying)/i.test(one)).sort();
  if (own.length === 0 && typeof license !== 'string')
    throw new Error(`${path} says no licence: it cannot be bundled.`);
  const texts = await Promise.all(own.map((one) => readFile(resolve(folder, one), 'utf8')));
  const text = texts.length > 0 ? texts.map((one) => one.trim()).join('\n\n') : `Licence: ${license}`;
  return { name: `${name} ${version}`, text };
}
