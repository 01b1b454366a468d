/**
 * Files that are made from others: the parser's tables and the colours from the grammar, the pages and settings of the checks from the catalogue.
 * Whoever names scripts of `scripts/generated/` gets these alone, and the parser.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const check = process.argv.includes('--check');
let stale = 0;
grammar();
// Each writes pages of its own, from what the grammar became.
const scripts = [
  'textmate',
  'word-tables',
  'registry-tables',
  'docs-checks',
  'docs-practices',
  'docs-policies',
  'settings',
  'schemas',
];
const named = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const unknown = named.filter((one) => !scripts.includes(one));
if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}; there is ${scripts.join(', ')}.`);
const failed = await Promise.all((named.length > 0 ? named : scripts).map(isFailing));
stale += failed.filter(Boolean).length;
if (stale > 0 && check) {
  console.error(
    'Generated files are older than what they are made from: run `npm run generate` and commit the result.',
  );
}
if (check ? stale > 0 : failed.includes(true)) process.exitCode = 1;

async function isFailing(script: string): Promise<boolean> {
  const run = spawn('node', [`scripts/generated/${script}.ts`, ...(check ? ['--check'] : [])], { stdio: 'inherit' });
  const [status] = (await once(run, 'close')) as [number | null];
  return status !== 0;
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
