/** The way between page and board: what it tells comes down as it happens, what people say goes up once. */
import { uuidv7 } from 'uuidv7';
import type { RunEvent, Said } from '../plan/log/events.ts';
import type { Board, BoardLine } from '../view/run/board.ts';
import { type Outbox, openOutbox } from './outbox.ts';

export interface Told {
  readonly board?: Board;
  readonly lines: readonly BoardLine[];
  /** How many look at it. */
  readonly here: number;
  readonly isLive: boolean;
  /** When it was told last, on the clock of this device. */
  readonly toldAt: number;
  /** What to add to the clock of this device. */
  readonly offset: number;
  readonly waiting: readonly RunEvent[];
  readonly me?: string;
  /** They are who the link says, and cannot choose. */
  readonly isKnown: boolean;
  readonly may: boolean;
  /** A sentence: why nothing is shown, or what was not noted. */
  readonly trouble?: string;
}

const NOTHING: Told = {
  lines: [],
  here: 0,
  isLive: false,
  toldAt: 0,
  offset: 0,
  waiting: [],
  isKnown: false,
  may: false,
};

export class Link {
  told: Told = NOTHING;
  private readonly changed: () => void;
  private outbox: Outbox | undefined;
  private clock = 0;
  private isSending = false;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void) {
    this.changed = changed;
  }

  async begin(): Promise<void> {
    this.outbox = await openOutbox();
    this.set({ waiting: await this.outbox.all(), me: localStorage.getItem('board.me') ?? undefined });
    await this.openSession();
    if (await this.meet()) this.listen();
    addEventListener('online', () => void this.send());
    void this.send();
  }

  /** Who this is, where no link says it. */
  choose(me: string): void {
    localStorage.setItem('board.me', me);
    this.set({ me });
  }

  now(): number {
    return Date.now() + this.told.offset;
  }

  async say(said: Said): Promise<void> {
    const { me } = this.told;
    if (me === undefined || !this.outbox) return;
    const now = this.now();
    this.clock = Math.max(this.clock + 1, Math.floor(now));
    const at = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
    const event = { id: uuidv7(), at, clock: this.clock, writer: 'page', by: me, ...said } as RunEvent;
    await this.outbox.add(event);
    this.set({ waiting: [...this.told.waiting, event], trouble: undefined });
    await this.send();
  }

  /** The key of a link goes into a cookie, and out of the address. */
  private async openSession(): Promise<void> {
    const key = new URLSearchParams(location.hash.slice(1)).get('k');
    if (!key) return;
    history.replaceState(null, '', location.pathname);
    const response = await post('/session', { key }).catch(() => undefined);
    if (response && !response.ok) this.set({ trouble: await response.text() });
  }

  private async meet(): Promise<boolean> {
    const response = await fetch('/me').catch(() => undefined);
    if (!response) return true;
    if (!response.ok) {
      this.set({ trouble: this.told.trouble ?? (await response.text()) });
      return false;
    }
    const { name, may } = (await response.json()) as { readonly name?: string; readonly may: boolean };
    this.set({ ...(name !== undefined && { me: name, isKnown: true }), may });
    return true;
  }

  private listen(): void {
    const source = new EventSource('/events');
    source.addEventListener('board', ({ data }) => {
      const told = JSON.parse(data) as { board: Board; lines?: BoardLine[]; now: number; clock: number; here: number };
      this.clock = Math.max(this.clock, told.clock);
      const { board, lines = this.told.lines, here } = told;
      this.set({ board, lines, here, isLive: true, toldAt: Date.now(), offset: told.now - Date.now() });
      void this.send();
    });
    source.onerror = () => this.set({ isLive: false });
  }

  private async send(): Promise<void> {
    const { waiting } = this.told;
    if (this.isSending || waiting.length === 0 || !this.outbox) return;
    this.isSending = true;
    clearTimeout(this.retry);
    try {
      const response = await post('/events', { events: waiting.slice(0, 100) });
      const sent = waiting.slice(0, 100).map(({ id }) => id);
      if (response.ok || response.status === 400 || response.status === 403) {
        // What is refused is not sent again: it is told, and whoever said it decides.
        await this.outbox.remove(sent);
        const trouble = response.ok ? undefined : await response.text();
        this.set({ waiting: this.told.waiting.filter(({ id }) => !sent.includes(id)), trouble });
      } else throw new Error(String(response.status));
    } catch {
      this.retry = setTimeout(() => void this.send(), 5_000);
    } finally {
      this.isSending = false;
    }
    if (this.told.waiting.length > 0 && this.told.waiting !== waiting) void this.send();
  }

  private set(more: Partial<Told>): void {
    this.told = { ...this.told, ...more };
    this.changed();
  }
}

function post(path: string, body: object): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });
}
