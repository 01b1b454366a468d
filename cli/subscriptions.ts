/**
 * The calendars that people have subscribed to while a plan is shown: each is written over what was served before, so that what moved
 * has a higher number and what is off is cancelled. What was served is kept in a folder where one is named, else until the end.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Analysis } from '../plan/analysis.ts';
import type { Instant } from '../plan/time/model.ts';
import type { Found } from '../plan/what-if/find.ts';
import { exported } from '../service/formats/export.ts';
import { writeAtomically } from './terminal/write.ts';

export interface Subscribing {
  readonly release?: string;
  readonly for?: string;
}

export class Subscriptions {
  readonly #folder: string | undefined;
  /** By the name of its file. */
  readonly #served = new Map<string, Uint8Array>();
  /** One after the other: two that ask at once are told the same. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder?: string) {
    this.#folder = folder;
  }

  /** @param name how answers call the plan */
  calendar(
    analysis: Analysis,
    name: string,
    wish: Subscribing,
    now: Instant,
  ): Promise<Found<{ readonly text: string }>> {
    const release = wish.release ?? analysis.plan.releases[0]?.name ?? '';
    return this.serve(release, wish.for, async (before) => {
      const result = await exported(analysis, name, { format: 'ics', ...wish, now, ...(before && { before }) });
      return 'trouble' in result ? result : { text: result.data as string };
    });
  }

  /** @param write makes it anew, over what was served before */
  serve(
    release: string,
    somebody: string | undefined,
    write: (before: Uint8Array | undefined) => Promise<Found<{ readonly text: string }>>,
  ): Promise<Found<{ readonly text: string }>> {
    const file = `${[release, somebody].flatMap((one) => (one === undefined ? [] : [encodeURIComponent(one)])).join('.')}.ics`;
    const next = this.#last.then(() => this.#serve(file, write));
    this.#last = next.catch(() => undefined);
    return next;
  }

  async #serve(
    file: string,
    write: (before: Uint8Array | undefined) => Promise<Found<{ readonly text: string }>>,
  ): Promise<Found<{ readonly text: string }>> {
    const before = this.#served.get(file) ?? (await this.#kept(file));
    const result = await write(before);
    if ('trouble' in result) return result;
    const { text } = result;
    const bytes = new TextEncoder().encode(text);
    this.#served.set(file, bytes);
    if (this.#folder !== undefined && (!before || !Buffer.from(before).equals(bytes))) {
      await mkdir(this.#folder, { recursive: true });
      await writeAtomically(join(this.#folder, file), text);
    }
    return { text };
  }

  async #kept(file: string): Promise<Uint8Array | undefined> {
    if (this.#folder === undefined) return undefined;
    try {
      return await readFile(join(this.#folder, file));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }
}
