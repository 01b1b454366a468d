/** The way between page and board: what it tells comes down as it happens, what people say goes up once. */
import { uuidv7 } from 'uuidv7';
import type { RunEvent, Said } from '../../plan/log/events.ts';
import type { Board, BoardLine } from '../../view/run/board.ts';
import type { Kept, Outbox } from './outbox.ts';
import { NotNow, type Snapshot, type Way } from './way.ts';

export interface Told {
  readonly board?: Board;
  readonly lines: readonly BoardLine[];
  /** How many look at it. */
  readonly here: number;
  readonly isLive: boolean;
  /** When it was told last, on the clock of this device. */
  readonly toldAt: number;
  /** What time it was then in the night. */
  readonly nightAt: number;
  /** So many times as fast as the clock of this device goes the night. */
  readonly speed: number;
  readonly waiting: readonly RunEvent[];
  /** Noted, and not among the lines yet. */
  readonly noted: readonly RunEvent[];
  /** What was not noted, with the reason: whoever said it says it again, or lets it go. */
  readonly refused: readonly Kept[];
  readonly me?: string;
  /** They are who the link says, and cannot choose. */
  readonly isKnown: boolean;
  readonly may: boolean;
  /** A sentence: why nothing is shown, or why what waits is not noted yet. */
  readonly trouble?: string;
  /** A sentence: what around the board does not work. */
  readonly around?: string;
}

const MOST_AT_ONCE = 100;

const NOTHING: Told = {
  lines: [],
  here: 0,
  isLive: false,
  toldAt: 0,
  nightAt: 0,
  speed: 1,
  waiting: [],
  noted: [],
  refused: [],
  isKnown: false,
  may: false,
};

export class Link {
  told: Told = NOTHING;
  private readonly way: Way;
  private readonly changed: () => void;
  private readonly outboxes = new Map<string, Outbox>();
  /** The run that the board is of, once it has said so. */
  private run: string | undefined;
  private clock = 0;
  private heard: Promise<void> = Promise.resolve();
  private isSending = false;
  /** So many lines at once: fewer where one of them is refused, until it stands alone. */
  private most = MOST_AT_ONCE;
  private keeping: ReturnType<typeof setTimeout> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(way: Way, changed: () => void) {
    this.way = way;
    this.changed = changed;
  }

  async begin(): Promise<void> {
    this.set({ me: this.way.remembered() });
    await this.showLast();
    const trouble = await this.way.begin();
    if (trouble !== undefined) this.set({ trouble });
    await this.enter();
    addEventListener('online', () => void this.send());
  }

  /** Who this is, where no link says it. */
  choose(me: string): void {
    this.way.remember(me);
    this.set({ me });
  }

  now(): number {
    const { toldAt, nightAt, speed } = this.told;
    return toldAt === 0 ? Date.now() : nightAt + (Date.now() - toldAt) * speed;
  }

  async say(said: Said): Promise<void> {
    const { me } = this.told;
    if (me === undefined || !this.outbox) return;
    const now = this.now();
    this.clock = Math.max(this.clock + 1, Math.floor(now));
    const at = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
    const event = { id: uuidv7(), at, clock: this.clock, writer: 'page', by: me, ...said } as RunEvent;
    this.set({ waiting: [...this.told.waiting, event], trouble: undefined });
    // A browser that cannot keep it (a full disk) still sends it.
    await this.outbox.keep({ event }).catch(() => {});
    await this.send();
  }

  /** What was refused is tried once more as it is: it may be that they may say it by now. */
  async sayAgain({ event }: Kept): Promise<void> {
    this.set({
      refused: this.told.refused.filter((one) => one.event.id !== event.id),
      waiting: [...this.told.waiting, event],
      trouble: undefined,
    });
    await this.outbox?.keep({ event }).catch(() => {});
    await this.send();
  }

  async letGo({ event }: Kept): Promise<void> {
    this.set({ refused: this.told.refused.filter((one) => one.event.id !== event.id) });
    await this.outbox?.remove([event.id]);
  }

  private get outbox(): Outbox | undefined {
    return this.run === undefined ? undefined : this.outboxes.get(this.run);
  }

  /** What waits is of one run: where another one is served at this address, that of the first waits for it. */
  private async turnTo(run: string): Promise<void> {
    if (run === this.run) return;
    const outbox = this.outboxes.get(run) ?? (await this.way.outbox(run));
    const all = await outbox.all();
    this.outboxes.set(run, outbox);
    this.run = run;
    this.set({
      noted: [],
      waiting: all.flatMap(({ event, refused }) => (refused === undefined ? event : [])),
      refused: all.filter(({ refused }) => refused !== undefined),
    });
  }

