/** Pairs of logs that two writers wrote: however their lines are mixed, and however often each is there, the night is the same. */
import { createHash } from 'node:crypto';
import type { RunEvent } from '../../plan/log/events.ts';
import { logName, type Night } from '../../plan/log/night.ts';
import { inOrder, lineOf, readLog } from '../../plan/log/read.ts';
import { stateOf } from '../../plan/log/run.ts';
import { Random } from '../../test/fuzz/random.ts';
import { nightOfSample } from './sample.ts';

const MOST_LINES = 4;
const VERBS = ['start', 'done', 'fail', 'skip', 'undo', 'delay', 'hand', 'correct', 'plan', 'note', 'open', 'close'];

export function measureMerge(pairs: number, seed: number): string {
  const night = nightOfSample(6);
  const steps = [...night.parts.keys()].map(({ id }) => logName(night, id));
  let mixed = 0;
  const failed: number[] = [];
  for (let index = 0; index < pairs; index++) {
    const random = new Random(seed, index);
    const [a, b] = ['a', 'b'].map((writer) => logBy(writer, random, night, steps)) as [RunEvent[], RunEvent[]];
    const wanted = digestOf(night, inOrder([...a, ...b]));
    let isSame = true;
    for (const lines of interleavings(a, b)) {
      mixed++;
      if (textOf(inOrder(lines)) !== wanted.text) isSame = false;
    }
    // Through the files, with lines that are there twice, as a merge of git leaves them.
    const [some] = interleavings(random.shuffled([...a, ...b]), random.shuffled([...b, ...a]));
    const { events } = readLog([{ name: 'a', text: some!.map(lineOf).join('') }]);
    if (digestOf(night, events).state !== wanted.state) isSame = false;
    if (!isSame) failed.push(index);
  }
  const which = failed.length === 0 ? '' : `, the first of them ${failed[0]} of seed ${seed}`;
  return `Merge: ${pairs} pairs of logs, ${mixed} interleavings, ${failed.length} of the pairs with more than one state${which}.`;
}

function digestOf(night: Night, events: readonly RunEvent[]): { readonly text: string; readonly state: string } {
  const state = JSON.stringify(stateOf(night, events, night.start + 90));
  return { text: textOf(events), state: createHash('sha256').update(state).digest('hex') };
}

function textOf(events: readonly RunEvent[]): string {
  return events.map(lineOf).join('');
}

/** Few ids and few moments, so that they meet. */
function logBy(writer: string, random: Random, { start }: Night, steps: readonly string[]): RunEvent[] {
  return Array.from({ length: random.below(MOST_LINES + 1) }, () => {
    const verb = random.pick(VERBS);
    const about = random.pick(steps);
    const self = { open: 'real', close: 'done', correct: idOf(random.below(6)) }[verb] ?? about;
    const more = { delay: { minutes: random.below(30) - 10 }, hand: { to: 'p1' } }[verb];
    const at = new Date((start + random.below(120)) * 60_000).toISOString().replace('.000', '');
    return {
      id: idOf(random.below(6)),
      at,
      clock: random.below(8),
      writer,
      by: 'p0',
      [verb]: self,
      ...more,
    } as RunEvent;
  });
}

function idOf(number: number): string {
  return `0193a000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** All of them: each keeps the order of its own lines. */
function interleavings(a: readonly RunEvent[], b: readonly RunEvent[]): RunEvent[][] {
  if (a.length === 0 || b.length === 0) return [[...a, ...b]];
  if (a.length > MOST_LINES || b.length > MOST_LINES) return [a.flatMap((line, i) => [line, b[i]!])];
  return [
    ...interleavings(a.slice(1), b).map((rest) => [a[0]!, ...rest]),
    ...interleavings(a, b.slice(1)).map((rest) => [b[0]!, ...rest]),
  ];
}
