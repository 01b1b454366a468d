/**
 * `npm run bench:night`: how long the state of a night takes after an event, whether two logs give one night however they are mixed,
 * whether the forecast is honest, and whether anything acknowledged is lost.
 *
 * Options: `--steps 100,1000`, `--rounds 15`, `--pairs 5000`, `--nights 200`, `--kill 100` (with `--database` in a PostgreSQL, too),
 * `--room 60` (seconds with 100 boards), `--seed 1`. 0 leaves a part out. The promises of the design: 100,000 pairs, 10,000 kills, 600 s.
 */
import { cpus } from 'node:os';
import { toolOptions } from '../scripts/options.ts';
import { measureForecast } from './night/forecast.ts';
import { measureKills } from './night/kills.ts';
import { measureMerge } from './night/merge.ts';
import { measureRoom } from './night/room.ts';
import { measureState } from './night/state.ts';

const { values } = toolOptions(import.meta.filename, {
  options: {
    steps: { type: 'string', default: '100,1000' },
    rounds: { type: 'string', default: '15' },
    pairs: { type: 'string', default: '5000' },
    nights: { type: 'string', default: '200' },
    kill: { type: 'string', default: '100' },
    database: { type: 'boolean', default: false },
    room: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
});

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}.\n`);
const seed = Number(values.seed);
const sizes = values.steps.split(',').map(Number).filter(Boolean);
if (sizes.length > 0) console.log(measureState(sizes, Number(values.rounds)));
if (Number(values.nights) > 0) console.log(measureForecast(Number(values.nights), 40, seed));
if (Number(values.pairs) > 0) console.log(measureMerge(Number(values.pairs), seed));
if (Number(values.kill) > 0) await measureKills(Number(values.kill), values.database);
if (Number(values.room) > 0) console.log(await measureRoom(Number(values.room)));
