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
    const next = this.#last.then(() => this.#calendar(analysis, name, wish, now));
    this.#last = next.catch(() => undefined);
    return next;
  }

  async #calendar(analysis: Analysis, name: string, wish: Subscribing, now: Instant) {
    const release = wish.release ?? analysis.plan.releases[0]?.name ?? '';
    const file = `${[release, wish.for].flatMap((one) => (one === undefined ? [] : [encodeURIComponent(one)])).join('.')}.ics`;
    const before = this.#served.get(file) ?? (await this.#kept(file));
    const result = await exported(analysis, name, { format: 'ics', ...wish, now, ...(before && { before }) });
    if ('trouble' in result) return result;
    const text = result.data as string;
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
