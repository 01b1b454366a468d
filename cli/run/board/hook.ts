/** Posts every line of a night to an address that whoever starts the board names, so that a chat room follows it. Nobody waits for it. */
import type { BoardLine } from '../../../view/run/board.ts';
import { reason } from '../../terminal/reason.ts';

/** What is posted: `text` is what chat rooms show of a webhook. */
export interface Posted {
  /** `22:15 priya: started night-backup`. */
  readonly text: string;
  readonly run: string;
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly said: string;
}

export interface HookOptions {
  readonly url: URL;
  /** The name of the run; what was played says so. */
  readonly run: string;
  /** The time of day of the night, `22:15`. */
  clock(at: number): string;
  /** What it was last told of the hook holds no more; undefined: it works again. */
  trouble(said: string | undefined): void;
  /** Throws where it was not taken. Default: `fetch`. */
  post?(url: URL, body: Posted, signal: AbortSignal): Promise<void>;
  /** Default: a timer. */
  pause?(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** So many lines wait at most: a room that was away for hours is told the newest. */
const MOST_WAITING = 500;
const LONGEST_PAUSE = 60_000;
const PATIENCE = 10_000;

export class Hook {
  private readonly options: HookOptions;
  private readonly seen = new Set<string>();
  private readonly waiting: BoardLine[] = [];
  private readonly ended = new AbortController();
  private isSending = false;
  private dropped = 0;

  /** @param lines what was said before: it is not posted again */
  constructor(options: HookOptions, lines: readonly BoardLine[]) {
    this.options = options;
    for (const { id } of lines) this.seen.add(id);
  }

  /** All lines there are now: those that are new are posted, one after the other. */
  tell(lines: readonly BoardLine[]): void {
    for (const line of lines) {
      if (this.seen.has(line.id)) continue;
      this.seen.add(line.id);
      this.waiting.push(line);
    }
    while (this.waiting.length > MOST_WAITING) {
      this.waiting.shift();
      this.dropped++;
    }
    if (!this.isSending) void this.send();
  }

  end(): void {
    this.ended.abort();
  }

  private async send(): Promise<void> {
    this.isSending = true;
    const { url, post = posted, pause = paused, trouble } = this.options;
    const { signal } = this.ended;
    let failures = 0;
    while (this.waiting.length > 0 && !signal.aborted) {
      const [line] = this.waiting;
      try {
        await post(url, this.posting(line!), signal);
        // While it was on its way so many may have come that it is none of those that wait any more.
        if (this.waiting[0] === line) this.waiting.shift();
        if (failures > 0) trouble(undefined);
        failures = 0;
      } catch (error) {
        if (signal.aborted) break;
        failures++;
        trouble(this.said(reason(error)));
        await pause(Math.min(LONGEST_PAUSE, 1000 * 2 ** (failures - 1)), signal).catch(() => {});
      }
    }
    this.isSending = false;
  }

  /** Without the path of the address, which is a secret of the room. */
  private said(why: string): string {
    const count = this.waiting.length;
    const wait = `${count === 1 ? '1 line waits' : `${count} lines wait`} for it`;
    const lost =
      this.dropped === 0 ? '' : `, and ${this.dropped} older ${this.dropped === 1 ? 'one is' : 'ones are'} left out`;
    return `${this.options.url.host} does not take what is said here (${why}): ${wait}${lost}.`;
  }

  private posting({ id, at, by, said }: BoardLine): Posted {
    const { run, clock } = this.options;
    return { text: `${clock(Date.parse(at))} ${by}: ${said}`, ...{ run, id, at, by, said } };
  }
}

async function posted(url: URL, body: Posted, ended: AbortSignal): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.any([ended, AbortSignal.timeout(PATIENCE)]),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`it answers ${response.status}`);
}

function paused(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
