/**
 * `npm run harm -- [--times 10000] [--seed 1]`: so many checks of random companies with a cache to which somebody does harm, each
 * beside the same check without. Exits 1 where anything differs.
 */
import { toolOptions } from '../../scripts/options.ts';
import { harmed } from './harm.ts';

const { values } = toolOptions(import.meta.filename, {
  options: { times: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const began = performance.now();
const { rounds, harms, asked, known, differences } = await harmed(Number(values.seed), Number(values.times));
for (const [name, count] of [...harms].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`${String(count).padStart(6)}  ${name}`);
const share = (what: keyof typeof asked) => `${Math.round((100 * known[what]) / asked[what])} %`;
console.log(
  `${rounds} checks in ${Math.round((performance.now() - began) / 1000)} s; read from the cache: ${share('tells')} of what ` +
    `plans tell, ${share('found')} of what was found in them. ${differences.length} differ.`,
);
for (const difference of differences.slice(0, 10)) console.log(difference);
process.exitCode = differences.length > 0 ? 1 : 0;
