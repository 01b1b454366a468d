/**
 * The schemas of everything that is written as JSON, from the types that say what it is. Run as a script it writes them to
 * `docs/schemas/`; `--check` only says whether they are there.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declarationsOf } from './service-types.ts';
import { schemasOf } from './type-schema.ts';

const FOLDER = 'docs/schemas';

const isChecking = process.argv.includes('--check');
mkdirSync(FOLDER, { recursive: true });
const fresh = new Map(
  [...schemasOf(declarationsOf('service/answers.ts'), 'Answers')].map(([name, schema]) => [
    `${name}.json`,
    `${JSON.stringify(schema, null, 2)}\n`,
  ]),
);
for (const name of readdirSync(FOLDER)) if (!fresh.has(name)) differs(name, () => rmSync(join(FOLDER, name)));
for (const [name, text] of fresh) {
  const path = join(FOLDER, name);
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) differs(name, () => writeFileSync(path, text));
}

function differs(name: string, correct: () => void): void {
  if (!isChecking) {
    correct();
    return;
  }
  console.error(`${FOLDER}/${name} is not what the types of service/answers.ts say.`);
  process.exitCode = 1;
}
