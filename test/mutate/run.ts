/**
 * `npm run mutate`: changes `plan/`, `language/`, `service/` and `server/` in a few hundred places and tells which changes no test
 * notices.
 *
 * Options: `--places 120` in each room, `--rooms plan,server`, `--files plan/time/`, `--seed 1`, `--minutes 60`,
 * `--workers 2`, `--tests a.test.ts,b.test.ts`, `--seconds 60` of the processor for a mutant that lives. The same seed changes the same places of the same text. `--proof` tries
 * those of proof.ts instead; the exit code is 1 when one of them lives.
 */
import { toolOptions } from '../../scripts/options.ts';
import { reasonOf } from './equivalent.ts';
import type { Mutant } from './mutants.ts';
import { PROOF_TESTS, proofMutants } from './proof.ts';
import { ROOMS, type Room, sample } from './sample.ts';
import { type Fate, place, tryOut } from './try-out.ts';

const { values } = toolOptions(import.meta.filename, {
  options: {
    places: { type: 'string', default: '120' },
    rooms: { type: 'string', default: ROOMS.join() },
    files: { type: 'string', default: '' },
    tests: { type: 'string' },
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    minutes: { type: 'string', default: '60' },
    workers: { type: 'string', default: '2' },
    proof: { type: 'boolean', default: false },
  },
});

const rooms = values.rooms.split(',') as Room[];
const mutants = values.proof
  ? proofMutants()
  : rooms.flatMap((room) => sample(room, Number(values.places), Number(values.seed), values.files));
console.log(`${mutants.length} places, seed ${values.seed}, at most ${values.minutes} minutes`);
const fates = await tryOut(mutants, {
  deadline: Date.now() + Number(values.minutes) * 60_000,
  budget: Number(values.seconds) * 1000,
  workers: Number(values.workers),
  tests: values.proof ? PROOF_TESTS : values.tests?.split(','),
  onProgress: (text) => process.stderr.isTTY && process.stderr.write(`\r\u001b[K${text}`),
});

for (const [index, fate] of fates.entries()) {
  if (fate && fate.kind !== 'killed') console.log(survivor(mutants[index]!, fate));
}
if (values.proof) {
  const alive = fates.filter((fate) => fate?.kind !== 'killed').length;
  console.log(`${fates.length - alive} passed, ${alive} failed`);
  process.exit(alive > 0 ? 1 : 0);
}
console.log(
  '\n| room | places | killed | survived | seen by no test | no time | the same, with a reason | share killed |',
);
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const room of rooms) console.log(row(room));
// Workers that hang would keep this process.
process.exit();

function survivor(mutant: Mutant, fate: Fate): string {
  const reason = reasonOf(mutant);
  const words = reason ? `the same: ${reason}` : fateOf(fate);
  const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 90);
  return `${place(mutant)} ${mutant.operator}: ${short(mutant.original)} → ${short(mutant.mutated) || '(left out)'} · ${words}`;
}

function fateOf(fate: Fate): string {
  return fate.kind === 'survived' ? `survived ${fate.asked} of ${fate.of} tests` : 'seen by no test';
}

function row(room: Room): string {
  const own = mutants.flatMap((mutant, index) =>
    mutant.file.startsWith(`${room}/`) ? [{ mutant, fate: fates[index] }] : [],
  );
  const count = (kind: Fate['kind']) =>
    own.filter(({ mutant, fate }) => fate?.kind === kind && (kind === 'killed' || !reasonOf(mutant))).length;
  const same = own.filter(({ mutant, fate }) => fate && fate.kind !== 'killed' && reasonOf(mutant)).length;
  const [killed, survived, unseen] = [count('killed'), count('survived'), count('unseen')];
  const late = own.filter(({ fate }) => !fate).length;
  const share = ((100 * killed) / Math.max(1, killed + survived + unseen)).toFixed(1);
  return `| \`${room}/\` | ${own.length} | ${killed} | ${survived} | ${unseen} | ${late} | ${same} | ${share} % |`;
}