  /** Until the board answers. */
  private async showLast(): Promise<void> {
    const last = this.way.last?.kept();
    if (!last) return;
    await this.turnTo(last.run);
    const { board, lines, now, speed, toldAt, me, isKnown, may } = last;
    this.set({ board, lines, speed, toldAt, nightAt: now, isKnown, may, ...(me !== undefined && { me }) });
  }

  private keepLast(): void {
    const { run, told } = this;
    clearTimeout(this.keeping);
    // Not at every line: it is written whole.
    this.keeping = setTimeout(() => {
      const { board, lines, nightAt: now, speed, toldAt, me, isKnown, may } = told;
      if (run === undefined || !board) return;
      this.way.last?.keep({ board, run, lines, now, speed, toldAt, isKnown, may, ...(me !== undefined && { me }) });
    }, 500);
  }

  private async enter(): Promise<void> {
    if (await this.meet()) return this.listen();
    this.way.passed?.(() => {
      this.set({ trouble: undefined });
      void this.enter();
    });
  }

  private async meet(): Promise<boolean> {
    const met = await this.way.meet();
    if (!met) return true;
    if ('trouble' in met) {
      this.way.last?.forget();
      this.set({ board: undefined, trouble: this.told.trouble ?? met.trouble });
      return false;
    }
    const { name, may } = met;
    this.set({ me: this.way.remembered(), ...(name !== undefined && { me: name, isKnown: true }), may });
    return true;
  }

  private listen(): void {
    this.way.listen(
      (snapshot) => {
        // One after the other: the first waits for what this browser has kept.
        this.heard = this.heard.then(() => this.hear(snapshot));
      },
      (isOver) => {
        this.set({ isLive: false });
        if (isOver) setTimeout(() => void this.meet().then(() => this.listen()), 5_000);
      },
    );
  }

  private async hear({ board, run, lines, more, now, speed, clock, here, around }: Snapshot): Promise<void> {
    const toldAt = Date.now();
    await this.turnTo(run);
    this.clock = Math.max(this.clock, clock);
    const all = lines ?? withMore(this.told.lines, more);
    const noted = this.told.noted.filter(({ id }) => !all.some((line) => line.id === id));
    this.set({ board, lines: all, noted, here, around, isLive: true, toldAt, nightAt: now, speed });
    this.keepLast();
    void this.send();
  }

  private async send(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    clearTimeout(this.retry);
    try {
      while (await this.sendSome());
    } catch (error) {
      // A network that is gone shows here before the connection that only listens notices.
      this.set(error instanceof NotNow ? { trouble: `Not noted yet: ${error.message}` } : { isLive: false });
      this.retry = setTimeout(() => void this.send(), 5_000);
    } finally {
      this.isSending = false;
    }
  }

  /** False: nothing waits. Throws where it has to wait longer. */
  private async sendSome(): Promise<boolean> {
    const { outbox, run } = this;
    const some = this.told.waiting.slice(0, this.most);
    const [first] = some;
    if (!outbox || !first) return false;
    if (run === undefined) return false;
    const sent = await this.way.send(run, some);
    if (sent === 'noted') {
      this.most = Math.min(MOST_AT_ONCE, this.most * 2);
      await this.settle(outbox, some);
      if (this.told.trouble !== undefined) this.set({ trouble: undefined });
      return true;
    }
    // Of a batch nothing is noted where one line cannot be: the others are not to go with it.
    if (some.length > 1) this.most = Math.ceil(some.length / 2);
    else await this.settle(outbox, some, { event: first, refused: sent.refused });
    return true;
  }

  private async settle(outbox: Outbox, sent: readonly RunEvent[], refused?: Kept): Promise<void> {
    const ids = sent.map(({ id }) => id);
    // That it cannot be kept is no reason to send it again and again.
    await (refused ? outbox.keep(refused) : outbox.remove(ids)).catch(() => {});
    if (outbox !== this.outbox) return;
    this.set({
      waiting: this.told.waiting.filter(({ id }) => !ids.includes(id)),
      // The board may have shown them before it answered.
      ...(!refused && {
        noted: [...this.told.noted, ...sent.filter(({ id }) => !this.told.lines.some((line) => line.id === id))],
      }),
      ...(refused && { refused: [...this.told.refused, refused] }),
    });
  }

  private set(more: Partial<Told>): void {
    this.told = { ...this.told, ...more };
    this.changed();
  }
}

export function withMore(lines: readonly BoardLine[], more: Snapshot['more']): readonly BoardLine[] {
  if (!more) return lines;
  const before = lines.map((line) => (more.taken.includes(line.id) ? { ...line, taken: true } : line));
  return [...before, ...more.lines];
}
