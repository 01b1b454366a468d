/** Property tests with seeds that nobody chose, until one fails or the time is over: `npm run hunt -- --minutes 30 [file …]`. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const USAGE = `npm run hunt -- [--minutes N] [--seed N] [file …]

Runs the property tests (or those of the files) with one random seed after the other.
  --minutes N   how long; a round that has begun is ended (10)
  --seed N      the seed of the first round; what failed once fails again with its seed
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
const minutes = Number(values.minutes);
if (values.help || !(minutes > 0) || (values.seed !== undefined && !Number.isSafeInteger(Number(values.seed)))) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}

const files =
  positionals.length > 0
    ? positionals
    : globSync('test/**/*.test.ts').filter((file) => readFileSync(file, 'utf8').includes('fc.assert'));
const end = Date.now() + minutes * 60_000;
let seed = values.seed === undefined ? random() : Number(values.seed);
let rounds = 0;
do {
  console.log(`round ${rounds + 1}, seed ${seed}, ${files.length} files`);
  const { status } = spawnSync('vitest', ['run', '--reporter=dot', ...files], {
    stdio: 'inherit',
    env: { ...process.env, RELEASE_PLAN_SEED: String(seed) },
  });
  rounds++;
  if (status !== 0) {
    console.log(`failed with seed ${seed}; again: npm run hunt -- --seed ${seed} FILE`);
    process.exit(1);
  }
  seed = random();
} while (Date.now() < end);
console.log(`${rounds} rounds, none failed`);

function random(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
