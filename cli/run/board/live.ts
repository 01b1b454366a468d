/** The run that a board shows: plan, log and clock together, told again whenever one of them changes. */
import { uuidv7 } from 'uuidv7';
import type { RunEvent } from '../../../plan/log/events.ts';
import { type Night, nightOf, opening, rehearsalOf } from '../../../plan/log/night.ts';
import { inOrder, readLog } from '../../../plan/log/read.ts';
import { stateOf } from '../../../plan/log/run.ts';
import { HybridClock } from '../../../store/clock.ts';
import type { RunStore } from '../../../store/store.ts';
import { type Board, type BoardLine, boardLines, boardOf } from '../../../view/run/board.ts';
import type { PlanOfRun } from '../plan-of-run.ts';

export type PlanNow = Pick<PlanOfRun, 'plan' | 'release' | 'schedule'> & Partial<Pick<PlanOfRun, 'hash'>>;

export class LiveRun {
  private night: Night;
  private events: readonly RunEvent[] = [];
  private known = new Set<string>();
  private readonly clock: HybridClock;
  private readonly store: RunStore;
  private readonly wall: () => number;
  private readonly listeners = new Set<() => void>();
  private shown: { readonly minute: number; readonly board: Board } | undefined;
  private shownLines: readonly BoardLine[] | undefined;
  /** Settles when all that was said until now is on the disk, or cannot be. */
  private noting: Promise<void> = Promise.resolve();
  private stop: () => void = () => {};
  /** Another one whenever the log is another one. */
  version = 0;
  private readonly troubles = new Map<'hook' | 'store', string>();

  /** Of the text of the plan; undefined: nobody knows it. */
  private hash: string | undefined;

  /** @param wall milliseconds since the epoch, of this night: it may run faster than others */
  constructor(of: PlanNow, store: RunStore, wall: () => number) {
    this.night = nightOf(of.plan, of.release, of.schedule);
    this.hash = of.hash;
    this.store = store;
    this.wall = wall;
    this.clock = new HybridClock(wall);
  }

  async begin(): Promise<void> {
    await this.read();
    await this.sayText();
    this.stop = this.store.watch(
      () => void this.read().catch(() => {}),
      (said) => this.troubled(said, 'store'),
    );
  }

  end(): void {
    this.stop();
  }

  /** The text has changed: while the run is open its log says so, once. */
  async replan({ plan, release, schedule, hash }: PlanNow): Promise<void> {
    this.night = nightOf(plan, release, schedule);
    this.hash = hash;
    this.changed();
    await this.sayText();
  }

  /** That the run goes on with another text than it was opened with, or has been since. */
  private async sayText(): Promise<void> {
    const { hash } = this;
    const last = this.events.findLast((event) => 'open' in event || 'close' in event || 'plan' in event);
    if (hash === undefined || !last || 'close' in last || !('plan' in last) || last.plan === hash) return;
    await this.say([{ ...this.stamp(), plan: hash }]);
  }

  private stamp() {
    const at = new Date(this.wall()).toISOString().replace(/\.\d+Z$/, 'Z');
    return { id: uuidv7(), at, clock: this.nextClock(), writer: this.writer, by: this.writer };
  }

  /** With which text a run is opened, and as what, is not for its sender to say. */
  opened(said: Readonly<Record<string, unknown>>): object {
    if (!Object.hasOwn(said, 'open')) return {};
    return { ...opening(rehearsalOf(this.name)), ...(this.hash !== undefined && { plan: this.hash }) };
  }

  /** Undefined: it works again. */
  troubled(said: string | undefined, whose: 'hook' | 'store'): void {
    if (said === this.troubles.get(whose)) return;
    if (said === undefined) this.troubles.delete(whose);
    else this.troubles.set(whose, said);
    for (const listener of this.listeners) listener();
  }

  /** What around the board does not work, as sentences. */
  get trouble(): string | undefined {
    return this.troubles.size === 0 ? undefined : [...this.troubles.values()].join(' ');
  }

  troubleOf(whose: 'hook' | 'store'): string | undefined {
    return this.troubles.get(whose);
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  now(): number {
    return this.wall();
  }

  board(): Board {
    const minute = Math.floor(this.wall() / 60_000);
    if (this.shown?.minute !== minute) {
      this.shown = { minute, board: boardOf(this.night, stateOf(this.night, this.events, minute)) };
    }
    return this.shown.board;
  }

  /** The release with the times that its steps had, or are expected to have by now; what nobody does any more has none. */
  expected(): PlanNow {
    const { plan, release, schedule } = this.night;
    const states = stateOf(this.night, this.events, Math.floor(this.wall() / 60_000)).steps;
    const steps = { ...schedule.steps };
    for (const { step, progress, forecast, by, with: others } of Object.values(states)) {
      const planned = schedule.steps[step];
      if (!planned) continue;
      if (progress === 'skipped' || progress === 'called off') delete steps[step];
      else steps[step] = { ...planned, ...forecast, by, with: others };
    }
    return { plan, release, schedule: { ...schedule, steps } };
  }

  lines(): readonly BoardLine[] {
    this.shownLines ??= boardLines(this.night, this.events);
    return this.shownLines;
  }

  /** Resolves once they are on the disk; whoever says the same again says nothing new. */
  async say(events: readonly RunEvent[]): Promise<number> {
    const fresh = events.filter(({ id }, i) => !this.known.has(id) && events.findIndex((one) => one.id === id) === i);
    if (fresh.length === 0) {
      // The first who said it may still be waiting for the disk.
      await this.noting;
      return 0;
    }
    for (const { id } of fresh) this.known.add(id);
    try {
      this.noting = this.store.append(fresh);
      await this.noting;
    } catch (error) {
      for (const { id } of fresh) this.known.delete(id);
      throw error;
    }
    for (const { clock } of fresh) this.clock.see(clock);
    this.events = inOrder([...this.events, ...fresh]);
    this.changed();
    return fresh.length;
  }

  /** For whoever has no clock of this kind. */
  nextClock(): number {
    return this.clock.next();
  }

  get name(): string {
    return this.store.run;
  }

  get writer(): string {
    return this.store.writer;
  }

  private async read(): Promise<void> {
    const { version } = this;
    const { events } = readLog(await this.store.texts());
    // What was said meanwhile may not be in it: that it was written is told, and read, once more.
    if (version !== this.version) return;
    if (events.length === this.events.length && events.every(({ id }) => this.known.has(id))) return;
    this.events = events;
    this.known = new Set(events.map(({ id }) => id));
    for (const { clock } of events) this.clock.see(clock);
    this.changed();
  }

  private changed(): void {
    this.shown = undefined;
    this.shownLines = undefined;
    this.version++;
    for (const listener of this.listeners) listener();
  }
}
