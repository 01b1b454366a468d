/** Files that are made from others: the parser's tables and the colours from the grammar, the pages and settings of the checks from the catalogue. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const check = process.argv.includes('--check');
let stale = 0;
grammar();
for (const script of [
  'scripts/generated/textmate.ts',
  'scripts/generated/word-tables.ts',
  'scripts/generated/registry-tables.ts',
  'scripts/generated/docs-checks.ts',
  'scripts/generated/docs-practices.ts',
  'scripts/generated/docs-policies.ts',
  'scripts/generated/settings.ts',
  'scripts/generated/schemas.ts',
]) {
  if (spawnSync('node', [script, ...(check ? ['--check'] : [])], { stdio: 'inherit' }).status !== 0) stale++;
}
if (stale > 0) {
  console.error(
    'Generated files are older than what they are made from: run `npm run generate` and commit the result.',
  );
  process.exitCode = 1;
}

/** Langium writes into a folder of its own, and only what differs is taken over, so that `--check` changes nothing. */
function grammar(): void {
  const folder = mkdtempSync(join(tmpdir(), 'release-plan-grammar-'));
  try {
    const config = JSON.parse(readFileSync('langium-config.json', 'utf8')) as {
      out: string;
      languages: { grammar: string }[];
    };
    const target = config.out;
    const grammars = config.languages.map((language) => ({
      ...language,
      grammar: join(process.cwd(), language.grammar),
    }));
    const configFile = join(folder, 'langium-config.json');
    writeFileSync(configFile, JSON.stringify({ ...config, languages: grammars, out: 'out' }));
    const { status } = spawnSync('langium', ['generate', '--mode=production', '--file', configFile], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) throw new Error('langium generate failed');
    for (const file of readdirSync(join(folder, 'out'))) {
      const fresh = readFileSync(join(folder, 'out', file), 'utf8');
      if (fresh === readFileSync(join(target, file), 'utf8')) continue;
      console.log(`${join(target, file)} differs from the grammar`);
      if (check) stale++;
      else writeFileSync(join(target, file), fresh);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
