/** The file of findings that `check` has agreed to live with for now. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Baseline, baselineOf, readBaseline, writeBaseline } from '../exchange/reports/baseline.ts';
import { counted } from '../plan/counted.ts';
import type { Finding } from '../plan/findings/findings.ts';
import type { Identity } from '../plan/findings/identity.ts';
import { Misuse } from './misuse.ts';
import { named } from './terminal/printable.ts';
import { reason } from './terminal/reason.ts';
import type { Streams } from './terminal/streams.ts';
import { writeAtomically } from './terminal/write.ts';

/** Throws a `Misuse` when it is not there or is none. */
export async function baselineAt(path: string, cwd: string): Promise<Baseline> {
  const text = await readFile(resolve(cwd, path), 'utf8').catch((error: unknown) => {
    throw new Misuse(`${named(path)} cannot be read: ${reason(error)}. --write-baseline ${named(path)} makes it.`);
  });
  const baseline = readBaseline(text);
  if (typeof baseline === 'string') throw new Misuse(`${named(path)} is no baseline: ${baseline}.`);
  return baseline;
}

export async function keepBaseline(
  path: string,
  cwd: string,
  known: ReadonlyMap<Finding, Identity>,
  streams: Streams,
): Promise<void> {
  const baseline = baselineOf(known);
  await writeAtomically(resolve(cwd, path), writeBaseline(baseline));
  const count = baseline.known.reduce((sum, each) => sum + each.count, 0);
  streams.note(
    `release-plan: wrote ${counted(count, 'finding')} to ${named(path)}; --baseline ${named(path)} leaves them out.\n`,
  );
}

export function tellOfGone(gone: number, streams: Streams): void {
  if (gone === 0) return;
  streams.note(
    `release-plan: ${counted(gone, 'finding')} of the baseline ${gone === 1 ? 'is' : 'are'} not found here any more; --write-baseline takes ${gone === 1 ? 'it' : 'them'} out.\n`,
  );
}
