/** `release-plan slot`: the next windows in which nobody and nothing that a release takes is booked, frozen or away. */
import { dirname } from 'node:path';
import { counted } from '../../../plan/counted.ts';
import { listed } from '../../../plan/facts/words.ts';
import { uriOf } from '../../../server/files.ts';
import { freeSlots, type Slot } from '../../../service/slots/slots.ts';
import { readWorkspace } from '../../analyses.ts';
import { readInputs } from '../../inputs.ts';
import { type ExitCode, Misuse } from '../../misuse.ts';
import { plansElsewhere, type StoreOptions } from '../../stores.ts';
import { printable } from '../../terminal/printable.ts';
import type { Streams } from '../../terminal/streams.ts';

export interface SlotOptions extends StoreOptions {
  readonly release?: string;
  readonly count?: number;
  readonly from?: number;
  readonly beside?: string;
  readonly format: 'text' | 'json';
  readonly now: number;
}

export async function slot(file: string, options: SlotOptions, streams: Streams): Promise<ExitCode> {
  const { now, count, release, from, format } = options;
  const cwd = process.cwd();
  const own = await readInputs([file], cwd, streams, { ignore: false });
  if (own.problems.length > 0) throw new Misuse(own.problems.join(' '));
  const [plan] = own.files;
  if (!plan || own.files.length > 1) throw new Misuse(`${file} holds ${own.files.length} plans; name one of them.`);
  // Whatever lies beside it may be in its way.
  const others = await readInputs([options.beside ?? dirname(plan.path)], cwd, streams);
  for (const problem of others.problems) streams.note(`release-plan: ${problem}\n`);
  const inputs = [plan, ...others.files.filter(({ path }) => path !== plan.path)];
  const tell = (sentence: string) => streams.note(`release-plan: ${sentence}\n`);
  const elsewhere = plansElsewhere(options, cwd, tell, { from: now });
  const { workspace } = await readWorkspace(inputs, { cwd, now, elsewhere });
  await elsewhere?.askFor(workspace, [uriOf(plan.path)]);
  const found = freeSlots(
    workspace,
    uriOf(plan.path),
    {
      ...(release !== undefined && { release }),
      ...(count !== undefined && { count }),
      ...(from !== undefined && { from }),
    },
    now,
  );
  if ('trouble' in found) throw new Misuse(found.trouble);
  if (format === 'json') {
    streams.data(`${JSON.stringify(found, null, 2)}\n`);
    return found.slots.length > 0 ? 0 : 1;
  }
  streams.write(`${printable(found.release)} has ${found.window.text}.\n`);
  for (const [i, one] of found.slots.entries()) streams.write(`${i + 1}  ${one.text}  ${printable(movesWords(one))}\n`);
  if (found.lookedUntil !== undefined)
    streams.write(`Looked until ${found.lookedUntil}; --from ${found.lookedUntil.slice(4)} goes on from there.\n`);
  else if (found.slots.length === 0) streams.write('No window of the next year is free of everything that it takes.\n');
  return found.slots.length > 0 ? 0 : 1;
}

function movesWords({ moves, stays }: Slot): string {
  const names = [...new Set(moves.map(({ what }) => what))].filter((what) => what !== 'window');
  const moved = names.length > 0 ? `moves ${listed(names)}` : 'moves nothing else';
  if (stays.length === 0) return moved;
  const stay = stays.length === 1 ? 'stays' : 'stay';
  return `${moved}; ${stays.length > 3 ? counted(stays.length, 'date') : listed(stays)} ${stay}`;
}
